import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { conversationEndpoint, conversationsEndpoint, replyEndpoint, sourcesEndpoint } from '#contract/dialogue.ts';
import { changeMailSettingsEndpoint } from '#contract/mail.ts';
import {
	endMailboxEndpoint,
	mailboxesEndpoint,
	saveMailboxEndpoint,
	testMailboxEndpoint,
} from '#contract/mailboxes.ts';
import { exportCounterpartEndpoint, findCounterpartsEndpoint } from '#contract/privacy.ts';
import { startImapServer } from '#tests/imap-server.ts';
import { startMailServer } from '#tests/mail-server.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';
import { attached } from '#tests/raw-mail.ts';
import { openScanner, VIRUS } from '#tests/scanner.ts';

let desk: Newsdesk;
let box: Awaited<ReturnType<typeof startImapServer>>;
let post: Awaited<ReturnType<typeof startMailServer>>;
let scanner: Awaited<ReturnType<typeof openScanner>>;
beforeAll(async () => {
	scanner = await openScanner();
	const house = startNewsdesk(undefined, undefined, { scanner: `127.0.0.1:${scanner.port}` });
	[desk, box, post] = await Promise.all([house, startImapServer(), startMailServer()]);
	const server = { host: '127.0.0.1', port: post.port, security: 'none' as const, user: '' };
	const from = { fromMail: 'amtsfunk@musterstadt.example', fromName: 'Musterstadt' };
	await desk.office.call(changeMailSettingsEndpoint, { ...server, ...from }, desk.boss);
});
afterAll(async () => {
	await desk.close();
	await box.close();
	await post.close();
	scanner.server.close();
});

const lead = () => actorWith('lead', [desk.unitId], 'lead-1');
const agent = () => actorWith('agent', [desk.unitId], 'agent-1');
const settings = () => ({
	...{ unit: desk.unitId, name: 'Tiefbauamt', address: 'tiefbau@musterstadt.example', folder: 'INBOX' },
	...{ host: '127.0.0.1', port: box.port, security: 'none' as const, ...box.account },
});
/** One round a minute; a mailbox that failed is asked again within the hour. */
const poll = async (minutes = 1) => {
	await desk.office.at(new Date(desk.office.clock.now() + minutes * 60_000 + 1_000).toISOString());
	await desk.office.settle();
};
const list = async () =>
	(await desk.office.call(conversationsEndpoint, { channel: 'mail', view: 'all' }, agent())).body.items;
const read = async (id: string) => (await desk.office.call(conversationEndpoint, { conversationId: id }, agent())).body;
const mailbox = async () =>
	(await desk.office.call(mailboxesEndpoint, { unit: desk.unitId }, lead())).body.mailboxes[0];

let nth = 0;
const letter = (text: string, more = '', from = 'Erika Muster <erika@web.example>'): string => {
	nth += 1;
	return `From: ${from}\nTo: tiefbau@musterstadt.example\nSubject: Frage ${nth}\nMessage-ID: <n${nth}@web.example>\nDate: Mon, 2 Mar 2026 09:00:00 +0100\n${more}Content-Type: text/plain; charset=utf-8\n\n${text}\n`;
};

it('tests and connects a mailbox, and says what is in the way', async () => {
	box.deliver(letter('Das lag schon da.'));
	const tried = async (more: object) =>
		(await desk.office.call(testMailboxEndpoint, { ...settings(), ...more }, lead())).problem?.type ?? 'well';
	expect(await tried({ password: 'falsch' })).toBe('mailbox.login-refused');
	expect(await tried({ folder: 'Nirgends' })).toBe('mailbox.no-folder');
	expect(await tried({ host: 'imap.musterstadt.example' })).toBe('mailbox.needs-tls');
	const inside = await desk.office.call(
		testMailboxEndpoint,
		{ ...settings(), host: '10.0.0.7', security: 'tls' },
		lead(),
	);
	expect(inside.problem).toMatchObject({ type: 'mailbox.inner-host', detail: { place: `10.0.0.7:${box.port}` } });
	expect(await tried({ host: '169.254.169.254', security: 'starttls' })).toBe('mailbox.forbidden');
	expect(await tried({ security: 'tls' })).toBe('mailbox.unreachable');
	box.feel('not-imap');
	expect(await tried({})).toBe('mailbox.broken');
	box.feel('well');
	expect(await tried({})).toBe('well');
	expect((await desk.office.call(saveMailboxEndpoint, settings(), lead())).status).toBe(200);
	expect((await desk.office.call(saveMailboxEndpoint, settings(), lead())).problem?.type).toBe('mailbox.read-already');
	expect(JSON.stringify(await mailbox())).not.toContain(box.account.password);
});

it('makes one conversation of a thread, with a deadline, and answers into it once', async () => {
	box.deliver(letter('Wann ist die Brücke wieder frei?'));
	await poll();
	await poll();
	const [item, ...others] = await list();
	expect(others).toEqual([]);
	expect(item).toMatchObject({ presenceName: 'Tiefbauamt', kind: 'direct', dueAt: expect.any(String) });
	expect(item?.counterpart).toContain('Erika Muster');
	const id = item?.id ?? '';
	const first = await read(id);
	expect(first.messages[0]).toMatchObject({ text: 'Frage 2\n\nWann ist die Brücke wieder frei?' });
	expect(first.can).toEqual({ edit: false, withdraw: false, like: false });
	post.away(true);
	const answer = { conversationId: id, text: 'Ab Montag ist sie frei.', seenVersion: first.version };
	expect((await desk.office.call(replyEndpoint, answer, agent())).status).toBe(200);
	await desk.office.settle();
	expect((await read(id)).messages.at(-1)).toMatchObject({ delivery: 'waiting' });
	post.away(false);
	await poll(2);
	expect((await read(id)).messages.at(-1)).toMatchObject({ delivery: 'published' });
	const [sent, ...more] = post.to('erika');
	expect(more).toEqual([]);
	expect(sent).toMatchObject({ subject: 'Re: Frage 2', inReplyTo: '<n2@web.example>', references: '<n2@web.example>' });
	expect(sent?.from?.text).toBe('"Tiefbauamt" <tiefbau@musterstadt.example>');
	expect(sent?.headers.has('auto-submitted')).toBe(false);

	const back = `In-Reply-To: ${sent?.messageId}\n`;
	box.deliver(letter('Danke.\n\nAm 2. März 2026 schrieb Tiefbauamt:\n> Ab Montag ist sie frei.', back));
	box.deliver(letter('Ich weiß es besser.', back, 'Fremd <fremd@web.example>'));
	await poll();
	const [stranger, own] = [await list(), await read(id)];
	expect(stranger).toHaveLength(2);
	expect(own.messages.at(-1)).toMatchObject({
		text: 'Danke.',
		mail: { quoted: expect.stringContaining('> Ab Montag') },
	});
	expect(own.state).toBe('open');
});
it('shows pictures anew, gives other files to be saved once they are clean, and destroys what is not', async () => {
	const canvas = sharp({ create: { width: 1400, height: 700, channels: 3, background: '#2266aa' } });
	const picture = await canvas
		.withExif({ IFD0: { Copyright: 'geheime Spur' } })
		.jpeg()
		.toBuffer();
	const plan = Buffer.from('%PDF-1.7 Plan');
	const body = [
		...[
			'--f\nContent-Type: text/plain; charset=utf-8\n\nSehen Sie selbst.\n',
			attached('loch.jpg', 'image/jpeg', picture),
		],
		...[attached('Plan "A".pdf', 'application/pdf', plan), attached('x.doc', 'application/msword', Buffer.from(VIRUS))],
		...[attached('kein.png', 'image/png', plan), attached('gross.pdf', 'application/pdf', Buffer.alloc(5_300_000))],
	];
	const raw = letter('', 'MIME-Version: 1.0\n', 'Pia <pia@web.example>').split('Content-Type: text/plain');
	box.deliver(`${raw[0]}Content-Type: multipart/mixed; boundary=f\n\n${body.join('')}--f--\n`);
	await poll();
	const id = (await list()).find(({ counterpart }) => counterpart.includes('Pia'))?.id ?? '';
	const files = async () => (await read(id)).messages[0]?.mail?.files ?? [];
	const came = await files();
	expect(came.map(({ name, why }) => [name, why])).toEqual([
		['loch.jpg', null],
		['Plan "A".pdf', null],
		['x.doc', null],
		['kein.png', null],
		['gross.pdf', 'too-large'],
	]);
	const fetched = (place: number, actor = 'agent-1') =>
		fetch(`${desk.office.base}${came[place]?.address}`, { headers: { 'x-actor': actor } });
	const shown = await fetched(0);
	const bytes = Buffer.from(await shown.arrayBuffer());
	expect([shown.headers.get('content-type'), (await sharp(bytes).metadata()).exif]).toEqual(['image/webp', undefined]);
	const saved = await fetched(1);
	expect(Buffer.from(await saved.arrayBuffer())).toEqual(plan);
	expect(Object.fromEntries(saved.headers)).toMatchObject({
		'content-type': 'application/octet-stream',
		'content-disposition': `attachment; filename="Plan _A_.pdf"; filename*=UTF-8''Plan%20_A_.pdf`,
		...{ 'x-content-type-options': 'nosniff', 'content-security-policy': expect.stringContaining('sandbox') },
	});
	expect((await fetched(3)).status).toBe(502);
	expect((await fetched(2)).status).toBe(403);
	expect((await files())[2]).toMatchObject({ address: null, why: 'infected' });
	expect((await fetched(2)).status).toBe(404);
	const stranger = actorWith('agent', ['elsewhere'], 'agent-2');
	await desk.office.call(conversationsEndpoint, {}, stranger);
	expect([(await fetched(0, 'agent-2')).status, (await fetched(0, 'nobody')).status]).toEqual([403, 401]);

	const privacy = actorWith('privacy', 'all', 'privacy-1');
	const about = { channel: 'mail' as const, handle: 'pia@web.example', reason: 'Antrag 13' };
	const [who] = (await desk.office.call(findCounterpartsEndpoint, about, privacy)).body.items;
	const asked = { counterpartId: who?.id ?? '', reason: 'Antrag 13' };
	const { file } = (await desk.office.call(exportCounterpartEndpoint, asked, privacy)).body;
	expect(file).toContain(plan.toString('base64'));
	expect(file).not.toContain(Buffer.from(VIRUS).toString('base64'));
});

it('opens no conversation for what came by itself, and knows what it could not take', async () => {
	const before = (await list()).length;
	box.deliver(letter('Ich bin im Urlaub.', 'Auto-Submitted: auto-replied\n'));
	box.deliver(Buffer.concat([Buffer.from(letter('Groß').replaceAll('\n', '\r\n')), Buffer.alloc(11_000_000, 65)]));
	box.deliver(letter('x', `X-Long: ${'a'.repeat(300_000)}\n`));
	box.deliver(letter('Nach der großen.'));
	await poll();
	expect((await list()).length).toBe(before + 1);
	expect((await mailbox())?.aside).toEqual(
		expect.arrayContaining([
			expect.objectContaining({ kind: 'automatic', subject: expect.stringMatching(/^Frage/) }),
			expect.objectContaining({
				kind: 'too-large',
				subject: expect.stringMatching(/^Frage/),
				from: 'erika@web.example',
			}),
			expect.objectContaining({ kind: 'unreadable' }),
		]),
	);
	const { sources, gaps } = (await desk.office.call(sourcesEndpoint, {}, agent())).body;
	expect(sources).toContainEqual(expect.objectContaining({ channel: 'mail', failure: null }));
	expect(gaps.filter(({ name }) => name === 'Tiefbauamt')).toHaveLength(2);
});

it('catches up after an outage, stores nothing half, and nothing twice when mails are counted anew', async () => {
	const before = (await list()).length;
	box.feel('cutting');
	box.deliver(letter('Halb gekommen?'));
	await poll();
	expect(await mailbox()).toMatchObject({ failure: 'imap.broken' });
	expect((await list()).length).toBe(before);
	box.deliver(letter('Währenddessen.', '', 'Otto <otto@web.example>'));
	box.feel('well');
	await poll(4);
	expect(await mailbox()).toMatchObject({ failure: null });
	expect((await list()).length).toBe(before + 2);

	box.renumber();
	box.deliver(letter('Nach dem Umzug.', '', 'Ida <ida@web.example>'));
	await poll(2);
	// What lay there before it was connected comes along now: it was never known. Everything else is.
	const after = (await list()).map(({ excerpt }) => excerpt);
	expect(after.filter((text) => text.includes('Nach dem Umzug'))).toHaveLength(1);
	expect(after.filter((text) => text.includes('Währenddessen'))).toHaveLength(1);
	expect(after.length).toBe(before + 4);

	box.feel('lying');
	box.deliver(letter('Größer als gesagt.'));
	await poll(2);
	box.feel('well');
	box.deliver(letter('Es geht weiter.', '', 'Ina <ina@web.example>'));
	await poll(2);
	expect((await list()).length).toBe(before + 5);
	expect(box.asked.filter((line) => /\b(SELECT|STORE|EXPUNGE|COPY|MOVE|APPEND)\b/.test(line))).toEqual([]);
});

it('gives account of who wrote, and reads no more once disconnected', async () => {
	const privacy = actorWith('privacy', 'all', 'privacy-1');
	const about = { channel: 'mail' as const, handle: 'Erika@web.example', reason: 'Antrag 12' };
	const { items } = (await desk.office.call(findCounterpartsEndpoint, about, privacy)).body;
	expect(items).toMatchObject([{ channel: 'mail', whole: true }]);
	const counterpartId = items[0]?.id ?? '';
	const { file } = (await desk.office.call(exportCounterpartEndpoint, { counterpartId, reason: 'Antrag 12' }, privacy))
		.body;
	expect(file).toContain('Wann ist die Brücke wieder frei?');
	expect(file).toContain('> Ab Montag ist sie frei.');

	const id = (await mailbox())?.id ?? '';
	const before = (await list()).length;
	const other = actorWith('lead', ['elsewhere'], 'lead-2');
	expect((await desk.office.call(endMailboxEndpoint, { id }, other)).problem?.type).toBe('access.denied');
	expect((await desk.office.call(endMailboxEndpoint, { id }, lead())).status).toBe(200);
	box.deliver(letter('Zu spät.'));
	await poll(2);
	expect((await list()).length).toBe(before);
	expect(await mailbox()).toBeUndefined();
});
