import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Kysely, sql } from 'kysely';
import { type Browser, chromium, type Page } from 'playwright-core';

import type { Actor } from '#kernel/permission.ts';
import { startEmbedded } from '#platform/db/embedded.ts';
import { ensureDeskBuilt } from '#platform/http/desk.ts';
import { createLog } from '#platform/log.ts';

import { openOffice } from '../src/office.ts';
import { listen } from '../src/serve.ts';
import { type Benchmark, median } from './figure.ts';

const TARGET_MS = 500;
const FULL = '2031-05-14';
const EMPTY = '2031-09-14';

const reader: Actor = {
	kind: 'person',
	id: 'bench',
	name: 'Bench',
	grants: [{ role: 'central', units: 'all' }],
	elevated: true,
};

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
	const page = await browser.newPage({ locale: 'de-DE', viewport: { width: 1280, height: 900 } });
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
	const home = await mkdtemp(join(tmpdir(), 'amtsfunk-bench-'));
	const embedded = await startEmbedded({ home, log: createLog('silent'), throwAway: true });
	const listening = await listen({ port: 0, host: '127.0.0.1' });
	const origin = `http://127.0.0.1:${listening.port}`;
	const office = await openOffice({
		databaseUrl: embedded.url,
		key: randomBytes(32),
		data: home,
		origin,
		lab: true,
		role: 'web',
		tsaUrl: undefined,
		logLevel: 'silent',
		desk: await ensureDeskBuilt(join(import.meta.dirname, '..'), () => undefined),
		identifyAs: () => reader,
	});
	listening.answerWith(office);
	const browser = await chromium.launch({
		executablePath: '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-gpu'],
	});
	try {
		const admin = { name: 'Bench', mail: 'bench@musterstadt.example', password: randomBytes(16).toString('hex') };
		const units = [{ name: 'Musterstadt', short: 'MU' }];
		await office.people.setUpFromAnswers({ authority: await office.people.authority(), admin, units });
		const unitId = (await office.people.units())[0]?.id ?? '';
		await fill(office.corridor.engine.engine, unitId, size);
		const { full, empty } = await measure(browser, origin, rounds);
		const name = `calendar: a month of ${size} posts from its data to its picture, ms (against an empty month)`;
		const pass = full <= TARGET_MS;
		return [{ name, ours: full, floor: empty, ratio: full / empty, target: `<= ${TARGET_MS} ms`, pass }];
	} finally {
		await browser.close();
		await listening.close();
		await office.close();
		await embedded.close();
		await rm(home, { recursive: true, force: true });
	}
};
