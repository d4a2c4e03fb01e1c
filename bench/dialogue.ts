import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Kysely, sql } from 'kysely';

import type { Actor } from '#kernel/permission.ts';
import { ok } from '#kernel/result.ts';
import { searchWords } from '#modules/dialogue/domain/search-words.ts';
import { startEmbedded } from '#platform/db/embedded.ts';
import { openEngine } from '#platform/db/engine.ts';
import { createLog } from '#platform/log.ts';

import { openOffice } from '../src/office.ts';
import { listen } from '../src/serve.ts';
import { fillTalks } from './dialogue/fill.ts';
import { measurePage, startFloor } from './dialogue/floor.ts';
import { liveFigures } from './dialogue/live.ts';
import { type Benchmark, type Figure, median, p95 } from './figure.ts';

const MESSAGES = 1_000_000;
const SMALL = 50_000;
const CALLS = 20;

const admin: Actor = {
	...{ kind: 'person', id: 'bench', name: 'Bench', elevated: true },
	grants: [{ role: 'central', units: 'all' }],
};
const headers = { 'x-bench': 'bench' };

const timed = async (work: () => Promise<unknown>): Promise<number> => {
	const begun = performance.now();
	await work();
	return performance.now() - begun;
};

/** Ours over HTTP beside a bare question to the database, by turns. */
const beside = async (ours: () => Promise<unknown>, bare: () => Promise<unknown>, rounds: number) => {
	const [mine, floor]: [number[], number[]] = [[], []];
	for (let call = 0; call < CALLS * rounds; call += 1) {
		mine.push(await timed(ours));
		floor.push(await timed(bare));
	}
	return { ours: p95(mine), floor: p95(floor), medians: [median(mine), median(floor)] as const };
};

const figure = (name: string, { ours, floor }: { ours: number; floor: number }, most: number): Figure => ({
	...{ name, ours, floor, ratio: ours / floor, target: `<= ${most}`, pass: ours / floor <= most },
});

interface Measuring {
	readonly origin: string;
	readonly engine: Kysely<unknown>;
	readonly url: string;
	readonly rounds: number;
	readonly size: number;
}

const get = async (address: string): Promise<unknown> => {
	const answer = await fetch(address, { headers });
	if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
	return answer.json();
};

/** The search beside ranking every hit as PostgreSQL does, and the first page of list and thread beside their floors. */
const pages = async ({ origin, engine, url, rounds, size }: Measuring): Promise<readonly Figure[]> => {
	const ranked = (word: string) => () =>
		sql`select message_id from dialogue_reading where words @@ ${word}::tsquery
			order by ts_rank(words, ${word}::tsquery) desc limit 51`.execute(engine);
	const search = (word: string) => () => get(`${origin}/api/conversations?view=all&limit=50&search=${word}`);
	const common = await beside(search('Strasse'), ranked(searchWords('Straße')[0] ?? ''), 1);
	const rare = await beside(search('Xylophonkurs'), search('Strasse'), rounds);
	const floor = await startFloor(url, {
		'/list': {
			text: `select c.*, p.handle, p.display_name from dialogue_conversation c join dialogue_counterpart p on p.id = c.counterpart_id
				where c.state = 'open' and c.snoozed_until is null order by due_at, c.id limit 51`,
			values: [],
		},
		'/thread': {
			text: 'select * from dialogue_message where conversation_id = $1 order by arrival desc limit 201',
			values: ['c00000001'],
		},
	});
	const page = (name: string, path: string, bare: string) =>
		measurePage(
			`dialogue: p95 ms of the first page of ${name}, beside its bare question`,
			{ ours: origin + path, floor: floor.origin + bare, headers },
			rounds,
		);
	const list = await page('the list', '/api/conversations?limit=50', '/list');
	const thread = await page('a thread', '/api/conversations/c00000001', '/thread');
	await floor.close();
	const faster = common.medians[1] / common.medians[0];
	// Ranking everything grows with the messages, the search does not: it overtakes between fifty and three hundred thousand.
	const least = size < MESSAGES ? 0.1 : 5;
	return [
		{
			...{ name: 'dialogue: a common word, times faster than ranking every hit', ours: common.medians[0] },
			...{ floor: common.medians[1], ratio: faster, target: `>= ${least}`, pass: faster >= least },
		},
		figure('dialogue: p95 ms of a rare word, beside a common one', rare, 1.5),
		list,
		thread,
	];
};

/** The desk over a million messages: list, thread, search, and two hundred browsers that hear of changes. `--data` keeps the database for the next run. */
export const run: Benchmark = async ({
	small = false,
	rounds = small ? 1 : 5,
	size = small ? SMALL : MESSAGES,
	data,
}) => {
	const home = data === undefined ? await mkdtemp(join(tmpdir(), 'amtsfunk-bench-')) : join(data, `dialogue-${size}`);
	const filled = existsSync(join(home, 'database'));
	await mkdir(home, { recursive: true });
	const database = await startEmbedded({ home, log: createLog('silent'), throwAway: true });
	const listening = await listen({ port: 0, host: '127.0.0.1' });
	const origin = `http://127.0.0.1:${listening.port}`;
	const office = await openOffice({
		...{ data: home, origin, lab: true, role: 'web', tsaUrl: undefined, logLevel: 'silent' },
		// A database that is kept is opened again, and with the same key.
		...{ databaseUrl: database.url, key: data === undefined ? randomBytes(32) : Buffer.alloc(32, 1) },
		identifyAs: (request) => (request.headers.get('x-bench') === null ? null : admin),
	});
	listening.answerWith(office);
	const { engine, db, events } = { ...office.corridor, engine: office.corridor.engine.engine };
	try {
		if (!filled) {
			const patient = openEngine(database.url, { max: 2, statementTimeoutMs: 0 });
			await fillTalks(patient.engine, size);
			await patient.close();
		}
		const announce = (id: string) =>
			db.transact('bench', async (tx) => ok(await events.announce(tx, { topic: 'conversation', id })));
		return [
			...(await pages({ origin, engine, url: database.url, rounds, size })),
			...(await liveFigures({ origin, headers, announce, reconnects: small ? 500 : 5000 })),
		];
	} finally {
		await listening.close();
		await office.close();
		await database.close();
		if (data === undefined) await rm(home, { recursive: true, force: true });
	}
};
