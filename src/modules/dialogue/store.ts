import { sql } from 'kysely';

import type { Ids } from '#kernel/ids.ts';
import { type Clock, type Instant, toDate } from '#kernel/time.ts';
import type { RemoteRef } from '#modules/channels/index.ts';
import { maskPersonal } from '#modules/editorial/index.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Tx } from '#platform/db/database.ts';

import { dueColumns } from './deadlines/settle.ts';
import { excerptOf } from './domain/excerpt.ts';
import type { AskingKind, Due } from './domain/promise.ts';
import { narrower, type Visibility } from './domain/reply.ts';
import { handleKey } from './name-keys.ts';
import type { Source } from './needs.ts';
import { dialogue } from './tables.ts';
import { awake } from './triage/awake.ts';

interface Person {
	readonly channel: string;
	readonly remoteId: string;
	readonly handle: string;
	readonly displayName: string;
}

/** Finds or makes the counterpart of one network. The network's id itself is not kept, only its fingerprint. */
export const counterpartOf = async (
	tx: Tx,
	{ sealer, ids, clock }: { sealer: Sealer; ids: Ids; clock: Clock },
	person: Person,
): Promise<string> => {
	const handle = person.handle.slice(0, 300);
	const named = handle !== '';
	const row = await dialogue(tx)
		.insertInto('dialogue_counterpart')
		.values({
			id: ids.next('counterpart'),
			channel: person.channel,
			fingerprint: sealer.fingerprint(`counterpart:${person.channel}`, person.remoteId),
			handle,
			display_name: person.displayName.slice(0, 300),
			handle_key: named ? handleKey(sealer, person.channel, handle) : null,
			named_at: named ? toDate(clock.now()) : null,
			masked_at: null,
		})
		.onConflict((conflict) =>
			conflict.columns(['channel', 'fingerprint']).doUpdateSet((set) => ({
				handle: set.ref('excluded.handle'),
				display_name: set.ref('excluded.display_name'),
				handle_key: set.ref('excluded.handle_key'),
				named_at: set.ref('excluded.named_at'),
				masked_at: null,
			})),
		)
		.returning('id')
		.executeTakeFirstOrThrow();
	return row.id;
};

export const lockConversation = (tx: Tx, id: string) =>
	dialogue(tx).selectFrom('dialogue_conversation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export type ConversationRow = NonNullable<Awaited<ReturnType<typeof lockConversation>>>;

/** The conversation in which the first of these messages stands that is known, by their network's ids; locked. */
export const conversationAround = async (tx: Tx, presenceId: string, remoteIds: readonly string[]) => {
	if (remoteIds.length === 0) return null;
	const rows = await dialogue(tx)
		.selectFrom('dialogue_message')
		.select(['remote_id', 'conversation_id'])
		.where('presence_id', '=', presenceId)
		.where('remote_id', 'in', [...remoteIds])
		.execute();
	const places = new Map(rows.map((row) => [row.remote_id, row.conversation_id]));
	const first = remoteIds.find((id) => places.has(id));
	return first === undefined ? null : ((await lockConversation(tx, places.get(first) ?? '')) ?? null);
};

interface NewConversation {
	readonly id: string;
	readonly unitId: string;
	readonly presenceId: string | null;
	readonly channel: string;
	readonly root: string | null;
	readonly postId: string | null;
	readonly counterpartId: string;
	readonly visibility: Visibility;
	readonly text: string;
	readonly at: Instant;
	readonly asking: AskingKind;
	readonly due: Due;
	readonly practice?: boolean;
	/** The mailbox it came to. */
	readonly mailboxId?: string;
}

/** Opens a conversation, or returns the one that another process opened for the same thread at the same moment. */
export const openConversation = async (tx: Tx, fresh: NewConversation): Promise<ConversationRow> => {
	await dialogue(tx)
		.insertInto('dialogue_conversation')
		.values({
			id: fresh.id,
			unit_id: fresh.unitId,
			presence_id: fresh.presenceId,
			channel: fresh.channel,
			root: fresh.root,
			post_id: fresh.postId,
			counterpart_id: fresh.counterpartId,
			state: 'open',
			visibility: fresh.visibility,
			assignee_id: null,
			excerpt: maskedExcerpt(fresh.text, toDate(fresh.at)),
			version: 0,
			opened_at: toDate(fresh.at),
			last_at: toDate(fresh.at),
			asking: fresh.asking,
			...dueColumns(fresh.due),
			answered_at: null,
			practice: fresh.practice ?? false,
			mailbox_id: fresh.mailboxId ?? null,
		})
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	const found = await lockConversation(tx, fresh.id);
	if (found) return found;
	return dialogue(tx)
		.selectFrom('dialogue_conversation')
		.selectAll()
		.where('presence_id', '=', fresh.presenceId)
		.where('root', '=', fresh.root)
		.where('counterpart_id', '=', fresh.counterpartId)
		.forUpdate()
		.executeTakeFirstOrThrow();
};

/** The citizen wrote on: the conversation is open again, due anew unless an answer was already owed, and never wider than before. */
export const heardFromCitizen = async (
	tx: Tx,
	row: ConversationRow,
	{ at, due, visibility }: { at: Instant; due: Due; visibility: Visibility },
): Promise<void> => {
	await dialogue(tx)
		.updateTable('dialogue_conversation')
		.set({
			state: 'open',
			version: row.version + 1,
			last_at: toDate(at),
			...(row.state === 'open' && row.due_at ? {} : dueColumns(due)),
			...awake,
			visibility: narrower(row.visibility, visibility),
			excerpt: await newestExcerpt(tx, row.id),
		})
		.where('id', '=', row.id)
		.execute();
};

/** What the list shows of a conversation after a message in it was changed or taken back: the newest words that still stand. */
export const newestExcerpt = async (tx: Tx, conversationId: string): Promise<string> => {
	const newest = await dialogue(tx)
		.selectFrom('dialogue_message')
		.select(['text', 'sent_at'])
		.where('conversation_id', '=', conversationId)
		.where('direction', '=', 'in')
		.where('deleted_at', 'is', null)
		.orderBy('sent_at', 'desc')
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
	return newest ? maskedExcerpt(newest.text, newest.sent_at) : '';
};

/** Lists pass many eyes: who somebody is and how to reach them is hidden in them before it is cut short. */
export const maskedExcerpt = (text: string, at: Date): string => excerptOf(maskPersonal(text, dayOf(at)));

/** The day words are read on, as far as finding dates of birth in them needs it. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** Where the reading of a presence is kept: what it heard while it practised in place of a real account lies beside. */
export const sourceKey = ({ id, resting }: Pick<Source, 'id' | 'resting'>): string =>
	resting === null ? id : `${id}~practice`;

export const setCursor = (tx: Tx, presenceId: string, { cursor, at }: { cursor: string; at: Instant }) =>
	sql`insert into dialogue_source (presence_id, cursor, polled_at, failures) values (${presenceId}, ${cursor}, ${toDate(at)}, 0)
		on conflict (presence_id) do update set cursor = excluded.cursor, polled_at = excluded.polled_at, failures = 0, failure = null, next_poll_at = null`.execute(
		dialogue(tx),
	);

interface NewMessage {
	readonly id: string;
	readonly conversationId: string;
	readonly direction: 'in' | 'out' | 'note';
	readonly authorId: string;
	readonly text: string;
	readonly visibility: Visibility;
	readonly sentAt: Instant;
	readonly presenceId?: string | null;
	readonly remote?: RemoteRef;
	readonly language?: string | undefined;
	readonly media?: readonly { readonly url: string; readonly alt: string; readonly mime: string }[];
	readonly delivery?: 'waiting' | 'published';
	readonly editedAt?: Instant | undefined;
	/** As it came, sealed. */
	readonly original?: Buffer;
	/** Of an answer that leaves later. */
	readonly plannedFor?: Instant | null;
	readonly awaits?: boolean;
}

/** Adds what was said; false when the network's id was stored before. */
export const addMessage = async (tx: Tx, message: NewMessage): Promise<boolean> => {
	const inserted = await dialogue(tx)
		.insertInto('dialogue_message')
		.values({
			id: message.id,
			conversation_id: message.conversationId,
			direction: message.direction,
			presence_id: message.presenceId ?? null,
			remote_id: message.remote?.id ?? null,
			remote: JSON.stringify(message.remote ?? {}),
			author_id: message.authorId,
			text: message.text,
			language: message.language ?? null,
			visibility: message.visibility,
			media: JSON.stringify(message.media ?? []),
			delivery: message.delivery ?? null,
			sent_at: toDate(message.sentAt),
			edited_at: message.editedAt === undefined ? null : toDate(message.editedAt),
			deleted_at: null,
			original: message.original ?? null,
			planned_for: message.plannedFor ? toDate(message.plannedFor) : null,
			awaits: message.awaits ?? false,
		})
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirst();
	return inserted.numInsertedOrUpdatedRows === 1n;
};
