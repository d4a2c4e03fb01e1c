import type { ColumnType, Generated, JSONColumnType } from 'kysely';

import type { Reason } from '../domain/rules/matching.ts';
import type { Condition, Effects } from '../domain/rules/rule.ts';

/** What became of a match. `otherwise`: a person took another step than the one that was proposed. */
export type MatchState = 'open' | 'followed' | 'otherwise' | 'dismissed' | 'hidden';

export interface RuleTables {
	/** A rule of a unit, which holds below it too. The counts are of the rule, of no person. */
	dialogue_rule: {
		id: string;
		unit_id: string;
		place: number;
		name: string;
		conditions: JSONColumnType<readonly Condition[], string>;
		effects: JSONColumnType<Effects, string>;
		is_on: boolean;
		version: number;
		/** The version that was tried out last. */
		tried_version: number;
		proposed: Generated<number>;
		followed: Generated<number>;
		dismissed: Generated<number>;
		hidden: Generated<number>;
		reverted: Generated<number>;
		retired_at: Date | null;
	};
	/** Whether spam is hidden by rule in a unit; without a row it is not. Nobody inherits it. */
	dialogue_rule_hiding: {
		unit_id: string;
		is_on: boolean;
		per_hour: number;
		stopped_at: Date | null;
		version: number;
	};
	/** Goes with its message; the words it rests on go with the message's words, by the database itself. */
	dialogue_rule_match: {
		message_id: string;
		rule_id: string;
		version: number;
		at: Date;
		why: ColumnType<readonly Reason[], string, string>;
		/** The step a person is asked about. */
		proposes: string | null;
		netiquette: string | null;
		state: MatchState;
	};
	/** What was looked through and not held against the rules yet; the database itself puts it here. */
	dialogue_rule_due: { message_id: string; arrival: number };
	/** That two messages say the same is seen by this, for a day; no words are in it. */
	dialogue_rule_print: { message_id: string; print: string; author_id: string; at: Date };
}
