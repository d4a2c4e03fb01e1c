import type { Generated } from 'kysely';

import type { AskedKind, InquiryState } from '../domain/inquiry.ts';

export interface InquiryTables {
	/** What somebody inside or outside was asked about a conversation. */
	dialogue_inquiry: {
		id: string;
		conversation_id: string;
		unit_id: string;
		by_id: string;
		kind: AskedKind;
		/** The person or the unit; null: somebody outside. */
		asked_id: string | null;
		/** Who was meant, where the one asked stands in. */
		instead_of: string | null;
		/** Name and address of somebody outside: sealed. */
		expert: Buffer | null;
		/** Only the hash of the link's secret is kept. */
		link_hash: string | null;
		/** The message it is about. */
		message_id: string | null;
		/** All the asked see of the conversation. */
		shown: string;
		state: InquiryState;
		asked_at: Date;
		due_at: Date;
		answered_at: Date | null;
		/** That it is late was told. */
		told_late: boolean;
	};
	/** What was asked and answered, in order. */
	dialogue_inquiry_line: {
		id: string;
		arrival: Generated<number>;
		inquiry_id: string;
		from_asker: boolean;
		/** Null: somebody outside. */
		by_id: string | null;
		text: string;
		at: Date;
		/** Taken over into an answer. */
		taken_at: Date | null;
	};
}
