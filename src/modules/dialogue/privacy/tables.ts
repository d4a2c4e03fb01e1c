import type { LegalBasis } from '#contract/records.ts';

export interface PrivacyTables {
	/** Terms a source has of its own, and what the last round did. */
	dialogue_retention: {
		source: string;
		/** Null: the usual ones. */
		name_days: number | null;
		word_days: number | null;
		evidence_days: number | null;
		version: number;
		run_at: Date | null;
		run_names: number;
		run_conversations: number;
		run_evidence: number;
	};
	/** A request to erase all that one counterpart said; another person decides. */
	dialogue_erasure: {
		id: string;
		counterpart_id: string;
		channel: string;
		legal_basis: LegalBasis;
		reason: Buffer;
		state: 'open' | 'done' | 'declined';
		conversations: number;
		requested_by: string;
		requested_at: Date;
		decided_by: string | null;
		decided_at: Date | null;
	};
}

/** What is kept of a name once it is not kept any more: what it can be looked for by, and since when. */
export interface NameColumns {
	/** Keyed fingerprint of the handle; null: not made yet, or there never was one. */
	handle_key: string | null;
	/** When the name was last heard. */
	named_at: Date | null;
	masked_at: Date | null;
}
