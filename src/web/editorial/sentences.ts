export interface Passage {
	readonly start: number;
	readonly end: number;
	readonly quote: string;
}

/** The sentences of a text with where they stand: what one can speak of without a mouse. */
export const sentencesOf = (text: string, language: string): readonly Passage[] =>
	[...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)].flatMap(({ segment, index }) => {
		const quote = segment.trim();
		const start = index + segment.indexOf(quote);
		return quote === '' ? [] : [{ start, end: start + quote.length, quote }];
	});

/** The colleagues addressed with @ and their name. */
export const mentionedIn = (
	body: string,
	colleagues: readonly { readonly id: string; readonly name: string }[],
): readonly string[] => colleagues.filter(({ name }) => body.includes(`@${name}`)).map(({ id }) => id);
