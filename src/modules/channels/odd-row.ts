/** A row of a list that could not be read, known by its name if it bears one. */
export interface OddRow {
	readonly id: string | null;
	/** Says where it is not as agreed, never what stands there. */
	readonly reason: string;
}
