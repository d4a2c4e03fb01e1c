import { fail, ok, type Result } from '#kernel/result.ts';
import { type Clock, days, minutes, toIso } from '#kernel/time.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';

import { type Attempts, failedAgain, standing } from '../domain/attempts.ts';

/** One address may fail this often in all, whatever accounts it tries; one account, whatever addresses ask. */
const MOST_PER_ADDRESS = 30;
const MOST_PER_ACCOUNT = 50;
/** So many different callers within a day are an attack; the memory stays bounded. */
const MOST_KEPT = 100_000;

export type Refusal =
	| { readonly type: 'sign-in.refused'; readonly left: number }
	| { readonly type: 'sign-in.paused'; readonly until: string; readonly minutes: number };

export interface Who {
	readonly address: string;
	readonly account: string;
}

/** Slows guessing down. Lives in memory only, under keyed fingerprints that change every day. */
export interface Limiter {
	/** Fails while a pause lasts. Else the attempt counts as failed until it has succeeded, so that many at once do not slip by. */
	admit(who: Who): Result<void, Refusal>;
	/** Says how many more failures are borne. */
	failed(who: Who): Refusal;
	/** Takes the attempt back and forgets the failures of this account from this address. */
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
	const paused = (who: Who): Refusal | null => {
		for (const { key, most } of keysOf(who)) {
			const found = standing(kept.get(key), clock.now(), most);
			if (found.kind === 'paused')
				return {
					type: 'sign-in.paused',
					until: toIso(found.until),
					minutes: Math.ceil((found.until - clock.now()) / minutes(1)),
				};
		}
		return null;
	};
	return {
		admit(who) {
			const refusal = paused(who);
			if (refusal !== null) return fail(refusal);
			if (kept.size > MOST_KEPT) kept.clear();
			for (const { key, most } of keysOf(who)) kept.set(key, failedAgain(kept.get(key), clock.now(), most));
			return ok(undefined);
		},
		failed(who) {
			const own = standing(kept.get(keysOf(who)[0].key), clock.now());
			return paused(who) ?? { type: 'sign-in.refused', left: own.kind === 'free' ? own.left : 0 };
		},
		succeeded(who) {
			const [own, ...others] = keysOf(who);
			kept.delete(own.key);
			for (const { key } of others) {
				const counted = kept.get(key);
				if (counted) kept.set(key, { ...counted, failures: Math.max(0, counted.failures - 1) });
			}
		},
	};
};
