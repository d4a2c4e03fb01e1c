/** Packs the key of a list's last row into an opaque cursor. */
export const toCursor = (key: readonly (string | number | null)[]): string =>
	Buffer.from(JSON.stringify(key)).toString('base64url');

/** Reads a cursor back; null for anything that is not one of ours (the list then begins at its start). */
export const fromCursor = (cursor: string | undefined, parts: number): readonly (string | number | null)[] | null => {
	if (cursor === undefined) return null;
	try {
		const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
		const plain =
			Array.isArray(key) &&
			key.length === parts &&
			key.every((part) => part === null || ['string', 'number'].includes(typeof part));
		return plain ? (key as (string | number | null)[]) : null;
	} catch {
		return null;
	}
};

/** A moment in a cursor; the beginning of time for what is none. */
export const momentIn = (part: string | number | null | undefined): Date => {
	const at = new Date(part ?? 0);
	return Number.isNaN(at.getTime()) ? new Date(0) : at;
};
