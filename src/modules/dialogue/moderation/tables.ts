import type { Generated, JSONColumnType } from 'kysely';

import type { ActState, Means, Sending, Step } from '../domain/ladder.ts';

/** What an act of moderation keeps where a rule took it. */
interface RuleColumns {
	rule_id: Generated<string | null>;
	rule_version: Generated<number | null>;
	/** A person has yet to look at it, or has. */
	review: Generated<'open' | 'confirmed' | 'reverted' | null>;
	review_due_at: Generated<Date | null>;
	reviewed_at: Generated<Date | null>;
	reviewed_by: Generated<string | null>;
}

export interface ModerationTables {
	/** A message as it came, byte for byte as it was read, before anything was done about it. */
	dialogue_evidence: {
		id: string;
		conversation_id: string;
		unit_id: string;
		message_id: string;
		captured_at: Date;
		sha256: string;
		size: number;
		/** Empty once its term is over; the checksum stays. */
		bytes: Buffer;
		expired_at: Generated<Date | null>;
		channel: string | null;
	};
	dialogue_moderation: RuleColumns & {
		id: string;
		conversation_id: string;
		message_id: string;
		unit_id: string;
		presence_id: string | null;
		channel: string;
		practice: boolean;
		step: Step;
		means: Means;
		/** Number in the netiquette, and the version of the day. */
		rule: string;
		netiquette: number;
		facts: string;
		proportion: string;
		evidence_id: string;
		by_id: string;
		second_id: string | null;
		at: Date;
		/** Since when it is more than a proposal. */
		decided_at: Date | null;
		/** Until then a second person may confirm it. */
		expires_at: Date | null;
		/** When a block for a time ends. */
		until_at: Date | null;
		state: ActState;
		/** What a person has to do about it; null: nothing. */
		waits: Waits | null;
		/** What is on its way: the act, or its end. */
		course: 'do' | 'undo';
		sending: Sending;
		attempts: number;
		due_at: Date | null;
		reason: string | null;
		/** Message and account as the network names them: sealed. */
		target: Buffer;
		/** Our own words to the author, that have to leave before a block. */
		notice_id: string | null;
		objection_hash: string;
		objection: Buffer;
	};
	dialogue_objection: {
		moderation_id: string;
		text: Buffer;
		language: string;
		at: Date;
		due_at: Date;
		decided_at: Date | null;
		decided_by: string | null;
		upheld: boolean | null;
		answer: string | null;
	};
	/** Whom a unit calls when a life is in danger; all others inherit. */
	dialogue_emergency: {
		unit_id: string;
		contacts: JSONColumnType<EmergencyContact[], string>;
		version: number;
	};
	dialogue_alarm: {
		id: string;
		conversation_id: string;
		unit_id: string;
		evidence_id: string;
		by_id: string;
		at: Date;
		/** What was ticked off, once it is over. */
		done: JSONColumnType<string[], string>;
		note: string;
		closed_at: Date | null;
	};
}

export type Waits = 'confirm' | 'objection' | 'trouble';

export interface EmergencyContact {
	readonly name: string;
	readonly phone: string;
	readonly note: string;
}
