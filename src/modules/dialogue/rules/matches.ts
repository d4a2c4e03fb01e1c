import { sql } from 'kysely';
import type { z } from 'zod';

import type { dismissMatchEndpoint, RuleMatch, ruleMatchesEndpoint } from '#contract/rules.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { done, type Leaf, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';
import { fromCursor, momentIn, toCursor } from '#platform/http/cursor.ts';

import type { DialogueNeeds } from '../needs.ts';
import type { ReadFailure } from '../read-conversation.ts';
import { lockConversation, maskedExcerpt } from '../store.ts';
import { dialogue } from '../tables.ts';
import { count, setMatch } from './store.ts';
import type { MatchState } from './tables.ts';

const MOST = 200;

/** Which rules matched messages of a conversation, and why. */
export const conversationRules =
	({ db }: Pick<DialogueNeeds, 'db'>) =>
	async (id: string, actor: Actor): Promise<Result<{ items: RuleMatch[] }, ReadFailure>> => {
		const found = await db.read('rules of a conversation', async (tx) => {
			const conversations = dialogue(tx).selectFrom('dialogue_conversation').select('unit_id');
			const row = await conversations.where('id', '=', id).executeTakeFirst();
			return row && { row, matches: await matchesIn(tx, id) };
		});
		if (!found) return fail({ type: 'conversation.not-found' });
		if (!may(actor, 'conversation.read', found.row.unit_id)) return fail({ type: 'access.denied' });
		return ok({
			items: found.matches.map(({ why, proposes, netiquette, ...one }) => ({
				...{ messageId: one.message_id, ruleId: one.rule_id, name: one.name, version: one.version, state: one.state },
				why: why.map(({ is, found: words }) => ({ is, found: [...words] })),
				propose: proposes === null || netiquette === null ? null : { step: proposes as Step, rule: netiquette },
			})),
		});
	};

type Step = NonNullable<RuleMatch['propose']>['step'];

const matchesIn = (tx: Tx, conversationId: string) =>
	dialogue(tx)
		.selectFrom('dialogue_message as m')
		.innerJoin('dialogue_rule_match as t', 't.message_id', 'm.id')
		.innerJoin('dialogue_rule as r', 'r.id', 't.rule_id')
		.selectAll('t')
		.select('r.name')
		.where('m.conversation_id', '=', conversationId)
		.orderBy('t.at')
		.orderBy('r.place')
		.limit(MOST)
		.execute();

type MatchFailure = ReadFailure | { readonly type: 'rule.no-such-match' };

export type { MatchFailure };

type Dismissing = z.output<typeof dismissMatchEndpoint.input>;

/** A person says that a rule is wrong about a message, or takes that back. Counted for the rule. */
export const dismissMatch =
	(needs: Pick<DialogueNeeds, 'act' | 'events'>) =>
	(input: Dismissing, actor: Actor): Promise<Result<Nothing, MatchFailure>> =>
		needs.act<Nothing, MatchFailure>('dismiss match', actor, async (tx) => {
			const found = await openMatch(tx, input, actor);
			if (!found.ok) return found;
			const { unitId, version, state } = found.value;
			const { conversationId: id, messageId, ruleId, dismissed } = input;
			if ((state === 'dismissed') === dismissed) return unchanged({});
			await setMatch(tx, { messageId, ruleId }, dismissed ? 'dismissed' : 'open');
			await count(tx, ruleId, ['dismissed', dismissed ? 1 : -1]);
			await needs.events.announce(tx, { topic: 'conversation', id, unitId });
			return done({}, dismissedLeaf(input, { unitId, version }));
		});

interface OpenMatch {
	readonly unitId: string;
	readonly version: number;
	readonly state: MatchState;
}

/** A match that nobody has acted on yet, for who may say that it is wrong. */
const openMatch = async (
	tx: Tx,
	{ conversationId, messageId, ruleId }: Dismissing,
	actor: Actor,
): Promise<Result<OpenMatch, MatchFailure>> => {
	const row = await lockConversation(tx, conversationId);
	if (!row) return fail({ type: 'conversation.not-found' });
	if (!may(actor, 'conversation.answer', row.unit_id)) return fail({ type: 'access.denied' });
	const all = await matchesIn(tx, conversationId);
	const match = all.find((one) => one.message_id === messageId && one.rule_id === ruleId);
	if (match?.state !== 'open' && match?.state !== 'dismissed') return fail({ type: 'rule.no-such-match' });
	return ok({ unitId: row.unit_id, version: match.version, state: match.state });
};

const dismissedLeaf = (
	{ conversationId: subject, messageId, ruleId, dismissed }: Dismissing,
	{ unitId, version }: { readonly unitId: string; readonly version: number },
): Leaf => ({
	kind: dismissed ? 'rule.match-dismissed' : 'rule.match-restored',
	...{ subject, unitId, payload: { rule: ruleId, version, message: messageId } },
});

type Nothing = Record<string, never>;
type Query = z.output<typeof ruleMatchesEndpoint.input>;

/** What a rule has matched, newest first. */
export const listMatches =
	({ db }: Pick<DialogueNeeds, 'db'>) =>
	async (query: Query, actor: Actor) => {
		const rule = await db.read('rule', (tx) =>
			dialogue(tx).selectFrom('dialogue_rule').select('unit_id').where('id', '=', query.ruleId).executeTakeFirst(),
		);
		if (!rule) return fail({ type: 'rule.not-found' } as const);
		if (!may(actor, 'rule.manage', rule.unit_id)) return fail({ type: 'access.denied' } as const);
		const rows = await db.read('matches of a rule', (tx) => matchPage(tx, query));
		const shown = rows.slice(0, query.limit);
		const last = rows.length > query.limit ? shown.at(-1) : undefined;
		const items = shown.map((row) => ({
			...{ messageId: row.message_id, conversationId: row.conversation_id, version: row.version, state: row.state },
			...{ at: row.at.toISOString(), excerpt: maskedExcerpt(row.text, row.sent_at) },
		}));
		return ok({ items, ...(last ? { next: toCursor([last.at.getTime(), last.message_id]) } : {}) });
	};

export const matchPage = (tx: Tx, { ruleId, cursor, limit }: Query) => {
	const after = fromCursor(cursor, 2);
	const page = dialogue(tx)
		.selectFrom('dialogue_rule_match as t')
		.selectAll('t')
		.where('t.rule_id', '=', ruleId)
		.$if(after !== null, (list) =>
			list.where(
				sql<boolean>`(t.at, t.message_id) < (${momentIn(after?.[0]).toISOString()}::timestamptz, ${String(after?.[1])})`,
			),
		)
		.orderBy('t.at', 'desc')
		.orderBy('t.message_id', 'desc')
		.limit(limit + 1);
	return dialogue(tx)
		.selectFrom(page.as('t'))
		.innerJoin('dialogue_message as m', 'm.id', 't.message_id')
		.select(['t.message_id', 't.version', 't.state', 't.at', 'm.conversation_id', 'm.text', 'm.sent_at'])
		.orderBy('t.at', 'desc')
		.orderBy('t.message_id', 'desc')
		.execute();
};
