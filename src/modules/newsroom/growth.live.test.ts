import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { openTestSite, type TestSite } from '#tests/newsroom-site.ts';

import { listPages, topicsInUse } from './queries.ts';
import { alikePages, searchPages } from './search.ts';
import { listInLanguage } from './translations.ts';

const PAGES = 100_000;
/** One statement may not run for long, on a busy machine neither. */
const BATCH = 5_000;
let site: TestSite;

beforeAll(async () => {
	site = await openTestSite();
	const { engine } = site.corridor.engine;
	for (let from = 1; from <= PAGES; from += BATCH)
		await sql`insert into newsroom_page
		(id, post_id, slug, unit_id, topic, topic_slug, kind, title, text, lead, lead_html, html, language, media, version, published_at)
		select 'p' || n, 'post' || n, 'seite-' || n, 'unit-' || n % 20, 'Thema ' || n % 12, 'thema-' || n % 12, 'news',
			'Meldung ' || n || case when n % 5000 = 0 then ' Mühlkanalbrücke' else '' end,
			'Die Stadt teilt mit: Nummer ' || n || ' betrifft ' || md5(n::text), 'Die Stadt teilt mit', '', '', 'de', '[]', 1,
			timestamptz '2016-01-01' + n * interval '50 minutes'
		from generate_series(${from}::int, ${from + BATCH - 1}::int) n`.execute(engine);
	await sql`insert into newsroom_translation
		(page_id, language, title, text, lead, lead_html, html, unit_id, topic_slug, published_at, configuration, words)
		select id, 'tr', 'Haber ' || title, text, '', '', '', unit_id, topic_slug, published_at, 'turkish',
			to_tsvector('turkish', title || case when right(id, 4) = '5000' then ' köprüler' else '' end)
		from newsroom_page where right(id, 1) in ('0', '5')`.execute(engine);
	// Also empties the waiting list of the word index: what it costs would else depend on when the server last did.
	await sql`vacuum analyze newsroom_page, newsroom_translation`.execute(engine);
}, 180_000);
afterAll(() => site.close());

const explain = async (statement: ReturnType<typeof sql>): Promise<string> => {
	const { rows } = await sql<{ 'QUERY PLAN': string }>`explain (analyze, costs off) ${statement}`.execute(
		site.corridor.engine.engine,
	);
	return rows.map((row) => row['QUERY PLAN']).join('\n');
};

/** The statements of `queries.ts`, as it sends them. */
const newest = (where: ReturnType<typeof sql>) =>
	sql`select id from newsroom_page where withdrawn_at is null and ${where}
		and (published_at, id) < (timestamptz '2018-03-01', 'p1') order by published_at desc, id desc limit 26`;

it.each([
	['archive', sql`true`, 'newsroom_page_newest'],
	['unit', sql`unit_id = 'unit-7'`, 'newsroom_page_of_unit'],
	['topic', sql`topic_slug = 'thema-7'`, 'newsroom_page_of_topic'],
	[
		'rare word',
		sql`(search @@ websearch_to_tsquery('german', 'Mühlkanalbrücke') or body like '%mühlkanalbrücke%')`,
		'newsroom_page_(words|parts|newest)',
	],
	[
		'common word',
		sql`(search @@ websearch_to_tsquery('german', 'Stadt') or body like '%stadt%')`,
		'newsroom_page_newest',
	],
	[
		'part of a word',
		sql`(search @@ websearch_to_tsquery('german', 'kanalbrück') or body like '%kanalbrück%')`,
		'newsroom_page_(parts|newest)',
	],
])('serves the list by %s from its index', async (_, where, index) => {
	const plan = await explain(newest(where));
	expect(plan).toMatch(new RegExp(index));
	expect(plan).not.toContain('Seq Scan');
});

it('finds language versions by index, however many there are', async () => {
	const query = (where: ReturnType<typeof sql>) =>
		sql`select page_id from newsroom_translation where ${where} order by published_at desc, page_id desc limit 31`;
	const newestPlan = await explain(query(sql`language = 'tr'`));
	expect(newestPlan).toContain('newsroom_translation_newest');
	expect(await explain(query(sql`language = 'tr' and unit_id = 'unit-5'`))).toContain('newsroom_translation_of_unit');
	const words = sql`(configuration = 'turkish' and words @@ websearch_to_tsquery('turkish', 'köprü'))`;
	expect(await explain(query(sql`(${words} or body like '%köprü%')`))).toMatch(/newsroom_translation_(words|parts)/);
});

it('walks the whole archive by key: every page once, in order, each step alike cheap', async () => {
	const seen = new Set<string>();
	let cursor: string | undefined;
	let last = Number.POSITIVE_INFINITY;
	for (let step = 0; step < 60; step += 1) {
		const found = await site.corridor.db.read('walk', (tx) => listPages(tx, { part: {}, cursor, limit: 100 }));
		for (const { id, published_at } of found.items) {
			expect(seen.has(id)).toBe(false);
			expect(published_at.getTime()).toBeLessThanOrEqual(last);
			last = published_at.getTime();
			seen.add(id);
		}
		cursor = found.next ?? undefined;
	}
	expect(seen.size).toBe(6_000);
});

it('finds topics, words, parts of words and mistyped words among all of them', async () => {
	const { db } = site.corridor;
	const search = (query: string) =>
		db.read('search', (tx) =>
			searchPages(tx, { query, cursor: undefined, limit: 50, languages: ['de', 'tr'], reader: 'de' }),
		);
	expect(await db.read('topics', topicsInUse)).toHaveLength(12);
	expect((await search('Mühlkanalbrücke')).items).toHaveLength(20);
	expect((await search('kanalbrücke')).items).toHaveLength(20);
	expect((await search('Stadt')).next).not.toBeNull();
	const bridges = await search('köprü');
	expect(bridges.items.map(({ saidIn }) => saidIn)).toEqual(Array(10).fill('tr'));
	const parts = await search('Mühlkanalbrücke');
	expect(parts.items.every(({ saidIn, also }) => saidIn === undefined && also[0]?.version === 'tr')).toBe(true);
	const first = { part: { unitId: 'unit-5' }, language: 'tr', cursor: undefined, limit: 30 };
	const said = await db.read('in a language', (tx) => listInLanguage(tx, first));
	const next = await db.read('in a language', (tx) => listInLanguage(tx, { ...first, cursor: said.next ?? '' }));
	expect(new Set([...said.items, ...next.items].map(({ id }) => id)).size).toBe(60);
	const close = await db.read('alike', (tx) => alikePages(tx, 'Mühlkanalbrükce', 5));
	expect(close.map(({ title }) => title).every((title) => title.includes('Mühlkanalbrücke'))).toBe(true);
	expect((await site.get('/')).status).toBe(200);
	expect((await site.get('/archiv')).status).toBe(200);
	expect((await site.text('/sitemap.xml')).match(/<loc>/g)).toHaveLength(116);
});
