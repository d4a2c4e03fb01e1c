import { expect, it } from 'vitest';

import { kindOf, readBounce } from './bounce.ts';

const report = (action: string, more = ''): string =>
	`Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; ok@web.example\nAction: relayed\nStatus: 2.0.0\n\nFinal-Recipient: rfc822; eva@web.example\nAction: ${action}\nStatus: 5.1.1\n${more}`;
const part = (mimeType: string, content: string) => ({
	filename: null,
	mimeType,
	content: new TextEncoder().encode(content),
});
const from = 'MAILER-DAEMON@mx.example';
const bare = { attachments: [], body: '', from, answers: [] };

it('reads what came back, why, and which mail it was', () => {
	const attachments = [
		part(
			'message/delivery-status',
			report('Failed', 'Diagnostic-Code: smtp; 550 5.1.1 <eva@web.example>:\n User unknown\n'),
		),
		part(
			'message/rfc822',
			'From: amt@stadt.example\nMessage-ID:\n <unsere@stadt.example>\nReferences: <fremde@web.example>\n\nMessage-ID: <im-text@x>',
		),
	];
	expect(readBounce({ ...bare, attachments, answers: ['<unsere@stadt.example>', '<b@x>'] })).toEqual({
		...{ kind: 'no-such-address', status: '5.1.1', reason: '550 5.1.1 <eva@web.example>: User unknown' },
		of: ['<unsere@stadt.example>', '<b@x>'],
	});
	const headers = [part('message/delivery-status', report('failed')), part('text/rfc822-headers', 'Message-Id: <k@x>')];
	expect(readBounce({ ...bare, attachments: headers })).toMatchObject({ reason: '', of: ['<k@x>'] });
});

it('takes nothing for final that is not', () => {
	for (const action of ['delayed', 'delivered', 'relayed', 'expanded', ''])
		expect(readBounce({ ...bare, attachments: [part('message/delivery-status', report(action))] })).toBeNull();
	// A note of absence with an empty return path, a note that a mail was read, and a complaint.
	expect(readBounce({ ...bare, from: 'eva@web.example', body: '550 Tage Urlaub' })).toBeNull();
	expect(
		readBounce({ ...bare, from: 'eva@web.example', attachments: [part('message/disposition-notification', 'x')] }),
	).toBeNull();
	expect(readBounce({ ...bare, body: 'Ihre Nachricht ist noch unterwegs.' })).toBeNull();
});

it('believes a mail system that writes in words', () => {
	const body =
		'Sorry.\n\n<eva@web.example>:\n203.0.113.5 failed: 552 5.2.2 mailbox full\n\n--- Below\n\nMessage-ID: <q@stadt.example>\n';
	expect(readBounce({ ...bare, body })).toMatchObject({ kind: 'full', status: '5.2.2', of: ['<q@stadt.example>'] });
});

it.each([
	...([
		['5.1.1', '', 'no-such-address'],
		['', '550 no such user here', 'no-such-address'],
	] as const),
	...([
		['5.2.2', '', 'full'],
		['4.2.2', '', 'full'],
		['5.7.1', 'spam', 'refused'],
	] as const),
	...([
		['4.4.1', '', 'too-late'],
		['5.4.7', '', 'too-late'],
		['5.3.4', '', 'other'],
		['', '', 'other'],
	] as const),
])('names %s %s as %s', (status, reason, kind) => {
	expect(kindOf(status, reason)).toBe(kind);
});
