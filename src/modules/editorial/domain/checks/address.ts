import { DEFAULT_STYLE, type Hit, matches, type TextRule } from './rule.ts';

const DU =
	/(?<![\p{L}-])(?:[Dd]u|[Dd]ich|[Dd]ir|[Dd]ein(?:e[nmrs]?)?|[Ee]uch|[Ee]uer|[Ee]ure[nmrs]?|ihr(?=\s(?:habt|seid|könnt|wollt|müsst|dürft|sollt|wisst|kommt|macht|geht|findet|braucht|euch))|(?<=(?:[Hh]abt|[Ss]eid|[Kk]önnt|[Ww]ollt|[Mm]üsst|[Dd]ürft|[Ss]ollt|[Ww]isst|[Kk]ommt|[Mm]acht|[Ww]erdet|[Mm]ögt|[Kk]ennt)\s)[Ii]hr)(?![\p{L}-])/gu;
const SIE =
	/(?<=[\p{L},]\s)(?:Sie|Ihnen|Ihre?[nmrs]?)(?![\p{L}-])|(?<=^|[.!?]\s)(?:\p{Lu}\p{Ll}+en\s)Sie(?![\p{L}-])/gu;
/** A quotation keeps its own form. */
const QUOTED = /["„“»][^"“”«\n]*$/u;

const notQuoted =
	(text: string) =>
	({ index }: RegExpExecArray): boolean =>
		!QUOTED.test(text.slice(text.lastIndexOf('\n', index) + 1, index));

/** Addresses people otherwise than the style of this target group asks for. Names the first place. */
export const addressForm: TextRule = {
	id: 'address-form',
	severity: 'warning',
	paragraph: null,
	find(text, { language = 'de', style = DEFAULT_STYLE }) {
		if (style.address === 'any' || !language.startsWith('de')) return [];
		const [first] = matches(text, style.address === 'sie' ? DU : SIE, notQuoted(text));
		return first ? [{ ...first, values: { form: style.address } }] : [];
	},
};

const MARKS = {
	star: /(?<!\p{L})\p{L}{3,}\*in(?:nen)?(?!\p{L})/gu,
	colon: /(?<!\p{L})\p{L}{3,}:in(?:nen)?(?!\p{L})/gu,
	other: /(?<!\p{L})\p{L}{3,}(?:_in(?:nen)?|\/-?in(?:nen)?|\(in(?:nen)?\)|In(?:nen)?)(?!\p{L})/gu,
} as const;

const pairOf = (word: string): string => {
	const [stem = ''] = word.split(/[*:_/(]|(?=In(?:nen)?$)/u);
	return /nen\)?$/u.test(word) ? `${stem}innen und ${stem}` : `${stem}in oder ${stem}`;
};

/** Writes both genders with a sign the style does not have. */
export const genderForm: TextRule = {
	id: 'gender-form',
	severity: 'hint',
	paragraph: null,
	find(text, { language = 'de', style = DEFAULT_STYLE }) {
		const { gender } = style;
		if (gender === 'any' || !language.startsWith('de')) return [];
		const unwanted = (['star', 'colon', 'other'] as const).filter((mark) => mark !== gender);
		return unwanted.flatMap((mark) =>
			matches(text, MARKS[mark]).map((hit): Hit => ({ ...hit, mend: wanted(text.slice(...hit.range), gender) })),
		);
	},
};

const wanted = (word: string, gender: 'plain' | 'star' | 'colon'): string => {
	if (gender === 'plain') return pairOf(word);
	const sign = gender === 'star' ? '*' : ':';
	return word.replace(/(?:[*:_]|\/-?|\()?[iI]n(nen)?\)?$/u, (_, many?: string) => `${sign}in${many ?? ''}`);
};
