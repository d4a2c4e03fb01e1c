import { fail, ok, type Result } from '#kernel/result.ts';
import { type Clock, days, toIso } from '#kernel/time.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';

import { type Attempts, failedAgain, standing } from '../domain/attempts.ts';

/** One address may fail this often in all, whatever accounts it tries; one account, whatever addresses ask. */
const MOST_PER_ADDRESS = 30;
const MOST_PER_ACCOUNT = 50;
/** So many different callers within a day are an attack; the memory stays bounded. */
const MOST_KEPT = 100_000;

export type Refusal =
	| { readonly type: 'sign-in.refused'; readonly left: number }
	| { readonly type: 'sign-in.paused'; readonly until: string };

export interface Who {
	readonly address: string;
	readonly account: string;
}

/** Slows guessing down. Lives in memory only, under keyed fingerprints that change every day. */
export interface Limiter {
	/** Fails while a pause lasts. */
	admit(who: Who): Result<void, Refusal>;
	/** Counts a failure and says how many more are borne. */
	failed(who: Who): Refusal;
	/** Forgets the failures of this account from this address. */
	succeeded(who: Who): void;
}

interface Needs {
	readonly clock: Clock;
	readonly sealer: Sealer;
}

export const createLimiter = ({ clock, sealer }: Needs): Limiter => {
	const kept = new Map<string, Attempts>();
	const keysOf = ({ address, account }: Who) => {
		const day = Math.floor(clock.now() / days(1));
		const key = (value: string) => sealer.fingerprint(`attempts ${day}`, value);
		const name = account.toLowerCase();
		return [
			{ key: key(`${address}\n${name}`), most: undefined },
			{ key: key(`address ${address}`), most: MOST_PER_ADDRESS },
			{ key: key(`account ${name}`), most: MOST_PER_ACCOUNT },
		] as const;
	};
	const worst = (who: Who): Refusal | null => {
		for (const { key, most } of keysOf(who)) {
			const found = standing(kept.get(key), clock.now(), most);
			if (found.kind === 'paused') return { type: 'sign-in.paused', until: toIso(found.until) };
		}
		return null;
	};
	return {
		admit(who) {
			const refusal = worst(who);
			return refusal === null ? ok(undefined) : fail(refusal);
		},
		failed(who) {
			if (kept.size > MOST_KEPT) kept.clear();
			const now = clock.now();
			const [own] = keysOf(who);
			for (const { key, most } of keysOf(who)) kept.set(key, failedAgain(kept.get(key), now, most));
			const after = standing(kept.get(own.key), now);
			return worst(who) ?? { type: 'sign-in.refused', left: after.kind === 'free' ? after.left : 0 };
		},
		succeeded(who) {
			kept.delete(keysOf(who)[0].key);
		},
	};
};
