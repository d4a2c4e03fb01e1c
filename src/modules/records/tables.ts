import type { Generated } from 'kysely';

import type { LegalBasis } from '#contract/records.ts';
import { tables } from '#platform/db/database.ts';

export interface RecordsTables {
	/** One sealed record. Never changed after its commit, except that erasure empties `sealed` and `record_key`. */
	records_entry: {
		no: Generated<number>;
		id: string;
		kind: string;
		subject: string;
		unit_id: string | null;
		at: Date;
		commitment: Buffer;
		sealed: Buffer | null;
		record_key: Buffer | null;
	};
	/** Committed, not yet numbered. */
	records_pending: { no: number };
	records_leaf: { position: number; entry_no: number; hash: Buffer };
	/** Roots of complete subtrees above the leaves. */
	records_node: { level: number; position: number; hash: Buffer };
	records_checkpoint: {
		size: number;
		root: Buffer;
		note: string;
		signed_at: Date;
		token: Buffer | null;
		stamped_at: Date | null;
	};
	/** The log's name and public key, fixed when the first checkpoint was signed. */
	records_key: { name: string; public_key: Buffer; created_at: Date };
	records_hold: {
		id: string;
		subject: string;
		reason: Buffer;
		review_at: Date | null;
		set_at: Date;
		lifted_at: Date | null;
	};
	records_erasure: {
		id: string;
		subject: string;
		entry_id: string | null;
		legal_basis: LegalBasis;
		reason: Buffer;
		state: 'open' | 'done' | 'declined';
		requested_by: string;
		requested_at: Date;
		decided_at: Date | null;
	};
}

export const records = tables<RecordsTables>();
