import markdownIt from 'markdown-it';

import { escapeHtml } from '#platform/html.ts';

/** The page's text as safe HTML: its first paragraph apart, because it stands above the picture. */
export interface Markup {
	readonly lead: string;
	readonly leadHtml: string;
	readonly html: string;
}

const parser = markdownIt('default', { html: false, linkify: true, breaks: true });
type Token = ReturnType<typeof parser.parse>[number];

/** What may stand on a page: words, lists, links, tables. No images (they come as media with a description), no raw HTML, no classes. */
const elements = new Set([
	...['p', 'br', 'strong', 'em', 's', 'a', 'ul', 'ol', 'li', 'blockquote', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
	...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
]);
const schemes = new Set(['http', 'https', 'mailto', 'tel']);

/** An address without a scheme stays within our own house; one with a scheme needs one from the list. */
const isAllowed = (address: string): boolean => {
	const scheme = /^([^/?#]*?):/.exec(address)?.[1];
	return scheme === undefined || schemes.has(scheme.toLowerCase());
};

parser.validateLink = isAllowed;
// NOTE: guessing at links would make one of every "Bitte.Danke"; what begins with www., a scheme or holds an @ is one.
parser.linkify.set({ fuzzyLink: false });
parser.linkify.add('www.', {
	validate: (text, at) =>
		/^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/?#][^\s<>()]*[^\s<>().,;:!?'"*_~])?/u.exec(text.slice(at, at + 2000))?.[0]
			?.length ?? 0,
	normalize: (match) => {
		match.url = `http://${match.url}`;
	},
});

const openings: Readonly<Record<string, (token: Token) => string>> = {
	a: (token) => attribute('href', isAllowed(String(token.attrGet('href') ?? '')) ? token.attrGet('href') : null),
	ol: (token) => attribute('start', token.attrGet('start')),
	th: (token) => attribute('align', alignment(token)),
	td: (token) => attribute('align', alignment(token)),
};

const attribute = (name: string, value: string | number | null): string =>
	value === null ? '' : ` ${name}="${escapeHtml(String(value))}"`;

const alignment = (token: Token): string | null =>
	/^text-align:(left|right|center)$/.exec(String(token.attrGet('style') ?? ''))?.[1] ?? null;

/** Headings begin at h2, below the title of the page, and go down to h4. What is struck out was removed. */
const nameOf = ({ tag }: Token, top: number): string => {
	if (tag === 's') return 'del';
	return /^h[1-6]$/.test(tag) ? `h${Math.min(4, Number(tag.slice(1)) - top + 2)}` : tag;
};

/** What is written in a way of its own; a picture and the paragraphs of a tight list are not written at all. */
const leaves: Readonly<Record<string, (token: Token, top: number) => string>> = {
	inline: ({ children }, top) => write(children ?? [], top),
	image: () => '',
	code_inline: ({ content }) => `<code>${escapeHtml(content)}</code>`,
	code_block: ({ content }) => `<pre><code>${escapeHtml(content)}</code></pre>\n`,
	fence: ({ content }) => `<pre><code>${escapeHtml(content)}</code></pre>\n`,
	softbreak: () => '<br>\n',
	hardbreak: () => '<br>\n',
};

const writeOne = (token: Token, top: number): string => {
	const leaf = leaves[token.type];
	if (leaf !== undefined) return leaf(token, top);
	if (token.hidden) return '';
	if (!elements.has(token.tag)) return escapeHtml(token.content);
	const name = nameOf(token, top);
	const end = token.block && token.nesting < 1 ? '\n' : '';
	return token.nesting < 0 ? `</${name}>${end}` : `<${name}${openings[name]?.(token) ?? ''}>${end}`;
};

const write = (tokens: readonly Token[], top: number): string => tokens.map((token) => writeOne(token, top)).join('');

const words = (tokens: readonly Token[]): string =>
	tokens
		.map(({ type, content }) => (type.endsWith('break') ? ' ' : type === 'image' ? '' : content))
		.join('')
		.replaceAll(/\s+/g, ' ')
		.trim();

/** Reads our plain Markdown and writes HTML that can hold no script, no foreign request and no style. */
export const renderMarkup = (text: string): Markup => {
	const tokens = parser.parse(text, {});
	const depths = tokens.filter(({ type }) => type === 'heading_open').map(({ tag }) => Number(tag.slice(1)));
	const top = Math.min(6, ...depths);
	const [first, inside] = tokens;
	if (first?.type !== 'paragraph_open') return { lead: '', leadHtml: '', html: write(tokens, top).trim() };
	return {
		lead: words(inside?.children ?? []),
		leadHtml: write(tokens.slice(0, 3), top).trim(),
		html: write(tokens.slice(3), top).trim(),
	};
};
