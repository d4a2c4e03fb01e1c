import { IntlMessageFormat } from 'intl-messageformat';

/** Nested texts in ICU message format. */
export interface Texts {
	readonly [key: string]: string | Texts;
}

type Values = Readonly<Record<string, string | number | Date>>;

interface Voice {
	readonly locale: string;
	readonly texts: Texts;
}

/** The text behind a key like `act.save`; undefined where there is none. */
export const textAt = (texts: Texts, key: string): string | undefined => {
	let at: string | Texts | undefined = texts;
	for (const step of key.split('.')) at = typeof at === 'object' ? at[step] : undefined;
	return typeof at === 'string' ? at : undefined;
};

/** Says texts in ICU format outside React. Each sentence is read once; a missing one shows its key. */
export const createTranslator = ({ locale, texts }: Voice) => {
	const read = new Map<string, IntlMessageFormat>();
	return (key: string, values: Values = {}): string => {
		const text = textAt(texts, key);
		if (text === undefined) return key;
		const known = read.get(key) ?? new IntlMessageFormat(text, locale);
		read.set(key, known);
		return String(known.format(values));
	};
};
