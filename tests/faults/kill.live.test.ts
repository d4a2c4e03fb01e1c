import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { planOf } from '../../bench/faults/plan.ts';
import { type RoundReport, runRound } from '../../bench/faults/round.ts';
import { tallyOf } from '../../bench/faults/tally.ts';
import { openTown, type Town } from '../../bench/faults/town.ts';
import { freshDatabase } from '../database.ts';

const KILLS = 20;
const POSTS = 3;
/** No more rounds are begun after this, so that a slow machine ends in time too. */
const BUDGET_MS = 50_000;
const seed = Number(process.env['AMTSFUNK_SEED'] ?? Date.now() % 1_000_000);

let database: Awaited<ReturnType<typeof freshDatabase>>;
let data: string;
let town: Town;

beforeAll(async () => {
	database = await freshDatabase();
	data = await mkdtemp(join(tmpdir(), 'amtsfunk-test-'));
	town = await openTown({ databaseUrl: database.url, data });
}, 120_000);

afterAll(async () => {
	await town.close();
	await database.drop();
	await rm(data, { recursive: true, force: true });
});

it('kill -9 at random moments, with networks in random moods, loses, doubles and misstates nothing', async () => {
	const begun = performance.now();
	const reports: RoundReport[] = [];
	const kills = (): number => reports.reduce((sum, report) => sum + report.kills, 0);
	while (kills() < KILLS && performance.now() - begun < BUDGET_MS) {
		const round = reports.length + 1;
		const marks = Array.from({ length: POSTS }, (_, n) => `Meldung ${round}.${n + 1}`);
		reports.push(await runRound(town, planOf(seed, round), marks));
	}
	const posts = reports.flatMap((report) => report.posts);
	const { intended, accepted, underWay, ...wrong } = await tallyOf(town, posts, data);
	const slowest = Math.round(Math.max(0, ...reports.flatMap(({ resumedMs }) => resumedMs)));
	console.log(
		`kill -9: seed ${seed}, ${kills()} kills, ${intended} copies intended, ${accepted} accepted, ${underWay} requests of copies on their way at a 429, at work at most ${slowest} ms after each start`,
	);
	expect(wrong).toEqual({
		...{ lost: [], doubled: [], unclear: [], mistold: [], misrecorded: [], misplaced: [], incomplete: [], early: [] },
	});
	expect(accepted).toBe(intended);
	expect(reports.flatMap(({ locked }) => locked)).toEqual([]);
}, 300_000);
