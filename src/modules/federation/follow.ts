import { toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { hostOf, identifierOf } from './domain/addresses.ts';
import type { FederationNeeds } from './needs.ts';
import type { RemoteActor } from './remote.ts';
import { federation } from './tables.ts';
import { writeActivity } from './write-activity.ts';

interface Wish {
	readonly sender: RemoteActor;
	readonly objectId: string;
	/** The Follow as it came: the answer shows it back. */
	readonly followId: string;
}

/** Takes a follower in and says so to them. Whoever follows already is told again: the first answer may have been lost. */
export const follow = async (tx: Tx, needs: FederationNeeds, { sender, objectId, followId }: Wish): Promise<void> => {
	const identifier = identifierOf(needs.origin, objectId);
	if (identifier === null) return;
	const query = federation(tx).selectFrom('federation_actor').selectAll().where('identifier', '=', identifier);
	const actor = await query.executeTakeFirst();
	if (actor === undefined || actor.presence_id === null) return;
	const { inbox, sharedInbox } = sender;
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
	const accepted = { id: followId, type: 'Follow', actor: sender.id, object: objectId };
	await writeActivity(tx, needs, {
		identifier,
		type: 'Accept',
		object: accepted,
		objectId: null,
		addressing: null,
		key: null,
		audience: 'private',
		to: { presenceId: '', followers: false, inboxes: [inbox] },
	});
};

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
