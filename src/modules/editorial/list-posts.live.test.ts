import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { listPostsEndpoint } from '#contract/editorial.ts';
import { actorWith, startTestOffice, type TestOffice } from '#tests/office.ts';
import { rowsRead } from '#tests/rows-read.ts';

const SIZE = 100_000;
const central = actorWith('central', 'all');
/** One of a hundred units, and one of a thousand posts in it is planned. */
const author = actorWith('author', ['unit-7', 'unit-8'], 'author-7');

let office: TestOffice;
let engine: Kysely<unknown>;
beforeAll(async () => {
	office = await startTestOffice({ at: '2026-03-02T08:00:00Z' });
	engine = office.office.corridor.engine.engine;
	await sql`insert into editorial_post (id, unit_id, author_id, state, tray, sort_at, kind, title, text, language, versions, revision, editors, topic, due_at, created_at, changed_at)
		select 'p' || lpad(n::text, 8, '0'), 'unit-' || n % 100, 'author-' || n % 200, s.state, s.state, s.at, 'news',
			case when n % 5000 = 0 then 'Winterdienst ' else 'Meldung ' end || n, 'Text', 'de', '{}', 1, '{}', case when n % 3 = 0 then 'Verkehr' end,
			case when s.state = 'scheduled' then s.at end, s.at, s.at
		from generate_series(1, ${SIZE}) n
		cross join lateral (select case when n % 1000 = 7 then 'scheduled' when n % 100 = 8 then 'draft' else 'published' end as state,
			timestamptz '2026-03-02T08:00:00Z' - n * interval '1 minute' as at) s`.execute(engine);
	await sql`analyze editorial_post`.execute(engine);
}, 120_000);
afterAll(() => office.close());

describe('a list of a hundred thousand posts', () => {
	it('is read page by page, whole and without doubles, in its order', async () => {
		const seen: string[] = [];
		let cursor: string | undefined;
		for (let page = 0; page < 5; page += 1) {
			const input = { tray: 'draft' as const, limit: 50, ...(cursor ? { cursor } : {}) };
			const { body } = await office.call(listPostsEndpoint, input, central);
			seen.push(...body.items.map(({ id }) => id));
			cursor = body.next;
		}
		expect(new Set(seen).size).toBe(250);
		expect([...seen].sort()).toEqual(seen);
	});

	it('shows each person their units, planned posts by the time they go out', async () => {
		const { body } = await office.call(listPostsEndpoint, { tray: 'scheduled', limit: 100 }, author);
		expect(body.items).toHaveLength(SIZE / 1000);
		expect(new Set(body.items.map(({ unitId }) => unitId))).toEqual(new Set(['unit-7']));
		const due = body.items.map(({ dueAt }) => dueAt ?? '');
		expect([...due].sort()).toEqual(due);
		const stranger = actorWith('author', ['nowhere'], 'stranger');
		expect((await office.call(listPostsEndpoint, {}, stranger)).body.items).toEqual([]);
	});

	it('finds titles, topics and what is mine', async () => {
		const found = await office.call(listPostsEndpoint, { q: 'winterdienst' }, central);
		expect(found.body.items).toHaveLength(SIZE / 5000);
		const mine = await office.call(listPostsEndpoint, { mine: 'true', limit: 10 }, author);
		expect(mine.body.items.every((post) => post.author.id === 'author-7')).toBe(true);
		const topic = await office.call(listPostsEndpoint, { topic: 'Verkehr', limit: 10 }, author);
		expect(topic.body.items.every((post) => post.topic === 'Verkehr')).toBe(true);
	});

	it('costs what one page costs, at the start and far in, for the whole house and for one unit', async () => {
		const page = (where: string) =>
			`select * from editorial_post where ${where} order by sort_at desc, id desc limit 51`;
		const deep = `(sort_at, id) < ('2026-01-20T00:00:00Z', 'p')`;
		const units = (where: string) =>
			`select one.* from unnest(array['unit-7','unit-9']) u (id) cross join lateral (${page(`${where} and unit_id = u.id`)}) one order by sort_at desc, id desc limit 51`;
		for (const query of [
			page(`tray = 'published'`),
			page(`tray = 'published' and ${deep}`),
			units(`tray = 'published'`),
			units(`tray = 'published' and ${deep}`),
		])
			expect(await rowsRead(engine, query)).toBeLessThan(400);
	});
});
