import type { Tx } from '#platform/db/database.ts';

import type { ConversationRow } from '../store.ts';
import { type DutyNeeds, onDutyIn } from './roster.ts';

/**
 * Who is reminded of an answer: who has it, or their substitute. Where the roster gave it to a shift that is over, or
 * nobody has it, who is on duty; without a roster everybody who answers in the unit.
 */
export const remindedOf = async (
	needs: Pick<DutyNeeds, 'people' | 'clock'>,
	tx: Tx,
	row: ConversationRow,
): Promise<readonly string[]> => {
	const { assignee_id: has, duty_to: given } = row;
	const duty = await onDutyIn(needs, tx, row.unit_id);
	const over = has !== null && has === given && duty.length > 0 && !duty.includes(has);
	if (has !== null && !over) return [(await needs.people.thereFor(has, needs.clock.now())) ?? has];
	if (duty.length > 0) return duty;
	const holders = await needs.people.holdersIn(row.unit_id);
	return holders.filter(({ roles }) => roles.includes('agent')).map(({ personId }) => personId);
};
