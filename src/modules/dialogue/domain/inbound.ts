/** What a message of somebody else says at one moment. */
export interface Version {
	readonly text: string;
	/** Its pictures, so that two versions can be told apart. */
	readonly media: string;
	readonly sentAt: number;
	/** When its author changed it; null: as it was first said. */
	readonly editedAt: number | null;
}

export interface Known extends Omit<Version, 'sentAt'> {
	/** Its author took it back, or its words are sealed: whatever comes, it stays so. */
	readonly fixed: boolean;
}

/**
 * What a version means for what is known, in whatever order versions come and however often: `replace` it, `date` it (the
 * same words, changed later and back), or nothing.
 */
export const revisionOf = (known: Known, came: Version): 'replace' | 'date' | 'nothing' => {
	if (known.fixed || isOlder(known, came)) return 'nothing';
	if (known.text !== came.text || known.media !== came.media) return 'replace';
	return came.editedAt !== null && came.editedAt !== known.editedAt ? 'date' : 'nothing';
};

/** What carries no moment of a change is how it was first said, however late it comes. */
const isOlder = (known: Known, came: Version): boolean => {
	if (known.editedAt === null) return false;
	const at = came.editedAt ?? came.sentAt;
	if (at !== known.editedAt) return at < known.editedAt;
	// Of two versions of one moment the greater words stay: whichever comes first, the end is the same.
	return came.editedAt === null || wordsOf(came) <= wordsOf(known);
};

const wordsOf = ({ text, media }: Pick<Version, 'text' | 'media'>): string => `${text}\n${media}`;

interface Placed {
	readonly direction: 'in' | 'out' | 'note';
	readonly sent_at: Date;
}

/**
 * What was said in the order it was said: as it arrived, save that what others said in one go stands as they said it. Their
 * clocks are never compared with ours.
 */
export const inAuthorsOrder = <T extends Placed>(arrived: readonly T[]): readonly T[] => {
	const runs: T[][] = [];
	for (const message of arrived) {
		const run = runs.at(-1);
		if (run?.[0]?.direction === 'in' && message.direction === 'in') run.push(message);
		else runs.push([message]);
	}
	return runs.flatMap((run) => run.toSorted((a, b) => a.sent_at.getTime() - b.sent_at.getTime()));
};
