import type { Kysely, Transaction } from 'kysely';

import type { Failure, Result } from '#kernel/result.ts';

/** A ticket for one running transaction. It is worthless outside it, and it opens no table by itself. */
export interface Tx {
	readonly label: string;
}

export interface Database {
	/** Runs `work` atomically: commits on `ok`, rolls back on `fail` and on a throw. Never await the network inside. */
	transact<T, E extends Failure>(label: string, work: (tx: Tx) => Promise<Result<T, E>>): Promise<Result<T, E>>;
	/** Runs `work` on one read-only snapshot. */
	read<T>(label: string, work: (tx: Tx) => Promise<T>): Promise<T>;
}

const open = new WeakMap<Tx, Transaction<unknown>>();

/** Declares a module's tables; the returned key opens those tables, and only those, in any live transaction. */
export const tables =
	<Tables>() =>
	(tx: Tx): Transaction<Tables> => {
		const live = open.get(tx);
		if (live === undefined) throw new Error(`transaction "${tx.label}" is over`);
		return live as unknown as Transaction<Tables>;
	};

class Rollback extends Error {
	readonly result: Result<never, Failure>;
	constructor(result: Result<never, Failure>) {
		super('rolled back');
		this.result = result;
	}
}

/** Wraps an engine so that the only way to a table is a live ticket. Transactions are `read committed`; reads are one snapshot. */
export const createDatabase = (engine: Kysely<unknown>): Database => {
	const run = <T>(label: string, work: (tx: Tx) => Promise<T>, mode: 'write' | 'read'): Promise<T> => {
		const start = engine.transaction();
		const transaction = mode === 'read' ? start.setIsolationLevel('repeatable read').setAccessMode('read only') : start;
		return transaction.execute(async (handle) => {
			const tx: Tx = { label };
			open.set(tx, handle);
			try {
				return await work(tx);
			} finally {
				open.delete(tx);
			}
		});
	};

	return {
		read: (label, work) => run(label, work, 'read'),
		async transact(label, work) {
			try {
				return await run(
					label,
					async (tx) => {
						const result = await work(tx);
						if (!result.ok) throw new Rollback(result);
						return result;
					},
					'write',
				);
			} catch (thrown) {
				if (thrown instanceof Rollback) return thrown.result as Awaited<ReturnType<typeof work>>;
				throw thrown;
			}
		},
	};
};
