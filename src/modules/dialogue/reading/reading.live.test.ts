import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { conversationEndpoint, conversationsEndpoint, noteEndpoint } from '#contract/dialogue.ts';
import { dismissHintEndpoint } from '#contract/hints.ts';
import { createUnitEndpoint } from '#contract/people.ts';
import { type Newsdesk, startNewsdesk } from '#tests/newsdesk.ts';
import { actorWith } from '#tests/office.ts';
import { queriesToSearch, recallOf, saidToSearch } from '#tests/search/sets.ts';

let desk: Newsdesk;
const agent = () => actorWith('agent', [desk.unitId], 'agent-1');
const call: Newsdesk['office']['call'] = (...given) => desk.office.call(...given);

beforeAll(async () => {
	desk = await startNewsdesk();
});
afterAll(() => desk.close());

type Query = Parameters<typeof call<typeof conversationsEndpoint.input, typeof conversationsEndpoint.output>>[1];
const list = async (query: Query, actor = agent()) => (await call(conversationsEndpoint, query, actor)).body.items;
const found = async (search: string, more: Query = {}, actor = agent()) =>
	(await list({ view: 'all', search, ...more }, actor)).map(({ excerpt }) => excerpt);
const ask = async (text: string): Promise<string> => {
	await desk.office.office.dialogue.receiveQuestion({ unitId: desk.unitId, text, language: 'de' });
	return (await list({ view: 'all' }))[0]?.id ?? '';
};
const read = async (conversationId: string) => (await call(conversationEndpoint, { conversationId }, agent())).body;
/** Lets the house look through what came in. */
const looked = () => desk.office.at(new Date(desk.office.clock.now() + 30_000).toISOString());
const engine = () => desk.office.office.corridor.engine.engine;
const countIn = async (table: string): Promise<number> => {
	const { rows } = await sql<{ n: number }>`select count(*)::integer as n from ${sql.table(table)}`.execute(engine());
	return rows[0]?.n ?? -1;
};

it('shows hints with the words they rest on, narrows by them, and never sets a priority', async () => {
	const fire = await ask('Hilfe, bei uns im Keller brennt es! Mein Handy: 0171 5529871');
	await looked();
	expect((await list({ view: 'all', search: 'Keller' }))[0]?.passage).not.toContain('5529871');
	await ask('Wann hat das Bürgerbüro offen?');
	await looked();
	const { messages, hints, priority } = await read(fire);
	expect(priority).toBe('normal');
	expect(hints.map(({ type }) => type)).toEqual(['emergency', 'personal']);
	expect(messages[0]?.hints).toEqual([
		{
			type: 'emergency',
			values: [],
			words: expect.arrayContaining([expect.stringMatching(/brennt|Hilfe/)]),
			dismissed: false,
		},
		{ type: 'personal', values: ['personal-phone'], words: [], dismissed: false },
	]);
	expect((await list({ hint: 'emergency' })).map(({ id }) => id)).toEqual([fire]);
	expect(await list({ hint: 'question' })).toMatchObject([{ hints: [{ type: 'kind', values: ['question'] }] }]);
	expect(await list({ hint: 'insult' })).toEqual([]);
});

it('hides personal data before and after it is looked through, and by rules that have changed since', async () => {
	const id = await ask('Rufen Sie bitte 0171 5529872 an, die Straße ist dunkel.');
	const shown = async () => (await read(id)).messages.map(({ text, masked }) => ({ text, masked }));
	const hidden = [{ text: 'Rufen Sie bitte ••• an, die Straße ist dunkel.', masked: true }];
	expect(await shown()).toEqual(hidden);
	await looked();
	expect(await shown()).toEqual(hidden);
	const ofThis = sql`message_id in (select id from dialogue_message where conversation_id = ${id})`;
	const kept = await sql`select places, hidden_by from dialogue_reading where ${ofThis}`.execute(engine());
	expect(kept.rows).toEqual([{ places: [16, 28], hidden_by: 1 }]);
	await sql`update dialogue_reading set places = '{}' where ${ofThis}`.execute(engine());
	expect(await shown()).toEqual([{ text: 'Rufen Sie bitte 0171 5529872 an, die Straße ist dunkel.', masked: false }]);
	await sql`update dialogue_reading set hidden_by = 0 where ${ofThis}`.execute(engine());
	expect(await shown()).toEqual(hidden);
});

it('lets a person dismiss a hint and take that back', async () => {
	const id = await ask('Da liegt jemand im Park und bewegt sich nicht');
	await looked();
	const messageId = (await read(id)).messages[0]?.id ?? '';
	const input = { conversationId: id, messageId, type: 'emergency' as const, dismissed: true };
	expect((await call(dismissHintEndpoint, input, actorWith('agent', ['elsewhere'], 'stranger'))).status).toBe(403);
	expect((await call(dismissHintEndpoint, { ...input, type: 'insult' }, agent())).problem?.type).toBe(
		'conversation.no-such-hint',
	);
	expect((await call(dismissHintEndpoint, input, agent())).status).toBe(200);
	expect((await read(id)).hints).toEqual([]);
	expect((await read(id)).messages[0]?.hints).toMatchObject([{ type: 'emergency', dismissed: true }]);
	expect(await list({ hint: 'emergency', search: 'Park' })).toEqual([]);
	await call(dismissHintEndpoint, { ...input, dismissed: false }, agent());
	expect((await list({ hint: 'emergency', search: 'Park' })).map((one) => one.id)).toEqual([id]);
});

it('finds inflections, compounds and slips in every message, at once and after it is looked through', async () => {
	const tax = await ask('Ich habe den Hundesteuerbescheid zweimal bekommen.');
	expect(await found('Hundesteuerbescheid')).toHaveLength(1);
	await looked();
	for (const query of ['hundesteuer', 'Steuer', 'Steuerbescheide', 'Hundesteur', 'bescheid hund'])
		expect([query, await found(query)]).toEqual([query, ['Ich habe den Hundesteuerbescheid zweimal bekommen.']]);
	expect((await list({ view: 'all', search: 'Steuer' }))[0]?.passage).toContain('Hundesteuerbescheid');
	await call(noteEndpoint, { conversationId: tax, text: 'Rücksprache mit der Kämmerei gehalten.' }, agent());
	await looked();
	expect(await found('Kammerei')).toHaveLength(1);
	expect(await found('Kämmerei', {}, actorWith('agent', ['elsewhere'], 'stranger'))).toEqual([]);
	expect(await found('Kämmerei', { view: 'closed' })).toEqual([]);
	expect(await found("o'brien:* & !x")).toEqual([]);
});

it('pages through what it found by key', async () => {
	for (let n = 0; n < 5; n += 1) await ask(`Lärm vom Festplatz, Abend ${n}`);
	await looked();
	const pages: string[][] = [];
	let cursor: string | undefined;
	do {
		const query = { view: 'all' as const, search: 'Festplatz', limit: 2, ...(cursor ? { cursor } : {}) };
		const { body } = await call(conversationsEndpoint, query, agent());
		pages.push(body.items.map(({ excerpt }) => excerpt));
		cursor = body.next;
	} while (cursor !== undefined);
	expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
	expect(new Set(pages.flat()).size).toBe(5);
});

it('is found in its new unit when a conversation moves', async () => {
	const admin = actorWith('admin', 'all');
	const { id: other } = (await call(createUnitEndpoint, { name: 'Nebenan', short: 'NE', parentId: null }, admin)).body;
	const id = await ask('Wer leert die Biotonne am Wiesengrund?');
	await looked();
	await sql`update dialogue_conversation set unit_id = ${other} where id = ${id}`.execute(engine());
	await looked();
	expect(await found('Wiesengrund')).toEqual([]);
	expect(await found('Wiesengrund', {}, actorWith('agent', [other], 'agent-2'))).toHaveLength(1);
});

it('keeps nothing of a message whose words are gone: no hint, no word', async () => {
	const id = await ask('Ihr Vollidioten, meldet euch bei Xaveriusz!');
	await looked();
	expect((await read(id)).hints.map(({ type }) => type)).toContain('insult');
	const readings = await countIn('dialogue_reading');
	const words = sql<{ word: string }>`select word from dialogue_word where word like 'xaverius%'`;
	expect((await words.execute(engine())).rows).toHaveLength(1);
	await sql`update dialogue_message set text = '' where conversation_id = ${id}`.execute(engine());
	// In the same statement, without any act having to think of it.
	expect((await read(id)).hints).toEqual([]);
	expect(await countIn('dialogue_reading')).toBe(readings - 1);
	expect(await found('Vollidioten')).toEqual([]);
	await looked();
	expect((await words.execute(engine())).rows).toEqual([]);
	await ask('Ich warte auf den Xaveriusz.');
	await looked();
	await sql`delete from dialogue_message where text like '%Xaveriusz%'`.execute(engine());
	await looked();
	expect((await words.execute(engine())).rows).toEqual([]);
	expect(await countIn('dialogue_unread')).toBe(0);
});

it('finds nine tenths of what a person would expect for the queries in tests/search', async ({ annotate }) => {
	const keys = new Map<string, string>();
	for (const { key, text } of saidToSearch) {
		await ask(text);
		keys.set(text, key);
	}
	await looked();
	const found = [];
	for (const looking of queriesToSearch) {
		const items = await list({ view: 'all', search: looking.query, limit: 20 });
		found.push({ looked: looking, keys: items.flatMap(({ excerpt }) => keys.get(excerpt) ?? []) });
	}
	const missed = found.filter(({ looked: { expected }, keys: met }) => !expected.every((key) => met.includes(key)));
	await annotate(`recall ${recallOf(found).toFixed(3)}`);
	expect([recallOf(found) >= 0.9, missed.map(({ looked: { query } }) => query)]).toEqual([true, expect.any(Array)]);
});
