import type { Compilable, Transaction } from 'kysely';

import type { Failure, Result } from '#kernel/result.ts';

import type { Engine } from './engine.ts';

/** A ticket for one running transaction. It is worthless outside it, and it opens no table by itself. */
export interface Tx {
	readonly label: string;
}

export interface Database {
	/** Runs `work` atomically: commits on `ok`, rolls back on `fail` and on a throw. Never await the network inside. */
	transact<T, E extends Failure>(label: string, work: (tx: Tx) => Promise<Result<T, E>>): Promise<Result<T, E>>;
	/** Runs `work` on one read-only snapshot. */
	read<T>(label: string, work: (tx: Tx) => Promise<T>): Promise<T>;
	/** Asks one question. A single statement is one snapshot by itself, so no transaction is opened for it. */
	ask<Value extends Asked, Row>(question: Question<Value, Row>, value: Value): Promise<readonly Row[]>;
}

type Asked = string | readonly string[];

/** What is asked often, about one value and always in the same words: they are put together once, and planned once for each connection. */
export interface Question<Value extends Asked, Row> {
	/** Tells it from every other question. */
	readonly label: string;
	/** One `select`. It passes the value on and looks into it nowhere: `= any(${ids})`, never `in`. */
	words(tx: Tx, value: Value): Compilable<Row>;
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

interface Worded {
	readonly sql: string;
	readonly parameters: readonly unknown[];
}

/** Stands for the value while a question is put into words. */
const VALUE = 'the value that is asked about';

/** Wraps an engine so that the only way to a table is a live ticket. Transactions are `read committed`; reads are one snapshot. */
export const createDatabase = ({ engine, ask }: Pick<Engine, 'engine' | 'ask'>): Database => {
	const worded = new Map<object, Worded>();
	const putIntoWords = <Value extends Asked>({ label, words }: Question<Value, unknown>): Worded => {
		const tx: Tx = { label };
		open.set(tx, engine as unknown as Transaction<unknown>);
		try {
			const { sql, parameters, query } = words(tx, VALUE as unknown as Value).compile();
			if (query.kind !== 'SelectQueryNode' || !parameters.includes(VALUE))
				throw new Error(`"${label}" is no question about one value`);
			return { sql, parameters };
		} finally {
			open.delete(tx);
		}
	};
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
		async ask<Value extends Asked, Row>(question: Question<Value, Row>, value: Value) {
			const known = worded.get(question) ?? putIntoWords(question);
			worded.set(question, known);
			const values = known.parameters.map((one) => (one === VALUE ? value : one));
			return ask<Row>({ name: question.label, text: known.sql, values });
		},
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
