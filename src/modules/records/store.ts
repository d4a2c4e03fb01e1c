import { sql } from 'kysely';

import type { Tx } from '#platform/db/database.ts';

import { type CompactTree, type NodeAt, peaksAt, type TreeNode } from './domain/merkle.ts';
import { records } from './tables.ts';

export interface PendingEntry {
	readonly no: number;
	readonly id: string;
	readonly commitment: Buffer;
}

/** One number for all processes of the installation: who holds it numbers rows. */
const SEQUENCER_LOCK = 7_311_962;

/** True when this transaction is now the only one that numbers; false while another one does and this one need not wait. */
export const lockSequencer = async (tx: Tx, wait: boolean): Promise<boolean> => {
	if (wait) {
		await sql`select pg_advisory_xact_lock(${SEQUENCER_LOCK})`.execute(records(tx));
		return true;
	}
	const found = await sql<{ held: boolean }>`select pg_try_advisory_xact_lock(${SEQUENCER_LOCK}) as held`.execute(
		records(tx),
	);
	return found.rows[0]?.held === true;
};

export const pendingEntries = (tx: Tx, most: number): Promise<readonly PendingEntry[]> =>
	records(tx)
		.selectFrom('records_pending as pending')
		.innerJoin('records_entry as entry', 'entry.no', 'pending.no')
		.select(['pending.no', 'entry.id', 'entry.commitment'])
		.orderBy('pending.no')
		.limit(most)
		.execute();

/** How many leaves are numbered, whatever the checkpoints say. */
export const leafCount = async (tx: Tx): Promise<number> => {
	const last = records(tx).selectFrom('records_leaf').select('position').orderBy('position', 'desc').limit(1);
	return ((await last.executeTakeFirst())?.position ?? -1) + 1;
};

interface NewLeaves {
	readonly from: number;
	readonly entries: readonly PendingEntry[];
	readonly nodes: readonly TreeNode[];
}

export const writeLeaves = async (tx: Tx, { from, entries, nodes }: NewLeaves): Promise<void> => {
	const numbers = entries.map(({ no }) => no);
	const leaves = nodes.filter(({ level }) => level === 0);
	const above = nodes.filter(({ level }) => level > 0);
	await sql`insert into records_leaf (position, entry_no, hash)
		select ${from}::bigint + ordinal - 1, entry_no, hash
		from unnest(${numbers}::bigint[], ${leaves.map(toBuffer)}::bytea[]) with ordinality
			as leaf (entry_no, hash, ordinal)`.execute(records(tx));
	await sql`insert into records_node (level, position, hash)
		select * from unnest(${above.map(({ level }) => level)}::smallint[],
			${above.map(({ position }) => position)}::bigint[], ${above.map(toBuffer)}::bytea[])`.execute(records(tx));
	await sql`delete from records_pending where no = any(${numbers}::bigint[])`.execute(records(tx));
};

const toBuffer = ({ hash }: TreeNode): Buffer => Buffer.from(hash);

const findNodes = async (tx: Tx, wanted: readonly NodeAt[]): Promise<(node: NodeAt) => Uint8Array | undefined> => {
	const levels = wanted.map(({ level }) => level);
	const positions = wanted.map(({ position }) => position);
	const { rows } = await sql<{ level: number; position: number; hash: Buffer }>`
		with wanted as (select * from unnest(${levels}::smallint[], ${positions}::bigint[]) as node (level, position))
		select node.level, node.position, node.hash from wanted join records_node node using (level, position)
		union all
		select 0, leaf.position, leaf.hash from wanted join records_leaf leaf using (position) where wanted.level = 0
	`.execute(records(tx));
	const found = new Map(rows.map(({ level, position, hash }) => [`${level}/${position}`, hash]));
	return ({ level, position }) => found.get(`${level}/${position}`);
};

/** Looks up the hashes of complete subtrees, all in one statement. Throws when one is not there. */
export const loadNodes = async (tx: Tx, wanted: readonly NodeAt[]): Promise<(node: NodeAt) => Uint8Array> => {
	const find = await findNodes(tx, wanted);
	return (node) => {
		const hash = find(node);
		if (hash === undefined) throw new Error(`the log lacks its node ${node.level}/${node.position}`);
		return hash;
	};
};

/** The tree at a size, from its stored subtrees; null when one of them is gone. */
export const loadTree = async (tx: Tx, size: number): Promise<CompactTree | null> => {
	const wanted = peaksAt(size);
	const peaks = wanted.map(await findNodes(tx, wanted)).filter((hash) => hash !== undefined);
	return peaks.length === wanted.length ? { size, peaks } : null;
};

export interface CheckpointRow {
	readonly size: number;
	readonly root: Buffer;
	readonly note: string;
	readonly signed_at: Date;
	readonly token: Buffer | null;
	readonly stamped_at: Date | null;
}

export const lastCheckpoint = async (tx: Tx): Promise<CheckpointRow | null> => {
	const newest = records(tx).selectFrom('records_checkpoint').selectAll().orderBy('size', 'desc').limit(1);
	return (await newest.executeTakeFirst()) ?? null;
};

/** The first checkpoint with a time stamp that holds the leaf at this place. */
export const firstStamped = async (tx: Tx, position: number): Promise<CheckpointRow | null> => {
	const holding = records(tx).selectFrom('records_checkpoint').selectAll().where('size', '>', position);
	return (await holding.where('token', 'is not', null).orderBy('size').limit(1).executeTakeFirst()) ?? null;
};

/** Keeps one checkpoint a minute: an earlier one of the same minute goes, unless it carries a time stamp. */
export const writeCheckpoint = async (tx: Tx, row: CheckpointRow, previous: CheckpointRow | null): Promise<void> => {
	await records(tx).insertInto('records_checkpoint').values(row).execute();
	if (previous === null || minuteOf(previous) !== minuteOf(row)) return;
	await records(tx)
		.deleteFrom('records_checkpoint')
		.where('size', '=', previous.size)
		.where('token', 'is', null)
		.execute();
};

const minuteOf = ({ signed_at }: CheckpointRow): number => Math.floor(signed_at.getTime() / 60_000);

export interface LogIdentity {
	readonly name: string;
	readonly publicKey: Buffer;
}

/** The log's name and key as they were fixed at its first checkpoint; null before. */
export const logIdentity = async (tx: Tx): Promise<LogIdentity | null> => {
	const row = await records(tx).selectFrom('records_key').select(['name', 'public_key']).executeTakeFirst();
	return row ? { name: row.name, publicKey: row.public_key } : null;
};

export const fixIdentity = async (tx: Tx, { name, publicKey }: LogIdentity, at: Date): Promise<void> => {
	await records(tx).insertInto('records_key').values({ name, public_key: publicKey, created_at: at }).execute();
};
