import markdownIt from 'markdown-it';

/** A piece of a printed text: words without any marks. */
export interface Block {
	readonly kind: 'heading' | 'paragraph' | 'item';
	readonly text: string;
	/** What stands before an item: a bullet or its number. */
	readonly mark: string;
}

const parser = markdownIt('default', { html: false, breaks: true });
type Token = ReturnType<typeof parser.parse>[number];

interface Reading {
	readonly blocks: Block[];
	/** The lists one stands in: their next number, or null for bullets. */
	readonly lists: (number | null)[];
	cells: string[];
	next: Pick<Block, 'kind' | 'mark'>;
}

const PLAIN = { kind: 'paragraph', mark: '' } as const;

const take = (reading: Reading, text: string): void => {
	reading.blocks.push({ ...reading.next, text });
	reading.next = PLAIN;
};

const leaf = (reading: Reading, { content }: Token): void => take(reading, content.trim());

/** What each kind of token does; the others do nothing. */
const steps: Readonly<Record<string, (reading: Reading, token: Token) => void>> = {
	bullet_list_open: ({ lists }) => void lists.push(null),
	ordered_list_open: ({ lists }, token) => void lists.push(Number(token.attrGet('start') ?? 1)),
	bullet_list_close: ({ lists }) => void lists.pop(),
	ordered_list_close: ({ lists }) => void lists.pop(),
	heading_open: (reading) => {
		reading.next = { kind: 'heading', mark: '' };
	},
	list_item_open: (reading) => {
		reading.next = { kind: 'item', mark: markOf(reading.lists) };
	},
	tr_close: (reading) => {
		take(reading, reading.cells.join(' · '));
		reading.cells = [];
	},
	inline: (reading, token) =>
		isInCell(token) ? void reading.cells.push(wordsOf(token)) : take(reading, wordsOf(token)),
	fence: leaf,
	code_block: leaf,
};

/** Reads our plain Markdown for paper: headings, paragraphs and items; an address stands behind the words that lead there. */
export const blocksOf = (markdown: string): readonly Block[] => {
	const reading: Reading = { blocks: [], lists: [], cells: [], next: PLAIN };
	for (const token of parser.parse(markdown, {})) steps[token.type]?.(reading, token);
	return reading.blocks.filter(({ text }) => text.trim() !== '');
};

/** The bullet, or the number, which is counted on. */
const markOf = (lists: (number | null)[]): string => {
	const number = lists.pop() ?? null;
	lists.push(number === null ? null : number + 1);
	return number === null ? '•' : `${number}.`;
};

/** A table stands three deep: table, body, row, cell. */
const isInCell = ({ level }: Token): boolean => level >= 4;

const wordsOf = ({ children }: Token): string => {
	let words = '';
	let link = { href: '', from: 0 };
	for (const token of children ?? []) {
		if (token.type === 'link_open') link = { href: String(token.attrGet('href') ?? ''), from: words.length };
		else if (token.type === 'link_close') words += behind(words.slice(link.from), link.href);
		else if (token.type.endsWith('break')) words += '\n';
		else if (token.type !== 'image') words += token.content;
	}
	return words.trim();
};

const behind = (said: string, href: string): string => {
	const bare = href.replace(/^mailto:|^tel:/, '');
	return bare === '' || said === href || said === bare ? '' : ` (${bare})`;
};
