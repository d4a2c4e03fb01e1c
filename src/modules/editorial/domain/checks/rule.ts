export type Severity = 'block' | 'warning' | 'hint';

/** What is our own and may therefore stand in a text: the authority's numbers, mail domains, accounts, houses and officials. */
export interface Own {
	/** Beginnings of our own telephone numbers, in any usual form. */
	readonly trunks: readonly string[];
	readonly domains: readonly string[];
	readonly ibans: readonly string[];
	/** Streets with number of public buildings. */
	readonly addresses?: readonly string[];
	/** Names of people who hold an office and are spoken of in it. */
	readonly holders?: readonly string[];
}

/** How the authority speaks to one target group. */
export interface Style {
	readonly address: 'sie' | 'du' | 'any';
	readonly gender: 'plain' | 'star' | 'colon' | 'any';
	readonly tone: 'factual' | 'relaxed';
	readonly mostWords: number;
	readonly mostEmojis: number;
	/** Flesch score after Amstad below which a text counts as hard to read. */
	readonly leastEase: number;
}

/** Kinds of content that may be held back before an election. */
export type ContentClass = 'party' | 'candidate' | 'achievement';

/** A time of restraint before an election, and what may still be said in it. */
export interface Restraint {
	readonly name: string;
	readonly allowed: readonly ContentClass[];
	readonly parties: readonly string[];
	readonly candidates: readonly string[];
}

export const DEFAULT_STYLE: Style = {
	address: 'any',
	gender: 'any',
	tone: 'relaxed',
	mostWords: 30,
	mostEmojis: 3,
	leastEase: 30,
};

export interface TextAbout {
	/** The day it is where the authority is, `2026-03-02`. */
	readonly today: string;
	readonly own: Own;
	/** The language the text says it is in; without one nobody compares. */
	readonly language?: string;
	readonly style?: Style;
	/** Set while a time of restraint runs. */
	readonly restraint?: Restraint | null;
}

/** One find in one text. `range` counts UTF-16 units, as an input field does. */
export interface Hit {
	readonly range: readonly [number, number];
	/** What the range could be replaced by. */
	readonly mend?: string;
	/** Figures and words for the sentence a person reads. */
	readonly values?: Readonly<Record<string, string | number>>;
}

/** A rule that looks at one text and at nothing else. */
export interface TextRule {
	readonly id: string;
	readonly severity: Severity;
	/** The norm behind the rule; a reader can look it up. */
	readonly paragraph: string | null;
	find(text: string, about: TextAbout): readonly Hit[];
}

/** All matches of a global pattern as ranges; `keep` decides by the matched words. */
export const matches = (
	text: string,
	pattern: RegExp,
	keep: (match: RegExpExecArray) => boolean = () => true,
): readonly Hit[] =>
	[...text.matchAll(pattern)].filter(keep).map((match) => ({ range: [match.index, match.index + match[0].length] }));

/** The text just before a place: rules that need a word nearby read it. */
export const before = (text: string, at: number, length: number): string => text.slice(Math.max(0, at - length), at);
export const after = (text: string, at: number, length: number): string => text.slice(at, at + length);

/** One pattern out of many words; longer ones first, so that none hides another. */
export const oneOf = (words: readonly string[]): string =>
	[...words]
		.sort((a, b) => b.length - a.length)
		.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
		.join('|');

export const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');
export const PRIVACY = 'Art. 6 DSGVO';
export const HEALTH = 'Art. 9 DSGVO';
