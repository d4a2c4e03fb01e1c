import { setTimeout as pause } from 'node:timers/promises';

import { deliveryStatusEndpoint } from '#contract/delivery.ts';

import type { Life, NetworkKind, Plan } from './plan.ts';
import { type Intended, openAmong, orderPosts } from './posts.ts';
import type { Product } from './product.ts';
import { reconnectAsTold } from './reconnect.ts';
import type { Town } from './town.ts';

/** "Publish now" leaves a minute to call a post back. */
export const GRACE_MS = 61_000;
/** A life whose deliveries all rest makes no request: it is killed after this. */
const PATIENCE_MS = 2_500;
/** All waits are over and all networks are well: this long everything may take to settle. */
export const SETTLE_MS = 25_000;
/** So long without a request, what is open waits for a later moment: an unclear copy is looked for after minutes. */
const QUIET_MS = 1_500;
/** A network that prepares a film is asked again after ten seconds; whoever is killed before brings it anew. */
const PREPARED_MS = 11_500;
/**
 * How long the product stays away before each of its last starts; together less than what makes a post late. The first is longer
 * than a wait nobody named. A film in doubt needs the most: three looks before it is sent once more.
 */
const ABSENCES_MS = [330_000, 300_000, 300_000, 300_000, 230_000];

export interface RoundReport {
	readonly posts: readonly Intended[];
	readonly kills: number;
	/** From the moment the product says that it is there to its first request, for lives in which something was due. */
	readonly resumedMs: readonly number[];
	/** The same from the start of the process. */
	readonly startedMs: readonly number[];
	/** How long the rest took once the networks were well, waits aside. */
	readonly settledMs: number;
	/** Not settled in that time. */
	readonly late: number;
	/** Presences that a person connected anew because the desk said so, by network. */
	readonly reconnected: readonly NetworkKind[];
	/** What the desk asks a person for where no access can be lost. */
	readonly locked: readonly string[];
}

const requests = ({ networks }: Town): number => networks.reduce((sum, { watch }) => sum + watch.total(), 0);

const untilRequest = async (town: Town, before: number): Promise<boolean> => {
	const begun = performance.now();
	while (requests(town) === before && performance.now() - begun < PATIENCE_MS) await pause(2);
	return requests(town) > before;
};

/** What the killed process wrote down of the waits it was told: it cannot know of others when it is back. */
const forgetWhatIsNotNoted = async (town: Town): Promise<void> => {
	const { desk, networks } = town;
	const answer = await fetch(desk.origin + deliveryStatusEndpoint.path, { headers: { 'x-bench': desk.author.id } });
	const { presences } = deliveryStatusEndpoint.output.parse(await answer.json());
	for (const { kind, watch } of networks) {
		const rests = presences.find(({ channel }) => channel === kind)?.restsUntil;
		watch.forget(rests ? Date.parse(rests) : 0);
	}
};

const end = async (town: Town, product: Product): Promise<void> => {
	await product.kill();
	await forgetWhatIsNotNoted(town);
};

/** One life, killed at its moment. Answers how fast it was back at work; null when it was killed before, or nothing was due. */
const live = async (town: Town, { from, afterMs, awayMs }: Life) => {
	const before = requests(town);
	const product = town.start();
	if (from === 'start') {
		await pause(afterMs);
		await end(town, product);
		return null;
	}
	await product.there();
	const there = performance.now();
	const asked = await untilRequest(town, before);
	const at = performance.now();
	if (asked) await pause(afterMs);
	await end(town, product);
	town.jump(awayMs);
	return asked ? { resumed: at - there, started: at - product.begunAt } : null;
};

/** The networks are well again: the product is left to bring everything out, and killed between; a person helps where the desk asks. */
export const settle = async (town: Town, posts: readonly Intended[]) => {
	town.feel(null);
	let settledMs = 0;
	let kills = 0;
	const reconnected: NetworkKind[] = [];
	const locked: string[] = [];
	for (const [at, absence] of ABSENCES_MS.entries()) {
		town.jump(absence);
		const product = town.start();
		await product.there();
		const quietMs = patienceAt(at);
		settledMs = await untilSettled(town, posts, quietMs);
		const told = await reconnectAsTold(town);
		// Nothing but the new key: what was kept back has to go out by itself.
		if (told.again.length > 0) settledMs = await untilSettled(town, posts, quietMs);
		reconnected.push(...told.again);
		locked.push(...told.locked);
		await end(town, product);
		kills += 1;
		if (!(await isOpen(town, posts))) break;
	}
	return { settledMs, kills, late: await openAmong(town, posts), reconnected, locked };
};

/** In the first start and the last one films are waited for. */
const patienceAt = (at: number): number => {
	if (at === ABSENCES_MS.length - 1) return SETTLE_MS;
	return at === 0 ? PREPARED_MS : QUIET_MS;
};

/** Waits until nothing is open, or nothing more was asked for so long. Answers how long it took. */
const untilSettled = async (town: Town, posts: readonly Intended[], quietMs: number): Promise<number> => {
	const begun = performance.now();
	let [asked, lately] = [requests(town), begun];
	while (performance.now() - begun < SETTLE_MS && performance.now() - lately < quietMs && (await isOpen(town, posts))) {
		await pause(50);
		if (requests(town) > asked) [asked, lately] = [requests(town), performance.now()];
	}
	return performance.now() - begun;
};

const isOpen = async (town: Town, posts: readonly Intended[]): Promise<boolean> =>
	posts.some(({ mark }) => town.peers.some(({ received }) => !received.some((one) => says(one.activity, mark)))) ||
	(await openAmong(town, posts)) > 0;

export const says = (activity: Readonly<Record<string, unknown>>, mark: string): boolean =>
	activity['type'] === 'Create' && JSON.stringify(activity).includes(mark);

/** Posts are ordered while the product is down; it is killed as often as the plan says, and then left to bring them out. */
export const runRound = async (town: Town, plan: Plan, marks: readonly string[]): Promise<RoundReport> => {
	const posts = await orderPosts(town, marks);
	town.jump(GRACE_MS);
	town.feel(plan);
	const lives = [];
	for (const life of plan.lives) lives.push(await live(town, life));
	const back = lives.filter((life) => life !== null);
	const { kills, ...settled } = await settle(town, posts);
	return {
		posts,
		kills: plan.lives.length + kills,
		resumedMs: back.map(({ resumed }) => resumed),
		startedMs: back.map(({ started }) => started),
		...settled,
	};
};
