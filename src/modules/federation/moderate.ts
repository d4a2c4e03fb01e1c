import { ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import type { ChannelFailure, Moderated, Moderation } from '#modules/channels/index.ts';
import type { Tx } from '#platform/db/database.ts';

import { blockedKey } from './actor-blocks.ts';
import { actorAddresses, HOUSE } from './domain/addresses.ts';
import type { FederationNeeds } from './needs.ts';
import { revokeQuotes } from './quotes.ts';
import type { Remote } from './remote.ts';
import { type ActorRow, federation } from './tables.ts';
import { type NewActivity, writeActivity } from './write-activity.ts';

/** SPEC: Mastodon keeps so much of the words of a report from another server. */
const WORDS_MOST = 1000;

type Needs = FederationNeeds & { readonly remote: Remote; readonly kick: () => void };
type Guarded = (work: (actor: ActorRow) => Promise<Done>) => Promise<Done>;
type Done = Result<void, ChannelFailure>;

interface Place {
	readonly presenceId: string;
	readonly guarded: Guarded;
}

/**
 * What our own account can do about the words of others. A report goes to their server in the name of the house, so that
 * nobody there learns which office or person complained. A block holds for this one presence.
 */
export const moderateIn = (needs: Needs, { presenceId, guarded }: Place): Moderation => {
	/** In one transaction, to where the author receives. */
	const reaching = (about: Moderated, write: (tx: Tx, to: Reached) => Promise<void>): Promise<Done> =>
		guarded(async ({ identifier }) => {
			const inbox = await inboxOf(needs.remote, about);
			if (!inbox.ok) return inbox;
			const { id: us } = actorAddresses(needs.origin, identifier);
			const to = { identifier, us, inbox: inbox.value, presenceId, them: about.author.remoteId };
			await needs.db.transact('moderate in the fediverse', async (tx) => ok(await write(tx, to)));
			needs.kick();
			return ok(undefined);
		});
	return {
		report: (about, words) =>
			reaching(about, async (tx, to) => {
				const object = [to.them, about.message.id];
				const content = words.slice(0, WORDS_MOST);
				await writeActivity(tx, needs, { ...letterTo(to), identifier: HOUSE, type: 'Flag', object, content });
			}),
		async block(about) {
			const done = await reaching(about, (tx, to) => block(tx, needs, to));
			if (done.ok) await revokeQuotes(needs, { presenceId, who: about.author.remoteId });
			needs.kick();
			return done;
		},
		unblock: (about) => reaching(about, (tx, to) => unblock(tx, needs, to)),
	};
};

interface Reached {
	readonly identifier: string;
	readonly us: string;
	readonly them: string;
	readonly inbox: string;
	readonly presenceId: string;
}

const inboxOf = async (remote: Remote, { message, author }: Moderated): Promise<Result<string, ChannelFailure>> => {
	const known = message.extra?.['inbox'];
	if (known !== undefined) return ok(known);
	const found = await remote.actor(author.remoteId);
	if (found.ok) return ok(found.value.inbox);
	return { ok: false, error: { type: 'channel.unreachable', reason: 'the server of the author does not answer' } };
};

const letterTo = ({ identifier, inbox }: Reached): Omit<NewActivity, 'type' | 'object'> => ({
	...{ identifier, objectId: null, addressing: null, key: null, audience: 'private' },
	to: { presenceId: '', followers: false, inboxes: [inbox] },
});

/** Whoever is blocked follows no more, and is told so: their server then stops showing us to them. Harmless to repeat. */
const block = async (tx: Tx, needs: Needs, to: Reached): Promise<void> => {
	const { us, them, identifier, presenceId } = to;
	const who = blockedKey(needs, them);
	const blocks = federation(tx).selectFrom('federation_actor_block').select('who').where('who', '=', who);
	if (await blocks.where('presence_id', '=', presenceId).executeTakeFirst()) return;
	const { numDeletedRows } = await federation(tx)
		.deleteFrom('federation_follower')
		.where('identifier', '=', identifier)
		.where('follower', '=', them)
		.executeTakeFirst();
	if (numDeletedRows > 0n)
		await writeActivity(tx, needs, {
			...letterTo(to),
			...{ type: 'Reject', object: { type: 'Follow', actor: them, object: us } },
		});
	const activityId = await writeActivity(tx, needs, { ...letterTo(to), type: 'Block', object: them });
	await federation(tx)
		.insertInto('federation_actor_block')
		.values({ presence_id: presenceId, who, activity_id: activityId, blocked_at: toDate(needs.clock.now()) })
		.execute();
};

/** Lets them speak to us again. They have to follow anew. */
const unblock = async (tx: Tx, needs: Needs, to: Reached): Promise<void> => {
	const { us, them, presenceId } = to;
	const gone = await federation(tx)
		.deleteFrom('federation_actor_block')
		.where('presence_id', '=', presenceId)
		.where('who', '=', blockedKey(needs, them))
		.returning('activity_id')
		.executeTakeFirst();
	if (gone === undefined) return;
	const object = { id: gone.activity_id, type: 'Block', actor: us, object: them };
	await writeActivity(tx, needs, { ...letterTo(to), type: 'Undo', object });
};
