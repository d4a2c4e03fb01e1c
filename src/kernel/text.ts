const segmenter = new Intl.Segmenter('de', { granularity: 'grapheme' });

/** Counts what a reader sees as characters: a family emoji or an accented letter is one. */
export const graphemes = (text: string): number => {
	let count = 0;
	for (const _ of segmenter.segment(text)) count += 1;
	return count;
};

const encoder = new TextEncoder();

/** Length in UTF-8 bytes. */
export const utf8Bytes = (text: string): number => encoder.encode(text).length;

/** Cuts at a word border so that at most `most` characters stay, the ellipsis included. */
export const shorten = (text: string, most: number): string => {
	const parts = [...segmenter.segment(text)].map((part) => part.segment);
	if (parts.length <= most) return text;
	const cut = parts.slice(0, most - 1).join('');
	const border = cut.lastIndexOf(' ');
	return `${(border > most / 2 ? cut.slice(0, border) : cut).trimEnd()}…`;
};

/** Neither the character 0 nor half of a character is text: no database, feed or document can keep it. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

/** What remains of a foreign text without that. */
export const storable = (text: string): string => text.toWellFormed().replaceAll('\u0000', '');

/** The mailbox behind an address, however it is spelled: `Anna+presse@Stadt.example` is `anna@stadt.example`. */
export const mailboxOf = (mail: string): string =>
	mail
		.trim()
		.toLowerCase()
		.replace(/\+[^@]*@/, '@');
