import type { Leaf } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import type { House } from '../deadlines/service.ts';
import type { Effects } from '../domain/rules/rule.ts';
import type { TriageAct } from '../domain/triage.ts';
import { onDutyIn } from '../duty/roster.ts';
import type { DialogueNeeds } from '../needs.ts';
import { type ConversationRow, lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';
import { sortWithin } from '../triage/act.ts';
import type { CarryingOut, Surroundings } from './doing.ts';
import { hideByRule } from './hide.ts';
import { count, machine } from './store.ts';

export const surroundings = async (needs: DialogueNeeds, path: readonly string[]): Promise<Surroundings> => ({
	house: await needs.people.authority(),
	path,
});

/** Notes that a rule matched, sorts as it says, and hides where it may; all else it only proposes. Once for a message. */
export const carryOutRule = async (needs: DialogueNeeds, tx: Tx, doing: CarryingOut): Promise<readonly Leaf[]> => {
	const { match, message } = doing;
	const { rule, why } = match;
	const { propose } = rule.effects;
	const fresh = await dialogue(tx)
		.insertInto('dialogue_rule_match')
		.values({
			...{ message_id: message.id, rule_id: rule.id, version: rule.version, why: JSON.stringify(why) },
			...{ at: new Date(needs.clock.now()), state: 'open' },
			...{ proposes: propose?.step ?? null, netiquette: propose?.rule ?? null },
		})
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirst();
	if (fresh.numInsertedOrUpdatedRows !== 1n) return [];
	const row = await lockConversation(tx, message.conversation_id);
	if (!row) return [];
	const sorted = await sortAs(needs, tx, { row, effects: rule.effects, house: doing.about.house });
	const hidden = rule.effects.hides ? await hideByRule(needs, tx, doing) : [];
	if (propose !== null && !hidden.some(({ kind }) => kind === 'moderation.ordered-by-rule'))
		await count(tx, rule.id, ['proposed', 1]);
	await needs.events.announce(tx, { topic: 'conversation', id: row.id, unitId: row.unit_id });
	const payload = {
		...{ rule: rule.id, version: rule.version, message: message.id, proposes: propose?.step ?? null },
		because: why.map((one) => one.is),
	};
	return [{ kind: 'rule.matched', subject: row.id, unitId: row.unit_id, payload }, ...sorted, ...hidden];
};

interface Sorting {
	readonly row: ConversationRow;
	readonly effects: Effects;
	readonly house: House;
}

/** Never against somebody: who has it keeps it, and what is urgent stays so. */
const sortAs = async (needs: DialogueNeeds, tx: Tx, { row, effects, house }: Sorting): Promise<readonly Leaf[]> => {
	const leaves: Leaf[] = [];
	for (const act of await actsOf(needs, tx, { row, effects })) {
		const now = await lockConversation(tx, row.id);
		if (now) leaves.push(...(await sortWithin(needs, tx, { row: now, act, actor: machine, house })));
	}
	return leaves;
};

const actsOf = async (
	needs: DialogueNeeds,
	tx: Tx,
	{ row, effects: { label, priority, duty } }: Omit<Sorting, 'house'>,
): Promise<readonly TriageAct[]> => {
	const [first] = duty && row.assignee_id === null ? await onDutyIn(needs, tx, row.unit_id) : [];
	return [
		...(label === null ? [] : [{ do: 'label', add: [label], remove: [] } as const]),
		...(priority === null || row.priority !== 'normal' ? [] : [{ do: 'prioritise', priority } as const]),
		...(first === undefined ? [] : [{ do: 'assign', personId: first } as const]),
	];
};
