export type Severity = 'block' | 'warning' | 'hint';

/** What is our own and may therefore stand in a text: the authority's numbers, mail domains and accounts. */
export interface Own {
	/** Beginnings of our own telephone numbers, in any usual form. */
	readonly trunks: readonly string[];
	readonly domains: readonly string[];
	readonly ibans: readonly string[];
}

export interface TextAbout {
	/** The day it is where the authority is, `2026-03-02`. */
	readonly today: string;
	readonly own: Own;
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

export const PRIVACY = 'Art. 6 DSGVO';
