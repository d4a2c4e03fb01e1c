import { sql } from 'kysely';
import type { z } from 'zod';

import type { tryRuleEndpoint } from '#contract/rules.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { days, type Instant, plus, toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';
import { fromCursor, momentIn, toCursor } from '#platform/http/cursor.ts';

import { readSaid } from '../domain/rules/said.ts';
import type { DialogueNeeds } from '../needs.ts';
import { maskedExcerpt } from '../store.ts';
import { dialogue } from '../tables.ts';
import { type HeardRow, type Matched, matchesOf, strangers, toHeard } from './heard.ts';
import { lockRule, type RuleRow } from './store.ts';

/** Of the house at a time; those of the unit among them are held against the rule. */
const STEP = 2000;
const DAYS = 30;

type Tried = z.output<typeof tryRuleEndpoint.output>;
type TryFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'rule.not-found' }
	| { readonly type: 'rule.changed-meanwhile' };

export type { TryFailure };

/** What a rule would have found. From then on it may be switched on; nothing about the messages changes. */
export const tryRule =
	(needs: DialogueNeeds) =>
	async (
		{ ruleId, version, cursor }: z.output<typeof tryRuleEndpoint.input>,
		actor: Actor,
	): Promise<Result<Tried, TryFailure>> =>
		needs.act<Tried, TryFailure>('try rule', actor, async (tx) => {
			const rule = await lockRule(tx, ruleId);
			if (!rule) return fail({ type: 'rule.not-found' });
			if (!may(actor, 'rule.manage', rule.unit_id)) return fail({ type: 'access.denied' });
			if (rule.version !== version) return fail({ type: 'rule.changed-meanwhile' });
			const units = await needs.people.unitsBelow(rule.unit_id);
			const rows = await step(tx, { since: plus(needs.clock.now(), -days(DAYS)), cursor });
			const own = new URL(needs.origin).hostname;
			const tried = toTried({ rows, rule, units: new Set([rule.unit_id, ...units]), own });
			if (rule.tried_version === version) return unchanged(tried);
			await dialogue(tx)
				.updateTable('dialogue_rule')
				.set({ tried_version: version })
				.where('id', '=', rule.id)
				.execute();
			await needs.events.announce(tx, { topic: 'setting', id: rule.id, unitId: rule.unit_id });
			const payload = { version, looked: tried.looked, found: tried.items.length };
			return done(tried, { kind: 'rule.tried', subject: rule.id, unitId: rule.unit_id, payload });
		});

interface Trying {
	readonly rows: readonly HeardRow[];
	readonly rule: RuleRow;
	readonly units: ReadonlySet<string>;
	readonly own: string;
}

const toTried = ({ rows, rule, units, own }: Trying): Tried => {
	const read = rows.filter(({ unit_id }) => units.has(unit_id)).map((row) => ({ row, said: readSaid(row.text, own) }));
	const same = Map.groupBy(read, ({ said }) => said.print);
	const items = read.flatMap(({ row, said }) => {
		const others = said.print === null ? [] : (same.get(said.print) ?? []);
		const copies = others
			.filter((other) => other.row.id !== row.id)
			.map((other) => ({ author: other.row.counterpart_id, at: other.row.sent_at.getTime() }));
		const [match] = matchesOf([rule], toHeard(row, said, copies));
		return match ? [toItem(row, match)] : [];
	});
	const last = rows.length === STEP ? rows.at(-1) : undefined;
	return { looked: read.length, items, ...(last && { next: toCursor([last.sent_at.getTime(), last.id]) }) };
};

const toItem = (row: HeardRow, { why }: Matched): Tried['items'][number] => ({
	...{ messageId: row.id, conversationId: row.conversation_id, channel: row.channel },
	...{ excerpt: maskedExcerpt(row.text, row.sent_at), at: row.sent_at.toISOString() },
	why: why.map(({ is, found }) => ({ is, found: [...found] })),
});

interface Stepping {
	readonly since: Instant;
	readonly cursor: string | undefined;
}

/** The next messages from others, backwards from the newest; the page is cut before anything is joined to it. */
export const step = (tx: Tx, { since, cursor }: Stepping, most = STEP): Promise<HeardRow[]> => {
	const after = fromCursor(cursor, 2);
	const page = dialogue(tx)
		.selectFrom('dialogue_message as m')
		.select(['m.id', 'm.conversation_id', 'm.text', 'm.sent_at', 'm.arrival'])
		.where('m.direction', '=', 'in')
		.where('m.sent_at', '>', toDate(since))
		.$if(after !== null, (list) =>
			list.where(
				sql<boolean>`(m.sent_at, m.id) < (${momentIn(after?.[0]).toISOString()}::timestamptz, ${String(after?.[1])})`,
			),
		)
		.orderBy('m.sent_at', 'desc')
		.orderBy('m.id', 'desc')
		.limit(most);
	return dialogue(tx)
		.selectFrom(page.as('m'))
		.innerJoin('dialogue_conversation as c', 'c.id', 'm.conversation_id')
		.leftJoin('dialogue_reading as r', 'r.message_id', 'm.id')
		.select(['m.id', 'm.conversation_id', 'm.text', 'm.sent_at', 'r.hints'])
		.select(['c.unit_id', 'c.channel', 'c.counterpart_id', 'c.presence_id', 'c.post_id', 'c.visibility'])
		.select(['c.answered_at', strangers.as('stranger')])
		.orderBy('m.sent_at', 'desc')
		.orderBy('m.id', 'desc')
		.execute();
};
