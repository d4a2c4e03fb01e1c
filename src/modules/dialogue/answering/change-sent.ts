import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { reasonsAt } from '../approval/hold.ts';
import { abilitiesAt, decideChange, placeWithout, type SentFailure } from '../domain/sent.ts';
import type { DialogueNeeds } from '../needs.ts';
import { noticeByMail } from '../question-notice.ts';
import { type AnswerFailure, mayBeSaid, orderReply } from '../reply.ts';
import { type ConversationRow, lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';
import { keepChange } from './changes.ts';
import { type AnswerPlace, placeOf } from './look.ts';
import { owedAgain } from './owed-again.ts';

export type ChangeFailure =
	| AnswerFailure
	| SentFailure
	/** The rule of the unit asks for a second person: it is taken back and written anew. */
	| { readonly type: 'answer.edit-needs-approval' }
	/** It is being sent this very moment: it cannot be stopped any more, and not yet be taken back. */
	| { readonly type: 'answer.leaving-now' };

interface Edit {
	readonly conversationId: string;
	readonly messageId: string;
	readonly text: string;
	readonly language: string;
}

/** Changes an answer that stands, where it stands. The words before are kept; on the desk the new ones appear once they are there. */
export const editReply =
	(needs: DialogueNeeds) =>
	async (input: Edit, actor: Actor): Promise<Result<{ changeId: string }, ChangeFailure>> => {
		const said = await mayBeSaid(needs, input);
		if (!said.ok) return said;
		return onSent(needs, { input, actor, what: 'edit', place: said.value }, async (tx, sent) => {
			const { row, message, at, changeId } = sent;
			const why = await reasonsAt(needs, tx, { row, actor, warnings: said.value.warnings });
			if (why.length > 0) return fail({ type: 'answer.edit-needs-approval' });
			const isForm = row.presence_id === null;
			const { text, language } = input;
			const kept = { id: changeId, messageId: message.id, what: 'edit', byId: actor.id, at, text } as const;
			const order = { ...sent, operation: 'edit', contentHash: changeId, text, language } as const;
			const deliveryId = isForm ? null : await orderReply(needs, tx, order);
			await keepChange(tx, { ...kept, before: message.text, state: isForm ? 'done' : 'waiting', deliveryId });
			if (isForm) {
				const set = { text, edited_at: new Date(at) };
				await dialogue(tx).updateTable('dialogue_message').set(set).where('id', '=', message.id).execute();
				await noticeByMail(needs, tx, row.id);
			}
			return ok({ kind: 'message.edited', payload: { message: message.id, before: message.text, text } });
		});
	};

/** Takes an answer back, or stops it while it waits. Whoever asked has no answer then: the conversation is open again. */
export const withdrawReply =
	(needs: DialogueNeeds) =>
	async (
		input: Pick<Edit, 'conversationId' | 'messageId'> & { readonly reason: string },
		actor: Actor,
	): Promise<Result<{ changeId: string }, ChangeFailure>> => {
		const place = await placeOf(needs, input.conversationId);
		if (place === null) return fail({ type: 'conversation.not-found' });
		return onSent(needs, { input, actor, what: 'withdraw', place }, async (tx, sent) => {
			if (!(await isStopped(needs, tx, sent))) return fail({ type: 'answer.leaving-now' });
			await takeBack(needs, tx, { ...sent, byId: actor.id });
			await owedAgain(needs, tx, { row: sent.row, messageId: sent.message.id, when: ['answered', 'waiting'] });
			return ok({
				kind: 'message.withdrawn',
				payload: { message: sent.message.id, reason: input.reason, course: sent.course },
			});
		});
	};

interface OnSent {
	readonly input: { readonly conversationId: string; readonly messageId: string };
	readonly actor: Actor;
	readonly what: 'edit' | 'withdraw';
	readonly place: AnswerPlace;
}

type Message = NonNullable<Awaited<ReturnType<typeof lockMessage>>>;

interface SentNow {
	readonly row: ConversationRow;
	readonly message: Message;
	readonly at: Instant;
	readonly changeId: string;
	readonly course: 'carry' | 'stop';
}

type Leaving = Result<
	{ readonly kind: `message.${string}`; readonly payload: Readonly<Record<string, string>> },
	ChangeFailure
>;

/** What still waits is stopped before it leaves; false: it is leaving. */
const isStopped = async (needs: DialogueNeeds, tx: Tx, { course, row, message }: SentNow): Promise<boolean> =>
	course !== 'stop' || row.presence_id === null || (await needs.delivery.recall(tx, message.id)).recalled > 0;

const takeBack = async (needs: DialogueNeeds, tx: Tx, sent: SentNow & { readonly byId: string }): Promise<void> => {
	const { row, message, at, changeId, course, byId } = sent;
	const isCarried = course === 'carry' && row.presence_id !== null;
	const order = { ...sent, operation: 'withdraw', contentHash: changeId, text: message.text } as const;
	const deliveryId = isCarried ? await orderReply(needs, tx, { ...order, language: message.language ?? 'de' }) : null;
	const kept = { id: changeId, messageId: message.id, what: 'withdraw', byId, at, text: null } as const;
	await keepChange(tx, { ...kept, before: message.text, state: isCarried ? 'waiting' : 'done', deliveryId });
	await dialogue(tx).deleteFrom('dialogue_precedent').where('answer_id', '=', message.id).execute();
	if (isCarried) return;
	const set = { delivery: 'withdrawn' as const };
	await dialogue(tx).updateTable('dialogue_message').set(set).where('id', '=', message.id).execute();
};

/** Locks the conversation and the answer, asks whether it may be, and writes down what was done. */
const onSent = (
	needs: DialogueNeeds,
	{ input, actor, what, place }: OnSent,
	work: (tx: Tx, sent: SentNow) => Promise<Leaving>,
): Promise<Result<{ changeId: string }, ChangeFailure>> =>
	needs.act<{ changeId: string }, ChangeFailure>(`${what} reply`, actor, async (tx) => {
		const row = await lockConversation(tx, input.conversationId);
		if (!row) return fail({ type: 'conversation.not-found' });
		if (!may(actor, 'conversation.answer', row.unit_id)) return fail({ type: 'access.denied' });
		const found = await changeable(tx, row, { messageId: input.messageId, what, place });
		if (!found.ok) return found;
		const [changeId, at] = [needs.ids.next('change'), needs.clock.now()];
		const worked = await work(tx, { row, at, changeId, ...found.value });
		if (!worked.ok) return worked;
		const bumped = dialogue(tx).updateTable('dialogue_conversation').where('id', '=', row.id);
		await bumped.set({ version: row.version + 1 }).execute();
		await needs.events.announce(tx, { topic: 'conversation', id: row.id, unitId: row.unit_id });
		return done({ changeId }, { ...worked.value, subject: row.id, unitId: row.unit_id });
	});

/** The answer, locked, with the way its change may go. */
const changeable = async (
	tx: Tx,
	row: ConversationRow,
	{ messageId, what, place }: Pick<OnSent, 'what' | 'place'> & { readonly messageId: string },
): Promise<Result<Pick<SentNow, 'message' | 'course'>, SentFailure>> => {
	const message = await lockMessage(tx, row.id, messageId);
	if (message === undefined) return fail({ type: 'conversation.no-such-message' });
	const abilities = abilitiesAt(row.presence_id === null ? placeWithout(row.channel) : place.presence?.capabilities);
	const decided = decideChange({ ...message, sealed: message.sealed !== null }, what, abilities);
	return decided.ok ? ok({ message, course: decided.value }) : decided;
};

const lockMessage = async (tx: Tx, conversationId: string, id: string) => {
	const row = await dialogue(tx)
		.selectFrom('dialogue_message')
		.select(['id', 'direction', 'delivery', 'sealed', 'text', 'language', 'visibility', 'arrival', 'sent_at'])
		.where('conversation_id', '=', conversationId)
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (row === undefined) return undefined;
	const changes = dialogue(tx).selectFrom('dialogue_change').select('id').where('message_id', '=', id);
	const open = await changes.where('state', 'in', ['waiting', 'unclear']).executeTakeFirst();
	return { ...row, changing: open !== undefined };
};
