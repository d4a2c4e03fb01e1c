import { sql } from 'kysely';

import { ok } from '#kernel/result.ts';
import { hours, minutes, plus, seconds, toDate } from '#kernel/time.ts';
import type { Chore } from '#platform/chores.ts';

import type { Channel, ChannelFailure } from '../channel.ts';
import { takingPart } from '../domain/presence-state.ts';
import type { ChannelsNeeds } from '../needs.ts';
import { channels } from '../tables.ts';

const EVERY_MS = seconds(20);
const BATCH = 10;
const LONGEST_PAUSE_MS = hours(6);

type Needs = Pick<ChannelsNeeds, 'db' | 'clock'>;
type Open = (presenceId: string) => Promise<Channel | null>;

/**
 * Asks the networks to call for each presence, once the address is known to them. It is no condition for anything: where it
 * fails the presence is read in its turn, and the network is asked again later.
 */
export const subscribeChore = (needs: Needs, open: Open): Chore => ({
	name: 'channels.waking',
	everyMs: EVERY_MS,
	async run() {
		for (const { id, failures } of await due(needs)) {
			const wake = (await open(id))?.wake;
			// A network that needs nothing but the address calls for everybody who agreed.
			const asked = wake === undefined ? ok(undefined) : await wake.begin();
			await note(needs, { id, failures, failure: asked.ok ? null : asked.error });
		}
	},
});

const due = ({ db, clock }: Needs) =>
	db.read('presences to be called for', (tx) =>
		channels(tx)
			.selectFrom('channels_presence as p')
			.innerJoin('channels_wake_app as a', (on) => on.on(sql<boolean>`a.network = p.channel`))
			.leftJoin('channels_wake as w', 'w.presence_id', 'p.id')
			.select(['p.id', sql<number>`coalesce(w.failures, 0)`.as('failures')])
			.where('a.verified_at', 'is not', null)
			.where('p.state', 'in', takingPart)
			.where('p.credentials', 'is not', null)
			.where('w.subscribed_at', 'is', null)
			.where((of) => of.or([of('w.next_at', 'is', null), of('w.next_at', '<=', toDate(clock.now()))]))
			.orderBy('p.id')
			.limit(BATCH)
			.execute(),
	);

interface Asked {
	readonly id: string;
	readonly failures: number;
	readonly failure: ChannelFailure | null;
}

const note = async ({ db, clock }: Needs, { id, failures, failure }: Asked): Promise<void> => {
	const now = clock.now();
	const pause = Math.min(LONGEST_PAUSE_MS, minutes(1) * 2 ** Math.min(failures, 12));
	const values =
		failure === null
			? { subscribed_at: toDate(now), failures: 0, reason: null, next_at: null }
			: {
					...{ subscribed_at: null, failures: failures + 1, next_at: toDate(plus(now, pause)) },
					reason: ('reason' in failure ? failure.reason : failure.type).slice(0, 300),
				};
	await db.transact('asked to call', async (tx) => {
		await channels(tx)
			.insertInto('channels_wake')
			.values({ presence_id: id, ...values })
			.onConflict((known) => known.column('presence_id').doUpdateSet(values))
			.execute();
		return ok(undefined);
	});
};
