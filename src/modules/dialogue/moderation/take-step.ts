import type { z } from 'zod';

import type { takeStepEndpoint } from '#contract/moderation.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { days, type Instant, plus, toDate } from '#kernel/time.ts';
import type { NetiquetteOf } from '#modules/policy/index.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { checkStep, ladderFor, PROPOSAL_DAYS, type Rung, type StepFailure } from '../domain/ladder.ts';
import { decideReply } from '../domain/reply.ts';
import type { DialogueNeeds } from '../needs.ts';
import { type AnswerFailure, markAnswered, mayBeSaid, speak } from '../reply.ts';
import { type ConversationRow, lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';
import { settledNotices } from '../triage/settled-notices.ts';
import { type Reach, reachOf } from './abilities.ts';
import { enforce } from './enforce.ts';
import { type Captured, captureEvidence, messageOf } from './evidence.ts';
import { noteStep } from './followed.ts';
import { type ActRow, keepAct } from './store.ts';
import { tellDeciders } from './tell.ts';
import { citation, speechOf } from './words.ts';

export type TakeFailure =
	| AnswerFailure
	| StepFailure
	| { readonly type: 'moderation.no-such-message' }
	/** Who said it is not known to us any more, so nobody can be blocked or reported. */
	| { readonly type: 'moderation.author-unknown' }
	| { readonly type: 'moderation.words-missing' };

type Input = z.output<typeof takeStepEndpoint.input>;
type Possible = Extract<Rung, { readonly second: boolean }>;
type Message = NonNullable<Awaited<ReturnType<typeof messageOf>>>;

interface Prepared {
	readonly reach: Reach;
	readonly netiquette: NetiquetteOf;
	readonly zone: string;
}

/** Takes one step of the ladder, or proposes it where two must decide. The message is kept as it came before anything happens. */
export const takeStep =
	(needs: DialogueNeeds) =>
	async (input: Input, actor: Actor): Promise<Result<{ id: string }, TakeFailure>> => {
		const prepared = await prepare(needs, input);
		if (!prepared.ok) return prepared;
		return needs.act<{ id: string }, TakeFailure>('moderate', actor, async (tx) => {
			const row = await lockConversation(tx, input.conversationId);
			if (!row) return fail({ type: 'conversation.not-found' });
			if (!may(actor, 'moderation.act', row.unit_id)) return fail({ type: 'access.denied' });
			const message = await messageOf(tx, row.id, input.messageId);
			if (!message) return fail({ type: 'moderation.no-such-message' });
			const at = needs.clock.now();
			const rung = stepAsked(input, { ...prepared.value, now: at });
			if (!rung.ok) return rung;
			return carryOut(needs, tx, { ...prepared.value, input, actor, row, message, at, rung: rung.value });
		});
	};

const prepare = async (needs: DialogueNeeds, input: Input): Promise<Result<Prepared, TakeFailure>> => {
	const { conversationId, step, words } = input;
	const before = await needs.db.read('conversation to moderate', (tx) =>
		dialogue(tx).selectFrom('dialogue_conversation').selectAll().where('id', '=', conversationId).executeTakeFirst(),
	);
	const netiquette = await needs.policy.netiquette();
	if (!before || netiquette === null) return fail({ type: 'conversation.not-found' });
	if (step === 'warn') {
		if (words === '') return fail({ type: 'moderation.words-missing' });
		const said = await mayBeSaid(needs, { conversationId, text: words, language: 'de' });
		if (!said.ok) return said;
	}
	return ok({ reach: await reachOf(needs, before), netiquette, zone: (await needs.people.authority()).zone });
};

const stepAsked = (
	{ step, rule, until }: Input,
	{ reach, netiquette, now }: Prepared & { readonly now: Instant },
): Result<Possible, StepFailure> => {
	const rules = netiquette.rules.map(({ number }) => number);
	const wanted = { step, rule, until: until === null ? null : Date.parse(until) };
	return checkStep(wanted, { ladder: ladderFor(reach.can), rules, now });
};

interface Taking extends Prepared {
	readonly input: Input;
	readonly actor: Actor;
	readonly row: ConversationRow;
	readonly message: Message;
	readonly at: Instant;
	readonly rung: Possible;
}

const carryOut = async (needs: DialogueNeeds, tx: Tx, taking: Taking) => {
	const { input, row, message, at, rung, netiquette } = taking;
	const evidence = await captureEvidence(tx, needs, { row, message, at });
	if (evidence.author === null && (rung.means === 'block' || rung.means === 'report'))
		return fail({ type: 'moderation.author-unknown' });
	const kept = await keep(needs, tx, { ...taking, evidence });
	await noteStep(tx, { messageId: message.id, step: rung.step });
	const warned = rung.means === 'reply' ? await warn(needs, tx, taking) : ok(undefined);
	if (!warned.ok) return warned;
	if (rung.second) await tellDeciders(needs, tx, { act: kept, kind: 'moderation-waits', title: row.excerpt });
	else if (rung.means !== 'reply') await enforce(needs, tx, { ...taking, act: kept });
	await needs.events.announce(tx, { topic: 'conversation', id: row.id, unitId: row.unit_id });
	const { step, rule, facts, proportion, until } = input;
	const payload = {
		...{ act: kept.id, message: message.id, step, means: rung.means, rule, netiquette: netiquette.version },
		...{ facts, proportion, until, evidence: evidence.id, second: rung.second, words: input.words },
	};
	const kind = rung.second ? 'moderation.proposed' : 'moderation.ordered';
	const leaf = { kind, subject: row.id, unitId: row.unit_id, payload } as const;
	return done({ id: kept.id }, evidence.leaf, leaf);
};

const keep = (needs: DialogueNeeds, tx: Tx, keeping: Taking & { readonly evidence: Captured }): Promise<ActRow> => {
	const { input, actor, row, message, at, rung, netiquette, evidence } = keeping;
	return keepAct(tx, needs, {
		...{ row, message, evidence, byId: actor.id, at, step: rung.step, means: rung.means },
		...{ rule: input.rule, netiquette: netiquette.version, facts: input.facts, proportion: input.proportion },
		until: input.step === 'block-until' && input.until !== null ? new Date(input.until) : null,
		expires: rung.second ? toDate(plus(at, days(PROPOSAL_DAYS))) : null,
	});
};

/** A warning is an answer with the rule under it. */
const warn = async (needs: DialogueNeeds, tx: Tx, taking: Taking): Promise<Result<void, AnswerFailure>> => {
	const { input, actor, row, message, at, netiquette } = taking;
	const decided = decideReply(row, { seenVersion: input.seenVersion, visibility: row.visibility });
	if (!decided.ok) return decided;
	const rule = netiquette.rules.find(({ number }) => number === input.rule);
	if (rule === undefined) return ok(undefined);
	const speech = speechOf(message.language);
	const answer = {
		...{ row, messageId: needs.ids.next('message'), at, actor, visibility: decided.value },
		input: {
			...{ conversationId: row.id, seenVersion: input.seenVersion, language: speech },
			text: `${input.words}\n\n${citation({ speech, rule, origin: needs.origin })}`,
		},
	};
	await speak(needs, tx, answer);
	await markAnswered(tx, answer);
	await needs.notices.over(tx, { postId: row.id, kinds: settledNotices });
	return ok(undefined);
};
