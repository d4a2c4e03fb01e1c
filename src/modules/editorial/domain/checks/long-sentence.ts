import type { Hit, TextRule } from './rule.ts';

const MOST_WORDS = 30;
/** A full stop after a number, a single letter or one of these does not end a sentence. */
const GOES_ON = /(?:\d|\b\p{L}|\b(?:Nr|Str|bzw|ca|usw|Abs|Dr|Prof|St|inkl|evtl|vgl|ggf|Tel|geb))\.$/u;
const END = /[.!?](?=\s+["„]?\p{Lu}|\s*$)|\n{2,}/gu;

const sentences = (text: string): readonly (readonly [number, number])[] => {
	const found: [number, number][] = [];
	let start = 0;
	for (const { 0: end, index } of text.matchAll(END)) {
		const stop = index + end.length;
		if (end === '.' && GOES_ON.test(text.slice(start, stop)) && stop < text.trimEnd().length) continue;
		found.push([start, stop]);
		start = stop;
	}
	if (start < text.length) found.push([start, text.length]);
	return found;
};

const trimmed = (text: string, [start, end]: readonly [number, number]): readonly [number, number] => {
	const part = text.slice(start, end);
	return [start + part.length - part.trimStart().length, end - (part.length - part.trimEnd().length)];
};

/** A sentence nobody keeps in mind until its end. */
export const longSentence: TextRule = {
	id: 'long-sentence',
	severity: 'warning',
	paragraph: null,
	find: (text) =>
		sentences(text).flatMap((range): Hit[] => {
			const words = text.slice(...range).match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0;
			return words > MOST_WORDS ? [{ range: trimmed(text, range), values: { words, most: MOST_WORDS } }] : [];
		}),
};
