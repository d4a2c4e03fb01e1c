import { parseFragment, type DefaultTreeAdapterTypes as Trees } from 'parse5';

/** What a walk over foreign HTML does with words, and with an element once everything inside it is known as text. */
export interface Walk {
	readonly element: (name: string, inside: string, attribute: (name: string) => string) => string;
	/** Elements whose whole content is left out. */
	readonly silent: ReadonlySet<string>;
}

interface Open {
	readonly node: Trees.Element;
	readonly left: Trees.ChildNode[];
	text: string;
}

/**
 * Reads HTML as a browser would and turns it into a text, from the inside out. It never fails: nesting as deep as
 * somebody likes costs memory, not the stack.
 */
export const readHtml = (html: string, { element, silent }: Walk): string => {
	const root = parseFragment(html);
	const stack: Open[] = [];
	const left = [...root.childNodes].reverse();
	let text = '';
	const say = (words: string) => {
		const open = stack.at(-1);
		if (open === undefined) text += words;
		else open.text += words;
	};
	for (;;) {
		const open = stack.at(-1);
		const node = (open?.left ?? left).pop();
		if (node === undefined) {
			if (open === undefined) return text;
			stack.pop();
			say(element(open.node.tagName, open.text, (name) => attributeOf(open.node, name)));
		} else if ('value' in node) say(node.value);
		else if ('tagName' in node && !silent.has(node.tagName))
			stack.push({ node, left: [...node.childNodes].reverse(), text: '' });
	}
};

const attributeOf = (node: Trees.Element, name: string): string =>
	node.attrs.find((attribute) => attribute.name === name)?.value ?? '';

const nothing: Walk = { element: (_name, inside) => inside, silent: new Set() };

/** Puts `&auml;` and its like back into the letters they stand for, and touches nothing else. */
export const decodeEntities = (text: string): string =>
	text.includes('&') ? readHtml(text.replaceAll('<', '&lt;'), nothing) : text;

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Makes any text harmless inside HTML or XML, between tags and in a quoted attribute. */
export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? '');
