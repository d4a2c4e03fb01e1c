import type { Selectable } from 'kysely';
import { sql } from 'kysely';

import { system } from '#kernel/permission.ts';
import type { Tx } from '#platform/db/database.ts';

import { RULES, USUAL_PER_HOUR } from '../domain/rules/hiding.ts';
import { dialogue } from '../tables.ts';
import type { MatchState, RuleTables } from './tables.ts';

export type RuleRow = Selectable<RuleTables['dialogue_rule']>;

export const machine = system(RULES);

export const lockRule = (tx: Tx, id: string): Promise<RuleRow | undefined> =>
	dialogue(tx)
		.selectFrom('dialogue_rule')
		.selectAll()
		.where('id', '=', id)
		.where('retired_at', 'is', null)
		.forUpdate()
		.executeTakeFirst();

export const rulesOf = (tx: Tx, units: readonly string[]): Promise<RuleRow[]> =>
	dialogue(tx)
		.selectFrom('dialogue_rule')
		.selectAll()
		.where('unit_id', 'in', [...units, ''])
		.where('retired_at', 'is', null)
		.orderBy('place')
		.orderBy('id')
		.execute();

/** The same in the order in which they are gone through: those of the units above first. */
export const fromTheTop = (rules: readonly RuleRow[], path: readonly string[]): readonly RuleRow[] =>
	rules.toSorted((a, b) => path.indexOf(b.unit_id) - path.indexOf(a.unit_id) || a.place - b.place);

/** Nobody has switched it on. */
const off = { is_on: false, per_hour: USUAL_PER_HOUR, stopped_at: null, version: 0 } as const;

export const hidingOf = async (tx: Tx, unitId: string) =>
	(await dialogue(tx)
		.selectFrom('dialogue_rule_hiding')
		.selectAll()
		.where('unit_id', '=', unitId)
		.executeTakeFirst()) ?? { ...off, unit_id: unitId };

type Counted = 'proposed' | 'followed' | 'dismissed' | 'hidden' | 'reverted';

/** How often a rule was right is kept with the rule, so that it outlasts the messages. */
export const count = (tx: Tx, ruleId: string, [what, by]: readonly [Counted, 1 | -1]) =>
	sql`update dialogue_rule set ${sql.ref(what)} = greatest(0, ${sql.ref(what)} + ${by}) where id = ${ruleId}`.execute(
		dialogue(tx),
	);

interface Matched {
	readonly messageId: string;
	readonly ruleId: string;
}

export const setMatch = (tx: Tx, { messageId, ruleId }: Matched, state: MatchState) =>
	dialogue(tx)
		.updateTable('dialogue_rule_match')
		.set({ state })
		.where('message_id', '=', messageId)
		.where('rule_id', '=', ruleId)
		.execute();
