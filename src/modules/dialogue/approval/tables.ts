import type { JSONColumnType } from 'kysely';
import type { Visibility } from '../domain/reply.ts';
import type { HoldReason, ReplyRule } from '../domain/reply-rule.ts';

export interface ReplyApprovalTables {
	/** When answers of a unit need a second person; all others inherit. */
	dialogue_reply_rule: { unit_id: string; rule: JSONColumnType<ReplyRule, string>; version: number };
	/** An answer that waits for a second person; approved, it becomes the message of the same id. */
	dialogue_proposal: {
		id: string;
		conversation_id: string;
		unit_id: string;
		text: string;
		language: string;
		visibility: Visibility;
		awaits: boolean;
		leaves: 'now' | 'opening';
		by_id: string;
		at: Date;
		why: HoldReason[];
		/** SHA-256 of exactly what was proposed. */
		hash: string;
		/** Of the conversation when it was proposed: a higher one means something was said since. */
		version: number;
		state: 'waiting' | 'approved' | 'returned' | 'dropped';
		decided_by: string | null;
		decided_at: Date | null;
		note: string;
	};
}
