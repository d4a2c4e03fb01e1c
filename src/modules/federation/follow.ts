import { toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { isActorBlocked } from './actor-blocks.ts';
import { hostOf, identifierOf } from './domain/addresses.ts';
import type { FederationNeeds } from './needs.ts';
import { federation } from './tables.ts';
import type { Taken } from './taken.ts';
import type { NewActivity } from './write-activity.ts';

/** Takes a follower in; answers what to say to them. Whoever follows already is told again: the first answer may have been lost. */
export const follow = async (
	tx: Tx,
	needs: Pick<FederationNeeds, 'origin' | 'clock' | 'sealer'>,
	{ sender, objectId, id: followId }: Taken,
): Promise<readonly NewActivity[]> => {
	const identifier = identifierOf(needs.origin, objectId);
	if (identifier === null) return [];
	const query = federation(tx).selectFrom('federation_actor').selectAll().where('identifier', '=', identifier);
	const actor = await query.executeTakeFirst();
	if (actor === undefined || actor.presence_id === null) return [];
	const { inbox, sharedInbox } = sender;
	const answered = { identifier, followId, inbox, follower: sender.id, object: objectId };
	if (await isActorBlocked(tx, needs, { presenceId: actor.presence_id, actor: sender.id }))
		return [answer('Reject', answered)];
	await federation(tx)
		.insertInto('federation_follower')
		.values({
			identifier,
			follower: sender.id,
			inbox,
			shared_inbox: sharedInbox,
			host: hostOf(inbox) ?? '',
			since_at: toDate(needs.clock.now()),
		})
		.onConflict((conflict) =>
			conflict.columns(['identifier', 'follower']).doUpdateSet({ inbox, shared_inbox: sharedInbox }),
		)
		.execute();
	return [answer('Accept', answered)];
};

interface Answered {
	readonly identifier: string;
	readonly followId: string;
	readonly follower: string;
	readonly object: string;
	readonly inbox: string;
}

const answer = (
	type: 'Accept' | 'Reject',
	{ identifier, followId, follower, object, inbox }: Answered,
): NewActivity => ({
	...{ identifier, type, object: { id: followId, type: 'Follow', actor: follower, object } },
	...{ objectId: null, addressing: null, key: null, audience: 'private' },
	to: { presenceId: '', followers: false, inboxes: [inbox] },
});

export const unfollow = async (
	tx: Tx,
	{ identifier, follower }: { readonly identifier: string | null; readonly follower: string },
): Promise<void> => {
	if (identifier === null) return;
	await federation(tx)
		.deleteFrom('federation_follower')
		.where('identifier', '=', identifier)
		.where('follower', '=', follower)
		.execute();
};
