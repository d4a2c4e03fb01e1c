/** One block of a style sheet: a rule with declarations, or an at-rule with blocks inside. */
interface Block {
	readonly head: string;
	readonly body: string | readonly Block[];
}

const GROUPS = /^@(layer|media|supports)\b/;

const closing = (text: string, from: number): number => {
	let depth = 1;
	for (let at = from; at < text.length; at += 1) {
		if (text[at] === '{') depth += 1;
		if (text[at] === '}') depth -= 1;
		if (depth === 0) return at;
	}
	throw new Error('a style sheet ends inside a block');
};

const read = (text: string): Block[] => {
	const blocks: Block[] = [];
	for (let at = 0; ; ) {
		const open = text.indexOf('{', at);
		if (open === -1) return blocks;
		const end = closing(text, open + 1);
		// A statement without a block (`@layer a, b;`, `@import`) may stand before; it is not part of the head.
		const head = text.slice(at, open).split(';').at(-1)?.trim() ?? '';
		const body = text.slice(open + 1, end);
		blocks.push({ head, body: GROUPS.test(head) ? read(body) : body });
		at = end + 1;
	}
};

const splitSelectors = (head: string): string[] => {
	const parts: string[] = [];
	let depth = 0;
	let part = '';
	for (const letter of head) {
		if (letter === '(') depth += 1;
		if (letter === ')') depth -= 1;
		if (letter === ',' && depth === 0) {
			parts.push(part.trim());
			part = '';
		} else part += letter;
	}
	return [...parts, part.trim()];
};

const reduce = (blocks: readonly Block[], classes: ReadonlySet<string>): Block[] =>
	blocks.flatMap(({ head, body }): Block[] => {
		if (typeof body !== 'string') {
			const kept = reduce(body, classes);
			return kept.length > 0 ? [{ head, body: kept }] : [];
		}
		if (head.startsWith('@')) return [{ head, body }];
		const selectors = splitSelectors(head).filter((selector) =>
			[...selector.matchAll(/\.([a-z][\w-]*)/gi)].every(([, name]) => classes.has(name ?? '')),
		);
		return selectors.length > 0 ? [{ head: selectors.join(','), body }] : [];
	});

const write = (blocks: readonly Block[]): string =>
	blocks.map(({ head, body }) => `${head}{${typeof body === 'string' ? body : write(body)}}`).join('\n');

/** Drops custom properties that nothing refers to, again and again, because they refer to each other. */
const dropUnused = (css: string): string => {
	const used = new Set([...css.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name]) => name));
	const fewer = css.replaceAll(/(--[\w-]+)\s*:[^;{}]*;/g, (whole, name: string) => (used.has(name) ? whole : ''));
	return fewer === css ? css : dropUnused(fewer);
};

const squeeze = (css: string): string =>
	css
		.replaceAll(/\s+/g, ' ')
		.replaceAll(/\s*([{};,])\s*/g, '$1')
		.replaceAll(/:\s+/g, ':')
		.replaceAll(/;}/g, '}')
		.trim();

/** Reduces style sheets to the rules that pages with these classes can ever use. */
export const reduceStyles = (sheets: readonly string[], classes: ReadonlySet<string>): string => {
	const plain = sheets.join('\n').replaceAll(/\/\*[\s\S]*?\*\//g, '');
	const kept = write(reduce(read(plain), classes)).replaceAll(/([^;{}\s])\s*}/g, '$1;}');
	// NOTE: public pages carry two weights of the typeface; without this line a browser shows 500 as 400, not as 600.
	return squeeze(dropUnused(kept).replaceAll(/font-weight:\s*500/g, 'font-weight:600'));
};
