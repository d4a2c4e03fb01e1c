import { fail, ok, type Result } from '#kernel/result.ts';
import { type Clock, toDate } from '#kernel/time.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';

import { headText, keyIdOf, readCheckpoint, signatureOf } from './domain/checkpoint.ts';
import { leafText } from './domain/leaf.ts';
import { append, type CompactTree, emptyTree, leafHash, rootOf } from './domain/merkle.ts';
import { sameBytes } from './domain/verify-proof.ts';
import { nodeHashes } from './hashes.ts';
import { isSignedBy, type LogKey, signHead } from './log-key.ts';
import {
	type CheckpointRow,
	fixIdentity,
	lastCheckpoint,
	leafCount,
	loadTree,
	lockSequencer,
	logIdentity,
	pendingEntries,
	writeCheckpoint,
	writeLeaves,
} from './store.ts';

export const BATCH = 1000;

export type SequenceFailure =
	/** The stored tree is not the one the last checkpoint was signed over. Nothing is signed until a person has looked. */
	| { readonly type: 'records.log-inconsistent' }
	/** The installation's key is another one than the log began with. */
	| { readonly type: 'records.key-changed' };

export interface SequenceNeeds {
	readonly db: Database;
	readonly clock: Clock;
	readonly events: Events;
	readonly key: LogKey;
	/** The log's name, used when the first checkpoint is signed and fixed from then on. */
	readonly logName: string;
}

/** `busy`: another transaction is numbering. Else how many rows were numbered. */
export type Sequenced = 'busy' | number;

/**
 * Numbers one batch of committed rows and signs the new tree head, in one transaction: either all of it stands or
 * nothing. Safe in several processes at once. Signs only what continues the last signed tree.
 */
export const sequenceBatch = (
	needs: SequenceNeeds,
	{ wait = false } = {},
): Promise<Result<Sequenced, SequenceFailure>> =>
	needs.db.transact<Sequenced, SequenceFailure>('number records', async (tx) => {
		if (!(await lockSequencer(tx, wait))) return ok('busy');
		const entries = await pendingEntries(tx, BATCH);
		if (entries.length === 0) return ok(0);
		const previous = await lastCheckpoint(tx);
		const name = await ownName(tx, needs);
		if (!name.ok) return name;
		const tree = await signedTree(tx, previous, { key: needs.key, name: name.value });
		if (tree === null) return fail({ type: 'records.log-inconsistent' });
		const hashes = entries.map((entry) => leafHash(nodeHashes.sha256, leafText(entry)));
		const grown = append(nodeHashes.sha256, tree, hashes);
		await writeLeaves(tx, { from: tree.size, entries, nodes: grown.nodes });
		await writeCheckpoint(tx, sign(needs, name.value, grown.tree), previous);
		await needs.events.announce(tx, { topic: 'record', id: 'checkpoint' });
		return ok(entries.length);
	});

const ownName = async (
	tx: Tx,
	{ key, logName, clock }: SequenceNeeds,
): Promise<Result<string, { readonly type: 'records.key-changed' }>> => {
	const known = await logIdentity(tx);
	if (known === null) {
		await fixIdentity(tx, { name: logName, publicKey: key.publicKey }, toDate(clock.now()));
		return ok(logName);
	}
	return sameBytes(known.publicKey, key.publicKey) ? ok(known.name) : fail({ type: 'records.key-changed' });
};

/** The tree as it was last signed; null when the stored tree is not that one. */
const signedTree = async (
	tx: Tx,
	previous: CheckpointRow | null,
	{ key, name }: { readonly key: LogKey; readonly name: string },
): Promise<CompactTree | null> => {
	const size = await leafCount(tx);
	if (previous === null) return size === 0 ? emptyTree : null;
	const read = readCheckpoint(previous.note);
	const signature = read && signatureOf(read, name, keyIdOf(nodeHashes.sha256, name, key.publicKey));
	if (!read || !signature || read.size !== size || !isSignedBy(key.publicKey, read.signed, signature)) return null;
	const tree = await loadTree(tx, size);
	return tree && sameBytes(rootOf(nodeHashes.sha256, tree), read.root) ? tree : null;
};

const sign = ({ key, clock }: SequenceNeeds, name: string, tree: CompactTree): CheckpointRow => {
	const head = { origin: name, size: tree.size, root: rootOf(nodeHashes.sha256, tree) };
	return {
		size: head.size,
		root: Buffer.from(head.root),
		note: signHead(key, head, Buffer.from(headText(head))),
		signed_at: toDate(clock.now()),
		token: null,
		stamped_at: null,
	};
};
