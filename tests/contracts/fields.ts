/** One name in `fields`, what is wished of it in brackets, and what is asked for below it. */
export interface Asked {
	readonly name: string;
	readonly args: readonly string[];
	readonly below: readonly Asked[];
}

const SHAPE = /^(\w+)((?:\.\w+\([^)]*\))*)(?:\{(.*)\})?$/s;

/** Names side by side, without looking into brackets. */
const split = (text: string): readonly string[] => {
	const parts: string[] = [''];
	let depth = 0;
	for (const sign of text) {
		if ('({'.includes(sign)) depth += 1;
		if (')}'.includes(sign)) depth -= 1;
		if (sign === ',' && depth === 0) parts.push('');
		else parts[parts.length - 1] += sign;
	}
	return parts.map((part) => part.trim()).filter(Boolean);
};

/** SPEC: Graph API, field expansion: `a,b{c},d.limit(3).order(x){e}`. */
export const askedFields = (text: string): readonly Asked[] =>
	split(text).map((part) => {
		const [, name = part, wishes = '', below = ''] = SHAPE.exec(part) ?? [];
		const args = [...wishes.matchAll(/\.(\w+)\(/g)].map(([, arg = '']) => arg);
		return { name, args, below: askedFields(below) };
	});
