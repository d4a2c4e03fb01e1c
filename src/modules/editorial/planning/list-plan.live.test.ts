import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { listPlanEndpoint, listUndatedEndpoint, readCalendarEndpoint } from '#contract/planning.ts';
import { actorWith, startTestOffice, type TestOffice } from '#tests/office.ts';
import { rowsRead } from '#tests/rows-read.ts';

const SIZE = 100_000;
const central = actorWith('central', 'all');
const author = actorWith('author', ['unit-7', 'unit-8'], 'author-7');

let office: TestOffice;
let engine: Kysely<unknown>;
beforeAll(async () => {
	office = await startTestOffice({ at: '2026-03-02T08:00:00Z' });
	engine = office.office.corridor.engine.engine;
	await sql`insert into editorial_post (id, unit_id, author_id, state, tray, sort_at, kind, title, text, language, versions, revision, editors, published_at, due_at, plan_at, created_at, changed_at)
		select 'p' || lpad(n::text, 8, '0'), 'unit-' || n % 100, 'author-7', s.state, s.state, s.at, 'news', 'Meldung ' || n, 'Text', 'de', '{}', 1, '{}',
			case when s.state = 'published' then s.at end, case when s.state = 'scheduled' then s.at end,
			case when s.state = 'draft' and n % 2 = 0 then s.at end, s.at, s.at
		from generate_series(1, ${SIZE}) n
		cross join lateral (select case n % 3 when 0 then 'published' when 1 then 'scheduled' else 'draft' end as state,
			timestamptz '2025-01-01T00:00:00Z' + n * interval '10 minutes' as at) s`.execute(engine);
	await sql`analyze editorial_post`.execute(engine);
}, 120_000);
afterAll(() => office.close());

it('pages a hundred thousand posts by the time they stand in the calendar', async () => {
	const seen: string[] = [];
	let cursor: string | undefined;
	for (let page = 0; page < 4; page += 1) {
		const input = { from: '2026-02-01', limit: 50, ...(cursor ? { cursor } : {}) };
		const { body } = await office.call(listPlanEndpoint, input, author);
		seen.push(...body.items.map(({ at, id }) => `${at} ${id}`));
		cursor = body.next;
	}
	expect(new Set(seen).size).toBe(200);
	expect([...seen].sort()).toEqual(seen);
	expect(seen[0]?.startsWith('2026-01-31T23') || seen[0]?.startsWith('2026-02-01')).toBe(true);
});

it('pages what has no date, last touched first', async () => {
	const first = await office.call(listUndatedEndpoint, { limit: 30 }, central);
	const second = await office.call(listUndatedEndpoint, { limit: 30, cursor: first.body.next ?? '' }, central);
	const ids = [...first.body.items, ...second.body.items].map(({ id }) => id);
	expect([new Set(ids).size, [...ids].sort().reverse()]).toEqual([60, ids]);
	expect(first.body.items.every(({ at }) => at === null)).toBe(true);
});

it('shows a month of the whole house at once', async () => {
	const { body } = await office.call(readCalendarEndpoint, { from: '2026-02-02', until: '2026-02-15' }, central);
	expect([body.items.length > 1500, body.more]).toEqual([true, false]);
});

it('reads no more rows than a page needs, at the start and far in, for the whole house and for one unit', async () => {
	const at = 'coalesce(published_at, due_at, plan_at)';
	const page = (where: string) => `select * from editorial_post where ${where} order by ${at}, id limit 51`;
	const undated = (where: string) =>
		`select * from editorial_post where plan_at is null and state in ('draft', 'in-approval', 'approved') and ${where} order by changed_at desc, id desc limit 51`;
	const units = (list: string) =>
		`select one.* from unnest(array['unit-7','unit-9']) u (id) cross join lateral (${list}) one`;
	for (const query of [
		page(`${at} >= '2025-02-01'`),
		page(`${at} >= '2025-02-01' and (${at}, id) > ('2026-01-20T00:00:00Z', 'p')`),
		units(page(`${at} >= '2025-02-01' and (${at}, id) > ('2026-01-20T00:00:00Z', 'p') and unit_id = u.id`)),
		undated('true'),
		undated(`(changed_at, id) < ('2026-01-20T00:00:00Z', 'p')`),
		units(undated('unit_id = u.id')),
	])
		expect([query, (await rowsRead(engine, query)) < 400]).toEqual([query, true]);
});
