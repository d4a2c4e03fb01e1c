import type { Tx } from '#platform/db/database.ts';

import { toBase64 } from './domain/checkpoint.ts';
import { leafText } from './domain/leaf.ts';
import { consistencyPlan, inclusionPlan, proofFrom } from './domain/merkle.ts';
import { nodeHashes } from './hashes.ts';
import { type CheckpointRow, loadNodes } from './store.ts';

/** A record as its place in the tree is proved. */
export interface NumberedEntry {
	readonly id: string;
	readonly commitment: Buffer;
	readonly position: number | null;
}

export interface LeafProof {
	readonly position: number;
	readonly leaf: string;
	readonly inclusion: string[];
}

/** Proves records against one checkpoint, with one look-up for all of them; null for what it does not hold yet. */
export const proveAll = async (
	tx: Tx,
	checkpoint: CheckpointRow | null,
	entries: readonly NumberedEntry[],
): Promise<readonly (LeafProof | null)[]> => {
	const size = checkpoint?.size ?? 0;
	const plans = entries.map(({ position }) =>
		position === null || position >= size ? null : { position, plan: inclusionPlan(position, size) },
	);
	const at = await loadNodes(
		tx,
		plans.flatMap((found) => found?.plan.flat() ?? []),
	);
	return entries.map((entry, n) => {
		const found = plans[n];
		if (!found) return null;
		const inclusion = proofFrom(nodeHashes.sha256, found.plan, at).map(toBase64);
		return { position: found.position, leaf: leafText(entry), inclusion };
	});
};

/** Proves that the tree of `from` leaves is the beginning of a checkpoint's tree. */
export const proveConsistency = async (tx: Tx, from: number, { size }: CheckpointRow): Promise<string[]> => {
	const plan = consistencyPlan(from, size);
	const at = await loadNodes(tx, plan.flat());
	return proofFrom(nodeHashes.sha256, plan, at).map(toBase64);
};
