import { fromDate } from '#kernel/time.ts';
import type { InboundMessage } from '#modules/channels/index.ts';
import type { Leaf } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Above } from './look-above.ts';
import type { DialogueNeeds } from './needs.ts';
import { placesOf, topOf } from './receive-context.ts';
import { type ConversationRow, conversationAround, lockConversation } from './store.ts';
import { dialogue } from './tables.ts';
import { changeTo, joinInto } from './triage/merge.ts';
import { standing } from './triage/standing.ts';
import { noteVoice } from './voices/note.ts';

type Needs = Pick<DialogueNeeds, 'events' | 'notices'>;

export interface Come {
	readonly presenceId: string;
	/** The message that is known from now on, and the conversation it stands in. */
	readonly remoteId: string;
	readonly conversationId: string;
}

/**
 * Networks tell of an answer before what it answers. It stood alone until now: what the same person said goes on in one
 * conversation, what others said is about the same post.
 */
export const gatherBelow = async (needs: Needs, tx: Tx, come: Come): Promise<readonly Leaf[]> => {
	const alone = await dialogue(tx)
		.selectFrom('dialogue_conversation')
		.select('id')
		.where('presence_id', '=', come.presenceId)
		.where('root', '=', come.remoteId)
		.where('merged_into', 'is', null)
		.where('id', '<>', come.conversationId)
		.orderBy('id')
		.execute();
	const leaves: Leaf[] = [];
	for (const { id } of alone) leaves.push(...(await putBelow(needs, tx, { id, under: come.conversationId })));
	return leaves;
};

interface Placing {
	readonly known: { readonly conversation_id: string };
	readonly message: InboundMessage;
	readonly presenceId: string;
	readonly post: { readonly id: string; readonly unitId: string } | undefined;
	readonly above: Above;
}

/** A network says only now what a message answers that seemed to answer nothing. */
export const placeLate = async (
	needs: Needs,
	tx: Tx,
	{ known, message, presenceId, post, above }: Placing,
): Promise<readonly Leaf[]> => {
	const { inReplyTo, remote } = message;
	if (inReplyTo === undefined) return [];
	const own = await lockConversation(tx, known.conversation_id);
	if (own?.root !== remote.id || own.merged_into !== null) return [];
	const answered = await conversationAround(tx, presenceId, placesOf(message, above));
	if (answered !== null && answered.id !== own.id) return putBelow(needs, tx, { id: own.id, under: answered.id });
	const root = topOf(message, above);
	const same = await dialogue(tx)
		.selectFrom('dialogue_conversation')
		.select('id')
		.where('presence_id', '=', presenceId)
		.where('root', '=', root)
		.where('counterpart_id', '=', own.counterpart_id)
		.executeTakeFirst();
	if (same !== undefined) return putBelow(needs, tx, { id: own.id, under: same.id });
	await changeTo(tx, own, { root });
	if (post !== undefined) await aboutPost(needs, tx, { own: { ...own, version: own.version + 1 }, post });
	return [];
};

const putBelow = async (
	needs: Needs,
	tx: Tx,
	{ id, under }: { readonly id: string; readonly under: string },
): Promise<readonly Leaf[]> => {
	// NOTE: both were locked, in order, when the page began.
	const found = await lockConversation(tx, under);
	const row = found && (await standing(tx, found));
	const own = await lockConversation(tx, id);
	if (!row || !own || row.id === own.id) return [];
	const post = row.post_id === null ? undefined : { id: row.post_id, unitId: row.unit_id };
	const leaves = await joinInto(needs, tx, { row, other: own });
	if (leaves !== null) {
		if (post) await noteVoices(tx, row.id, post.id);
		return leaves;
	}
	if (post) await aboutPost(needs, tx, { own, post });
	return [];
};

/** Says which post it is about, and moves it to the unit of the post unless somebody has begun with it. */
const aboutPost = async (
	{ events }: Pick<Needs, 'events'>,
	tx: Tx,
	{ own, post }: { readonly own: ConversationRow; readonly post: { readonly id: string; readonly unitId: string } },
): Promise<void> => {
	if (own.post_id !== null) return;
	const isBegun = own.assignee_id !== null || own.answered_at !== null;
	const unit = isBegun ? own.unit_id : post.unitId;
	await changeTo(tx, own, { post_id: post.id, unit_id: unit });
	await noteVoices(tx, own.id, post.id);
	for (const unitId of new Set([own.unit_id, unit]))
		await events.announce(tx, { topic: 'conversation', id: own.id, unitId });
};

const noteVoices = async (tx: Tx, conversationId: string, postId: string): Promise<void> => {
	const said = await dialogue(tx)
		.selectFrom('dialogue_message')
		.select(['id', 'visibility', 'sent_at'])
		.where('conversation_id', '=', conversationId)
		.where('direction', '=', 'in')
		.where('deleted_at', 'is', null)
		.execute();
	for (const { id, visibility, sent_at } of said)
		await noteVoice(tx, { id, postId, visibility, sentAt: fromDate(sent_at) });
};
