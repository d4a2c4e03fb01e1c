import { expect, it } from 'vitest';

import { answerSubject, withoutQuoted, wordsOf } from '../domain/mail.ts';
import { parseMail } from './parse.ts';

const crlf = (text: string): Buffer => Buffer.from(text.replaceAll('\n', '\r\n'), 'latin1');
const head = (more = '', from = 'Jörg Müller <joerg@web.example>'): string =>
	`From: =?UTF-8?B?${Buffer.from(from.split(' <')[0] ?? '').toString('base64')}?= <${from.split('<')[1]}\nTo: amt@stadt.example\nMessage-ID: <m1@web.example>\nDate: Mon, 2 Mar 2026 09:00:00 +0100\n${more}`;
const plain = 'Content-Type: text/plain; charset=utf-8\n\nHallo';

it.each([
	[
		'quoted-printable in Latin-1',
		'Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nM=FChlkanalbr=FCcke',
	],
	[
		'base64 in UTF-8',
		`Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${Buffer.from('Mühlkanalbrücke').toString('base64')}`,
	],
	[
		'eight bits in Windows-1252',
		'Content-Type: text/plain; charset=windows-1252\nContent-Transfer-Encoding: 8bit\n\nM\xfchlkanalbr\xfccke',
	],
	[
		'HTML alone',
		'Content-Type: text/html; charset=utf-8\n\n<style>p{color:red}</style><p>M&uuml;hlkanalbr&uuml;cke</p><script>alert(1)</script>',
	],
	[
		'parts within parts',
		`Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nM=C3=BChlkanalbr=C3=BCcke\n--b\nContent-Type: text/html\n\n<p>anders</p>\n--b--\n--a--\n`,
	],
])('reads umlauts from %s', async (_, body) => {
	const mail = await parseMail(crlf(`${head('Subject: =?iso-8859-1?Q?Br=FCcke?=\n')}${body}`));
	expect(mail).toMatchObject({
		...{ kind: 'message', messageId: '<m1@web.example>', subject: 'Brücke', text: 'Mühlkanalbrücke' },
		...{ from: { name: 'Jörg Müller', address: 'joerg@web.example' }, sentAt: Date.parse('2026-03-02T08:00:00Z') },
	});
});

it.each([
	['automatic', 'Auto-Submitted: auto-replied\n'],
	['message', 'Auto-Submitted: no\n'],
	['list', 'List-Id: <neues.example>\n'],
	['list', 'Precedence: bulk\n'],
	['automatic', 'Precedence: auto_reply\n'],
	['bounce', 'Return-Path: <>\n'],
	['bounce', 'Content-Type: multipart/report; report-type=delivery-status; boundary=x\n'],
] as const)('tells %s by %s', async (kind, more) => {
	const body = more.startsWith('Content-Type') ? '\n--x--' : plain;
	expect((await parseMail(crlf(head(more) + body)))?.kind).toBe(kind);
});

it('names files and keeps none, and goes by what a mail answers', async () => {
	const file =
		'Content-Type: application/pdf; name="=?UTF-8?Q?Pl=C3=A4ne=0A.pdf?="\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nQUJD';
	const parts = `Content-Type: multipart/mixed; boundary=a\n\n--a\n${plain}\n--a\n${file}\n--a--\n`;
	const mail = await parseMail(
		crlf(head('References: <a@x> <b@x>\nIn-Reply-To: <b@x>\nReply-To: eva@web.example\n') + parts),
	);
	expect(mail).toMatchObject({ answers: ['<b@x>', '<a@x>'], from: { name: '', address: 'eva@web.example' } });
	expect(mail?.files).toEqual([{ name: expect.stringContaining('Pläne'), type: 'application/pdf', size: 3 }]);
});

it('gives up on what is built to be hard to read, and on who names nobody', async () => {
	const deep = Array.from(
		{ length: 400 },
		(_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
	).join('');
	expect(await parseMail(crlf(`${head()}${deep}`))).toBeNull();
	expect(await parseMail(crlf(`${head(`X-Long: ${'a'.repeat(400_000)}\n`)}${plain}`))).toBeNull();
	expect(await parseMail(crlf(`Subject: x\n${plain}`))).toBeNull();
	expect(await parseMail(crlf('\u0000\u0001'))).toBeNull();
	const wide = await parseMail(crlf(`${head()}Content-Type: text/html\n\n${'<div>'.repeat(20_000)}Hallo`));
	expect((wide?.text.length ?? 0) <= 20_000).toBe(true);
});

it('folds earlier mails away, and only those', () => {
	const folded = (text: string) => withoutQuoted(text).said;
	expect(folded('Danke!\n\nAm 2. März 2026 um 09:00 schrieb Tiefbauamt\n<amt@stadt.example>:\n> Guten Tag')).toBe(
		'Danke!',
	);
	expect(folded('Danke!\n\n________________\nVon: Amt\nGesendet: Montag\nAn: mich\n\nGuten Tag')).toBe('Danke!');
	expect(folded('Danke!\n-----Ursprüngliche Nachricht-----\nGuten Tag')).toBe('Danke!');
	expect(folded('Danke!\n\n> Guten Tag\n> Ihr Amt\n')).toBe('Danke!');
	const between = 'Am 2. März schrieb Amt:\n> Wann?\nMorgen.\n> Wo?\nHier.';
	expect(withoutQuoted(between)).toEqual({ said: between, quoted: '' });
	const only = 'Am 2. März schrieb Amt:\n> Guten Tag';
	expect(withoutQuoted(only)).toEqual({ said: only, quoted: '' });
});

it('answers under one Re', () => {
	expect(['Brücke', 'AW: Re: Brücke', 'RE[2]: Brücke', ''].map(answerSubject)).toEqual([
		...['Re: Brücke', 'Re: Brücke', 'Re: Brücke', 'Re:'],
	]);
	expect(wordsOf({ subject: 'Brücke', text: 'Wann?' }, true)).toBe('Brücke\n\nWann?');
	expect(wordsOf({ subject: 'Brücke', text: '' }, false)).toBe('Brücke');
});
