import type { JSONColumnType } from 'kysely';

import type { Relevance, Sending, TargetKind } from '../domain/handover.ts';

export interface HandoverTables {
	/** Where a unit hands personal matters over to. */
	dialogue_target: {
		id: string;
		unit_id: string;
		kind: TargetKind;
		name: string;
		address: string;
		contact: string;
		public_text: string;
		private_text: string;
		/** What a webhook's letters are signed with: sealed. */
		key: Buffer | null;
		retired_at: Date | null;
	};
	dialogue_handover: {
		id: string;
		conversation_id: string;
		unit_id: string;
		target_id: string;
		at: Date;
		relevant: JSONColumnType<Relevance[]>;
		file_reference: string | null;
		receipt_hash: string;
		receipt: Buffer;
		/** What went, sealed; gone once it surely arrived. */
		data: Buffer | null;
		sending: Sending;
		attempts: number;
		due_at: Date | null;
		reason: string | null;
	};
}
