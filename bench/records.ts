import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import type { JsonObject } from '#kernel/json.ts';
import { system } from '#kernel/permission.ts';
import { createRecords, type Records, recordsMigrations } from '#modules/records/index.ts';
import { createAct, done, unchanged } from '#platform/act.ts';
import { createBackground } from '#platform/background.ts';
import { machineIds } from '#platform/chance.ts';
import { machineClock } from '#platform/clock.ts';
import { createSealer } from '#platform/crypto/sealer.ts';
import { createDatabase, type Database, tables } from '#platform/db/database.ts';
import { startEmbedded } from '#platform/db/embedded.ts';
import { openEngine } from '#platform/db/engine.ts';
import { migrate } from '#platform/db/migrate.ts';
import { createEvents } from '#platform/events.ts';
import { createLog } from '#platform/log.ts';
import { createOutbound } from '#platform/outbound/create-outbound.ts';

import { readLine } from '../src/modules/records/domain/export-line.ts';
import { leafText } from '../src/modules/records/domain/leaf.ts';
import { growTree, leafHash } from '../src/modules/records/domain/merkle.ts';
import { nodeHashes } from '../src/modules/records/hashes.ts';
import { verifyStream } from '../src/modules/records/verify.ts';
import { type Benchmark, type Figure, median } from './figure.ts';
import { type BareEntry, bareAppend, bareVerify } from './records/floor.ts';

const rows = tables<{ bench_row: { note: string } }>();
const actor = system('bench');
/** About as much as the leaf of an edited post says. */
const payload = (n: number): JsonObject => ({ number: n, text: 'Die Mühlkanalbrücke ist gesperrt. '.repeat(14) });
const leaf = (n: number) =>
	({ kind: 'post.changed', subject: `post-${n % 500}`, unitId: 'unit-a', payload: payload(n) }) as const;

interface Bench {
	readonly db: Database;
	readonly records: Records;
	readonly client: pg.Client;
	readonly folder: string;
	close(): Promise<void>;
}

/** A durable database of its own, with nothing in it but the log. */
const open = async (): Promise<Bench> => {
	const folder = await mkdtemp(join(tmpdir(), 'amtsfunk-bench-'));
	const log = createLog('silent');
	const embedded = await startEmbedded({ home: folder, log });
	const opened = openEngine(embedded.url, { max: 10 });
	const { engine, connect, cut, close } = opened;
	await migrate(engine, recordsMigrations);
	const client = new pg.Client({ connectionString: embedded.url });
	await client.connect();
	await client.query('create table bench_row (note text)');
	await client.query(`create table bench_bare (id text, kind text, subject text, unit_id text, at timestamptz,
		commitment bytea, sealed bytea, record_key bytea, hash bytea)`);
	const db = createDatabase(opened);
	const events = await createEvents({ connect, cut, ids: machineIds(machineClock), log });
	const records = createRecords({
		db,
		events,
		log,
		clock: machineClock,
		ids: machineIds(machineClock),
		sealer: createSealer(randomBytes(32)),
		background: createBackground(log),
		outbound: createOutbound({ lab: false, allowLoopback: [], log }),
		origin: 'https://bench.invalid',
	});
	return {
		db,
		records,
		client,
		folder,
		async close() {
			await client.end();
			await events.close();
			await close();
			await embedded.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
};

const timed = async (work: () => unknown): Promise<number> => {
	const start = performance.now();
	await work();
	return performance.now() - start;
};

/** Runs both sides in turn, the order changing every round, and answers each round's times. */
const interleaved = async (rounds: number, ours: () => unknown, floor: () => unknown) => {
	await ours();
	await floor();
	const found: { ours: number; floor: number }[] = [];
	for (let round = 0; round < rounds; round += 1) {
		const first = round % 2 === 0;
		const a = await timed(first ? ours : floor);
		const b = await timed(first ? floor : ours);
		found.push(first ? { ours: a, floor: b } : { ours: b, floor: a });
	}
	return found;
};

type Rounds = Awaited<ReturnType<typeof interleaved>>;

/** Things per second, and the median of the rounds' ratios. */
const rate = (
	rounds: Rounds,
	{ name, count, least }: { readonly name: string; readonly count: number; readonly least: number },
): Figure => {
	const ratio = median(rounds.map(({ ours, floor }) => floor / ours));
	const perSecond = (pick: (round: Rounds[number]) => number) => (count * 1000) / median(rounds.map(pick));
	return {
		name,
		ours: perSecond(({ ours }) => ours),
		floor: perSecond(({ floor }) => floor),
		ratio,
		target: `>= ${least}`,
		pass: ratio >= least,
	};
};

const measureAppend = async ({ db, records, client }: Bench, rounds: number, size: number): Promise<Figure> => {
	const act = createAct({ db, ledger: records.ledger });
	const ours = async () => {
		for (let left = size; left > 0; left -= 256) {
			const [first = leaf(left), ...rest] = Array.from({ length: Math.min(256, left) }, (_, n) => leaf(left - n));
			await act('append', actor, async () => done(null, first, ...rest));
		}
		await records.sequenceNow();
	};
	const floor = () => bareAppend(client, size, payload);
	return rate(await interleaved(rounds, ours, floor), { name: 'records append, per second', count: size, least: 0.5 });
};

/** The lower quartile: what a single act costs while nothing else takes its turn. */
const quiet = (values: readonly number[]): number =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 4)] ?? Number.NaN;

/** One act with its leaf against the same act without, turn and turn about. */
const measureAct = async ({ db, records }: Bench, rounds: number): Promise<Figure> => {
	const act = createAct({ db, ledger: records.ledger });
	const write = (withLeaf: boolean) => () =>
		act('act', actor, async (tx) => {
			await rows(tx).insertInto('bench_row').values({ note: 'x' }).execute();
			return withLeaf ? done(null, leaf(1)) : unchanged(null);
		});
	const found = await interleaved(rounds * 60, write(true), write(false));
	const [ours, floor] = [quiet(found.map((round) => round.ours)), quiet(found.map((round) => round.floor))];
	const ratio = ours - floor;
	return { name: 'records act with its leaf, ms more', ours, floor, ratio, target: '<= 1', pass: ratio <= 1 };
};

const measureVerify = async ({ records, folder }: Bench, rounds: number): Promise<Figure[]> => {
	const to = join(folder, 'export.jsonl');
	await records.exportRecords(actor, { to });
	const bytes = await readFile(to);
	const entries = bytes
		.toString('utf8')
		.split('\n')
		.map(readLine)
		.filter((line) => line?.type === 'entry')
		.map((line) => ({ ...line, commitment: Buffer.from(line.commitment, 'hex') }));
	const bare = entries.map(
		(line): BareEntry => ({
			leaf: Buffer.concat([Buffer.of(0), Buffer.from(leafText(line))]),
			salt: Buffer.from(line.salt ?? '', 'base64'),
			payload: Buffer.from(line.payload ?? ''),
		}),
	);
	const pieces = Array.from({ length: Math.ceil(bytes.length / 2 ** 20) }, (_, n) =>
		bytes.subarray(n * 2 ** 20, (n + 1) * 2 ** 20),
	);
	const tree = () => {
		const grown = growTree(nodeHashes.sha256);
		for (const entry of entries) grown.push(leafHash(nodeHashes.sha256, leafText(entry)));
		return grown.root();
	};
	const whole = async () => {
		const { ok: isSound, problems } = await verifyStream(pieces);
		if (!isSound) throw new Error(`the export does not hold: ${JSON.stringify(problems)}`);
	};
	if (!bareVerify(bare, false).equals(tree())) throw new Error('floor and tree disagree');
	const hashes = await interleaved(rounds, tree, () => bareVerify(bare, false));
	const full = await interleaved(rounds, whole, () => bareVerify(bare, true));
	return [
		rate(hashes, { name: 'records verify hashes, per second', count: entries.length, least: 0.7 }),
		rate(full, { name: 'records verify whole export, per second', count: entries.length, least: 0.5 }),
	];
};

/** Append and verify of the record log beside the bare crypto. */
export const run: Benchmark = async ({ small = false, rounds = small ? 2 : 5, size = small ? 1_024 : 5_120 }) => {
	const bench = await open();
	try {
		return [
			await measureAppend(bench, rounds, size),
			await measureAct(bench, rounds),
			...(await measureVerify(bench, rounds)),
		];
	} finally {
		await bench.close();
	}
};
