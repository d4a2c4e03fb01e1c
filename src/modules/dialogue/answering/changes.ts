import { type Instant, toDate } from '#kernel/time.ts';
import type { Outcome } from '#modules/delivery/index.ts';
import type { Tx } from '#platform/db/database.ts';

import { dialogue } from '../tables.ts';

interface NewChange {
	readonly id: string;
	readonly messageId: string;
	readonly what: 'edit' | 'withdraw';
	readonly byId: string;
	readonly at: Instant;
	readonly before: string;
	/** The new words; null where it is taken back. */
	readonly text: string | null;
	readonly state: 'waiting' | 'done';
	readonly deliveryId: string | null;
}

/** Keeps what is changed about an answer of ours: the words before, who, when. */
export const keepChange = (tx: Tx, change: NewChange) =>
	dialogue(tx)
		.insertInto('dialogue_change')
		.values({
			...{ id: change.id, message_id: change.messageId, what: change.what, by_id: change.byId },
			...{ at: toDate(change.at), before: change.before, text: change.text },
			...{ state: change.state, delivery_id: change.deliveryId },
		})
		.execute();

/** What a change came to: only now the words on the desk are those on the network. */
export const noteChange = async (tx: Tx, { kind, delivery }: Outcome): Promise<string | undefined> => {
	const state = kind === 'edited' || kind === 'withdrawn' ? 'done' : kind === 'unclear' ? 'unclear' : 'refused';
	const changed = await dialogue(tx)
		.updateTable('dialogue_change')
		.set({ state })
		.where('delivery_id', '=', delivery.id)
		.returning(['text', 'what'])
		.executeTakeFirst();
	if (changed === undefined) return undefined;
	const at = delivery.settledAt === null ? new Date(delivery.dueAt) : toDate(delivery.settledAt);
	const edited = { text: changed.text ?? '', edited_at: at };
	const set = changed.what === 'withdraw' ? { delivery: 'withdrawn' as const } : edited;
	const messages = dialogue(tx).updateTable('dialogue_message').where('id', '=', delivery.subject);
	const standing = messages.where('sealed', 'is', null);
	const row =
		state === 'done'
			? await standing.set(set).returning('conversation_id').executeTakeFirst()
			: await dialogue(tx)
					.selectFrom('dialogue_message')
					.select('conversation_id')
					.where('id', '=', delivery.subject)
					.executeTakeFirst();
	return row?.conversation_id;
};

/** Handed over: what was said before is as sealed as what is said now. The record keeps both. */
export const sealChanges = (tx: Tx, messageIds: readonly string[]) =>
	dialogue(tx)
		.updateTable('dialogue_change')
		.set({ before: '', text: null })
		.where('message_id', 'in', [...messageIds])
		.execute();

/** Everything that was changed about these messages, oldest first. */
export const changesOf = (tx: Tx, messageIds: readonly string[]) =>
	messageIds.length === 0
		? Promise.resolve([])
		: dialogue(tx)
				.selectFrom('dialogue_change')
				.selectAll()
				.where('message_id', 'in', [...messageIds])
				.orderBy('at')
				.orderBy('id')
				.execute();
