/** No input of ours nests deeper or has more parts; a reader would need much memory for more. */
const DEEPEST = 64;
const MOST_PARTS = 50_000;

const steps: Readonly<Record<string, number>> = { '[': 1, '{': 1, ']': -1, '}': -1 };

/** Where the text ends that begins at `from`; brackets in it mean nothing. */
const endOfText = (json: string, from: number): number => {
	let at = from + 1;
	while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
	return at;
};

/** Whether JSON nests too deeply or has too many parts to be read: told in one pass, before anything is built of it. */
export const isOverladen = (json: string): boolean => {
	let depth = 0;
	let parts = 0;
	for (let at = 0; at < json.length; at += 1) {
		const sign = json[at] ?? '';
		if (sign === '"') at = endOfText(json, at);
		else if (sign === ',') parts += 1;
		else depth += steps[sign] ?? 0;
		if (depth > DEEPEST || parts > MOST_PARTS) return true;
	}
	return false;
};
