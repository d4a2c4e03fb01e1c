import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { decideVoice, type VoiceFailure } from '../domain/voice.ts';
import type { DialogueNeeds } from '../needs.ts';
import { lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';
import { checksum } from './note.ts';
import type { VoiceTables } from './tables.ts';

export type DecideVoiceFailure =
	| VoiceFailure
	| { readonly type: 'access.denied' }
	| { readonly type: 'voice.not-found' }
	| { readonly type: 'post.not-found' };

interface Decision {
	readonly id: string;
	readonly messageId: string;
	readonly decision: 'show' | 'hide';
	readonly reason: string;
	readonly seen: string;
}

/** Lets a voice onto the public page of the post, or keeps it from there. On its network it stays where it is. */
export const decideAboutVoice =
	(needs: DialogueNeeds) =>
	async (
		{ id: postId, messageId, ...asked }: Decision,
		actor: Actor,
	): Promise<Result<Record<string, never>, DecideVoiceFailure>> => {
		const post = (await needs.editorial.posts([postId])).get(postId);
		if (!post) return fail({ type: 'post.not-found' });
		// The page belongs to the unit of the post, the message to that of its conversation.
		if (!may(actor, 'moderation.act', post.unitId)) return fail({ type: 'access.denied' });
		return needs.act<Record<string, never>, DecideVoiceFailure>('decide about a voice', actor, async (tx) => {
			const found = await lockVoice(tx, { messageId, postId });
			const decided = verdict(found, { actor, asked });
			if (!decided.ok) return decided;
			const { row, voice, decision } = decided.value;
			if (voice.state === decision && voice.words === asked.seen) return unchanged({});
			const { reason, seen: words } = asked;
			const by = { decided_by: actor.id, decided_at: toDate(needs.clock.now()) };
			await changeVoice(tx, messageId, { state: decision, words, reason, ...by });
			await needs.events.announce(tx, { topic: 'conversation', id: row.id, unitId: row.unit_id });
			const payload = { post: postId, message: messageId, words, reason };
			const kind = decision === 'shown' ? 'voice.shown' : 'voice.hidden';
			return done({}, { kind, subject: row.id, unitId: row.unit_id, payload });
		});
	};

type Found = NonNullable<Awaited<ReturnType<typeof lockVoice>>>;
interface Asked {
	readonly actor: Actor;
	readonly asked: Omit<Decision, 'id' | 'messageId'>;
}

const verdict = (
	found: Found | null,
	{ actor, asked }: Asked,
): Result<Found & { readonly decision: 'shown' | 'hidden' }, DecideVoiceFailure> => {
	if (!found) return fail({ type: 'voice.not-found' });
	const { row, message, voice } = found;
	if (!may(actor, 'moderation.act', row.unit_id)) return fail({ type: 'access.denied' });
	const now = { state: voice.state, words: checksum(message.text), alive: isAlive(message) };
	const decided = decideVoice(now, asked);
	return decided.ok ? ok({ ...found, decision: decided.value }) : decided;
};

const changeVoice = (tx: Tx, messageId: string, set: Partial<VoiceTables['dialogue_voice']>) =>
	dialogue(tx).updateTable('dialogue_voice').set(set).where('message_id', '=', messageId).execute();

const messageOf = (tx: Tx, messageId: string) =>
	dialogue(tx)
		.selectFrom('dialogue_message')
		.select(['conversation_id', 'text', 'deleted_at', 'withheld_at', 'sealed'])
		.where('id', '=', messageId)
		.executeTakeFirst();

/** The conversation is locked first, as acts do; the message is read once nobody else changes it. */
const lockVoice = async (tx: Tx, { messageId, postId }: { readonly messageId: string; readonly postId: string }) => {
	const before = await messageOf(tx, messageId);
	const row = before && (await lockConversation(tx, before.conversation_id));
	const message = row && (await messageOf(tx, messageId));
	const voices = dialogue(tx).selectFrom('dialogue_voice').selectAll().where('message_id', '=', messageId);
	const voice = await voices.where('post_id', '=', postId).forUpdate().executeTakeFirst();
	return row && message && voice ? { row, message, voice } : null;
};

type Message = NonNullable<Awaited<ReturnType<typeof messageOf>>>;

const isAlive = ({ deleted_at, withheld_at, sealed }: Message): boolean =>
	deleted_at === null && withheld_at === null && sealed === null;
