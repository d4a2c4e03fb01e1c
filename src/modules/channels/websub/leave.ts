import type { Actor } from '#kernel/permission.ts';
import { ok } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';

import type { setPresenceState } from '../change-presence.ts';
import type { Channel } from '../channel.ts';
import type { ChannelsNeeds } from '../needs.ts';
import { changeSubscription, subscriptionOf } from './store.ts';
import { pushAt } from './subscribe.job.ts';

type SetState = ReturnType<typeof setPresenceState>;
type Needs = Pick<ChannelsNeeds, 'db' | 'clock' | 'sealer' | 'origin' | 'background' | 'log'>;

/** The same, and the hub of a presence that is given up is told to push no more. Where it does not hear it, its lease ends. */
export const endingPushes =
	(set: SetState, open: (presenceId: string) => Promise<Channel | null>, needs: Needs): SetState =>
	async (actor: Actor, wanted) => {
		const push = wanted.state === 'retired' ? (await open(wanted.id))?.push : undefined;
		const done = await set(actor, wanted);
		if (done.ok && push !== undefined) needs.background.run('channels.unsubscribe', () => end(needs, wanted.id, push));
		return done;
	};

const end = async (needs: Needs, id: string, push: NonNullable<Channel['push']>): Promise<void> => {
	const known = await needs.db.read('subscription', (tx) => subscriptionOf(tx, id));
	if (known === undefined) return;
	const set = { ending: true, asked_at: toDate(needs.clock.now()) };
	await needs.db.transact('subscription ends', async (tx) => ok(await changeSubscription(tx, id, set)));
	const told = await push.unsubscribe(pushAt(needs, known));
	if (!told.ok) needs.log.warn('a hub was not told to stop', { presence: id, reason: told.error.type });
};
