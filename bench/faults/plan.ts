import { type NetworkName, networkNames } from '#kernel/channel-name.ts';

import type { Mood } from '../../src/practice/index.ts';
import type { Reply } from '../../tests/fediverse-server.ts';

export type NetworkKind = NetworkName;

/** They came to the bench last: what is drawn for them is drawn last, so that all older seeds bring what they brought. */
const latest: readonly NetworkKind[] = ['instagram', 'youtube'];
export const networkKinds: readonly NetworkKind[] = [
	...networkNames.filter((name) => !latest.includes(name)),
	...latest,
];

/** One life of the product: when it is killed, and how much later the next one begins. */
export interface Life {
	/** Counted from the start of the process, or from its first request to a network. */
	readonly from: 'start' | 'request';
	readonly afterMs: number;
	readonly awayMs: number;
}

export interface Plan {
	readonly lives: readonly Life[];
	/** Mood of the first, second ... request of the round at each network; afterwards it is well. */
	readonly moods: ReadonlyMap<NetworkKind, readonly Mood[]>;
	/** The request of the round that finds every key of its network run out. */
	readonly expiries: ReadonlyMap<NetworkKind, number>;
	/** The same for the servers of the followers. */
	readonly replies: readonly Reply[];
}

const HARD = 0.6;
const LENGTH = 60;
const STARTING_MS = 1_500;
const WORKING_MS = 400;
const AWAY_MS = 60_000;

const hardships: readonly Mood[] = [
	...(['throttling-seconds', 'throttling-date', 'throttling-silent', 'failing', 'broken', 'reset'] as const),
	...(['hanging', 'dripping', 'truncated', 'garbled', 'lying', 'answers-get-lost', 'answers-twice'] as const),
	'redirecting',
];
/**
 * Where a key that ran out renews itself whatever happens on the way. Mastodon's and Facebook's need a person, and so does one of
 * X's whose renewal was cut off: X takes a refresh token once, and the next one was in the answer. There they run out once in a
 * while, so that most rounds have X as it is.
 */
const renewing: ReadonlySet<NetworkKind> = new Set<NetworkKind>(['bluesky', 'linkedin', 'youtube']);
/** What befalls a request that has bad luck. */
const hardAt = (kind: NetworkKind): readonly Mood[] =>
	renewing.has(kind) ? [...hardships, 'expired-token'] : hardships;
/** They were there when the first seeds were written down: what befalls them stays the same for these. */
const first: readonly NetworkKind[] = ['mastodon', 'bluesky'];
const hardReplies: readonly Reply[] = [429, 500, 503, 'cut', 'lost', 'hang'];

export type Chance = () => number;

/** SPEC: mulberry32, so that a run can be repeated by its seed. */
export const chanceFrom = (start: number): Chance => {
	let state = start;
	return (): number => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
};

/** What befalls the product in one round: the same for the same seed and round, whatever was run before. */
export const planOf = (seed: number, round: number): Plan => {
	const chance = chanceFrom(Math.imul(seed, 0x9e3779b1) ^ round);
	const lives = Array.from({ length: 1 + Math.floor(chance() * 3) }, () => lifeOf(chance));
	const moods = new Map<NetworkKind, readonly Mood[]>();
	const draw = (kind: NetworkKind) => moods.set(kind, drawn(chance, hardAt(kind), 'well'));
	for (const kind of first) draw(kind);
	const replies = drawn<Reply>(chance, hardReplies, 202);
	for (const kind of networkKinds) if (!moods.has(kind)) draw(kind);
	return { lives, moods, replies, expiries: expiriesOf(seed, round) };
};

const EXPIRY = 0.25;
const EXPIRY_WITHIN = 12;
/** Drawn apart: what the other dice say stays the same for older seeds. */
const APART = 0x5f356495;

const expiriesOf = (seed: number, round: number): ReadonlyMap<NetworkKind, number> => {
	const chance = chanceFrom(Math.imul(seed, 0x9e3779b1) ^ round ^ APART);
	return new Map(chance() < EXPIRY ? [['x', Math.floor(chance() * EXPIRY_WITHIN)]] : []);
};

const lifeOf = (chance: Chance): Life => {
	const from = chance() < 0.2 ? 'start' : 'request';
	const afterMs = Math.round(chance() * (from === 'start' ? STARTING_MS : WORKING_MS));
	return { from, afterMs, awayMs: Math.round(chance() * AWAY_MS) };
};

const drawn = <T>(chance: Chance, choices: readonly T[], well: T): readonly T[] =>
	Array.from({ length: LENGTH }, () => {
		const bad = chance() < HARD;
		const which = Math.floor(chance() * choices.length);
		return bad ? (choices[which] ?? well) : well;
	});
