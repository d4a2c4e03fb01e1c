/** What the form sends, as it came. */
export interface Filled {
	readonly text: string;
	readonly name: string;
	readonly mail: string;
}

export const LONGEST_TEXT = 4_000;
export const LONGEST_NAME = 100;
const LONGEST_MAIL = 254;

export type Fault = 'empty' | 'long' | 'mail' | 'name';

/** One sign, something, a dot, something: enough to notice a slip. Whether the address exists only a mail can tell. */
const MAIL = /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\]+\.[^\s@<>()[\],;:"\\.]{2,}$/;

/** What is wrong with a question, per field; empty when nothing is. */
export const faultsOf = ({ text, name, mail }: Filled): Readonly<Partial<Record<'text' | 'name' | 'mail', Fault>>> => ({
	...(text.trim() === '' ? { text: 'empty' as const } : {}),
	...([...text].length > LONGEST_TEXT ? { text: 'long' as const } : {}),
	...([...name].length > LONGEST_NAME ? { name: 'name' as const } : {}),
	...(mail !== '' && (mail.length > LONGEST_MAIL || !MAIL.test(mail)) ? { mail: 'mail' as const } : {}),
});

/** Line ends, tabs, and the joiner that makes one emoji of several. */
const KEPT = new Set(['\n', '\t', '\u{200d}']);

/** Takes out what no keyboard writes and no database keeps: control characters, half characters. */
export const cleanTyped = (typed: string): string =>
	typed
		.toWellFormed()
		.replaceAll('\r\n', '\n')
		.replaceAll(/\p{C}/gu, (sign) => (KEPT.has(sign) ? sign : ''));
