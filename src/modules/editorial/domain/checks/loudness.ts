import { matches, type TextRule } from './rule.ts';

const SHOUT = /(?<![\p{L}\p{N}#@/._-])\p{Lu}{5,}(?:[ ,!]+\p{Lu}{2,})*(?![\p{L}\p{N}@/_-])/gu;
/** Names that are written like this. */
const NAMES = new Set([
	'DLRG',
	'ELSTER',
	'UNESCO',
	'UNICEF',
	'BAFÖG',
	'SCHUFA',
	'DEKRA',
	'EDEKA',
	'FFP2',
	'MINT',
	'KRITIS',
	'TÜREN',
	'NUTS',
]);
const MOST_EMOJIS = 3;
const EMOJI = /\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|\p{Emoji_Modifier})*/gu;

const quieter = (shout: string): string =>
	shout.replaceAll(/\p{Lu}{2,}/gu, (word) => word.slice(0, 1) + word.slice(1).toLowerCase());

/** Words in capitals are read letter by letter, or as shouting. */
export const allCaps: TextRule = {
	id: 'all-caps',
	severity: 'warning',
	paragraph: null,
	find: (text) =>
		matches(text, SHOUT, ([found]) => !NAMES.has(found)).map((hit) => ({
			...hit,
			mend: quieter(text.slice(...hit.range)),
		})),
};

/** Each emoji is read aloud with its full name. */
export const manyEmojis: TextRule = {
	id: 'many-emojis',
	severity: 'warning',
	paragraph: null,
	find(text) {
		const all = matches(text, EMOJI);
		const first = all[MOST_EMOJIS];
		return first ? [{ ...first, values: { count: all.length, most: MOST_EMOJIS } }] : [];
	},
};
