export interface DiffPart {
	readonly key: string;
	readonly kind: 'same' | 'in' | 'out';
	readonly text: string;
}

const words = (text: string): readonly string[] => text.match(/\s+|[^\s]+/g) ?? [];
/** Above this the table of the comparison grows too large; then the whole text counts as replaced. */
const MOST_CELLS = 4_000_000;

/** What was taken out and what was put in, word by word: the longest common run of words stays. */
export const diffWords = (before: string, now: string): readonly DiffPart[] => {
	const [a, b] = [words(before), words(now)];
	if (a.length * b.length > MOST_CELLS)
		return [
			{ key: '0', kind: 'out', text: before },
			{ key: '1', kind: 'in', text: now },
		];
	return joined(walk(a, b, lengths(a, b)));
};

const lengths = (a: readonly string[], b: readonly string[]): readonly Uint32Array[] => {
	const table = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
	for (let i = a.length - 1; i >= 0; i -= 1) {
		const [row, below] = [table[i], table[i + 1]];
		if (!row || !below) continue;
		for (let j = b.length - 1; j >= 0; j -= 1)
			row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
	}
	return table;
};

type Piece = Pick<DiffPart, 'kind' | 'text'>;

const walk = (a: readonly string[], b: readonly string[], table: readonly Uint32Array[]): readonly Piece[] => {
	const pieces: Piece[] = [];
	const left = (i: number, j: number): number => table[i]?.[j] ?? 0;
	let [i, j] = [0, 0];
	while (i < a.length || j < b.length) {
		const kind = stepAt([a[i], b[j]], [left(i + 1, j), left(i, j + 1)]);
		pieces.push({ kind, text: (kind === 'in' ? b[j] : a[i]) ?? '' });
		if (kind !== 'in') i += 1;
		if (kind !== 'out') j += 1;
	}
	return pieces;
};

type Pair<T> = readonly [T, T];

/** A word both have stays; else the side goes on behind which more common words lie. */
const stepAt = ([gone, come]: Pair<string | undefined>, [without, withOther]: Pair<number>): Piece['kind'] => {
	if (gone !== undefined && gone === come) return 'same';
	if (gone === undefined) return 'in';
	return come === undefined || without >= withOther ? 'out' : 'in';
};

const joined = (pieces: readonly Piece[]): readonly DiffPart[] => {
	const parts: DiffPart[] = [];
	for (const { kind, text } of pieces) {
		const last = parts.at(-1);
		if (last?.kind === kind) parts[parts.length - 1] = { ...last, text: last.text + text };
		else parts.push({ key: String(parts.length), kind, text });
	}
	return parts;
};
