import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { fromDate, type Instant, toDate, toIso } from '#kernel/time.ts';
import type { ChannelKind } from '#modules/channels/index.ts';
import type { Operation } from '#modules/delivery/index.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { type AnswerPlace, answeredMessage, checkedAt, placeOf } from './answering/look.ts';
import { keepPrecedent } from './answering/precedents.ts';
import { endReturned, hold, proposalIn, reasonsAt } from './approval/hold.ts';
import { decideReply, type ReplyFailure, type Visibility } from './domain/reply.ts';
import { answerByMail } from './mail/answer.ts';
import { remoteOf } from './name-keys.ts';
import type { DialogueNeeds } from './needs.ts';
import { leavesAt } from './planned/opening.ts';
import { noticeByMail } from './question-notice.ts';
import { addMessage, type ConversationRow, lockConversation } from './store.ts';
import { dialogue } from './tables.ts';
import { awake } from './triage/awake.ts';
import { settledNotices } from './triage/settled-notices.ts';

export type AnswerFailure =
	| ReplyFailure
	| { readonly type: 'access.denied' }
	| { readonly type: 'conversation.not-found' }
	/** It was said in practice and the presence practises no more, or the other way round. */
	| { readonly type: 'conversation.other-world' }
	/** The network lets us answer only who named us; there one answers by hand. */
	| { readonly type: 'conversation.answer-elsewhere' }
	/** Another answer waits for a second person. */
	| { readonly type: 'conversation.reply-waiting' }
	| {
			readonly type: 'conversation.reply-blocked';
			readonly checks: readonly { readonly id: string; readonly found: string | null }[];
	  };

type Needs = Pick<
	DialogueNeeds,
	| 'db'
	| 'act'
	| 'clock'
	| 'ids'
	| 'sealer'
	| 'events'
	| 'delivery'
	| 'editorial'
	| 'mailer'
	| 'origin'
	| 'channels'
	| 'notices'
	| 'people'
>;

export interface ReplyInput {
	readonly conversationId: string;
	readonly text: string;
	readonly language: string;
	readonly visibility?: Visibility | undefined;
	readonly seenVersion: number;
	/** We asked back: it is the citizen's turn. */
	readonly awaits?: boolean;
	/** `opening`: it leaves when the unit opens next; while it is open that is now. */
	readonly when?: 'now' | 'opening';
}

/** What became of it: `waits` means that a second person has to approve it first. */
export interface Answered {
	readonly messageId: string;
	readonly waits: boolean;
}

/** Answers where the citizen asked, with the house rules checked, and never past something the writer has not read. */
export const reply =
	(needs: Needs) =>
	async (input: ReplyInput, actor: Actor): Promise<Result<Answered, AnswerFailure>> => {
		const said = await mayBeSaid(needs, input);
		if (!said.ok) return said;

		return needs.act<Answered, AnswerFailure>('reply', actor, async (tx) => {
			const row = await lockConversation(tx, input.conversationId);
			if (!row) return fail({ type: 'conversation.not-found' });
			if (!may(actor, 'conversation.answer', row.unit_id)) return fail({ type: 'access.denied' });
			const decided = decideReply(row, {
				seenVersion: input.seenVersion,
				visibility: input.visibility ?? row.visibility,
			});
			if (!decided.ok) return decided;
			const answer = {
				row,
				messageId: needs.ids.next('message'),
				at: needs.clock.now(),
				input,
				visibility: decided.value,
				actor,
				plannedFor: await leavesAt(needs, tx, { when: input.when, unitId: row.unit_id }),
			};
			return sayOrHold(needs, tx, { ...answer, warnings: said.value.warnings });
		});
	};

/** Says it, or lets it wait for a second person where the rule of the unit asks for one. */
const sayOrHold = async (needs: Needs, tx: Tx, answer: Answer & { readonly warnings: number }) => {
	if ((await proposalIn(tx, answer.row.id)) !== undefined) return fail({ type: 'conversation.reply-waiting' } as const);
	await endReturned(needs, tx, answer.row.id);
	const why = await reasonsAt(needs, tx, answer);
	return why.length > 0 ? hold(needs, tx, { ...answer, why }) : carryOut(needs, tx, answer);
};

/** Whether words may go out there at all: the same side of the world, and nothing the house rules hold. */
export const mayBeSaid = async (
	needs: Pick<Needs, 'db' | 'channels' | 'editorial' | 'sealer'>,
	{ conversationId, text, language }: Pick<ReplyInput, 'conversationId' | 'text' | 'language'>,
): Promise<Result<AnswerPlace & { readonly warnings: number }, AnswerFailure>> => {
	const place = await placeOf(needs, conversationId);
	if (place === null) return fail({ type: 'conversation.not-found' });
	const { presence, practice } = place;
	if (presence !== null && presence.practice !== practice) return fail({ type: 'conversation.other-world' });
	if (!place.allowed) return fail({ type: 'conversation.answer-elsewhere' });
	const { findings } = await checkedAt(needs, place, { text, language });
	const checks = findings
		.filter(({ severity }) => severity === 'block')
		.map(({ rule, found }) => ({ id: rule, found }));
	const warnings = findings.filter(({ severity }) => severity === 'warning').length;
	return checks.length > 0 ? fail({ type: 'conversation.reply-blocked', checks }) : ok({ ...place, warnings });
};

interface Answer {
	readonly row: ConversationRow;
	readonly messageId: string;
	readonly at: Instant;
	readonly input: ReplyInput;
	readonly visibility: Visibility;
	readonly actor: Actor;
	/** When it shall leave; absent or null: at once. */
	readonly plannedFor?: Instant | null;
}

/** A second person said yes: it leaves as its writer asked, now or when the unit opens next. */
export const carryApproved = async (needs: Needs, tx: Tx, answer: Answer) => {
	const { input, row } = answer;
	const plannedFor = await leavesAt(needs, tx, { when: input.when, unitId: row.unit_id });
	return carryOut(needs, tx, { ...answer, plannedFor });
};

/** Says it, and makes of the conversation one that is answered. */
const carryOut = async (needs: Needs, tx: Tx, answer: Answer) => {
	const { row, messageId, input, visibility, plannedFor } = answer;
	await speak(needs, tx, answer);
	const said = { conversationId: row.id, answerId: messageId, unitId: row.unit_id };
	if (answer.plannedFor) await markPlanned(tx, answer);
	else {
		await keepPrecedent(tx, { ...said, practice: row.practice, at: answer.at });
		await markAnswered(tx, { ...answer, awaits: input.awaits ?? false });
		await needs.notices.over(tx, { postId: row.id, kinds: settledNotices });
	}
	await needs.events.announce(tx, { topic: 'conversation', id: row.id, unitId: row.unit_id });
	const payload = { message: messageId, text: input.text, visibility, presence: row.presence_id };
	const planned = plannedFor ? { plannedFor: toIso(plannedFor) } : {};
	return done(
		{ messageId, waits: false },
		{ kind: 'message.replied', subject: row.id, unitId: row.unit_id, payload: { ...payload, ...planned } },
	);
};

/** Keeps what we say and puts it on its way; what it does to the conversation is the caller's. */
export const speak = async (needs: Needs, tx: Tx, answer: Answer): Promise<void> => {
	await keepAnswer(tx, answer);
	if (answer.row.presence_id !== null) await send(needs, tx, answer);
	else if (!answer.plannedFor) await sayOutside(needs, tx, answer);
};

/** What reaches whoever asked without a network: the answer itself by mail, or word that it stands on their page. */
const sayOutside = (needs: Needs, tx: Tx, { row, messageId, input, at }: Answer): Promise<void> =>
	row.channel === 'mail'
		? answerByMail(needs, tx, { conversationId: row.id, messageId, text: input.text, at })
		: noticeByMail(needs, tx, row.id);

/** An answer to the form stands at once on the citizen's own page; one to a network is on its way. */
const keepAnswer = (tx: Tx, { row, messageId, at, actor, input, visibility, plannedFor }: Answer) =>
	addMessage(tx, {
		id: messageId,
		conversationId: row.id,
		direction: 'out',
		presenceId: row.presence_id,
		authorId: actor.id,
		text: input.text,
		language: input.language,
		visibility,
		delivery: row.presence_id === null && !plannedFor ? 'published' : 'waiting',
		sentAt: at,
		plannedFor: plannedFor ?? null,
		awaits: input.awaits ?? false,
	});

const send = (needs: Needs, tx: Tx, answer: Answer): Promise<string> => {
	const { row, messageId, input, visibility } = answer;
	const at = answer.plannedFor ?? answer.at;
	const { text, language } = input;
	const message = { id: messageId, visibility };
	return orderReply(needs, tx, { row, message, at, operation: 'publish', contentHash: messageId, text, language });
};

interface ReplyOrder {
	readonly row: ConversationRow;
	readonly message: {
		readonly id: string;
		readonly visibility: Visibility;
		/** Where it stands among all others, and since when; absent: it is new. */
		readonly arrival?: number;
		readonly sent_at?: Date;
	};
	readonly at: Instant;
	readonly operation: Operation;
	readonly contentHash: string;
	readonly text: string;
	readonly language: string;
}

/** Puts an answer on its way, or a change of one that stands; answers the id of the delivery. */
export const orderReply = async (
	{ delivery, sealer }: Pick<Needs, 'delivery' | 'sealer'>,
	tx: Tx,
	{ row, message, at, operation, contentHash, text, language }: ReplyOrder,
): Promise<string> => {
	const answered = await answeredMessage(tx, row.id, message.arrival);
	const replyTo = answered ? remoteOf(sealer, answered) : undefined;
	const { visibility, sent_at } = message;
	const createdAt = sent_at === undefined ? at : fromDate(sent_at);
	const [id = ''] = await delivery.order(tx, [
		{
			...{ source: 'dialogue', subject: message.id, unitId: row.unit_id, presenceId: row.presence_id ?? '' },
			channel: row.channel as ChannelKind, // NOTE: a conversation with a presence is one of its channel.
			...{ operation, dueAt: at, contentHash },
			rendition: {
				...{ title: '', text, language, media: [], visibility, practice: row.practice, createdAt },
				...(replyTo ? { replyTo } : {}),
			},
		},
	]);
	return id;
};

interface Answering extends Pick<Answer, 'row' | 'at'> {
	readonly awaits?: boolean;
	/** Who answers and has it from now on, unless somebody has. */
	readonly actor?: Actor;
}

export const markAnswered = (tx: Tx, { row, at, awaits, actor }: Answering) =>
	dialogue(tx)
		.updateTable('dialogue_conversation')
		.set({
			state: awaits ? 'waiting' : 'answered',
			used_minutes: 0,
			...awake,
			version: row.version + 1,
			last_at: toDate(at),
			due_at: null,
			...(awaits ? {} : { settled_at: toDate(at) }),
			answered_at: row.answered_at ?? toDate(at),
			assignee_id: row.assignee_id ?? (actor?.kind === 'person' ? actor.id : null),
		})
		.where('id', '=', row.id)
		.execute();

/** It is on its way only then: until it left an answer is owed, and the deadline counts. */
const markPlanned = (tx: Tx, { row, at, actor }: Answer) =>
	dialogue(tx)
		.updateTable('dialogue_conversation')
		.set({
			...awake,
			version: row.version + 1,
			last_at: toDate(at),
			assignee_id: row.assignee_id ?? (actor.kind === 'person' ? actor.id : null),
		})
		.where('id', '=', row.id)
		.execute();
