import { diffWords } from './diff-words.ts';

type Range = readonly [number, number];

/** Where a text has words that the other has not, and how many words came and went. */
export const differencesOf = (
	house: string,
	own: string,
): { readonly added: readonly Range[]; readonly came: number; readonly went: number } => {
	const added: Range[] = [];
	let [at, came, went] = [0, 0, 0];
	for (const { kind, text } of diffWords(house, own)) {
		if (kind === 'out') {
			went += countWords(text);
			continue;
		}
		if (kind === 'in') {
			came += countWords(text);
			const lead = text.length - text.trimStart().length;
			const words = text.trim().length;
			if (words > 0) added.push([at + lead, at + lead + words]);
		}
		at += text.length;
	}
	return { added, came, went };
};

const countWords = (text: string): number => text.match(/\S+/g)?.length ?? 0;
