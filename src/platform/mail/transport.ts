import { createTransport } from 'nodemailer';

import { seconds } from '#kernel/time.ts';

/** The mail server of the authority, as an administrator entered it. */
export interface MailServer {
	readonly host: string;
	readonly port: number;
	readonly security: 'tls' | 'starttls' | 'none';
	readonly user: string;
	readonly password: string;
	readonly fromMail: string;
	readonly fromName: string;
}

export interface Outgoing {
	readonly messageId: string;
	readonly to: string;
	readonly subject: string;
	readonly text: string;
	readonly html?: string;
	readonly replyTo?: string;
	/** Where reports about it go; absent: to whom it is from. */
	readonly returnTo?: string;
	/** Written by a person, as an answer: then it says so, and leaves from their address. */
	readonly thread?: Thread;
	/** Where one click unsubscribes. SPEC: RFC 8058. */
	readonly unsubscribe?: string;
}

/** To what a mail belongs, and from where it leaves. */
export interface Thread {
	readonly from: { readonly name: string; readonly address: string };
	readonly messageId: string;
	readonly inReplyTo?: string | undefined;
	readonly references: readonly string[];
}

/** How an attempt ended. `later` is worth another one; `never` is the server's final word on this mail. */
export type SendOutcome =
	| { readonly kind: 'sent' }
	| {
			readonly kind: 'later' | 'never';
			readonly step: 'connect' | 'login' | 'send';
			readonly reason: string;
			/** The server does not take mail for this address; another one might go. */
			readonly mailbox?: true;
			/** All of it was handed over before the answer got lost: it may arrive. */
			readonly mayArrive?: true;
	  };

const PATIENCE_MS = seconds(20);

/** Hands one mail to the server over a connection of its own. Never throws for what servers do. */
export const sendThrough = async (server: MailServer, mail: Outgoing): Promise<SendOutcome> => {
	let isHandedOver = false;
	const transport = createTransport({
		host: server.host,
		port: server.port,
		secure: server.security === 'tls',
		requireTLS: server.security === 'starttls',
		ignoreTLS: server.security === 'none',
		...(server.user === '' ? {} : { auth: { user: server.user, pass: server.password } }),
		connectionTimeout: PATIENCE_MS,
		greetingTimeout: PATIENCE_MS,
		socketTimeout: PATIENCE_MS,
		disableFileAccess: true,
		disableUrlAccess: true,
		// NOTE: that the whole mail went out behind DATA the library tells its log alone; a stream is drained after any error too.
		logger: {
			...silent,
			info({ tnx }: { readonly tnx?: string }) {
				if (tnx === 'message') isHandedOver = true;
			},
		},
	});
	try {
		await transport.sendMail({
			from: mail.thread?.from ?? { name: server.fromName, address: server.fromMail },
			to: { name: '', address: mail.to },
			...(mail.returnTo === undefined ? {} : { envelope: { from: mail.returnTo, to: [mail.to] } }),
			subject: mail.subject,
			text: mail.text,
			...(mail.html === undefined ? {} : { html: mail.html }),
			...(mail.replyTo === undefined ? {} : { replyTo: mail.replyTo }),
			messageId: mail.thread?.messageId ?? mail.messageId,
			...threading(mail),
			headers: { ...(mail.thread === undefined ? { 'Auto-Submitted': 'auto-generated' } : {}), ...unsubscribing(mail) },
		});
		return { kind: 'sent' };
	} catch (thrown) {
		return toOutcome(thrown, isHandedOver);
	} finally {
		transport.close();
	}
};

const nothing = (): void => undefined;
const silent = { level: nothing, trace: nothing, debug: nothing, warn: nothing, error: nothing, fatal: nothing };

const threading = ({ thread }: Outgoing) =>
	thread === undefined
		? {}
		: {
				...(thread.inReplyTo === undefined ? {} : { inReplyTo: thread.inReplyTo }),
				...(thread.references.length === 0 ? {} : { references: [...thread.references] }),
			};

const unsubscribing = ({ unsubscribe }: Outgoing): Record<string, string> =>
	unsubscribe === undefined
		? {}
		: { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };

/** The fields by which the mail library tells what went wrong. */
interface SmtpError {
	readonly code?: string;
	readonly responseCode?: number;
	readonly response?: string;
	readonly command?: string;
	readonly message: string;
}

const toOutcome = (thrown: unknown, isHandedOver: boolean): SendOutcome => {
	if (!(thrown instanceof Error)) throw thrown;
	const { code, responseCode, response, command, message } = thrown as SmtpError;
	const reason = (response ?? message).slice(0, 300);
	if (code === 'EAUTH' || code === 'ENOAUTH' || code === 'EOAUTH2') return { kind: 'later', step: 'login', reason };
	if (responseCode === undefined)
		return { kind: 'later', step: 'connect', reason, ...(isHandedOver ? { mayArrive: true } : {}) };
	// SPEC: RFC 5321 4.2.1: 4xx asks to come again, 5xx is final.
	if (responseCode < 500) return { kind: 'later', step: 'send', reason };
	return { kind: 'never', step: 'send', reason, ...(command === 'RCPT TO' ? { mailbox: true } : {}) };
};
