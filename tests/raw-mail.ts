let nth = 0;

/** What a mail system writes about a mail of ours. */
export const report = (messageId: string, action: string): string => {
	nth += 1;
	const status = `Reporting-MTA: dns; mx.web.example\n\nFinal-Recipient: rfc822; zoe@web.example\nAction: ${action}\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user\n`;
	const parts = ['Content-Type: text/plain\n\nSorry.', `Content-Type: message/delivery-status\n\n${status}`];
	const original = `Content-Type: text/rfc822-headers\n\nMessage-ID: ${messageId}\nSubject: Re\n`;
	return `From: MAILER-DAEMON@mx.web.example\nReturn-Path: <>\nMessage-ID: <r${nth}@mx.web.example>\nSubject: Undelivered\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n${[...parts, original].join('\n--b\n')}\n--b--\n`;
};

/** A file on a mail. */
export const attached = (name: string, type: string, bytes: Uint8Array): string =>
	`--f\nContent-Type: ${type}\nContent-Disposition: attachment; filename="${name.replaceAll('"', '\\"')}"\nContent-Transfer-Encoding: base64\n\n${Buffer.from(bytes).toString('base64')}\n`;
