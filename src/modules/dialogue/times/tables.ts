/** What the report on answers keeps with a conversation. */
export interface TimeColumns {
	/** When it last came to rest: answered or closed. */
	settled_at: Date | null;
	/** Minutes the office was open until the first answer, and until it came to rest at `settle_counted`. */
	answer_open: number | null;
	settle_open: number | null;
	settle_counted: Date | null;
}
