import type { z } from 'zod';

import type { askInquiryEndpoint } from '#contract/inquiries.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { days, type Instant, instant, plus, toDate } from '#kernel/time.ts';
import { maskPersonal } from '#modules/editorial/index.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { type ConversationRow, dayOf, lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';
import { standing } from './draft.ts';
import { dayIn, letterTo } from './letter.ts';
import { addLine, linkHash, sealExpert } from './store.ts';
import { heardBy, type InquiryNeeds } from './whom.ts';

export type AskFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'conversation.not-found' }
	| { readonly type: 'conversation.closed' }
	| { readonly type: 'inquiry.nobody-there' }
	| { readonly type: 'inquiry.yourself' }
	| { readonly type: 'inquiry.due-past' }
	| { readonly type: 'inquiry.no-such-message' }
	/** Personal data would leave the house, and nobody has said that it is meant to. */
	| { readonly type: 'inquiry.personal-data'; readonly kinds: readonly string[] };

type Input = z.output<typeof askInquiryEndpoint.input>;
type Asked = { id: string; link: string | null };

/** Whom it goes to, and what the log names. */
interface Whom {
	readonly kind: 'person' | 'unit' | 'expert';
	readonly askedId: string | null;
	readonly insteadOf: string | null;
	readonly dueAt: Instant;
}

/** Asks a colleague, a unit or an expert. What they see is exactly what was shown before; the promise to the citizen runs on. */
export const ask =
	(needs: InquiryNeeds) =>
	async (input: Input, actor: Actor): Promise<Result<Asked, AskFailure>> => {
		const whom = await whomOf(needs, input, actor);
		const personal = await personalOut(needs, input);
		return needs.act<Asked, AskFailure>('ask about a conversation', actor, async (tx) => {
			const found = await askedIn(tx, input, actor);
			if (!found.ok) return found;
			if (!whom.ok) return whom;
			return personal.ok ? put(needs, tx, { row: found.value, input, actor, whom: whom.value }) : personal;
		});
	};

/** The conversation, locked, unless it is over or what is asked about has been taken back meanwhile. */
const askedIn = async (
	tx: Tx,
	{ conversationId, messageId }: Input,
	actor: Actor,
): Promise<Result<ConversationRow, AskFailure>> => {
	const row = await lockConversation(tx, conversationId);
	if (!row) return fail({ type: 'conversation.not-found' });
	if (!may(actor, 'conversation.answer', row.unit_id)) return fail({ type: 'access.denied' });
	if (row.state === 'closed') return fail({ type: 'conversation.closed' });
	if (messageId === null) return ok(row);
	const said = await standing(tx, conversationId).where('id', '=', messageId).executeTakeFirst();
	return said ? ok(row) : fail({ type: 'inquiry.no-such-message' });
};

const whomOf = async (
	needs: Pick<InquiryNeeds, 'clock' | 'people' | 'agentsOf'>,
	{ asked }: Input,
	actor: Actor,
): Promise<Result<Whom, AskFailure>> => {
	const now = needs.clock.now();
	if (asked.kind === 'expert')
		return ok({ kind: 'expert', askedId: null, insteadOf: null, dueAt: plus(now, days(asked.days)) });
	const dueAt = instant(asked.dueAt);
	if (dueAt <= now) return fail({ type: 'inquiry.due-past' });
	if (asked.kind === 'unit') {
		const there = await needs.agentsOf(asked.unitId);
		if (there.length === 0) return fail({ type: 'inquiry.nobody-there' });
		return ok({ kind: 'unit', askedId: asked.unitId, insteadOf: null, dueAt });
	}
	const { personId } = asked;
	const there = await needs.people.thereFor(personId, now);
	if (there === null) return fail({ type: 'inquiry.nobody-there' });
	if (there === actor.id) return fail({ type: 'inquiry.yourself' });
	return ok({ kind: 'person', askedId: there, insteadOf: there === personId ? null : personId, dueAt });
};

/** Inside the house it stays among those who keep it secret anyway. */
const personalOut = async (
	{ editorial }: Pick<InquiryNeeds, 'editorial'>,
	{ asked, shown, question }: Input,
): Promise<Result<void, AskFailure>> => {
	if (asked.kind !== 'expert' || asked.personal) return ok(undefined);
	const find = await editorial.personalIn();
	const kinds = [...new Set([...find(shown), ...find(question)])];
	return kinds.length === 0 ? ok(undefined) : fail({ type: 'inquiry.personal-data', kinds });
};

interface Putting {
	readonly row: ConversationRow;
	readonly input: Input;
	readonly actor: Actor;
	readonly whom: Whom;
}

const put = async (needs: InquiryNeeds, tx: Tx, putting: Putting) => {
	const { row, input, actor, whom } = putting;
	const { asked, shown, question, messageId } = input;
	const at = needs.clock.now();
	const id = needs.ids.next('inquiry');
	const secret = asked.kind === 'expert' ? needs.ids.secret() : null;
	await dialogue(tx)
		.insertInto('dialogue_inquiry')
		.values({
			...{ id, conversation_id: row.id, unit_id: row.unit_id, by_id: actor.id, kind: whom.kind },
			...{ asked_id: whom.askedId, instead_of: whom.insteadOf, message_id: messageId, shown, state: 'open' },
			expert: asked.kind === 'expert' ? sealExpert(needs.sealer, id, asked) : null,
			link_hash: secret === null ? null : linkHash(secret),
			...{ asked_at: toDate(at), due_at: toDate(whom.dueAt), answered_at: null, told_late: false },
		})
		.execute();
	await addLine(tx, id, { id: needs.ids.next('line'), fromAsker: true, byId: actor.id, text: question, at });
	const link = await send(needs, tx, { ...putting, id, secret, at });
	await needs.events.announce(tx, { topic: 'conversation', id: row.id, unitId: row.unit_id });
	const to =
		asked.kind === 'expert'
			? { name: asked.name, mail: asked.mail }
			: { [whom.kind]: whom.askedId, insteadOf: whom.insteadOf };
	const payload = { inquiry: id, to, shown, question, message: messageId, dueAt: toDate(whom.dueAt).toISOString() };
	return done({ id, link }, { kind: 'inquiry.asked', subject: row.id, unitId: row.unit_id, payload });
};

interface Sending extends Putting {
	readonly id: string;
	readonly secret: string | null;
	readonly at: Instant;
}

/** Colleagues hear of it on the desk, an expert by mail. From practice no mail leaves: who practises gets the link. */
const send = async (needs: InquiryNeeds, tx: Tx, sending: Sending): Promise<string | null> => {
	const { row, input, whom, secret } = sending;
	const { asked } = input;
	if (asked.kind !== 'expert' || secret === null) {
		await tellAsked(needs, tx, { ...sending, unitId: row.unit_id, question: input.question });
		return null;
	}
	const { zone, name: authority } = await needs.people.authority();
	const units = await needs.people.units();
	const { language, mail } = asked;
	const link = `${needs.origin}${language === 'de' ? '' : '/en'}/fachfrage/${secret}`;
	if (row.practice) return link;
	const unit = units.find((one) => one.id === row.unit_id)?.name ?? authority;
	const until = dayIn(language, toDate(whom.dueAt), zone);
	await needs.mailer.send(tx, {
		...letterTo(language, { unit, authority, link, until }),
		...{ to: mail, kind: 'inquiry-asked' },
	});
	return null;
};

interface Telling {
	readonly id: string;
	readonly unitId: string;
	readonly question: string;
	readonly at: Instant;
	readonly actor: Actor;
	readonly whom: Pick<Whom, 'kind' | 'askedId'>;
}

/** Who is asked may work in another unit, so their desk is told without one. */
export const tellAsked = async (needs: InquiryNeeds, tx: Tx, telling: Telling): Promise<void> => {
	const { id, unitId, question, at, actor, whom } = telling;
	const to = await heardBy(needs, tx, { kind: whom.kind, asked_id: whom.askedId });
	const title = maskPersonal(question, dayOf(toDate(at))).slice(0, 120);
	await needs.notices.tell(tx, { to, kind: 'inquiry-asked', postId: id, unitId, title, byId: actor.id });
	await needs.events.announce(tx, { topic: 'notice', id });
};
