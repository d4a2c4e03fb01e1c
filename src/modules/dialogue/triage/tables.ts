import type { Generated } from 'kysely';

export interface TriageTables {
	/** One short list for the whole house. */
	dialogue_label: { id: string; name: string; retired_at: Date | null };
	/** A post that drew unusually many messages on a day, of which was told. */
	dialogue_surge: { post_id: string; day: string; count: number; usual: number; at: Date };
}

/** What merging keeps with a message. */
export interface HomeColumn {
	/** The conversation it was merged from; null: it is where it came in. */
	home_id: string | null;
}

/** What sorting and putting off keep with a conversation. */
export interface TriageColumns {
	/** Minutes of the promise that had run each time the clock was stopped. */
	used_minutes: Generated<number>;
	/** Out of sight until then; null: in its lists. */
	snoozed_until: Date | null;
	snoozed_by: string | null;
	snooze_reason: Generated<string>;
	/** Ids of labels. */
	labels: Generated<string[]>;
	/** Where its messages are now. */
	merged_into: string | null;
}
