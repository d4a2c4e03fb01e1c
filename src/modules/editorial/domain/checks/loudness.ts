import { DEFAULT_STYLE, matches, oneOf, type TextRule } from './rule.ts';

const EDGE_BEFORE = '(?<![\\p{L}\\p{N}#@/._-])';
const EDGE_AFTER = '(?![\\p{L}\\p{N}@/_-])';
const SHOUT = new RegExp(`${EDGE_BEFORE}\\p{Lu}{5,}(?:[ ,!]+\\p{Lu}{2,})*${EDGE_AFTER}`, 'gu');
/** Short words in capitals shout when they stand in a row and are words, not names of bodies. */
const ROW = new RegExp(
	`${EDGE_BEFORE}(?:\\p{Lu}{2,20}[ ,!]{1,3}){0,8}(?:NUR|HEUTE|JETZT|NICHT|BITTE|ALLE|ALLES|NEU|SIE|DIE|DER|DAS|UND|KEIN|KEINE|FREI|IST|SIND|WIR|STOPP|EILT|INFO|TIPP|ACHT|NEIN)(?:[ ,!]+\\p{Lu}{2,})+${EDGE_AFTER}`,
	'gu',
);
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
	'ERASMUS',
	'LEADER',
	'DSGVO',
	'INTERREG',
	'COVID',
	'ADFC',
	'HELIOS',
	'AMEOS',
	'MOBICARD',
]);
const EMOJI =
	/(?:\p{Regional_Indicator}{2}|\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|\p{Emoji_Modifier})*)/gu;
/** Signs that are part of writing, not pictures. */
const SIGNS = new Set(['©', '®', '™', '↔', '➡', '✓']);

const quieter = (shout: string): string =>
	shout.replaceAll(/\p{Lu}{2,}/gu, (word) => word.slice(0, 1) + word.slice(1).toLowerCase());

/** Words in capitals are read letter by letter, or as shouting. */
export const allCaps: TextRule = {
	id: 'all-caps',
	severity: 'warning',
	paragraph: null,
	find: (text) => {
		const rows = matches(text, ROW);
		const words = matches(text, SHOUT, ([found]) => !NAMES.has(found)).filter(
			({ range }) => !rows.some((row) => row.range[0] < range[1] && range[0] < row.range[1]),
		);
		return [...rows, ...words]
			.sort((a, b) => a.range[0] - b.range[0])
			.map((hit) => ({ ...hit, mend: quieter(text.slice(...hit.range)) }));
	},
};

const emojis = (text: string) => matches(text, EMOJI, ([found]) => !SIGNS.has(found.replace('\uFE0F', '')));

/** Each emoji is read aloud with its full name. */
export const manyEmojis: TextRule = {
	id: 'many-emojis',
	severity: 'warning',
	paragraph: null,
	find(text, { style = DEFAULT_STYLE }) {
		const all = emojis(text);
		const first = all[style.mostEmojis];
		return first ? [{ ...first, values: { count: all.length, most: style.mostEmojis } }] : [];
	},
};

const GOES_ON = /^\s*(?:\p{Ll}|-\p{Lu})/u;
const OPEN = new RegExp(
	`(?<!\\p{L})(?:${oneOf(['der', 'die', 'das', 'den', 'dem', 'des', 'ein', 'eine', 'einen', 'einem', 'einer', 'ins', 'im', 'am', 'zum', 'zur', 'mit', 'ohne', 'für', 'und', 'oder', 'auf', 'unser', 'unsere', 'kein', 'keine', 'viel', 'mehr'])})\\s*$`,
	'iu',
);

/** An emoji in the middle of a sentence: read aloud, its name stands where a word should. */
export const emojiInSentence: TextRule = {
	id: 'emoji-in-sentence',
	severity: 'warning',
	paragraph: 'BITV 2.0',
	find: (text) =>
		emojis(text).filter(({ range: [start, end] }) => {
			const said = text.slice(Math.max(0, start - 30), start);
			if (/(?:^|[.!?:\n])\s*$/u.test(said)) return false;
			const next = text.slice(end, end + 60).replace(/^\p{Extended_Pictographic}+/u, '');
			return OPEN.test(said) || (/\p{L}\s*$/u.test(said) && GOES_ON.test(next));
		}),
};

/** One exclamation mark is a call, two are a shout. A factual style does without. */
export const exclamation: TextRule = {
	id: 'exclamation',
	severity: 'hint',
	paragraph: null,
	find: (text, { style = DEFAULT_STYLE }) => {
		const rows = matches(text, /!(?:\s*[!?])+|\?!+/g).map((hit) => ({ ...hit, mend: '!' }));
		if (style.tone === 'relaxed') return rows;
		const all = matches(text, /!/g);
		return rows.length > 0 || all.length < 2 ? rows : all.slice(1).map((hit) => ({ ...hit, mend: '.' }));
	},
};
