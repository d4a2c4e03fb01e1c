import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { conversationEndpoint, conversationsEndpoint } from '#contract/dialogue.ts';
import { type Counted, counting } from '#tests/counted-readings.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';
import { hearStatements, type Statements } from '#tests/statements.ts';

import { type OpenOffice, openOffice } from '../../../office.ts';
import { MESSAGES, threadQuestion } from './question.ts';

const LONG = 10_000;

let desk: Newsdesk;
let engine: Kysely<unknown>;
let statements: Statements;
/** The same house once more, with somebody listening between it and its database. */
let second: OpenOffice;

beforeAll(async () => {
	desk = await startNewsdesk();
	engine = desk.office.office.corridor.engine.engine;
	statements = await hearStatements(desk.office.settings.databaseUrl);
	second = await openOffice({ ...desk.office.settings, databaseUrl: statements.url, role: 'web' });
});
afterAll(async () => {
	await second.close();
	await statements.close();
	await desk.close();
});

const agent = () => actorWith('agent', [desk.unitId], 'agent-1');

/** What the second office says to the database to open a page, when it has done so before. */
const opening = async (path: string): Promise<readonly string[]> => {
	const ask = () => second.fetch(new Request(`http://localhost${path}`, { headers: { 'x-actor': agent().id } }));
	await ask();
	statements.said();
	expect((await ask()).status).toBe(200);
	return statements.said();
};

/** Which table each statement is about; a transaction that is opened or ended stands as it is. */
const tablesOf = (said: readonly string[]): readonly string[] =>
	said
		.map((one) => (/ from "([a-z_]+)" as "t"/.exec(one) ?? /^select .* from "([a-z_]+)"/.exec(one))?.[1] ?? one)
		.toSorted();

const onNetwork = async (): Promise<string> => {
	await desk.publish(await desk.draft());
	const { mastodon } = desk.office.office.practice;
	const post = mastodon.timeline().find(({ author }) => author.official);
	mastodon.reply({ to: post?.id ?? '', text: 'Wie lange dauert das?', as: 'waldkauz' });
	for (const time of ['08:10', '08:20']) await desk.office.at(`2026-03-02T${time}:00Z`);
	const { body } = await desk.office.call(conversationsEndpoint, { channel: 'mastodon', view: 'all' }, agent());
	return body.items[0]?.id ?? '';
};

/** A conversation of the form with many messages: every other one is our answer, changed once. */
const longThread = async (): Promise<string> => {
	const at = sql`timestamptz '2026-03-02T08:00:00Z' + n * interval '1 second'`;
	await sql`insert into dialogue_counterpart (id, channel, fingerprint, handle, display_name) values ('p', 'form', 'f', '', '')`.execute(
		engine,
	);
	await sql`insert into dialogue_conversation (id, unit_id, channel, counterpart_id, state, visibility, excerpt, version, opened_at, last_at)
		values ('long', ${desk.unitId}, 'form', 'p', 'open', 'public', 'Frage', 1, now(), now())`.execute(engine);
	await sql`alter table dialogue_message disable trigger user`.execute(engine);
	await sql`insert into dialogue_message (id, conversation_id, direction, text, visibility, sent_at)
		select 'm' || n, 'long', case when n % 2 = 0 then 'in' else 'out' end, 'Wort ' || n, 'public', ${at}
		from generate_series(1, ${sql.lit(LONG)}) n`.execute(engine);
	await sql`alter table dialogue_message enable trigger user`.execute(engine);
	await sql`insert into dialogue_change (id, message_id, what, by_id, at, before, text, state)
		select 'h' || n, 'm' || n, 'edit', 'agent-1', ${at}, 'vorher', 'nachher', 'done'
		from generate_series(1, ${sql.lit(LONG)}, 2) n`.execute(engine);
	await sql`insert into dialogue_like (message_id, presence_id, practice, by_id, at, course, sending, attempts)
		select 'm' || n, 'presence', true, 'agent-1', ${at}, 'do', 'done', 1 from generate_series(2, ${sql.lit(LONG)}, 2) n`.execute(
		engine,
	);
	await sql`analyze`.execute(engine);
	return 'long';
};

describe('opening a conversation', () => {
	it('asks once about all that lies here, and once each about what lies elsewhere', async () => {
		const id = await onNetwork();
		const { body } = await desk.office.call(conversationEndpoint, { conversationId: id }, agent());
		expect([body.post?.title, body.messages.length]).toEqual(['Mühlkanalbrücke gesperrt', 1]);
		expect(tablesOf(await opening(`/api/conversations/${id}`))).toEqual([
			'channels_presence',
			'dialogue_conversation',
			'dialogue_office_hours',
			'editorial_post',
		]);
	});

	it('asks of one of the form for itself and the hours only, and reads of a long one what it shows', async () => {
		const id = await longThread();
		const { body } = await desk.office.call(conversationEndpoint, { conversationId: id }, agent());
		expect([body.messages.length, body.older, body.messages.at(-1)?.text]).toEqual([MESSAGES, true, `Wort ${LONG}`]);
		expect(body.messages.filter(({ changes }) => changes.length === 1)).toHaveLength(MESSAGES / 2);
		expect(tablesOf(await opening(`/api/conversations/${id}`))).toEqual([
			'dialogue_conversation',
			'dialogue_office_hours',
		]);

		const counted: Counted[] = [];
		const { db } = desk.office.office.corridor;
		await counting(db, counted).read('long thread', (tx) => threadQuestion.words(tx, id).execute());
		expect(counted[0]?.whole).toEqual([]);
		expect(counted[0]?.rows).toBeGreaterThan(2 * MESSAGES);
		expect(counted[0]?.rows).toBeLessThan(10 * MESSAGES);
	});
});
