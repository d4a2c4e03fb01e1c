/**
 * The Merkle tree of the log. SPEC: RFC 9162 2.1 (leaf = SHA-256(0x00 || data), node = SHA-256(0x01 || left || right),
 * split at the largest power of two below the size). The hash function is given; it takes a text as its UTF-8 bytes.
 */
export type HashFunction = (bytes: Uint8Array | string) => Uint8Array;

/** A complete subtree: `position` counts the subtrees of 2^level leaves from the left. */
export interface NodeAt {
	readonly level: number;
	readonly position: number;
}

export interface TreeNode extends NodeAt {
	readonly hash: Uint8Array;
}

/** What is needed to go on: the roots of the complete subtrees from left to right. */
export interface CompactTree {
	readonly size: number;
	readonly peaks: readonly Uint8Array[];
}

export const emptyTree: CompactTree = { size: 0, peaks: [] };

export const leafHash = (hash: HashFunction, data: Uint8Array | string): Uint8Array => {
	if (typeof data === 'string') return hash(`\0${data}`);
	const bytes = new Uint8Array(1 + data.length);
	bytes.set(data, 1);
	return hash(bytes);
};

/** NOTE: hashing is done when the call returns, so one piece of memory serves all nodes. */
const scratch = new Uint8Array(1 + 32 + 32);

export const nodeHash = (hash: HashFunction, left: Uint8Array, right: Uint8Array): Uint8Array => {
	const bytes = left.length + right.length === 64 ? scratch : new Uint8Array(1 + left.length + right.length);
	bytes[0] = 1;
	bytes.set(left, 1);
	bytes.set(right, 1 + left.length);
	return hash(bytes);
};

/** A tree that grows in place, for whoever only needs its root: it keeps the peaks and nothing else. */
export interface GrowingTree {
	readonly size: number;
	push(leaf: Uint8Array): void;
	root(): Uint8Array;
}

export const growTree = (
	hash: HashFunction,
	from: CompactTree = emptyTree,
	onNode?: (node: TreeNode) => void,
): GrowingTree & { readonly peaks: readonly Uint8Array[] } => {
	const peaks = [...from.peaks];
	let size = from.size;
	return {
		peaks,
		get size() {
			return size;
		},
		root: () => rootOf(hash, { size, peaks }),
		push(leaf) {
			let [node, level, position] = [leaf, 0, size];
			onNode?.({ level, position, hash: node });
			while (position % 2 === 1) {
				const left = peaks.pop();
				if (left === undefined) throw new Error('the tree lacks a peak');
				[node, level, position] = [nodeHash(hash, left, node), level + 1, (position - 1) / 2];
				onNode?.({ level, position, hash: node });
			}
			peaks.push(node);
			size += 1;
		},
	};
};

/** Appends leaves and names every complete subtree that came to stand (the leaves themselves are level 0). */
export const append = (
	hash: HashFunction,
	tree: CompactTree,
	leaves: readonly Uint8Array[],
): { readonly tree: CompactTree; readonly nodes: readonly TreeNode[] } => {
	const nodes: TreeNode[] = [];
	const grown = growTree(hash, tree, (node) => nodes.push(node));
	for (const leaf of leaves) grown.push(leaf);
	return { tree: { size: grown.size, peaks: grown.peaks }, nodes };
};

export const rootOf = (hash: HashFunction, { peaks }: CompactTree): Uint8Array =>
	peaks.length === 0 ? hash(new Uint8Array()) : fold(hash, peaks);

/** Joins complete subtrees, largest first, from the right. */
const fold = (hash: HashFunction, peaks: readonly Uint8Array[]): Uint8Array =>
	peaks.reduceRight((right, left) => nodeHash(hash, left, right));

/** The complete subtrees that make up the leaves from `from` (included) to `to` (not included), left to right. */
const cover = (from: number, to: number): NodeAt[] => {
	const nodes: NodeAt[] = [];
	for (let start = from; start < to; ) {
		const width = widest(to - start);
		nodes.push({ level: Math.round(Math.log2(width)), position: start / width });
		start += width;
	}
	return nodes;
};

/** The largest power of two that is not above `n`. */
const widest = (n: number): number => {
	let width = 1;
	while (width * 2 <= n) width *= 2;
	return width;
};

/** Where a tree of `size` leaves splits: the largest power of two strictly below it. */
const split = (size: number): number => widest(size - 1);

/** The stored nodes whose hashes are the peaks of a tree of this size. */
export const peaksAt = (size: number): readonly NodeAt[] => cover(0, size);

/** A proof before its hashes are looked up: each part folds into one hash of the proof. */
export type ProofPlan = readonly (readonly NodeAt[])[];

/** Which nodes prove that leaf `index` stands in the tree of `size`. SPEC: RFC 9162 2.1.3.1. */
export const inclusionPlan = (index: number, size: number): ProofPlan => {
	if (!Number.isInteger(index) || index < 0 || index >= size) throw new Error('no such leaf in this tree');
	const path: NodeAt[][] = [];
	let [from, to] = [0, size];
	while (to - from > 1) {
		const border = from + split(to - from);
		if (index < border) {
			path.push(cover(border, to));
			to = border;
		} else {
			path.push(cover(from, border));
			from = border;
		}
	}
	return path.reverse();
};

/** Which nodes prove that the tree of `older` leaves is the beginning of the tree of `newer`. SPEC: RFC 9162 2.1.4.1. */
export const consistencyPlan = (older: number, newer: number): ProofPlan => {
	if (older < 1 || older > newer) throw new Error('no such pair of trees');
	const path: NodeAt[][] = [];
	let [from, to] = [0, newer];
	while (older < to) {
		const border = from + split(to - from);
		if (older <= border) {
			path.push(cover(border, to));
			to = border;
		} else {
			path.push(cover(from, border));
			from = border;
		}
	}
	if (from > 0) path.push(cover(from, to));
	return path.reverse();
};

/** Turns a plan into the proof; `at` answers the stored hash of a complete subtree. */
export const proofFrom = (
	hash: HashFunction,
	plan: ProofPlan,
	at: (node: NodeAt) => Uint8Array,
): readonly Uint8Array[] => plan.map((part) => fold(hash, part.map(at)));
