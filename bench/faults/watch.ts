import type { Clock } from '#kernel/time.ts';

import type { Mood, PracticeNetwork } from '../../src/practice/index.ts';
import type { NetworkKind, Plan } from './plan.ts';

/** What a throttled caller was told to wait in these trials: short, so that waits end within a round. */
export const THROTTLE_MS = 2_000;
/** An answer may need this long until the program has taken note of it; what was under way beside it is not to blame. */
export const NOTED_MS = 500;

interface Asked {
	readonly method: string;
	readonly path: string;
}

interface Ban {
	readonly what: string;
	readonly since: number;
	readonly until: number;
}

/** A request that came although its network had named a later moment. */
export interface Hasty {
	readonly what: string;
	/** What was told to wait. */
	readonly after: string;
	/** When it was told, when it came, and how much later it should have. */
	readonly told: number;
	readonly at: number;
	readonly earlyMs: number;
}

/** Asking for what citizens said is not part of any delivery, and is left alone. */
const isPoll = ({ method, path }: Asked): boolean => method === 'GET' && /notifications/i.test(path);

const announced = (mood: Mood, now: number): number | null => {
	if (mood === 'throttling-seconds') return now + THROTTLE_MS;
	return mood === 'throttling-date' ? Math.floor((now + THROTTLE_MS) / 1000) * 1000 : null;
};

/** Stands at the door of one network: gives every request its mood and keeps who came although he was told to wait. */
export const createWatch = (kind: NetworkKind, clock: Pick<Clock, 'now'>) => {
	let moods: readonly Mood[] = [];
	let expiry: number | null = null;
	let network: PracticeNetwork | null = null;
	let count = 0;
	let total = 0;
	let bans: Ban[] = [];
	const hasty: Hasty[] = [];
	const met = new Map<Mood, number>();

	/** Every key it gave so far. */
	const runOut = (): void => {
		network?.feel('expired-token');
		network?.feel('well');
	};
	const nameOf = ({ method, path }: Asked): string => `${kind} ${method} ${path}`;
	const blame = (asked: Asked, now: number): void => {
		bans = bans.filter(({ until }) => until > now);
		const broken = bans.find(({ since }) => now > since + NOTED_MS);
		if (!broken) return;
		hasty.push({ what: nameOf(asked), after: broken.what, told: broken.since, at: now, earlyMs: broken.until - now });
	};
	return {
		kind,
		/** Of a copy that was begun before, or of one that should not have been begun: the record tells. */
		hasty,
		met,
		watch(one: PracticeNetwork): void {
			network = one;
		},
		begin(plan: Plan): void {
			moods = plan.moods.get(kind) ?? [];
			expiry = plan.expiries.get(kind) ?? null;
			count = 0;
		},
		calm(): void {
			moods = [];
			expiry = null;
		},
		/** So many requests of deliveries came. */
		total: () => total,
		/** A process that was killed before it could write down a wait does not know of it. */
		forget(notedUntil: number): void {
			bans = bans.filter(({ until }) => until <= notedUntil + 1_000);
		},
		moodOf(asked: Asked): Mood | null {
			if (isPoll(asked)) return 'well';
			const mood = moods[count] ?? 'well';
			const now = clock.now();
			if (count === expiry) runOut();
			count += 1;
			total += 1;
			met.set(mood, (met.get(mood) ?? 0) + 1);
			blame(asked, now);
			const until = announced(mood, now);
			if (until !== null) bans.push({ what: nameOf(asked), since: now, until });
			if (mood !== 'expired-token') return mood;
			runOut();
			return 'well';
		},
	};
};
