import { plus } from '#kernel/time.ts';
import { machineClock } from '#platform/clock.ts';

import { type Figure, median } from './figure.ts';
import { openBare, openRush, type Presence, type Rush, rest, share } from './rush.ts';

/** SPEC: performance.md 2: a burst goes out at least fifty times as fast as one post a second. */
const LEAST_PER_SECOND = 50;
const SIDE_BY_SIDE = 24;
const SOON_MS = 400;
const MOST_MS = 120_000;
const GAP_MS = 25;
const MOST_SLOWER = 1.1;

const until = async (isSo: () => boolean): Promise<void> => {
	const end = performance.now() + MOST_MS;
	while (!isSo() && performance.now() < end) await rest(2);
};

const nth = (presences: readonly Presence[], n: number): Presence => {
	const one = presences[n % presences.length];
	if (one === undefined) throw new Error('nobody to send to');
	return one;
};

/** What a rush does: a burst over six accounts, and a healthy network beside one that hangs. */
export const rushFigures = async (size: number, rounds: number): Promise<readonly Figure[]> => {
	const rush = await openRush();
	try {
		return [await burst(rush, size), await besideHanging(rush, rounds)];
	} finally {
		await rush.close();
	}
};

/** Nothing but what the networks declare may slow it: no account is told to wait, and none waits without need. */
const burst = async (rush: Rush, size: number): Promise<Figure> => {
	const bare = await openBare(rush.databaseUrl);
	const begin = rush.heard.length;
	const dueAt = plus(machineClock.now(), SOON_MS);
	await rush.order(Array.from({ length: size }, (_, n) => ({ to: nth(rush.presences, n), dueAt })));
	await until(() => rush.heard.length - begin >= size);
	const last = Math.max(...rush.heard.slice(begin).map(({ at }) => at));
	const ours = (size * 1000) / Math.max(1, last - dueAt);
	const floor = (size * 1000) / (await bare.burst(size, SIDE_BY_SIDE));
	await bare.close();
	const isWhole = rush.heard.length - begin === size && rush.refused() === 0;
	const name = `compose: burst of ${size} over ${rush.presences.length} presences, copies a second, nobody told to wait (commit + request)`;
	const target = `>= ${LEAST_PER_SECOND} a second, no 429`;
	return { name, ours, floor, ratio: ours / floor, target, pass: isWhole && ours >= LEAST_PER_SECOND };
};

const ONE_ROUND = 60;

/** The time from due to request at a network that is well: alone, and while the other one takes everything and never answers. */
const besideHanging = async (rush: Rush, rounds: number): Promise<Figure> => {
	const alone: number[] = [];
	const beside: number[] = [];
	for (let round = 0; round < rounds; round += 1) {
		alone.push(await healthy(rush));
		rush.office.practice.bluesky.feel('hanging');
		const dueAt = plus(machineClock.now(), SOON_MS);
		await rush.order(Array.from({ length: ONE_ROUND }, (_, n) => ({ to: nth(rush.of('bluesky'), n), dueAt })));
		beside.push(await healthy(rush));
		rush.office.practice.bluesky.feel('well');
	}
	const [ours, floor] = [median(beside), median(alone)];
	const name = 'compose: due to request at a healthy network beside one that hangs, p95 ms (without)';
	return { name, ours, floor, ratio: ours / floor, target: `<= ${MOST_SLOWER}x`, pass: ours / floor <= MOST_SLOWER };
};

const healthy = async (rush: Rush): Promise<number> => {
	const begin = rush.heard.length;
	const first = plus(machineClock.now(), SOON_MS + 100);
	const orders = Array.from({ length: ONE_ROUND }, (_, n) => ({
		to: nth(rush.of('mastodon'), n),
		dueAt: plus(first, n * GAP_MS),
	}));
	const keys = await rush.order(orders);
	const due = new Map(keys.map((key, n) => [key, orders[n]?.dueAt ?? first]));
	const mine = () => rush.heard.slice(begin).filter(({ key }) => key !== null && due.has(key));
	await until(() => mine().length >= ONE_ROUND);
	return share(
		mine().map(({ at, key }) => at - (due.get(key ?? '') ?? at)),
		0.95,
	);
};
