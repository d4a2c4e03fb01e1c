import { readHtml } from '#platform/html.ts';

const silent = new Set(['script', 'style', 'template', 'head', 'iframe', 'object', 'noscript', 'svg', 'math', 'title']);
const breaks = new Set(['p', 'div', 'li', 'blockquote', 'pre', 'h1', 'h2', 'h3', 'h4', 'ul', 'ol', 'tr']);
/** A message longer than this is cut: no network allows it, so it is an attack or a mistake. */
const LONGEST = 20_000;

/**
 * Turns a foreign message into plain text: no foreign markup ever reaches a page of ours. Paragraphs and line breaks
 * stay; a link whose words hide another address shows that address behind them.
 */
export const plainText = (html: string): string => tidy(readHtml(html.slice(0, 10 * LONGEST), { element, silent }));

/** The same tidying for messages that come as plain text. */
export const tidy = (text: string): string =>
	text
		.replaceAll(/\r\n?/g, '\n')
		.replaceAll(/\p{C}/gu, (sign) => (harmless(sign) ? sign : ''))
		.replaceAll(/[ \t]+\n/g, '\n')
		.replaceAll(/\n{3,}/g, '\n\n')
		.trim()
		.slice(0, LONGEST);

/** Line ends, tabs, and what joins emoji; every other invisible sign (direction overrides, NUL) goes. */
const harmless = (sign: string): boolean => {
	const code = sign.codePointAt(0) ?? 0;
	return sign === '\n' || sign === '\t' || code === 0x200d || (code >= 0xe0020 && code <= 0xe007f);
};

const element = (name: string, inside: string, attribute: (name: string) => string): string => {
	if (name === 'br') return '\n';
	if (name === 'a') return link(inside, attribute('href'));
	return breaks.has(name) ? `${inside}\n\n` : inside;
};

const link = (words: string, address: string): string => {
	if (!/^https?:\/\//i.test(address) || /^[@#]/.test(words.trim())) return words;
	const shown = words.replaceAll(/\s|…/g, '');
	const bare = address.replace(/^https?:\/\/(www\.)?/i, '');
	return shown !== '' && (address.includes(shown) || bare.startsWith(shown)) ? address : `${words} (${address})`;
};
