import { sql } from 'kysely';

import { pushingNetworks } from '#kernel/channel-name.ts';
import { isPublicHttps } from '#kernel/public-address.ts';
import { ok } from '#kernel/result.ts';
import { days, hours, minutes, plus, seconds, toDate } from '#kernel/time.ts';
import type { Chore } from '#platform/chores.ts';

import type { Channel, ChannelFailure } from '../channel.ts';
import { takingPart } from '../domain/presence-state.ts';
import type { ChannelsNeeds } from '../needs.ts';
import { channels } from '../tables.ts';
import { PUSH_PATH } from './door.ts';
import { afterPatience, changeSubscription, keepSubscription, type Subscription, wordsOf } from './store.ts';

const EVERY_MS = seconds(20);
const BATCH = 10;
const LONGEST_PAUSE_MS = hours(6);
/** Asked for; the hub decides. */
const LEASE_MS = days(10);

type Needs = Pick<ChannelsNeeds, 'db' | 'clock' | 'ids' | 'sealer' | 'origin' | 'lab'>;
type Open = (presenceId: string) => Promise<Channel | null>;

/**
 * Subscribes each presence at its hub, and again before the lease ends. It is no condition for anything: where it fails the
 * presence is read in its turn. Without a public address nobody could call, and nothing is asked.
 */
export const subscribePushesChore = (needs: Needs, open: Open): Chore => ({
	name: 'channels.websub',
	everyMs: EVERY_MS,
	async run() {
		if (!needs.lab && !isPublicHttps(needs.origin)) return;
		for (const presenceId of await due(needs)) {
			const push = (await open(presenceId))?.push;
			const wanted = { presenceId, topic: push?.topic ?? '', now: needs.clock.now() };
			const kept = push && (await keepSubscription(needs, wanted));
			if (push && kept) await subscribe(needs, push, kept);
		}
	},
});

const due = ({ db, clock }: Needs): Promise<readonly string[]> =>
	db.read('presences to be subscribed', async (tx) => {
		const rows = await channels(tx)
			.selectFrom('channels_presence as p')
			.leftJoin('channels_websub as w', 'w.presence_id', 'p.id')
			.select('p.id')
			.where('p.channel', 'in', [...pushingNetworks])
			.where('p.state', 'in', takingPart)
			.where('p.credentials', 'is not', null)
			// Of another account, since it practises say, it is another topic.
			.where((of) =>
				of.or([
					of('w.next_at', 'is', null),
					of('w.next_at', '<=', toDate(clock.now())),
					sql<boolean>`right(w.topic, length(p.remote_id)) <> p.remote_id`,
				]),
			)
			.orderBy('p.id')
			.limit(BATCH)
			.execute();
		return rows.map(({ id }) => id);
	});

export const pushAt = ({ sealer, origin }: Pick<Needs, 'sealer' | 'origin'>, subscription: Subscription) => {
	const { token, secret } = wordsOf(sealer, subscription);
	return { callback: `${origin}${PUSH_PATH}${token}`, secret, leaseMs: LEASE_MS };
};

const subscribe = async (
	needs: Needs,
	push: NonNullable<Channel['push']>,
	subscription: Subscription,
): Promise<void> => {
	const { presence_id: id, failures } = subscription;
	const now = needs.clock.now();
	// The hub may ask back before its answer is here.
	const note = (set: Parameters<typeof changeSubscription>[2]) =>
		needs.db.transact('asked a hub', async (tx) => ok(await changeSubscription(tx, id, set)));
	await note({ asked_at: toDate(now), next_at: afterPatience(now) });
	const asked = await push.subscribe(pushAt(needs, subscription));
	if (asked.ok) return;
	const pause = Math.min(LONGEST_PAUSE_MS, minutes(1) * 2 ** Math.min(failures, 12));
	await note({ failures: failures + 1, reason: wordsIn(asked.error), next_at: toDate(plus(now, pause)) });
};

const wordsIn = (failure: ChannelFailure): string =>
	('reason' in failure ? failure.reason : failure.type).slice(0, 300);
