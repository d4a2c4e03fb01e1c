import { plus } from '#kernel/time.ts';
import { machineClock } from '#platform/clock.ts';

import { type Benchmark, median } from './figure.ts';
import { openBare, openRush, type Rush, rest, share } from './rush.ts';

const TARGET_MS = 250;
const WITHIN_MS = 15_000;
const AHEAD_MS = 1_000;
const AFTER_MS = 3_000;

/** Moments spread over the span in a fixed, uneven way. */
const moments = (count: number): readonly number[] =>
	Array.from({ length: count }, (_, n) => Math.floor(((n * 7919) % count) * (WITHIN_MS / count) + ((n * 131) % 17)));

/** Scheduled moment to request at the practice network, for posts spread over a quarter of a minute; the floor is a timer with commit and request. */
export const run: Benchmark = async ({ small = false, rounds = small ? 1 : 3, size = 200 }) => {
	const rush = await openRush();
	const bare = await openBare(rush.databaseUrl);
	const ours: number[] = [];
	const floor: number[] = [];
	await office(rush, 10);
	for (let round = 0; round < rounds; round += 1) {
		ours.push(await office(rush, Math.min(size, 200)));
		floor.push(await timers(bare.send, Math.min(size, 200)));
	}
	await bare.close();
	await rush.close();
	const [mine, least] = [median(ours), median(floor)];
	const name = 'jitter: scheduled moment to request at the network, p99 ms (timer, commit, request)';
	return [
		{ name, ours: mine, floor: least, ratio: mine / least, target: `<= ${TARGET_MS} ms`, pass: mine <= TARGET_MS },
	];
};

const office = async (rush: Rush, count: number): Promise<number> => {
	const start = plus(machineClock.now(), AHEAD_MS);
	const accounts = rush.of('mastodon');
	const orders = moments(count).flatMap((after, n) => {
		const to = accounts[n % accounts.length];
		return to ? [{ to, dueAt: plus(start, after) }] : [];
	});
	const keys = await rush.order(orders);
	const due = new Map(keys.map((key, n) => [key, orders[n]?.dueAt ?? start]));
	await rest(AHEAD_MS + WITHIN_MS + AFTER_MS);
	const late = keys.map((key) => {
		const heard = rush.heard.find((one) => one.key === key);
		// What never came is as late as can be.
		return heard ? heard.at - (due.get(key) ?? heard.at) : Number.POSITIVE_INFINITY;
	});
	return share(late, 0.99);
};

const timers = async (send: () => Promise<void>, count: number): Promise<number> => {
	const start = performance.now();
	const late = await Promise.all(
		moments(count).map(async (after) => {
			await rest(after);
			await send();
			return performance.now() - start - after;
		}),
	);
	return share(late, 0.99);
};
