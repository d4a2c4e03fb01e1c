import type { Selectable } from 'kysely';
import { z } from 'zod';

import { ok } from '#kernel/result.ts';
import { type Instant, minutes, plus, toDate } from '#kernel/time.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Tx } from '#platform/db/database.ts';

import type { ChannelsNeeds } from '../needs.ts';
import { type ChannelsTables, channels } from '../tables.ts';
import { hashOf } from './proof.ts';

export type Subscription = Selectable<ChannelsTables['channels_websub']>;

/** The word in the address and the secret of the signature. */
const Words = z.object({ token: z.string(), secret: z.string() });
type Words = z.output<typeof Words>;
const context = (presenceId: string): string => `channels_websub.sealed:${presenceId}`;

export const wordsOf = (sealer: Sealer, { presence_id, sealed }: Subscription): Words =>
	Words.parse(JSON.parse(sealer.open(sealed, context(presence_id)).toString('utf8')));

const all = (tx: Tx) => channels(tx).selectFrom('channels_websub').selectAll();

export const subscriptionOf = (tx: Tx, presenceId: string): Promise<Subscription | undefined> =>
	all(tx).where('presence_id', '=', presenceId).executeTakeFirst();

export const subscriptionBehind = (tx: Tx, token: string): Promise<Subscription | undefined> =>
	all(tx).where('token_hash', '=', hashOf(token)).executeTakeFirst();

type Needs = Pick<ChannelsNeeds, 'db' | 'ids' | 'sealer'>;
interface Wanted {
	readonly presenceId: string;
	readonly topic: string;
	readonly now: Instant;
}

/** The subscription of a presence; of another account it begins anew, with words nobody knows. */
export const keepSubscription = async (
	{ db, ids, sealer }: Needs,
	{ presenceId, topic, now }: Wanted,
): Promise<Subscription | null> => {
	const kept = await db.transact('keep subscription', async (tx) => {
		const known = await subscriptionOf(tx, presenceId);
		if (known?.topic === topic) return ok(known);
		const words: Words = { token: ids.secret(), secret: ids.secret() };
		const fresh = {
			...{ topic, token_hash: hashOf(words.token), sealed: sealer.seal(JSON.stringify(words), context(presenceId)) },
			...{ asked_at: null, lease_until: null, next_at: toDate(now), failures: 0, reason: null, heard_at: null },
		};
		// Two processes at once agree on the words of whoever came first.
		await channels(tx)
			.insertInto('channels_websub')
			.values({ presence_id: presenceId, ...fresh, ending: false })
			.onConflict((conflict) =>
				conflict.column('presence_id').doUpdateSet(fresh).where('channels_websub.topic', '<>', topic),
			)
			.execute();
		return ok((await subscriptionOf(tx, presenceId)) ?? null);
	});
	return kept.ok ? kept.value : null;
};

type Change = Partial<Omit<Subscription, 'presence_id'>>;

export const changeSubscription = async (tx: Tx, presenceId: string, set: Change): Promise<void> => {
	await channels(tx).updateTable('channels_websub').set(set).where('presence_id', '=', presenceId).execute();
};

export const dropSubscription = async (tx: Tx, presenceId: string): Promise<void> => {
	await channels(tx).deleteFrom('channels_websub').where('presence_id', '=', presenceId).execute();
};

/** So long a hub may take to ask back; then it is asked once more. */
const PATIENCE_MS = minutes(10);

export const isAwaited = ({ asked_at }: Subscription, now: Instant): boolean =>
	asked_at !== null && now - asked_at.getTime() < PATIENCE_MS;

export const afterPatience = (now: Instant): Date => toDate(plus(now, PATIENCE_MS));
