/** A text in one spelling, and where each of its letters stood before. */
export interface Folded {
	readonly text: string;
	readonly original: string;
	readonly from: readonly number[];
}

const SPELLED: Readonly<Record<string, string>> = {
	...{ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', é: 'e', è: 'e', à: 'a', á: 'a', ó: 'o' },
	...{ '’': "'", '‘': "'", '`': "'", '´': "'", '\n': ' ', '\u00a0': ' ' },
};
/** NOTE: a mail address begins where a word begins and holds no second @: a thousand of them cost no more than one. */
const NOT_SAID = /https?:\/\/\S+|(?<!\S)[@#][\p{L}\p{N}_.-]+|(?<!\S)[^\s@]+@[^\s@]+\.\S+/gu;
/** Longer texts are letters; what hints look for stands at their beginning too. */
const LONGEST = 4000;

/** Small letters, umlauts written out, no addresses, links and names of accounts: as patterns expect it. */
export const folded = (said: string): Folded => {
	const original = said.normalize('NFC').slice(0, LONGEST);
	const bare = original.replaceAll(NOT_SAID, (whole) => ' '.repeat(whole.length));
	let text = '';
	const from: number[] = [];
	for (let at = 0; at < bare.length; at += 1) {
		const letter = (bare[at] ?? '').toLowerCase();
		const spelled = SPELLED[letter] ?? letter;
		text += spelled;
		for (let n = 0; n < spelled.length; n += 1) from.push(at);
	}
	return { text, original, from };
};

/** The words of a match as they were written. */
export const asWritten = ({ original, from }: Folded, start: number, end: number): string =>
	original
		.slice(from[start] ?? 0, (from[end - 1] ?? original.length - 1) + 1)
		.replaceAll(/\s+/g, ' ')
		.trim();

/** A pattern over folded text; it begins and ends at the border of a word. */
export const phrase = (source: string): RegExp =>
	new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'gu');
