/** What a person began to type that the house can finish: a text block, a hashtag, an account. */
export interface Trigger {
	readonly kind: '/' | '#' | '@';
	/** Where it begins, the sign included. */
	readonly from: number;
	readonly query: string;
}

const BEGUN = /(?:^|[\s(])([/#@])([\p{L}\p{N}_.@-]{0,40})$/u;

/** The word before the cursor, where it begins with a sign that asks for suggestions. */
export const triggerAt = (text: string, caret: number): Trigger | null => {
	const found = BEGUN.exec(text.slice(Math.max(0, caret - 60), caret));
	const [, kind, query = ''] = found ?? [];
	if (kind !== '/' && kind !== '#' && kind !== '@') return null;
	return { kind, query, from: caret - query.length - 1 };
};

const PLACEHOLDER = /\{\{[^{}\n]{1,60}\}\}/u;

/** Puts the chosen words in place of what was begun; the first gap in them is selected, to be filled next. */
export const putIn = (
	text: string,
	{ from, to, words }: { readonly from: number; readonly to: number; readonly words: string },
): { readonly text: string; readonly selection: readonly [number, number] } => {
	const rest = text.slice(to);
	const space = /^\s/.test(rest) || words.endsWith('\n') ? '' : ' ';
	const gap = PLACEHOLDER.exec(words);
	const end = from + words.length + (space || /^[^\S\n]/.test(rest) ? 1 : 0);
	const selection = gap ? ([from + gap.index, from + gap.index + gap[0].length] as const) : ([end, end] as const);
	return { text: `${text.slice(0, from)}${words}${space}${rest}`, selection };
};

/** Finds what was typed at the beginning of a word first, then anywhere. */
export const fitting = <T>(query: string, all: readonly T[], wordsOf: (one: T) => string): readonly T[] => {
	const asked = query.toLowerCase();
	const begins = (one: T): boolean =>
		wordsOf(one)
			.toLowerCase()
			.split(/[\s@]+/)
			.some((word) => word.startsWith(asked));
	const holds = all.filter((one) => wordsOf(one).toLowerCase().includes(asked));
	return [...holds.filter(begins), ...holds.filter((one) => !begins(one))];
};
