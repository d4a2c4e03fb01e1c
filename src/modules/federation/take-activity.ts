import { ok } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Actors } from './actors.ts';
import { identifierOf } from './domain/addresses.ts';
import { asForeign, type Foreign, idOf, idsOf, manyOf, sameOrigin, textOf, typesOf } from './domain/read.ts';
import { follow, unfollow } from './follow.ts';
import { type Heard, hear, retract } from './hear.ts';
import type { FederationNeeds } from './needs.ts';
import { noteReaction, noteReport, withdrawReaction } from './reactions.ts';
import type { Remote, RemoteActor } from './remote.ts';
import { federation } from './tables.ts';
import type { Taken } from './taken.ts';

export interface TakeActivity {
	/** Does what a proved activity says, once. `later`: what it speaks of could not be fetched; the sender tries again. */
	take(activity: Foreign, sender: RemoteActor): Promise<'taken' | 'later'>;
	/** Somebody is gone for good: follows nobody any more. */
	forget(actor: string): Promise<void>;
}

export interface TakeNeeds extends FederationNeeds {
	readonly actors: Actors;
	readonly remote: Remote;
	readonly kick: () => void;
}

export const createTakeActivity = (needs: TakeNeeds): TakeActivity => {
	const { db, clock, remote } = needs;
	const isSeen = (id: string) =>
		db.read('seen activity', async (tx) => {
			const query = federation(tx).selectFrom('federation_seen').select('id').where('id', '=', id);
			return (await query.executeTakeFirst()) !== undefined;
		});

	return {
		async take(activity, sender) {
			const id = textOf(activity['id']) ?? '';
			if (await isSeen(id)) return 'taken';
			const object = await objectOf(remote, activity, sender);
			if (object === 'later') return 'later';
			const objectId = textOf(object['id']) ?? '';
			const taken: Taken = { activity, id, sender, object, objectId };
			const heard = await db.transact('take activity', async (tx) => {
				const fresh = await federation(tx)
					.insertInto('federation_seen')
					.values({ id, seen_at: toDate(clock.now()) })
					.onConflict((conflict) => conflict.doNothing())
					.executeTakeFirst();
				return ok(fresh.numInsertedOrUpdatedRows === 1n ? await carryOut(tx, needs, taken) : []);
			});
			needs.kick();
			if (heard.ok) for (const presenceId of heard.value) needs.heard(presenceId);
			return 'taken';
		},
		async forget(actor) {
			await db.transact('forget follower', async (tx) => ok(await forgetActor(tx, actor)));
		},
	};
};

/** What lies on the sender's own server is believed as sent; everything else is fetched from where it says it lives. */
const objectOf = async (remote: Remote, activity: Foreign, sender: RemoteActor): Promise<Foreign | 'later'> => {
	const [first] = manyOf(activity['object']);
	const embedded = asForeign(first);
	const id = idOf(first) ?? '';
	const speaks = typesOf(activity).some((type) => type === 'Create' || type === 'Update');
	if (!speaks) return embedded === null ? { id } : { ...embedded, id };
	if (embedded !== null && sameOrigin(id, sender.id)) return embedded;
	const fetched = await remote.document(id);
	if (fetched.ok) return fetched.value;
	return fetched.error.type === 'remote.unreachable' ? 'later' : {};
};

type Carry = (tx: Tx, needs: TakeNeeds, taken: Taken) => Promise<readonly Heard[]>;

const nobody: readonly Heard[] = [];

const acts: Readonly<Record<string, Carry>> = {
	Follow: async (tx, needs, { sender, objectId, id }) => {
		await follow(tx, needs, { sender, objectId, followId: id });
		return nobody;
	},
	Undo: async (tx, needs, taken) => {
		await undo(tx, needs, taken);
		return nobody;
	},
	Create: (tx, needs, taken) => hear(tx, needs, taken),
	Update: (tx, needs, taken) => hear(tx, needs, taken),
	Delete: async (tx, needs, taken) => {
		if (taken.objectId !== taken.sender.id) return retract(tx, needs, taken);
		await forgetActor(tx, taken.sender.id);
		return nobody;
	},
	Like: async (tx, needs, { sender, objectId }) => {
		await noteReaction(tx, needs, { kind: 'like', objectId, who: sender.id });
		return nobody;
	},
	Announce: async (tx, needs, { sender, objectId }) => {
		await noteReaction(tx, needs, { kind: 'announce', objectId, who: sender.id });
		return nobody;
	},
	Flag: async (tx, needs, { sender, activity }) => {
		await noteReport(tx, needs, {
			sender: sender.id,
			objects: idsOf(activity['object']),
			text: textOf(activity['content']) ?? '',
		});
		return nobody;
	},
};

const carryOut: Carry = async (tx, needs, taken) => {
	for (const type of typesOf(taken.activity)) {
		const act = acts[type];
		if (act) return act(tx, needs, taken);
	}
	return nobody;
};

/** Only what the sender did can the sender undo. */
const undo = async (tx: Tx, needs: TakeNeeds, { object, sender }: Taken): Promise<void> => {
	const by = idOf(object['actor']);
	if (by !== null && by !== sender.id) return;
	const target = idOf(object['object']) ?? '';
	const types = typesOf(object);
	if (types.includes('Follow'))
		await unfollow(tx, { identifier: identifierOf(needs.origin, target), follower: sender.id });
	if (types.includes('Like')) await withdrawReaction(tx, needs, { kind: 'like', objectId: target, who: sender.id });
	if (types.includes('Announce'))
		await withdrawReaction(tx, needs, { kind: 'announce', objectId: target, who: sender.id });
};

const forgetActor = async (tx: Tx, actor: string): Promise<void> => {
	await federation(tx).deleteFrom('federation_follower').where('follower', '=', actor).execute();
};
