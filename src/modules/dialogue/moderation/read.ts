import { sql } from 'kysely';
import type { z } from 'zod';

import type { ModerationAct, moderationListEndpoint } from '#contract/moderation.ts';
import { type Actor, may, unitsWhere } from '#kernel/permission.ts';
import { fail, ok } from '#kernel/result.ts';
import type { Tx } from '#platform/db/database.ts';
import { fromCursor, momentIn, toCursor } from '#platform/http/cursor.ts';

import { ladderFor } from '../domain/ladder.ts';
import type { DialogueNeeds } from '../needs.ts';
import { counterpartLabel, present } from '../queries.ts';
import { dialogue } from '../tables.ts';
import { reachOf } from './abilities.ts';
import { alarmsOf, contactsIn } from './alarm.ts';
import { objectionText } from './objection.ts';
import { objectionLink } from './store.ts';

const SHOWN = 50;

const all = (tx: Tx) => dialogue(tx).selectFrom('dialogue_moderation as m').selectAll('m');

/** Acts with their evidence and objection, newest first. The page is cut before anything is joined to it. */
const whole = (tx: Tx, page: ReturnType<typeof all>) =>
	dialogue(tx)
		.selectFrom(page.as('m'))
		.innerJoin('dialogue_evidence as e', 'e.id', 'm.evidence_id')
		.innerJoin('dialogue_conversation as c', 'c.id', 'm.conversation_id')
		.innerJoin('dialogue_counterpart as p', 'p.id', 'c.counterpart_id')
		.leftJoin('dialogue_objection as o', 'o.moderation_id', 'm.id')
		.leftJoin('dialogue_rule as r', 'r.id', 'm.rule_id')
		.selectAll('m')
		.select('r.name as rule_name')
		.select(['p.id as counterpart_id', 'p.handle', 'p.display_name', 'p.masked_at'])
		.select(['e.sha256', 'e.captured_at', 'e.size'])
		.select(['o.text as objected', 'o.at as objected_at', 'o.due_at as objection_due'])
		.select(['o.decided_at as objection_decided', 'o.upheld', 'o.answer'])
		.orderBy('m.at', 'desc')
		.orderBy('m.id', 'desc');
type Row = Awaited<ReturnType<ReturnType<typeof whole>['execute']>>[number];

/** What can be done in a conversation, and what was done. */
export const readModeration = (needs: DialogueNeeds) => async (id: string, actor: Actor) => {
	const row = await needs.db.read('conversation to moderate', (tx) =>
		dialogue(tx).selectFrom('dialogue_conversation').selectAll().where('id', '=', id).executeTakeFirst(),
	);
	if (!row) return fail({ type: 'conversation.not-found' as const });
	if (!may(actor, 'conversation.read', row.unit_id)) return fail({ type: 'access.denied' as const });
	const path = await needs.people.unitPath(row.unit_id);
	const { rows, alarms, contacts } = await needs.db.read('moderation of a conversation', async (tx) => ({
		rows: await whole(tx, all(tx).where('m.conversation_id', '=', id).orderBy('m.at', 'desc').limit(SHOWN)).execute(),
		alarms: await alarmsOf(tx, id),
		contacts: (await contactsIn(tx, path)).contacts,
	}));
	const names = await needs.people.names(present(alarms.map(({ by_id }) => by_id)));
	const [reach, netiquette] = [await reachOf(needs, row), await needs.policy.netiquette()];
	return ok({
		ladder: ladderFor(reach.can).map((rung) => ({ why: null, second: false, ...rung })),
		tells: reach.tells,
		netiquette: { version: netiquette?.version ?? 0, rules: [...(netiquette?.rules ?? [])] },
		acts: await toItems(needs, rows, actor),
		contacts: [...contacts],
		alarms: alarms.map((one) => ({
			...{ id: one.id, at: one.at.toISOString(), by: names.get(one.by_id) ?? '', done: one.done, note: one.note },
			...{ closedAt: one.closed_at?.toISOString() ?? null, sha256: one.sha256 },
		})),
	});
};

type Query = z.output<typeof moderationListEndpoint.input>;

/** One page of acts in the units the actor reads, newest first. */
export const listModeration = (needs: DialogueNeeds) => async (query: Query, actor: Actor) => {
	const rows = await needs.db.read('moderation', (tx) => moderationPage(tx, { query, actor }));
	const shown = rows.slice(0, query.limit);
	const last = rows.length > query.limit ? shown.at(-1) : undefined;
	const items = await toItems(needs, shown, actor);
	return ok({ items, ...(last ? { next: toCursor([last.at.getTime(), last.id]) } : {}) });
};

export const moderationPage = (tx: Tx, { query, actor }: { query: Query; actor: Actor }): Promise<Row[]> => {
	const units = unitsWhere(actor, 'conversation.read');
	const after = fromCursor(query.cursor, 2);
	const page = all(tx)
		.$if(query.view !== 'all', (list) => list.where('m.waits', '=', query.view as 'confirm'))
		.$if(units !== 'all', (list) => list.where('m.unit_id', 'in', units.length > 0 ? [...units] : ['']))
		.$if(after !== null, (list) =>
			list.where(
				sql<boolean>`(m.at, m.id) < (${momentIn(after?.[0]).toISOString()}::timestamptz, ${String(after?.[1])})`,
			),
		)
		.orderBy('m.at', 'desc')
		.orderBy('m.id', 'desc')
		.limit(query.limit + 1);
	return whole(tx, page).execute();
};

const toItems = async (needs: DialogueNeeds, rows: readonly Row[], actor: Actor): Promise<ModerationAct[]> => {
	const names = await needs.people.names(present(rows.flatMap(({ by_id, second_id }) => [by_id, second_id])));
	return rows.map((row) => toItem(needs, row, { names, actor }));
};

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

const toItem = (
	needs: DialogueNeeds,
	row: Row,
	{ names, actor }: { names: ReadonlyMap<string, string>; actor: Actor },
): ModerationAct => ({
	...{ id: row.id, conversationId: row.conversation_id, unitId: row.unit_id, channel: row.channel },
	counterpart: counterpartLabel({ ...row, id: row.channel === 'form' ? row.conversation_id : row.counterpart_id }),
	...{ practice: row.practice, messageId: row.message_id, step: row.step, means: row.means, rule: row.rule },
	...{ netiquette: row.netiquette, facts: row.facts, proportion: row.proportion },
	by: names.get(row.by_id) ?? '',
	automatic: row.rule_id === null ? null : { rule: row.rule_name ?? '', version: row.rule_version ?? 0 },
	second: row.second_id === null ? null : (names.get(row.second_id) ?? ''),
	...{ at: row.at.toISOString(), decidedAt: iso(row.decided_at), expiresAt: iso(row.expires_at) },
	...{ until: iso(row.until_at), state: row.state, waits: row.waits, course: row.course, sending: row.sending },
	...{ reason: row.reason, told: row.notice_id !== null, objectionLink: objectionLink(needs, row) },
	evidence: { sha256: row.sha256, at: row.captured_at.toISOString(), bytes: row.size },
	objection: objectionOf(needs, row),
	mayConfirm: row.state === 'proposed' && row.by_id !== actor.id && may(actor, 'moderation.confirm', row.unit_id),
	mayReview:
		row.waits === 'objection' &&
		row.by_id !== actor.id &&
		row.second_id !== actor.id &&
		may(actor, 'moderation.review', row.unit_id),
});

const objectionOf = ({ sealer }: Pick<DialogueNeeds, 'sealer'>, row: Row): ModerationAct['objection'] => {
	const { objected, objected_at: at, objection_due: due } = row;
	if (objected === null || at === null || due === null) return null;
	const text = objected.length === 0 ? '' : objectionText(sealer, objected);
	return {
		...{ text, at: at.toISOString(), dueAt: due.toISOString() },
		...{ decidedAt: iso(row.objection_decided), upheld: row.upheld, answer: row.answer },
	};
};
