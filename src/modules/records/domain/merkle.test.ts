import { createHash } from 'node:crypto';

import { assert, constantFrom, integer, property, record, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { fromHex, toHex } from './leaf.ts';
import {
	append,
	type CompactTree,
	consistencyPlan,
	emptyTree,
	inclusionPlan,
	leafHash,
	type NodeAt,
	nodeHash,
	peaksAt,
	proofFrom,
	rootOf,
} from './merkle.ts';
import { provesConsistency, provesInclusion } from './verify-proof.ts';

const hash = (bytes: Uint8Array | string): Uint8Array => createHash('sha256').update(bytes).digest();

const LARGEST = 300;
const leaves = Array.from({ length: LARGEST }, (_, n) => leafHash(hash, Buffer.from(`leaf ${n}`)));
const at = (n: number): Uint8Array => leaves[n] as Uint8Array;

/** The definition itself, by recursion: RFC 9162 2.1.1. */
const naiveRoot = (from: number, to: number): Uint8Array => {
	if (to === from) return hash(new Uint8Array());
	if (to - from === 1) return at(from);
	let k = 1;
	while (k * 2 < to - from) k *= 2;
	return nodeHash(hash, naiveRoot(from, from + k), naiveRoot(from + k, to));
};

const trees: CompactTree[] = [emptyTree];
const stored = new Map<string, Uint8Array>();
for (const leaf of leaves) {
	const grown = append(hash, trees.at(-1) as CompactTree, [leaf]);
	trees.push(grown.tree);
	for (const node of grown.nodes) stored.set(`${node.level}/${node.position}`, node.hash);
}
const lookUp = ({ level, position }: NodeAt): Uint8Array => {
	const found = stored.get(`${level}/${position}`);
	if (!found) throw new Error(`node ${level}/${position} is not stored`);
	return found;
};
const root = (size: number): Uint8Array => rootOf(hash, trees[size] as CompactTree);
const inclusion = (index: number, size: number) => proofFrom(hash, inclusionPlan(index, size), lookUp);
const consistency = (older: number, newer: number) => proofFrom(hash, consistencyPlan(older, newer), lookUp);

describe('the vectors of Certificate Transparency', () => {
	const data = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
	const hashes = data.map((hex) => leafHash(hash, fromHex(hex) as Uint8Array));
	const grown = append(hash, emptyTree, hashes);
	const find = (node: NodeAt) =>
		grown.nodes.find(({ level, position }) => level === node.level && position === node.position)?.hash as Uint8Array;
	const rootAt = (size: number) => toHex(rootOf(hash, append(hash, emptyTree, hashes.slice(0, size)).tree));

	it('gives the known roots', () => {
		expect(toHex(rootOf(hash, emptyTree))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
		expect(rootAt(1)).toMatch(/^6e340b9c.*afa01d$/);
		expect(rootAt(7)).toMatch(/^ddb89be4.*4a74c8c$/);
		expect(rootAt(8)).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
	});
	it('gives the known inclusion proof of leaf 5 in 8', () => {
		const proof = proofFrom(hash, inclusionPlan(5, 8), find).map((step) => toHex(step).slice(0, 8));
		expect(proof).toEqual(['bc1a0643', 'ca854ea1', 'd37ee418']);
	});
	it('gives the known consistency proof from 6 to 8', () => {
		const proof = proofFrom(hash, consistencyPlan(6, 8), find).map((step) => toHex(step).slice(0, 8));
		expect(proof).toEqual(['0ebc5d34', 'ca854ea1', 'd37ee418']);
	});
});

describe('the growing tree', () => {
	it('has the root of the definition at every size', () => {
		for (let size = 0; size <= LARGEST; size += 1) expect(toHex(root(size))).toBe(toHex(naiveRoot(0, size)));
	});
	it('is the same whether it grows one by one or in batches', () => {
		const batches = [7, 64, 1, 128, 100];
		let tree = emptyTree;
		for (const size of batches) tree = append(hash, tree, leaves.slice(tree.size, tree.size + size)).tree;
		expect(tree).toEqual(trees[LARGEST]);
	});
	it('finds its peaks among the stored nodes', () => {
		for (let size = 0; size <= LARGEST; size += 1) expect(peaksAt(size).map(lookUp)).toEqual(trees[size]?.peaks);
	});
	it('needs few stored nodes for a proof in a tree of a million', () => {
		const plan = inclusionPlan(654_321, 1_000_000);
		expect(plan.length).toBeLessThanOrEqual(20);
		expect(plan.flat().length).toBeLessThanOrEqual(40);
	});
});

describe('proofs', () => {
	it('prove every leaf in every tree', () => {
		for (let size = 1; size <= LARGEST; size += 7)
			for (let index = 0; index < size; index += 1) {
				const claim = { leaf: at(index), index, size, proof: inclusion(index, size), root: root(size) };
				expect(provesInclusion(hash, claim)).toBe(true);
			}
	});
	it('prove every pair of trees', () => {
		for (let newer = 1; newer <= LARGEST; newer += 1)
			for (let older = 1; older <= newer; older += 3) {
				const claim = {
					older,
					newer,
					olderRoot: root(older),
					newerRoot: root(newer),
					proof: consistency(older, newer),
				};
				expect(provesConsistency(hash, claim)).toBe(true);
			}
	});
	it('fail when anything of an inclusion is wrong', async () => {
		const cases = record({
			size: integer({ min: 2, max: LARGEST }),
			pick: integer({ min: 0, max: LARGEST }),
			wrong: constantFrom('leaf', 'index', 'size', 'root', 'step', 'shorter', 'longer'),
		});
		await assert(
			property(cases, ({ size, pick, wrong }) => {
				const index = pick % size;
				const good = { leaf: at(index), index, size, proof: inclusion(index, size), root: root(size) };
				expect(provesInclusion(hash, { ...good, ...spoilInclusion(good, wrong) })).toBe(false);
			}),
			{ numRuns: 1000 },
		);
	});
	it('fail when anything of a consistency is wrong', async () => {
		const cases = record({
			newer: integer({ min: 2, max: LARGEST }),
			pick: integer({ min: 0, max: LARGEST }),
			wrong: constantFrom('olderRoot', 'newerRoot', 'step', 'shorter', 'longer'),
		});
		await assert(
			property(cases, ({ newer, pick, wrong }) => {
				const older = 1 + (pick % (newer - 1));
				const good = { older, newer, olderRoot: root(older), newerRoot: root(newer), proof: consistency(older, newer) };
				expect(provesConsistency(hash, { ...good, ...spoilConsistency(good, wrong) })).toBe(false);
			}),
			{ numRuns: 1000 },
		);
	});
	it('fail for two trees that share a size but not a history', () => {
		const forged = append(hash, emptyTree, [leafHash(hash, Buffer.from('other')), ...leaves.slice(1, 6)]);
		const claim = { older: 6, newer: 9, olderRoot: rootOf(hash, forged.tree), newerRoot: root(9) };
		expect(provesConsistency(hash, { ...claim, proof: consistency(6, 9) })).toBe(false);
	});
	it('never throw on nonsense', async () => {
		await assert(
			property(uint8Array(), integer(), integer(), (bytes, a, b) => {
				const claim = { leaf: bytes, index: a, size: b, proof: [bytes], root: bytes };
				expect(provesInclusion(hash, claim)).toBe(false);
				const pair = { older: a, newer: b, olderRoot: bytes, newerRoot: at(0), proof: [bytes] };
				expect(provesConsistency(hash, pair)).toBe(false);
			}),
		);
	});
});

const flipped = (bytes: Uint8Array): Uint8Array => bytes.map((byte, n) => (n === 3 ? byte ^ 1 : byte));
const spoilSteps = (proof: readonly Uint8Array[], wrong: string): readonly Uint8Array[] => {
	if (wrong === 'shorter') return proof.slice(0, -1);
	if (wrong === 'longer') return [...proof, at(0)];
	return proof.map((step, n) => (n === proof.length - 1 ? flipped(step) : step));
};

const spoilInclusion = (
	good: { leaf: Uint8Array; index: number; size: number; proof: readonly Uint8Array[]; root: Uint8Array },
	wrong: string,
) => {
	if (wrong === 'leaf') return { leaf: flipped(good.leaf) };
	if (wrong === 'index') return { index: (good.index + 1) % good.size };
	if (wrong === 'size') return { size: good.size * 2 + 1 };
	if (wrong === 'root') return { root: flipped(good.root) };
	return { proof: spoilSteps(good.proof, wrong) };
};

const spoilConsistency = (
	good: { olderRoot: Uint8Array; newerRoot: Uint8Array; proof: readonly Uint8Array[] },
	wrong: string,
) => {
	if (wrong === 'olderRoot') return { olderRoot: flipped(good.olderRoot) };
	if (wrong === 'newerRoot') return { newerRoot: flipped(good.newerRoot) };
	return { proof: spoilSteps(good.proof, wrong) };
};
