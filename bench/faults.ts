import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startEmbedded } from '#platform/db/embedded.ts';
import { createLog } from '#platform/log.ts';

import { planOf } from './faults/plan.ts';
import type { Intended } from './faults/posts.ts';
import { type RoundReport, runRound } from './faults/round.ts';
import { tallyOf } from './faults/tally.ts';
import { openTown, type Town } from './faults/town.ts';
import type { Benchmark, Figure } from './figure.ts';

/** A thread, four posts with a picture, one with a film everywhere, one with a long film for YouTube, and others: 110 deliveries a round. */
const POSTS = 13;
const RESUME_MS = 2_000;
/** So many rounds share a town; then everything is held against each other and a new town is built. YouTube's day has units for twice as many films. */
const SITTING = 6;

/** What is known so far; kept in a file, so that a long run can be broken off and taken up again. */
interface Ledger {
	readonly seed: number;
	rounds: number;
	kills: number;
	intended: number;
	accepted: number;
	/** Requests before a moment that a network had named, of copies that were on their way by then. */
	underWay: number;
	/** Presences that a person connected anew as the desk said, by network: nothing of theirs is lost. */
	reconnected: string[];
	readonly wrong: Record<
		| 'lost'
		| 'doubled'
		| 'unclear'
		| 'mistold'
		| 'misrecorded'
		| 'misplaced'
		| 'incomplete'
		| 'early'
		| 'late'
		| 'locked',
		string[]
	>;
	resumedMs: number[];
	startedMs: number[];
	settledMs: number[];
}

const freshLedger = (seed: number): Ledger => ({
	seed,
	rounds: 0,
	kills: 0,
	intended: 0,
	accepted: 0,
	underWay: 0,
	reconnected: [],
	wrong: {
		lost: [],
		doubled: [],
		unclear: [],
		mistold: [],
		misrecorded: [],
		misplaced: [],
		incomplete: [],
		early: [],
		late: [],
		locked: [],
	},
	resumedMs: [],
	startedMs: [],
	settledMs: [],
});

const openLedger = (seed: number | undefined, file: string | undefined): Ledger => {
	if (file === undefined || !existsSync(file)) return freshLedger(seed ?? Date.now() % 1_000_000);
	const kept = JSON.parse(readFileSync(file, 'utf8')) as Ledger;
	if (seed !== undefined && seed !== kept.seed)
		throw new Error(`${file} belongs to seed ${kept.seed}: take that one, or another file.`);
	const fresh = freshLedger(kept.seed);
	return { ...fresh, ...kept, wrong: { ...fresh.wrong, ...kept.wrong } };
};

const keep = (ledger: Ledger, file: string | undefined): void => {
	if (file === undefined) return;
	writeFileSync(`${file}.half`, JSON.stringify(ledger));
	renameSync(`${file}.half`, file);
};

const say = (line: string): void => void process.stdout.write(`     ${line}\n`);

const note = (ledger: Ledger, report: RoundReport): void => {
	ledger.rounds += 1;
	ledger.kills += report.kills;
	ledger.resumedMs.push(...report.resumedMs);
	ledger.startedMs.push(...report.startedMs);
	ledger.settledMs.push(report.settledMs);
	ledger.reconnected.push(...report.reconnected);
	ledger.wrong.locked.push(...report.locked.map((one) => `round ${ledger.rounds}: ${one}`));
	if (report.late > 0) ledger.wrong.late.push(`round ${ledger.rounds}: ${report.late} not settled in time`);
	const ms = (values: readonly number[]): string => values.map((value) => Math.round(value)).join(' ');
	say(
		`round ${ledger.rounds}: ${report.kills} kills, resumed after ${ms(report.resumedMs)} ms, settled after ${ms([report.settledMs])} ms, late ${report.late}${report.reconnected.map((kind) => `, ${kind} reconnected`).join('')}`,
	);
};

interface Stretch {
	readonly until: number;
	readonly program: string | undefined;
	readonly save: (ledger: Ledger) => void;
}

/** Rounds that share a town, and what came of them in the end. */
const sit = async (ledger: Ledger, { until, program, save }: Stretch): Promise<void> => {
	const home = await mkdtemp(join(tmpdir(), 'amtsfunk-bench-'));
	const database = await startEmbedded({ home, log: createLog('silent'), throwAway: true });
	const town = await openTown({ databaseUrl: database.url, data: join(home, 'town'), program });
	const draft = structuredClone(ledger);
	try {
		const posts: Intended[] = [];
		while (draft.rounds < until) {
			const round = draft.rounds + 1;
			const marks = Array.from({ length: POSTS }, (_, n) => `Meldung ${round}.${n + 1} (${ledger.seed})`);
			const report = await runRound(town, planOf(ledger.seed, round), marks);
			posts.push(...report.posts);
			note(draft, report);
		}
		await compare(draft, { town, posts, home });
		Object.assign(ledger, draft);
		save(ledger);
	} finally {
		await town.close();
		await database.close();
		await rm(home, { recursive: true, force: true });
	}
};

interface Sitting {
	readonly town: Town;
	readonly posts: readonly Intended[];
	readonly home: string;
}

const compare = async (ledger: Ledger, { town, posts, home }: Sitting): Promise<void> => {
	const tally = await tallyOf(town, posts, home);
	ledger.intended += tally.intended;
	ledger.accepted += tally.accepted;
	ledger.underWay += tally.underWay;
	for (const what of [
		'lost',
		'doubled',
		'unclear',
		'mistold',
		'misrecorded',
		'misplaced',
		'incomplete',
		'early',
	] as const)
		ledger.wrong[what].push(...tally[what]);
	for (const { kind, watch } of town.networks) {
		say(`${kind} was ${[...watch.met].map(([mood, times]) => `${mood} ${times}`).join(', ')}`);
	}
};

const figureOf = (name: string, ours: number, most: number): Figure => ({
	name: `faults: ${name}`,
	ours,
	floor: most,
	ratio: most === 0 ? ours : ours / most,
	target: most === 0 ? '0' : `<= ${most}`,
	pass: ours <= most,
});

/** Kills the real program again and again while its networks misbehave, and compares what was meant with what is. */
export const run: Benchmark = async ({ small = false, rounds = small ? 3 : 20, seed, resume, program }) => {
	const ledger = openLedger(seed, resume);
	say(`seed ${ledger.seed}${ledger.rounds > 0 ? `, ${ledger.rounds} rounds done before` : ''}`);
	while (ledger.rounds < rounds) {
		const until = Math.min(rounds, ledger.rounds + SITTING);
		await sit(ledger, { until, program, save: (next) => keep(next, resume) });
	}
	for (const [what, cases] of Object.entries(ledger.wrong)) for (const one of cases) say(`${what}: ${one}`);
	say(
		`${ledger.rounds} rounds, ${ledger.kills} kills, ${ledger.intended} copies intended, ${ledger.accepted} accepted`,
	);
	const people = Map.groupBy(ledger.reconnected, (kind) => kind);
	const where = [...people].map(([kind, times]) => `, ${kind} ${times.length}`).join('');
	say(`reconnected by a person because the desk said so: ${ledger.reconnected.length}${where}`);
	say(`requests of copies that were on their way when their network said wait: ${ledger.underWay}`);
	const most = (values: readonly number[]): number => Math.round(Math.max(0, ...values));
	say(`first request at most ${most(ledger.startedMs)} ms after the start of the process`);
	return [
		...Object.entries(ledger.wrong).map(([what, cases]) => figureOf(what, cases.length, 0)),
		figureOf('resumed after, at most ms', most(ledger.resumedMs), RESUME_MS),
	];
};
