/** A passage somebody spoke of: its words, where they stood, and the words around them. */
export interface Anchor {
	readonly quote: string;
	readonly start: number;
	readonly before: string;
	readonly after: string;
}

/** How much of the surroundings helps to tell two equal passages apart. */
const AROUND = 32;

export const anchorAt = (text: string, start: number, end: number): Anchor => ({
	quote: text.slice(start, end),
	start,
	before: text.slice(Math.max(0, start - AROUND), start),
	after: text.slice(end, end + AROUND),
});

/**
 * Where the passage stands now, after edits elsewhere; null when its words are gone. Of several equal ones it is the one whose
 * surroundings fit best, then the one nearest to where it stood.
 */
export const locate = (text: string, anchor: Anchor): readonly [number, number] | null => {
	if (anchor.quote === '') return null;
	let best: { readonly at: number; readonly fit: number; readonly far: number } | null = null;
	for (let at = text.indexOf(anchor.quote); at !== -1; at = text.indexOf(anchor.quote, at + 1)) {
		const fit = fitOf(text, at, anchor);
		const far = Math.abs(at - anchor.start);
		if (best === null || fit > best.fit || (fit === best.fit && far < best.far)) best = { at, fit, far };
	}
	return best === null ? null : [best.at, best.at + anchor.quote.length];
};

const fitOf = (text: string, at: number, { quote, before, after }: Anchor): number => {
	let left = 0;
	while (left < before.length && text[at - 1 - left] === before[before.length - 1 - left]) left += 1;
	let right = 0;
	while (right < after.length && text[at + quote.length + right] === after[right]) right += 1;
	return left + right;
};
