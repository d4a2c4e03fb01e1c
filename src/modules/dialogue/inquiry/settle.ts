import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { type Instant, instant, toDate } from '#kernel/time.ts';
import { maskPersonal } from '#modules/editorial/index.ts';
import { type Done, done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { type InquiryFault, moved } from '../domain/inquiry.ts';
import { type ConversationRow, dayOf, lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';
import { tellAsked } from './ask.ts';
import { addLine, changeInquiry, type InquiryRow, inquiries, toInquiry } from './store.ts';
import { askers, type InquiryNeeds, isAsked } from './whom.ts';

export type SettleFailure =
	| InquiryFault
	| { readonly type: 'access.denied' }
	| { readonly type: 'conversation.not-found' }
	| { readonly type: 'inquiry.not-found' }
	| { readonly type: 'inquiry.due-past' }
	| { readonly type: 'inquiry.nothing-to-take' };

type Settled = Promise<Result<Done<Record<string, never>>, SettleFailure>>;
interface Found {
	readonly row: ConversationRow;
	readonly inquiry: InquiryRow;
}
interface OfInquiry {
	readonly conversationId: string;
	readonly inquiryId: string;
}

/** Locks conversation and inquiry, in this order, for who may answer in its unit. */
const onInquiry = (
	needs: InquiryNeeds,
	{ conversationId, inquiryId, actor }: OfInquiry & { readonly actor: Actor },
	work: (tx: Tx, found: Found) => Settled,
): Promise<Result<Record<string, never>, SettleFailure>> =>
	needs.act<Record<string, never>, SettleFailure>('change an inquiry', actor, async (tx) => {
		const row = await lockConversation(tx, conversationId);
		if (!row) return fail({ type: 'conversation.not-found' });
		if (!may(actor, 'conversation.answer', row.unit_id)) return fail({ type: 'access.denied' });
		const inquiry = await inquiries(tx).where('id', '=', inquiryId).forUpdate().executeTakeFirst();
		if (!inquiry || !(await belongs(tx, inquiry, row))) return fail({ type: 'inquiry.not-found' });
		const settled = await work(tx, { row, inquiry });
		if (settled.ok) await needs.events.announce(tx, { topic: 'conversation', id: row.id, unitId: row.unit_id });
		return settled;
	});

/** Asked in it, or in one that was merged into it. */
const belongs = async (tx: Tx, { conversation_id: id }: InquiryRow, row: ConversationRow): Promise<boolean> => {
	if (id === row.id) return true;
	const merged = dialogue(tx).selectFrom('dialogue_conversation').select('id').where('id', '=', id);
	return (await merged.where('merged_into', '=', row.id).executeTakeFirst()) !== undefined;
};

const over = (needs: InquiryNeeds, tx: Tx, id: string) =>
	needs.notices.over(tx, { postId: id, kinds: ['inquiry-asked', 'inquiry-overdue'] });

/** Asks on: it is the colleague's turn again. */
export const askOn =
	(needs: InquiryNeeds) => (input: OfInquiry & { readonly text: string; readonly dueAt: string }, actor: Actor) =>
		onInquiry(needs, { ...input, actor }, async (tx, { row, inquiry }) => {
			const at = needs.clock.now();
			const state = moved(toInquiry(inquiry), 'ask-on', at);
			if (!state.ok) return state;
			const dueAt = instant(input.dueAt);
			if (dueAt <= at) return fail({ type: 'inquiry.due-past' });
			const line = needs.ids.next('line');
			await addLine(tx, inquiry.id, { id: line, fromAsker: true, byId: actor.id, text: input.text, at });
			await changeInquiry(tx, inquiry.id, { state: state.value, due_at: toDate(dueAt), told_late: false });
			const whom = { kind: inquiry.kind, askedId: inquiry.asked_id };
			await tellAsked(needs, tx, { id: inquiry.id, unitId: row.unit_id, question: input.text, at, actor, whom });
			const payload = { inquiry: inquiry.id, line, question: input.text, dueAt: input.dueAt };
			return done({}, { kind: 'inquiry.asked-on', subject: row.id, unitId: row.unit_id, payload });
		});

/** Nobody has to answer any more; an expert's link ends. */
export const withdraw = (needs: InquiryNeeds) => (input: OfInquiry, actor: Actor) =>
	onInquiry(needs, { ...input, actor }, async (tx, { row, inquiry }) => {
		const state = moved(toInquiry(inquiry), 'withdraw', needs.clock.now());
		if (!state.ok) return state;
		await changeInquiry(tx, inquiry.id, { state: state.value });
		await over(needs, tx, inquiry.id);
		await needs.events.announce(tx, { topic: 'notice', id: inquiry.id });
		const payload = { inquiry: inquiry.id };
		return done({}, { kind: 'inquiry.withdrawn', subject: row.id, unitId: row.unit_id, payload });
	});

/** Notes that an answer went into a reply. */
export const take = (needs: InquiryNeeds) => (input: OfInquiry & { readonly lineId: string }, actor: Actor) =>
	onInquiry(needs, { ...input, actor }, async (tx, { row, inquiry }) => {
		const { numUpdatedRows } = await dialogue(tx)
			.updateTable('dialogue_inquiry_line')
			.set({ taken_at: toDate(needs.clock.now()) })
			.where('id', '=', input.lineId)
			.where('inquiry_id', '=', inquiry.id)
			.where('from_asker', '=', false)
			.executeTakeFirst();
		if (numUpdatedRows === 0n) return fail({ type: 'inquiry.nothing-to-take' });
		const payload = { inquiry: inquiry.id, line: input.lineId };
		return done({}, { kind: 'inquiry.taken-over', subject: row.id, unitId: row.unit_id, payload });
	});

/** A colleague who was asked answers. */
export const answer =
	(needs: InquiryNeeds) =>
	async (
		{ id, text }: { readonly id: string; readonly text: string },
		actor: Actor,
	): Promise<Result<Record<string, never>, SettleFailure>> => {
		const asked = await needs.db.read('inquiry to answer', (tx) =>
			inquiries(tx).where('id', '=', id).executeTakeFirst(),
		);
		if (!asked || !isAsked(actor, asked)) return fail({ type: 'inquiry.not-found' });
		return needs.act<Record<string, never>, SettleFailure>('answer an inquiry', actor, (tx) =>
			takeAnswer(needs, tx, { asked, text, byId: actor.id }),
		);
	};

interface Answering {
	readonly asked: Pick<InquiryRow, 'id' | 'conversation_id'>;
	readonly text: string;
	/** Null: an expert outside. */
	readonly byId: string | null;
}

/** Keeps what was answered and tells those who asked. Nothing goes to the citizen. */
export const takeAnswer = async (needs: InquiryNeeds, tx: Tx, { asked, text, byId }: Answering): Settled => {
	const row = await lockConversation(tx, asked.conversation_id);
	const inquiry = await inquiries(tx).where('id', '=', asked.id).forUpdate().executeTakeFirst();
	if (!row || !inquiry) return fail({ type: 'inquiry.not-found' });
	const at = needs.clock.now();
	const state = moved(toInquiry(inquiry), 'answer', at);
	if (!state.ok) return state;
	const line = needs.ids.next('line');
	await addLine(tx, inquiry.id, { id: line, fromAsker: false, byId, text, at });
	await changeInquiry(tx, inquiry.id, { state: state.value, answered_at: toDate(at) });
	await tellAskers(needs, tx, { row, inquiry, text, at, byId });
	await over(needs, tx, inquiry.id);
	await needs.events.announce(tx, { topic: 'notice', id: inquiry.id });
	await needs.events.announce(tx, { topic: 'conversation', id: row.id, unitId: row.unit_id });
	const payload = { inquiry: inquiry.id, line, text };
	return done({}, { kind: 'inquiry.answered', subject: row.id, unitId: row.unit_id, payload });
};

interface Telling extends Found {
	readonly text: string;
	readonly at: Instant;
	readonly byId: string | null;
}

const tellAskers = async (needs: InquiryNeeds, tx: Tx, { row, inquiry, text, at, byId }: Telling): Promise<void> => {
	const to = await askers(needs, { byId: inquiry.by_id, assigneeId: row.assignee_id });
	const title = maskPersonal(text, dayOf(toDate(at))).slice(0, 120);
	const about = { postId: row.merged_into ?? row.id, unitId: row.unit_id, title };
	await needs.notices.tell(tx, { ...about, to, kind: 'inquiry-answered', byId });
};
