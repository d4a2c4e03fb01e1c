import { fork } from 'node:child_process';
import { join } from 'node:path';

import { sql } from 'kysely';

import { conversationsEndpoint } from '#contract/dialogue.ts';

import { listen } from '../src/serve.ts';
import { openBareInbox } from './fediverse/bare-inbox.ts';
import type { Told, Wish } from './fediverse/crowd.ts';
import { type House, openHouse } from './fediverse/house.ts';
import { type Benchmark, type Figure, median } from './figure.ts';

const TARGET = 0.4;
const PER_SECOND = 1_000;
/** Distinct letters of a flood, each fifth of them twice: a minute of it; small, so long that the way of the last answer does not count. */
const FLOOD = 50_000;
const FLOOD_SMALL = 5_000;
/** What a person takes for "at once". */
const USABLE_MS = 250;
const HOST = 'stadt.example';

/** Many people on many servers, in a process of their own. */
const gather = async () => {
	const child = fork(join(import.meta.dirname, 'fediverse/crowd.ts'), { stdio: 'inherit' });
	const gone = Promise.withResolvers<never>();
	child.once('exit', () => gone.reject(new Error('the crowd is gone')));
	gone.promise.catch(() => undefined);
	const heard = (): Promise<Told> =>
		new Promise((resolve, reject) => {
			child.once('message', (told) => resolve(told as Told));
			gone.promise.catch(reject);
		});
	await heard();
	const ask = async <T extends Told['told']>(wish: Wish): Promise<Extract<Told, { told: T }>> => {
		const told = heard();
		child.send(wish);
		return (await told) as Extract<Told, { told: T }>;
	};
	return {
		write: (round: string, size: number, actor: string) =>
			ask<'written'>({ do: 'write', round, size, host: HOST, actor }),
		send: (port: number, perSecond: number | null = null) => ask<'sent'>({ do: 'send', port, perSecond }),
		close: () => child.disconnect(),
	};
};

/** Every distinct activity is one row, and what stands is what was not taken back. Throws otherwise. */
const check = async ({ engine }: House, round: string, written: Extract<Told, { told: 'written' }>) => {
	const count = async (table: string, like: string): Promise<number> => {
		const asked = sql<{ n: number }>`select count(*) as n from ${sql.table(table)} where id like ${like}`;
		return (await asked.execute(engine)).rows[0]?.n ?? Number.NaN;
	};
	const rows = await count('federation_seen', `%/a/${round}-%`);
	const standing = await count('federation_said', `%/notes/${round}-%`);
	if (standing !== written.standing) throw new Error(`${standing} statements stand, not ${written.standing}`);
	return rows;
};

/** How long the desk takes for its list of conversations while `work` goes on; milliseconds, the 95th of 100. */
const deskDuring = async (port: number, work: Promise<unknown>): Promise<number> => {
	const taken: number[] = [];
	let over = false;
	void work.finally(() => {
		over = true;
	});
	while (!over) {
		const begun = performance.now();
		const answer = await fetch(`http://127.0.0.1:${port}${conversationsEndpoint.path}`, {
			headers: { 'x-bench': 'yes' },
		});
		await answer.text();
		if (answer.status !== 200) throw new Error(`the desk answers ${answer.status}`);
		taken.push(performance.now() - begun);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return taken.sort((a, b) => a - b)[Math.floor(taken.length * 0.95)] ?? Number.NaN;
};

/** Signed activities with duplicates, updates and deletions before what they speak of: as fast as they come, and 1,000 a second. */
export const run: Benchmark = async ({ small = false, rounds = small ? 1 : 3, size = small ? 1_000 : 3_000 }) => {
	const listening = await listen({ port: 0, host: '127.0.0.1' });
	const house = await openHouse(`http://${HOST}`);
	listening.answerWith(house.office);
	const actor = `http://${HOST}/fediverse/stadt`;
	const bare = await openBareInbox(house.engine, HOST);
	const crowd = await gather();
	try {
		const [mine, floor]: [number[], number[]] = [[], []];
		const rows = { ours: 0, distinct: 0 };
		await crowd.write('warm', 750, actor);
		for (const port of [listening.port, bare.port]) await crowd.send(port);
		for (let round = 0; round < rounds; round += 1) {
			const written = await crowd.write(`fast${round}`, size, actor);
			const ours = await crowd.send(listening.port);
			if (ours.taken !== written.letters) throw new Error(`${ours.taken} of ${written.letters} were taken`);
			rows.ours += await check(house, `fast${round}`, written);
			rows.distinct += written.distinct;
			mine.push(written.letters / ours.seconds);
			floor.push(written.letters / (await crowd.send(bare.port)).seconds);
		}
		const idle = await deskDuring(listening.port, new Promise((resolve) => setTimeout(resolve, 2_000)));
		const written = await crowd.write('flood', small ? FLOOD_SMALL : FLOOD, actor);
		const flood = crowd.send(listening.port, PER_SECOND);
		const desk = await deskDuring(listening.port, flood);
		const rate = written.letters / (await flood).seconds;
		const flooded = await check(house, 'flood', written);
		return figuresOf({
			mine,
			floor,
			rows: rows.ours + flooded,
			distinct: rows.distinct + written.distinct,
			rate,
			desk,
			idle,
		});
	} finally {
		crowd.close();
		bare.close();
		await listening.close();
		await house.close();
	}
};

interface Measured {
	readonly mine: readonly number[];
	readonly floor: readonly number[];
	readonly rows: number;
	readonly distinct: number;
	readonly rate: number;
	readonly desk: number;
	readonly idle: number;
}

const figuresOf = ({ mine, floor, rows, distinct, rate, desk, idle }: Measured): readonly Figure[] => {
	const ratio = median(mine.map((value, at) => value / (floor[at] ?? 1)));
	const kept = rate / PER_SECOND;
	return [
		{
			...{ name: 'ingest, letters per second beside bare verify and batch insert', ours: median(mine) },
			...{ floor: median(floor), ratio, target: `>= ${TARGET}`, pass: ratio >= TARGET },
		},
		{
			...{ name: 'ingest, rows for distinct activities', ours: rows, floor: distinct, ratio: rows / distinct },
			...{ target: '= 1', pass: rows === distinct },
		},
		{
			...{ name: 'ingest, letters per second in a flood of 1,000', ours: rate, floor: PER_SECOND, ratio: kept },
			...{ target: '>= 0.98', pass: kept >= 0.98 },
		},
		{
			...{ name: 'ingest, p95 of the desk in that flood, ms beside idle', ours: desk, floor: idle, ratio: desk / idle },
			...{ target: `ours <= ${USABLE_MS} ms`, pass: desk <= USABLE_MS },
		},
	];
};
