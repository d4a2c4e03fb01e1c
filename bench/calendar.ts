import { type Kysely, sql } from 'kysely';
import type { Browser, Page } from 'playwright-core';

import { openBrowserDesk, PAGE } from './browser-desk.ts';
import { type Benchmark, median } from './figure.ts';

const TARGET_MS = 500;
const FULL = '2031-05-14';
const EMPTY = '2031-09-14';

/** Posts of one unit, spread over the hours of one month. */
const fill = (db: Kysely<unknown>, unitId: string, size: number) =>
	sql`insert into editorial_post (id, unit_id, author_id, state, tray, sort_at, kind, title, text, language, versions, revision, editors, due_at, created_at, changed_at)
		select 'p' || n, ${unitId}, 'bench', 'scheduled', 'scheduled', s.at, 'news', 'Meldung ' || n || ' aus dem Rathaus', 'Text', 'de', '{}', 1, '{}', s.at, now(), now()
		from generate_series(1, ${size}) n
		cross join lateral (select timestamptz '2031-05-01T05:00:00Z' + ((n * 743) % 43200) * interval '1 minute' as at) s`.execute(
		db,
	);

/** From the last byte of the answer to the frame in which the month stands, in milliseconds. */
const opened = async (page: Page, address: string): Promise<number> => {
	await page.goto(address);
	await page.waitForSelector('table.cal');
	return page.evaluate(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
		const [answer] = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/api/planning/calendar'));
		done(performance.now() - answer.responseEnd);
	})))`);
};

const measure = async (browser: Browser, origin: string, rounds: number) => {
	const page = await browser.newPage(PAGE);
	const month = (day: string): string => `${origin}/desk/plan?ansicht=monat&tag=${day}`;
	await opened(page, month(FULL));
	const [full, empty]: [number[], number[]] = [[], []];
	for (let round = 0; round < rounds; round += 1) {
		full.push(await opened(page, month(FULL)));
		empty.push(await opened(page, month(EMPTY)));
	}
	return { full: median(full), empty: median(empty) };
};

/** A month with 2,000 posts in a real browser, from its data to its picture, beside the same month empty. */
export const run: Benchmark = async ({ small = false, rounds = small ? 3 : 9, size = 2000 }) => {
	const desk = await openBrowserDesk({ role: 'web' });
	try {
		await fill(desk.office.corridor.engine.engine, desk.unitId, size);
		const { full, empty } = await measure(desk.browser, desk.origin, rounds);
		const name = `calendar: a month of ${size} posts from its data to its picture, ms (against an empty month)`;
		const pass = full <= TARGET_MS;
		return [{ name, ours: full, floor: empty, ratio: full / empty, target: `<= ${TARGET_MS} ms`, pass }];
	} finally {
		await desk.close();
	}
};
