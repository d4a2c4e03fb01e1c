import { type Kysely, sql } from 'kysely';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { listDeliveriesEndpoint, listDeliveriesForHelpEndpoint } from '#contract/delivery.ts';
import { publishPostEndpoint } from '#contract/editorial-acts.ts';
import { changeMailSettingsEndpoint, mailsEndpoint } from '#contract/mail.ts';
import { ok } from '#kernel/result.ts';
import { minutes, plus } from '#kernel/time.ts';
import { type FediverseDesk, startFediverseDesk } from '#tests/fediverse-desk.ts';
import { actorWith } from '#tests/office.ts';

/** How a rendition may lie damaged in its row. */
const damages = ['{', 'null', '{"text":1}', '{"text":"ohne Bilder"}'];

let fediverse: FediverseDesk;
let desk: FediverseDesk['desk'];
let db: Kysely<unknown>;
let post: SMTPServer;
let posts: readonly string[];
const arrived: string[] = [];

/** Everything is damaged before its time; then a quarter of an hour goes by. */
beforeAll(async () => {
	fediverse = await startFediverseDesk();
	({ desk } = fediverse);
	db = desk.office.office.corridor.engine.engine;
	post = await startPost();
	await fediverse.follow();
	await sql`insert into federation_follower (identifier, follower, inbox, host, since_at)
		values ('tiefbau', 'https://kaputt.example/x', 'kein:// Briefkasten', 'kaputt.example', now())`.execute(db);
	posts = [];
	for (let n = 0; n <= damages.length; n += 1) posts = [...posts, await ordered(n)];
	for (const [n, damage] of damages.entries())
		await sql`update delivery_delivery set rendition = ${damage}, reason = '{', remote_extra = '{'
			where subject = ${posts[n]} and channel = 'mastodon'`.execute(db);
	await write('kaputt@musterstadt.example');
	await sql`update platform_mail set body = '\\x00' where to_address = 'kaputt@musterstadt.example'`.execute(db);
	await write('heil@musterstadt.example');
	await desk.office.at(new Date(plus(desk.office.clock.now(), minutes(16))).toISOString());
});
afterAll(async () => {
	await new Promise<void>((resolve) => post.close(() => resolve()));
	await fediverse.close();
});

const startPost = async (): Promise<SMTPServer> => {
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData: (stream, { envelope }, done) => {
			arrived.push(...envelope.rcptTo.map(({ address }) => address));
			stream.resume().once('end', () => done());
		},
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	const from = { fromMail: 'amt@musterstadt.example', fromName: 'Amt' };
	const settings = { host: '127.0.0.1', port, security: 'none', user: '', ...from } as const;
	expect((await desk.office.call(changeMailSettingsEndpoint, settings, desk.boss)).status).toBe(200);
	return server;
};

const ordered = async (n: number): Promise<string> => {
	const id = await desk.draft(`Meldung ${n}`, `Meldung ${n}: Die Brücke ist gesperrt.`);
	await desk.approve(id);
	expect((await desk.office.call(publishPostEndpoint, { id }, desk.anna)).status).toBe(200);
	return id;
};

const write = (to: string) => {
	const { corridor, mailer } = desk.office.office;
	return corridor.db.transact('send', async (tx) => {
		await mailer.send(tx, { to, subject: 'Probe', text: 'Ein Beitrag wartet.', kind: 'test' });
		return ok(undefined);
	});
};

it('a damaged delivery is refused at its first try and shown, and the others go out as if it were not there', async () => {
	const lead = actorWith('lead', [desk.unitId]);
	const { items } = (await desk.office.call(listDeliveriesForHelpEndpoint, {}, lead)).body;
	expect(items.map(({ subject }) => subject).sort()).toEqual(posts.slice(0, -1).sort());
	for (const { state, reason, attempts } of items)
		expect([state, reason?.type, attempts]).toEqual(['refused', 'delivery.damaged', 1]);
	const all = await Promise.all(
		posts.map(async (id) => (await desk.office.call(listDeliveriesEndpoint, { subject: id }, lead)).body.items),
	);
	const published = all.flat().filter(({ state }) => state === 'published');
	expect(published).toHaveLength(all.flat().length - damages.length);
});

it('a damaged mail is given up after five tries and shown, and the others arrive', async () => {
	expect(arrived).toContain('heil@musterstadt.example');
	expect(arrived).not.toContain('kaputt@musterstadt.example');
	const { items } = (await desk.office.call(mailsEndpoint, {}, desk.boss)).body;
	expect(items.find(({ to }) => to.startsWith('kaputt'))).toMatchObject({ state: 'refused' });
	const { rows } = await sql`select attempts from platform_mail where state = 'refused'`.execute(db);
	expect(rows).toEqual([{ attempts: 5 }]);
});

it('a damaged copy of the fan-out is given up after five tries, and the other servers get theirs', async () => {
	expect(fediverse.peer.ofType('Create')).toHaveLength(posts.length);
	const { rows } =
		await sql`select distinct sent, failed from federation_activity where body like '%"Create"%'`.execute(db);
	expect(rows).toEqual([{ sent: 1, failed: 1 }]);
	expect((await sql`select 1 from federation_recipient`.execute(db)).rows).toEqual([]);
});
