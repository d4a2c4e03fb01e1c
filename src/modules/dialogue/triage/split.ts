import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { fromDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { dueIn, type House } from '../deadlines/service.ts';
import { askingKindOf } from '../domain/promise.ts';
import { oneAtATimeWith } from '../in-order.ts';
import { type ConversationRow, lockConversation, newestExcerpt, openConversation } from '../store.ts';
import { dialogue } from '../tables.ts';
import { changeTo, isModerated } from './merge.ts';
import type { TriageNeeds } from './needs.ts';

export type SplitFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'conversation.not-found' }
	| { readonly type: 'conversation.moved-on' }
	| { readonly type: 'conversation.no-such-message' }
	/** It is the only one there. */
	| { readonly type: 'conversation.nothing-left' }
	/** Its evidence stays where it was taken. */
	| { readonly type: 'conversation.moderated' };

interface Input {
	readonly conversationId: string;
	readonly seenVersion: number;
	readonly messageId: string;
}
interface Split {
	readonly id: string;
	readonly version: number;
	readonly otherVersion: number;
}

/** Makes a conversation of its own from something else that was asked in between. Answers to it find their way there. */
export const split =
	(needs: TriageNeeds) =>
	async (input: Input, actor: Actor): Promise<Result<Split, SplitFailure>> => {
		const house = await needs.people.authority();
		return needs.act<Split, SplitFailure>('split conversation', actor, async (tx) => {
			const found = await toCut(tx, input, actor);
			if (!found.ok) return found;
			const { row, message } = found.value;
			const fresh = await openBeside(needs, tx, { row, message, house });
			await changeTo(tx, row, { excerpt: await newestExcerpt(tx, row.id) });
			for (const id of [row.id, fresh.id])
				await needs.events.announce(tx, { topic: 'conversation', id, unitId: row.unit_id });
			const about = { kind: 'conversation.split', unitId: row.unit_id } as const;
			return done(
				{ id: fresh.id, version: fresh.version, otherVersion: row.version + 1 },
				{ ...about, subject: row.id, payload: { message: message.id, into: fresh.id } },
				{ ...about, subject: fresh.id, payload: { message: message.id, from: row.id } },
			);
		});
	};

interface Cut {
	readonly row: ConversationRow;
	readonly message: Heard;
}

/** The conversation as it was read, and the message in it. */
const toCut = async (tx: Tx, input: Input, actor: Actor): Promise<Result<Cut, SplitFailure>> => {
	await oneAtATimeWith(tx, input.conversationId);
	const row = await lockConversation(tx, input.conversationId);
	if (!row) return fail({ type: 'conversation.not-found' });
	if (!may(actor, 'conversation.answer', row.unit_id)) return fail({ type: 'access.denied' });
	if (row.version !== input.seenVersion) return fail({ type: 'conversation.moved-on' });
	if (await isModerated(tx, row.id)) return fail({ type: 'conversation.moderated' });
	const heard = await heardIn(tx, row.id);
	const message = heard.find(({ id }) => id === input.messageId);
	if (!message) return fail({ type: 'conversation.no-such-message' });
	return heard.length > 1 ? ok({ row, message }) : fail({ type: 'conversation.nothing-left' });
};

/** What the citizen said and can still be read. */
const heardIn = (tx: Tx, conversationId: string) =>
	dialogue(tx)
		.selectFrom('dialogue_message')
		.select(['id', 'text', 'visibility', 'presence_id', 'remote_id'])
		.where('conversation_id', '=', conversationId)
		.where('direction', '=', 'in')
		.where('deleted_at', 'is', null)
		.where('sealed', 'is', null)
		.execute();

type Heard = Awaited<ReturnType<typeof heardIn>>[number];

interface Beside extends Cut {
	readonly house: House;
}

/** Due when it was due where it stood, or as if asked now where nothing was due any more. */
const openBeside = async (needs: TriageNeeds, tx: Tx, { row, message, house }: Beside): Promise<ConversationRow> => {
	const { text, visibility } = message;
	const kind = askingKindOf({ channel: row.channel, visibility, postId: row.post_id, text });
	const asked = { presenceId: row.presence_id, kind, priority: row.priority };
	const now = needs.clock.now();
	const at = row.state === 'open' && row.due_from !== null ? fromDate(row.due_from) : now;
	const due = await dueIn(tx, await needs.people.unitPath(row.unit_id), { house, at, asked });
	const base = {
		unitId: row.unit_id,
		presenceId: row.presence_id,
		channel: row.channel,
		counterpartId: row.counterpart_id,
	};
	const opened = await openConversation(tx, {
		...{ ...base, id: needs.ids.next('conversation'), root: null, postId: row.post_id, practice: row.practice },
		...{ visibility, text, at: now, asking: kind, due },
	});
	await dialogue(tx)
		.updateTable('dialogue_message')
		.set({ conversation_id: opened.id, home_id: null })
		.where('id', '=', message.id)
		.execute();
	await changeTo(tx, opened, { priority: row.priority });
	return { ...opened, version: opened.version + 1 };
};
