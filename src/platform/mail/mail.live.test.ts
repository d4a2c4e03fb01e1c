import { sql } from 'kysely';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import {
	changeMailSettingsEndpoint,
	dropMailSettingsEndpoint,
	mailEndpoint,
	mailSettingsEndpoint,
	mailsEndpoint,
	retryMailEndpoint,
	testMailEndpoint,
} from '#contract/mail.ts';
import { fail, ok } from '#kernel/result.ts';
import { actorWith, startTestOffice, type TestOffice } from '#tests/office.ts';

const boss = actorWith('admin', 'all');
const letter = { to: 'lars@musterstadt.example', subject: 'Zur Freigabe', text: 'Ein Beitrag wartet.', kind: 'test' };
const login = { user: 'amtsfunk', password: 'geheim' };

/** A real SMTP server on loopback that can be in a mood. */
const startPost = async () => {
	const arrived: ParsedMail[] = [];
	let mood: 'well' | 'busy' | 'refusing' = 'well';
	const answer = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		allowInsecureAuth: true,
		onAuth: ({ username, password }, _, done) =>
			username === login.user && password === login.password
				? done(null, { user: login.user })
				: done(answer(535, 'no such account')),
		onRcptTo: (_address, _session, done) => {
			if (mood === 'busy') return done(answer(451, 'come again later'));
			return mood === 'refusing' ? done(answer(550, 'no such mailbox')) : done();
		},
		onData: (stream, _, done) => {
			simpleParser(stream).then((mail) => {
				arrived.push(mail);
				done();
			}, done);
		},
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	return {
		port,
		arrived,
		feel: (next: typeof mood) => {
			mood = next;
		},
		close: () => new Promise<void>((resolve) => server.close(() => resolve())),
	};
};

let office: TestOffice;
let post: Awaited<ReturnType<typeof startPost>>;
beforeEach(async () => {
	office = await startTestOffice({ at: '2026-03-02T08:00:00Z' });
	post = await startPost();
});
afterEach(async () => {
	await office.close();
	await post.close();
});

const server = () => ({
	host: '127.0.0.1',
	port: post.port,
	security: 'none' as const,
	user: '',
	fromMail: 'amtsfunk@musterstadt.example',
	fromName: 'Musterstadt',
});
const connect = () => office.call(changeMailSettingsEndpoint, server(), boss);
const send = async () => {
	const { corridor, mailer } = office.office;
	await corridor.db.transact('send', async (tx) => ok(await mailer.send(tx, letter)));
	await office.settle();
};
const list = async () => (await office.call(mailsEndpoint, {}, boss)).body.items;
const states = async () => (await list()).map(({ state }) => state);

describe('without a mail server', () => {
	it('mail stays in the practice mailbox and can be read there', async () => {
		await send();
		const [kept] = await list();
		expect(kept).toMatchObject({ state: 'practice', to: letter.to, subject: letter.subject, dueAt: null });
		const read = await office.call(mailEndpoint, { id: kept?.id ?? '' }, boss);
		expect(read.body.text).toBe(letter.text);
		await connect();
		await office.at('2026-03-02T08:20:00Z');
		expect(post.arrived).toHaveLength(0);
	});

	it('mail of an act that failed does not exist', async () => {
		const { corridor, mailer } = office.office;
		await corridor.db.transact('fails', async (tx) => {
			await mailer.send(tx, letter);
			return fail({ type: 'test.failed' });
		});
		expect(await list()).toEqual([]);
	});

	it('is read page by page, the newest first', async () => {
		for (const minute of ['01', '02', '03']) {
			await office.at(`2026-03-02T08:${minute}:00Z`);
			await send();
		}
		const first = (await office.call(mailsEndpoint, { limit: 2 }, boss)).body;
		const second = (await office.call(mailsEndpoint, { limit: 2, cursor: first.next ?? '' }, boss)).body;
		const times = [...first.items, ...second.items].map(({ at }) => at.slice(14, 16));
		expect(times).toEqual(['03', '02', '01']);
		expect(second.next).toBeUndefined();
	});
});

describe('with a mail server', () => {
	it('mail arrives once, and its text is gone from the house', async () => {
		await connect();
		await send();
		expect(post.arrived).toHaveLength(1);
		const [mail] = post.arrived;
		expect(mail).toMatchObject({ subject: letter.subject, text: `${letter.text}\n` });
		expect(mail?.from?.value[0]).toMatchObject({ address: 'amtsfunk@musterstadt.example', name: 'Musterstadt' });
		const [sent] = await list();
		expect(sent?.state).toBe('sent');
		expect((await office.call(mailEndpoint, { id: sent?.id ?? '' }, boss)).body.text).toBeNull();
		await office.at('2026-03-02T08:20:00Z');
		expect(post.arrived).toHaveLength(1);
	});

	it('tries again when the server asks to come later', async () => {
		await connect();
		post.feel('busy');
		await send();
		expect(await list()).toMatchObject([{ state: 'waiting', dueAt: '2026-03-02T08:01:00.000Z' }]);
		await office.at('2026-03-02T08:01:00Z');
		expect(await list()).toMatchObject([{ state: 'waiting', dueAt: '2026-03-02T08:03:00.000Z' }]);
		post.feel('well');
		await office.at('2026-03-02T08:02:59Z');
		expect(post.arrived).toHaveLength(0);
		await office.at('2026-03-02T08:03:00Z');
		expect(post.arrived).toHaveLength(1);
		expect(await states()).toEqual(['sent']);
	});

	it('takes a final refusal as final, shows the answer, and tries again only when told', async () => {
		await connect();
		post.feel('refusing');
		await send();
		const [refused] = await list();
		expect(refused).toMatchObject({
			state: 'refused',
			dueAt: null,
			reason: expect.stringContaining('no such mailbox'),
		});
		post.feel('well');
		await office.at('2026-03-02T08:20:00Z');
		expect(post.arrived).toHaveLength(0);
		await office.call(retryMailEndpoint, { id: refused?.id ?? '' }, boss);
		await office.settle();
		expect(post.arrived).toHaveLength(1);
	});

	it('repeats under the same Message-ID what a crash cut between sending and recording', async () => {
		await connect();
		await send();
		const { engine } = office.office.corridor.engine;
		const body = office.office.corridor.sealer.seal(JSON.stringify({ text: letter.text }), 'platform_mail.body');
		await sql`update platform_mail set state = 'sending', lease_until = '2026-03-02T08:05:00Z', body = ${body}`.execute(
			engine,
		);
		await send();
		await office.at('2026-03-02T08:05:00Z');
		const ids = post.arrived.map(({ messageId }) => messageId);
		expect(ids).toHaveLength(3);
		expect(new Set(ids).size).toBe(2);
		expect(await states()).toEqual(['sent', 'sent']);
	});
});

describe('the settings', () => {
	it('never show the password, keep it when it is left out, and lie sealed', async () => {
		await office.call(changeMailSettingsEndpoint, { ...server(), ...login }, boss);
		await office.call(changeMailSettingsEndpoint, { ...server(), user: login.user, fromName: 'Neu' }, boss);
		const shown = (await office.call(mailSettingsEndpoint, {}, boss)).body;
		expect(shown.server).toMatchObject({ fromName: 'Neu', hasPassword: true });
		expect(JSON.stringify(shown)).not.toContain(login.password);
		const { rows } = await sql<{ sealed: Buffer }>`select sealed from platform_mail_server`.execute(
			office.office.corridor.engine.engine,
		);
		expect(rows[0]?.sealed.toString('latin1')).not.toContain(login.password);
		await send();
		expect(post.arrived).toHaveLength(1);
	});

	it('refuse a password without encryption, and one for another server', async () => {
		const open = { ...server(), ...login, host: 'mail.musterstadt.example' };
		const refused = await office.call(changeMailSettingsEndpoint, open, boss);
		expect(refused.problem?.type).toBe('mail.password-needs-tls');
		await office.call(changeMailSettingsEndpoint, { ...server(), ...login }, boss);
		const moved = { ...server(), user: login.user, host: 'localhost' };
		expect((await office.call(changeMailSettingsEndpoint, moved, boss)).problem?.type).toBe('mail.password-missing');
	});

	it('are tested live, step by step, without being saved', async () => {
		const probe = (more: object) => office.call(testMailEndpoint, { ...server(), to: letter.to, ...more }, boss);
		expect((await probe(login)).status).toBe(200);
		expect(post.arrived).toHaveLength(1);
		expect((await probe({ ...login, password: 'falsch' })).problem?.type).toBe('mail.login-refused');
		expect((await probe({ port: 1 })).problem?.type).toBe('mail.no-connection');
		post.feel('refusing');
		expect((await probe(login)).problem).toMatchObject({ type: 'mail.refused' });
		expect((await office.call(mailSettingsEndpoint, {}, boss)).body.server).toBeNull();
	});

	it('forgotten, put what waits into the practice mailbox', async () => {
		await connect();
		post.feel('busy');
		await send();
		await office.call(dropMailSettingsEndpoint, {}, boss);
		expect(await states()).toEqual(['practice']);
		await office.at('2026-03-02T08:20:00Z');
		expect(post.arrived).toHaveLength(0);
	});
});
