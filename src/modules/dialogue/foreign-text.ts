import rehypeParse from 'rehype-parse';
import { unified } from 'unified';

interface Node {
	readonly type: string;
	readonly tagName?: string;
	readonly value?: string;
	readonly properties?: Readonly<Record<string, unknown>>;
	readonly children?: readonly Node[];
}

const parser = unified().use(rehypeParse, { fragment: true });
const silent = new Set(['script', 'style', 'template', 'head', 'iframe', 'object', 'noscript', 'svg', 'math', 'title']);
const breaks = new Set(['p', 'div', 'li', 'blockquote', 'pre', 'h1', 'h2', 'h3', 'h4', 'ul', 'ol', 'tr']);
/** A message longer than this is cut: no network allows it, so it is an attack or a mistake. */
const LONGEST = 20_000;

/**
 * Turns a foreign message into plain text: no foreign markup ever reaches a page of ours. Paragraphs and line breaks
 * stay; a link whose words hide another address shows that address behind them.
 */
export const plainText = (html: string): string => {
	// NOTE: hast's own types are wider than what is read here; every field is treated as possibly absent.
	const tree = parser.parse(html.slice(0, 10 * LONGEST)) as Node;
	return tidy(read(tree));
};

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

const read = (node: Node): string => {
	if (node.type === 'text') return node.value ?? '';
	const name = node.tagName ?? '';
	if (silent.has(name)) return '';
	if (name === 'br') return '\n';
	const inside = (node.children ?? []).map(read).join('');
	if (name === 'a') return link(inside, String(node.properties?.['href'] ?? ''));
	return breaks.has(name) ? `${inside}\n\n` : inside;
};

const link = (words: string, address: string): string => {
	if (!/^https?:\/\//i.test(address) || /^[@#]/.test(words.trim())) return words;
	const shown = words.replaceAll(/\s|…/g, '');
	const bare = address.replace(/^https?:\/\/(www\.)?/i, '');
	return shown !== '' && (address.includes(shown) || bare.startsWith(shown)) ? address : `${words} (${address})`;
};
