import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

/** The page's text as safe HTML: its first paragraph apart, because it stands above the picture. */
export interface Markup {
	readonly lead: string;
	readonly leadHtml: string;
	readonly html: string;
}

/** What of a syntax tree this file looks at. */
interface Node {
	type: string;
	value?: string;
	depth?: number;
	children?: Node[];
}

/** Words, lists, links, tables; no images (they come as media with a description), no raw HTML, no classes. */
const allowed: typeof defaultSchema = {
	...defaultSchema,
	tagNames: [
		...['p', 'br', 'strong', 'em', 'del', 'a', 'ul', 'ol', 'li', 'blockquote', 'code', 'pre', 'hr', 'h2', 'h3', 'h4'],
		...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
	],
	attributes: { a: ['href'], th: ['align'], td: ['align'], ol: ['start'] },
	protocols: { href: ['http', 'https', 'mailto', 'tel'] },
	clobberPrefix: '',
};

const mend = (node: Node, top: number): Node[] => {
	// NOTE: what looks like HTML is shown as the letters it is; dropping it would change what somebody said.
	if (node.type === 'html') return [{ type: 'text', value: node.value ?? '' }];
	if (node.type === 'image') return [];
	if (node.type === 'text' && node.value?.includes('\n')) {
		return node.value
			.split('\n')
			.flatMap((line, at) => [...(at > 0 ? [{ type: 'break' }] : []), { type: 'text', value: line }]);
	}
	const depth = node.depth === undefined ? {} : { depth: Math.min(4, node.depth - top + 2) };
	const children = node.children ? { children: node.children.flatMap((child) => mend(child, top)) } : {};
	return [{ ...node, ...depth, ...children }];
};

const highestHeading = (node: Node): number =>
	Math.min(node.type === 'heading' ? (node.depth ?? 6) : 6, ...(node.children ?? []).map(highestHeading));

const words = (node: Node): string =>
	node.value ?? (node.type === 'break' ? ' ' : (node.children ?? []).map(words).join(node.type === 'root' ? ' ' : ''));

const reader = unified().use(remarkParse).use(remarkGfm, { singleTilde: false });
const writer = unified().use(remarkRehype).use(rehypeSanitize, allowed).use(rehypeStringify);
type Root = ReturnType<typeof reader.parse>;

const write = (children: Node[]): string => {
	// NOTE: `mend` only replaces nodes of a parsed tree by nodes of the same kinds, so it is a tree of the same type.
	const root = { type: 'root', children } as unknown as Root;
	return writer.stringify(writer.runSync(root)).trim();
};

/** Reads our plain Markdown and writes HTML that can hold no script, no foreign request and no style. */
export const renderMarkup = (text: string): Markup => {
	// NOTE: the tree of remark is wider than `Node`; only what `Node` names is read.
	const root = reader.parse(text) as unknown as Node;
	const top = highestHeading(root);
	const blocks = (root.children ?? []).flatMap((child) => mend(child, top));
	const [first, ...rest] = blocks;
	if (first?.type !== 'paragraph') return { lead: '', leadHtml: '', html: write(blocks) };
	return { lead: words(first).replaceAll(/\s+/g, ' ').trim(), leadHtml: write([first]), html: write(rest) };
};
