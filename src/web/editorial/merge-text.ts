import { diff3Merge } from 'node-diff3';

/** A word with the space behind it: so that a space is never what two texts have in common. */
const words = (text: string): string[] => text.match(/\S+\s*|\s+/g) ?? [];

/**
 * Joins what two people made of the same text. Null where both changed the same words: then a person decides.
 * Every word that either put in is in the result, and nothing is in it that neither has.
 */
export const mergeText = (before: string, mine: string, theirs: string): string | null => {
	if (mine === theirs || theirs === before) return mine;
	if (mine === before) return theirs;
	const regions = diff3Merge(words(mine), words(before), words(theirs), { excludeFalseConflicts: true });
	const parts = regions.map(({ ok }) => ok?.join(''));
	return parts.every((part) => part !== undefined) ? parts.join('') : null;
};

/** Where the cursor stands after the text around it changed: in the same words as before. */
export const movedCaret = (before: string, after: string, caret: number): number => {
	let same = 0;
	while (same < caret && before[same] === after[same]) same += 1;
	if (same === caret) return caret;
	let behind = 0;
	const most = Math.min(before.length - caret, after.length - same);
	while (behind < most && before[before.length - 1 - behind] === after[after.length - 1 - behind]) behind += 1;
	return behind === before.length - caret ? after.length - behind : Math.min(caret, after.length);
};
