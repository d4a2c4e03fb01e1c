import { createHash } from 'node:crypto';

import { sql } from 'kysely';

import type { Language } from '#kernel/language.ts';
import { fail, type Result } from '#kernel/result.ts';
import { fromDate, type Instant, toIso } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';
import { tidy } from '#platform/foreign-text.ts';
import { guest } from '#platform/http/mount.ts';
import { dueIn, openingOf } from './deadlines/service.ts';
import { sayWeek } from './domain/night.ts';
import type { ConversationState } from './domain/state.ts';
import { sealOriginal } from './moderation/evidence.ts';
import { mailKey } from './name-keys.ts';
import type { DialogueNeeds } from './needs.ts';
import { openingFor } from './planned/opening.ts';
import { SEALS } from './question-notice.ts';
import { addMessage, counterpartOf, heardFromCitizen, openConversation } from './store.ts';
import { dialogue } from './tables.ts';

export interface Question {
	/** The page it was asked on: the last part of its address. */
	readonly pageSlug?: string | undefined;
	readonly unitId?: string | undefined;
	readonly text: string;
	readonly name?: string | undefined;
	readonly mail?: string | undefined;
	readonly language: 'de' | 'en';
	/** What a form was sent with: the same twice is the same question sent twice. */
	readonly proof?: string | undefined;
}

export interface Receipt {
	readonly receiptSecret: string;
	readonly dueBy: Instant;
}

type Needs = Pick<DialogueNeeds, 'act' | 'clock' | 'ids' | 'sealer' | 'events' | 'people' | 'editorial'>;

const receiptHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Takes a question from the newsroom's form. Name and address are sealed; the receipt's secret is known to the asker alone. */
export const receiveQuestion =
	(needs: Needs) =>
	async (question: Question): Promise<Result<Receipt, { readonly type: 'question.empty' }>> => {
		const text = tidy(question.text);
		if (text === '') return fail({ type: 'question.empty' });
		const post = question.pageSlug === undefined ? null : await needs.editorial.postBySlug(question.pageSlug);
		const house = await needs.people.authority();
		const unitId = post?.unitId ?? question.unitId ?? house.rootUnitId;
		const path = await needs.people.unitPath(unitId);
		const { proof } = question;
		const secret = proof === undefined ? needs.ids.secret() : needs.sealer.fingerprint('dialogue.receipt', proof);

		return needs.act<Receipt, never>('receive question', guest, async (tx) => {
			const earlier = await askedBefore(tx, secret);
			if (earlier) return unchanged(earlier);
			const at = needs.clock.now();
			const id = needs.ids.next('conversation');
			const messageId = needs.ids.next('message');
			const person = { channel: 'form', remoteId: id, handle: '', displayName: '' };
			const authorId = await counterpartOf(tx, needs, person);
			const asked = { presenceId: null, kind: 'form', priority: 'normal' } as const;
			const due = await dueIn(tx, path, { house, at, asked });
			const base = { id, unitId, presenceId: null, channel: 'form', root: null, postId: post?.id ?? null };
			const opened = {
				...base,
				counterpartId: authorId,
				visibility: 'private',
				asking: 'form',
				text,
				at,
				due,
			} as const;
			const row = await openConversation(tx, opened);
			const said = { text, language: question.language, visibility: 'private', sentAt: at } as const;
			const original = sealOriginal(needs.sealer, messageId, { text, language: question.language, sentAt: toIso(at) });
			await addMessage(tx, { ...said, id: messageId, conversationId: id, direction: 'in', authorId, original });
			await keepQuestion(needs, tx, { id, secret, question });
			await heardFromCitizen(tx, row, { at, due, visibility: 'private' });
			await needs.events.announce(tx, { topic: 'conversation', id, unitId });
			const asker = { name: question.name ?? '', mail: question.mail ?? '', page: question.pageSlug ?? '' };
			const payload = { message: messageId, text, ...asker, dueAt: toIso(due.dueAt) };
			return done(
				{ receiptSecret: secret, dueBy: due.dueAt },
				{ kind: 'question.received', subject: id, unitId, payload },
			);
		});
	};

/** Waits for another process that takes the same question just now. */
const askedBefore = async (tx: Tx, secret: string): Promise<Receipt | undefined> => {
	const hash = receiptHash(secret);
	await sql`select pg_advisory_xact_lock(hashtextextended('dialogue.question:' || ${hash}, 0))`.execute(dialogue(tx));
	const row = await dialogue(tx)
		.selectFrom('dialogue_question')
		.innerJoin('dialogue_conversation', 'dialogue_conversation.id', 'dialogue_question.conversation_id')
		.select('dialogue_conversation.due_at')
		.where('receipt_hash', '=', hash)
		.executeTakeFirst();
	return row && { receiptSecret: secret, dueBy: fromDate(row.due_at ?? new Date(0)) };
};

const keepQuestion = (
	{ sealer }: Pick<Needs, 'sealer'>,
	tx: Tx,
	{ id, secret, question }: { readonly id: string; readonly secret: string; readonly question: Question },
) => {
	const sealed = (value: string | undefined, context: string) => (value ? sealer.seal(value, context) : null);
	return dialogue(tx)
		.insertInto('dialogue_question')
		.values({
			conversation_id: id,
			receipt_hash: receiptHash(secret),
			receipt: sealer.seal(secret, SEALS.receipt),
			name: sealed(question.name ? tidy(question.name).slice(0, 100) : undefined, SEALS.name),
			mail: sealed(question.mail, SEALS.mail),
			mail_key: question.mail ? mailKey(sealer, question.mail) : null,
			language: question.language,
			page: question.pageSlug ?? null,
		})
		.execute();
};

export interface ReceiptView {
	readonly state: 'open' | 'answered' | 'closed';
	readonly question: string;
	/** Deleted by us for breaking the netiquette. */
	readonly withheld: boolean;
	readonly askedAt: Instant;
	readonly dueBy: Instant | null;
	readonly answers: readonly { readonly text: string; readonly at: Instant }[];
	/** Nobody is there now: when somebody is again, and the week’s hours. Null while open, and once it is answered. */
	readonly closed: { readonly opensAt: Instant; readonly week: Readonly<Record<Language, string>> } | null;
}

/** What the holder of a receipt sees: the own question and our answers. Null for a secret nobody was given. */
export const readReceipt =
	({ db, people, clock }: Pick<DialogueNeeds, 'db' | 'people' | 'clock'>) =>
	(secret: string): Promise<ReceiptView | null> =>
		db.read('receipt', async (tx) => {
			const row = await dialogue(tx)
				.selectFrom('dialogue_question')
				.innerJoin('dialogue_conversation', 'dialogue_conversation.id', 'dialogue_question.conversation_id')
				.selectAll('dialogue_conversation')
				.where('receipt_hash', '=', receiptHash(secret))
				.executeTakeFirst();
			if (!row) return null;
			const said = await dialogue(tx)
				.selectFrom('dialogue_message')
				.selectAll()
				.where('conversation_id', '=', row.id)
				.where((where) =>
					where.or([
						where('direction', '=', 'in'),
						// What waits for its time, or was taken back before it, is not said.
						where.and([where('direction', '=', 'out'), where('delivery', '=', 'published')]),
					]),
				)
				.orderBy('sent_at')
				.orderBy('arrival')
				.execute();
			return {
				state: shownAs(row.state, said),
				question: said.find(({ direction }) => direction === 'in')?.text ?? '',
				withheld: said.some(({ withheld_at }) => withheld_at !== null),
				askedAt: row.opened_at.getTime() as Instant,
				dueBy: row.due_at ? (row.due_at.getTime() as Instant) : null,
				closed: row.state === 'open' ? await closedNow({ people, clock }, tx, row.unit_id) : null,
				answers: said
					.filter(({ direction, delivery }) => direction === 'out' && delivery !== 'withdrawn')
					.map(({ text, sent_at }) => ({ text, at: sent_at.getTime() as Instant })),
			};
		});

const closedNow = async (
	{ people, clock }: Pick<DialogueNeeds, 'people' | 'clock'>,
	tx: Tx,
	unitId: string,
): Promise<ReceiptView['closed']> => {
	const opensAt = await openingFor({ people, clock }, tx, unitId);
	if (opensAt === null) return null;
	const { week } = await openingOf(tx, await people.unitPath(unitId));
	return { opensAt, week: { de: sayWeek(week, 'de'), en: sayWeek(week, 'en') } };
};

/** Whose turn it is inside the house is no business of a receipt: it tells whether an answer stands there. */
const shownAs = (
	state: ConversationState,
	said: readonly { readonly direction: string }[],
): Exclude<ConversationState, 'waiting'> => {
	if (state !== 'waiting') return state;
	return said.some(({ direction }) => direction === 'out') ? 'answered' : 'open';
};
