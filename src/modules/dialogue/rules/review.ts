import { sql } from 'kysely';
import type { z } from 'zod';

import type { HiddenView, hiddenByRuleEndpoint, reviewHiddenEndpoint } from '#contract/rules.ts';
import { type Actor, may, unitsWhere } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { type Instant, toDate } from '#kernel/time.ts';
import { maskPersonal } from '#modules/editorial/index.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';
import { fromCursor, momentIn, toCursor } from '#platform/http/cursor.ts';

import { apology } from '../domain/rules/hiding.ts';
import { undo } from '../moderation/decide.ts';
import { type ActRow, changeAct, lockAct } from '../moderation/store.ts';
import { speechOf } from '../moderation/words.ts';
import type { DialogueNeeds } from '../needs.ts';
import { counterpartLabel } from '../queries.ts';
import { dayOf, lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';
import { isLate } from './hide.ts';

type Query = z.output<typeof hiddenByRuleEndpoint.input>;

const acts = (tx: Tx) => dialogue(tx).selectFrom('dialogue_moderation as a').selectAll('a');

/** What rules have hidden, open ones from the longest waiting on; the page is cut before anything is joined to it. */
export const hiddenPage = (tx: Tx, { query, actor }: { readonly query: Query; readonly actor: Actor }) => {
	const units = unitsWhere(actor, 'moderation.act');
	const open = query.view === 'open';
	const after = fromCursor(query.cursor, 2);
	const at = sql`${momentIn(after?.[0]).toISOString()}::timestamptz`;
	const id = String(after?.[1]);
	const page = acts(tx)
		.$if(open, (list) => list.where('a.review', '=', 'open'))
		.$if(!open, (list) => list.where('a.rule_id', 'is not', null))
		.$if(units !== 'all', (list) => list.where('a.unit_id', 'in', units.length > 0 ? [...units] : ['']))
		.$if(after !== null, (list) =>
			list.where(
				open ? sql<boolean>`(a.review_due_at, a.id) > (${at}, ${id})` : sql<boolean>`(a.at, a.id) < (${at}, ${id})`,
			),
		)
		.orderBy(open ? 'a.review_due_at' : 'a.at', open ? 'asc' : 'desc')
		.orderBy('a.id', open ? 'asc' : 'desc')
		.limit(query.limit + 1);
	return dialogue(tx)
		.selectFrom(page.as('a'))
		.leftJoin('dialogue_rule as r', 'r.id', 'a.rule_id')
		.leftJoin('dialogue_message as m', 'm.id', 'a.message_id')
		.leftJoin('dialogue_counterpart as p', 'p.id', 'm.author_id')
		.selectAll('a')
		.select([
			'r.name as rule_name',
			'm.text',
			'm.sent_at',
			'm.language',
			'p.id as author',
			'p.handle',
			'p.display_name',
			'p.masked_at',
		])
		.orderBy(open ? 'a.review_due_at' : 'a.at', open ? 'asc' : 'desc')
		.orderBy('a.id', open ? 'asc' : 'desc')
		.execute();
};

export const listHidden =
	({ db, clock }: Pick<DialogueNeeds, 'db' | 'clock'>) =>
	async (query: Query, actor: Actor) => {
		const rows = await db.read('hidden by rule', (tx) => hiddenPage(tx, { query, actor }));
		const shown = rows.slice(0, query.limit);
		const last = rows.length > query.limit ? shown.at(-1) : undefined;
		const key = last && (query.view === 'open' ? last.review_due_at : last.at);
		const now = clock.now();
		const items = shown.map((row) => toItem(row, now));
		return ok({ items, ...(last && key ? { next: toCursor([key.getTime(), last.id]) } : {}) });
	};

type Row = Awaited<ReturnType<typeof hiddenPage>>[number];

const toItem = (row: Row, now: Instant): HiddenView => ({
	...{ actId: row.id, conversationId: row.conversation_id, unitId: row.unit_id, channel: row.channel },
	...{ practice: row.practice, rule: row.rule_name ?? '', ruleVersion: row.rule_version ?? 0, number: row.rule },
	text: wordsShown(row),
	author: row.author === null ? '' : counterpartLabel({ ...named(row), id: row.author }),
	...{ at: row.at.toISOString(), dueAt: (row.review_due_at ?? row.at).toISOString() },
	...{ late: row.review === 'open' && isLate(row.review_due_at, now), sending: row.sending },
	...{ review: row.review ?? ('open' as const), reviewedAt: row.reviewed_at?.toISOString() ?? null },
	apology: apology(speechOf(row.language)),
});

const wordsShown = ({ text, sent_at: at }: Row): string =>
	text === null || at === null ? '' : maskPersonal(text, dayOf(at));

const named = ({
	handle,
	display_name,
	masked_at,
}: Record<'handle' | 'display_name', string | null> & { masked_at: Date | null }) => ({
	...{ handle: handle ?? '', display_name: display_name ?? '', masked_at },
});

export type ReviewHiddenFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'moderation.no-such-act' }
	| { readonly type: 'rule.reviewed-already' };

type Decided = Promise<Result<Record<string, never>, ReviewHiddenFailure>>;

/** A person looks at what a rule has hidden: it stays so, or is shown again on the same way it was hidden. */
export const reviewHidden =
	(needs: DialogueNeeds) =>
	async ({ actId, decision }: z.output<typeof reviewHiddenEndpoint.input>, actor: Actor): Decided => {
		const place = await needs.db.read('act to review', (tx) => acts(tx).where('a.id', '=', actId).executeTakeFirst());
		if (!place) return fail({ type: 'moderation.no-such-act' });
		return needs.act<Record<string, never>, ReviewHiddenFailure>('review hidden', actor, async (tx) => {
			await lockConversation(tx, place.conversation_id);
			const found = toReview(await lockAct(tx, actId), actor);
			if (!found.ok) return found;
			const act = found.value;
			const at = needs.clock.now();
			if (decision === 'revert' && act.state === 'standing') await undo(needs, tx, { act, at });
			const review = decision === 'revert' ? 'reverted' : 'confirmed';
			await changeAct(tx, act.id, { review, reviewed_at: toDate(at), reviewed_by: actor.id });
			const { conversation_id: subject, unit_id: unitId } = act;
			await needs.events.announce(tx, { topic: 'conversation', id: subject, unitId });
			const payload = { act: act.id, byRule: act.rule_id, ruleVersion: act.rule_version };
			return done({}, { kind: `moderation.review-${review}`, subject, unitId, payload });
		});
	};

/** Only what a rule has hidden, and only once. */
const toReview = (act: ActRow | undefined, actor: Actor): Result<ActRow, ReviewHiddenFailure> => {
	if (!act || act.rule_id === null) return fail({ type: 'moderation.no-such-act' });
	if (!may(actor, 'moderation.act', act.unit_id)) return fail({ type: 'access.denied' });
	return act.review === 'open' ? ok(act) : fail({ type: 'rule.reviewed-already' });
};
