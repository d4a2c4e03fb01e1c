import { type HashFunction, nodeHash } from './merkle.ts';

interface Inclusion {
	readonly leaf: Uint8Array;
	readonly index: number;
	readonly size: number;
	readonly proof: readonly Uint8Array[];
	readonly root: Uint8Array;
}

interface Consistency {
	readonly older: number;
	readonly newer: number;
	readonly olderRoot: Uint8Array;
	readonly newerRoot: Uint8Array;
	readonly proof: readonly Uint8Array[];
}

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
const half = (n: number): number => Math.floor(n / 2);

/** True when the leaf stands at `index` in the tree with this root. SPEC: RFC 9162 2.1.3.2. */
export const provesInclusion = (hash: HashFunction, { leaf, index, size, proof, root }: Inclusion): boolean => {
	if (!isSize(index) || !isSize(size) || index >= size) return false;
	let [fn, sn] = [index, size - 1];
	let found = leaf;
	for (const step of proof) {
		if (sn === 0) return false;
		if (fn % 2 === 1 || fn === sn) {
			found = nodeHash(hash, step, found);
			[fn, sn] = climb(fn, sn);
		} else found = nodeHash(hash, found, step);
		[fn, sn] = [half(fn), half(sn)];
	}
	return sn === 0 && sameBytes(found, root);
};

/** Skips the levels at which a right border stands alone. */
const climb = (fn: number, sn: number): [number, number] => {
	let [a, b] = [fn, sn];
	while (a % 2 === 0 && a !== 0) [a, b] = [half(a), half(b)];
	return [a, b];
};

/** True when the older tree is the beginning of the newer one. SPEC: RFC 9162 2.1.4.2. */
export const provesConsistency = (hash: HashFunction, claim: Consistency): boolean => {
	const { older, newer, olderRoot, newerRoot, proof } = claim;
	if (!isSize(older) || !isSize(newer) || older < 1 || older > newer) return false;
	if (older === newer) return proof.length === 0 && sameBytes(olderRoot, newerRoot);
	const [first, ...steps] = isPowerOfTwo(older) ? [olderRoot, ...proof] : proof;
	if (first === undefined) return false;
	const roots = bothRoots(hash, { older, newer, first, steps });
	return roots !== null && sameBytes(roots.older, olderRoot) && sameBytes(roots.newer, newerRoot);
};

interface Walk {
	readonly older: number;
	readonly newer: number;
	readonly first: Uint8Array;
	readonly steps: readonly Uint8Array[];
}

const bothRoots = (hash: HashFunction, { older, newer, first, steps }: Walk) => {
	let [fn, sn] = [older - 1, newer - 1];
	while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
	let [fr, sr] = [first, first];
	for (const step of steps) {
		if (sn === 0) return null;
		if (fn % 2 === 1 || fn === sn) {
			[fr, sr] = [nodeHash(hash, step, fr), nodeHash(hash, step, sr)];
			[fn, sn] = climb(fn, sn);
		} else sr = nodeHash(hash, sr, step);
		[fn, sn] = [half(fn), half(sn)];
	}
	return sn === 0 ? { older: fr, newer: sr } : null;
};

const isPowerOfTwo = (n: number): boolean => {
	let rest = n;
	while (rest % 2 === 0) rest /= 2;
	return rest === 1;
};
