import { sql } from 'kysely';

import type { InboundChange } from '#modules/channels/index.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Above } from './look-above.ts';
import { placesOf, topOf } from './receive-context.ts';
import { type ConversationRow, lockConversation } from './store.ts';
import { dialogue } from './tables.ts';

/** Locks several conversations, always in the order of their ids: who needs two never waits for somebody who waits for them. */
export const lockInOrder = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, ConversationRow>> => {
	const rows = await dialogue(tx)
		.selectFrom('dialogue_conversation')
		.selectAll()
		.where('id', 'in', [...ids, ''])
		.orderBy('id')
		.forUpdate()
		.execute();
	return new Map(rows.map((row) => [row.id, row]));
};

/**
 * What moves messages from one conversation of a presence to another does so one after the other, from before its first
 * lock on: none finds the conversations half joined.
 */
const oneAtATime = async (tx: Tx, presenceId: string): Promise<void> => {
	await sql`select pg_advisory_xact_lock(hashtextextended('dialogue.join:' || ${presenceId}, 0))`.execute(dialogue(tx));
};

/** The same, known by one of the conversations. One that came by no presence stays what it is. */
export const oneAtATimeWith = async (tx: Tx, conversationId: string): Promise<void> => {
	const known = dialogue(tx).selectFrom('dialogue_conversation').select('presence_id').where('id', '=', conversationId);
	const presenceId = (await known.executeTakeFirst())?.presence_id ?? null;
	if (presenceId !== null) await oneAtATime(tx, presenceId);
};

interface Concerned {
	readonly presenceId: string;
	/** Messages by the network's ids: the conversations they stand in. */
	readonly messages: readonly string[];
	/** A message of ours, by our own id. */
	readonly own?: string;
	/** What was said below these. */
	readonly below: readonly string[];
	/** What these people, by their fingerprints, said below these. */
	readonly roots?: readonly string[];
	readonly people?: readonly string[];
}

/** Locks every conversation that what is known now can touch, with those they were merged into. */
export const lockConcerned = async (
	tx: Tx,
	{ presenceId, messages, below, own = '', roots = [], people = [] }: Concerned,
): Promise<void> => {
	await oneAtATime(tx, presenceId);
	await sql`with recursive concerned as (
			(select conversation_id as id from dialogue_message where presence_id = ${presenceId} and remote_id = any(${messages}::text[])
			union select conversation_id from dialogue_message where id = ${own}
			union select id from dialogue_conversation where presence_id = ${presenceId} and root = any(${below}::text[])
			union select c.id from dialogue_conversation c join dialogue_counterpart p on p.id = c.counterpart_id
				where c.presence_id = ${presenceId} and c.root = any(${roots}::text[]) and p.fingerprint = any(${people}::text[]))
			union select c.merged_into from concerned join dialogue_conversation c on c.id = concerned.id where c.merged_into is not null
		) select id from dialogue_conversation where id in (select id from concerned) order by id for update`.execute(
		dialogue(tx),
	);
};

interface Heard {
	readonly source: { readonly id: string; readonly channel: string };
	readonly changes: readonly InboundChange[];
	readonly above: Above;
}

/** The same for a page of news, by what it names. */
export const lockHeard = async (
	{ sealer }: { readonly sealer: Sealer },
	tx: Tx,
	{ source, changes, above }: Heard,
): Promise<void> => {
	if (changes.length === 0) return;
	const said = changes.flatMap((change) => (change.kind === 'message' ? [change.message] : []));
	const own = changes.map((change) => (change.kind === 'message' ? change.message.remote.id : change.remoteId));
	const answered = said.flatMap((message) => placesOf(message, above));
	const roots = said.map((message) => topOf(message, above));
	const authors = [...new Set(said.map(({ author }) => author.remoteId))];
	const people = authors.map((id) => sealer.fingerprint(`counterpart:${source.channel}`, id));
	await lockConcerned(tx, { presenceId: source.id, messages: [...own, ...answered], below: own, roots, people });
};

/** The conversation in which a message of ours stands, locked before the message itself, as acts do it. */
export const lockAround = async (tx: Tx, messageId: string): Promise<ConversationRow | undefined> => {
	const place = async () => {
		const message = dialogue(tx).selectFrom('dialogue_message').select('conversation_id').where('id', '=', messageId);
		return (await message.executeTakeFirst())?.conversation_id;
	};
	for (let id = await place(); id !== undefined; ) {
		const row = await lockConversation(tx, id);
		const now = await place();
		if (now === id) return row;
		// Merged away while we waited.
		id = now;
	}
	return undefined;
};
