import type { JsonObject } from '#kernel/json.ts';
import type { Actor } from '#kernel/permission.ts';
import { type Failure, ok, type Result } from '#kernel/result.ts';

import type { Database, Tx } from './db/database.ts';

/** What the record log keeps of one act. Kind, actor and time go into the sealed payload; nothing of it is public. */
export interface Leaf {
	/** `thing.verb-in-past`, for example `post.approved`. */
	readonly kind: `${string}.${string}`;
	/** Whom or what it concerns, for example a post id: the log is found by it. */
	readonly subject: string;
	readonly unitId?: string;
	/** What happened, in full: the log is the only place that must never forget it. No secrets. */
	readonly payload: JsonObject;
}

/** Writes sealed leaf rows in the caller's transaction. The records module is the one implementation. */
export interface Ledger {
	leave(tx: Tx, actor: Actor, leaves: readonly Leaf[]): Promise<void>;
}

const proof: unique symbol = Symbol('done');

/** The outcome of an act that changed something: it cannot be made without a leaf. */
export interface Done<T> {
	readonly [proof]: true;
	readonly value: T;
	readonly leaves: readonly Leaf[];
}

/** The act changed something: name what the log keeps. */
export const done = <T>(value: T, ...leaves: readonly [Leaf, ...Leaf[]]): Result<Done<T>, never> =>
	ok({ [proof]: true, value, leaves });

/** The act found everything as asked and changed nothing, so there is nothing to record. */
export const unchanged = <T>(value: T): Result<Done<T>, never> => ok({ [proof]: true, value, leaves: [] });

/** Runs one act: one transaction that decides, writes, and leaves its leaf in the same commit. A `fail` rolls all of it back. */
export type Act = <T, E extends Failure>(
	label: string,
	actor: Actor,
	work: (tx: Tx) => Promise<Result<Done<T>, E>>,
) => Promise<Result<T, E>>;

export const createAct =
	({ db, ledger }: { readonly db: Database; readonly ledger: Ledger }): Act =>
	(label, actor, work) =>
		db.transact(label, async (tx) => {
			const result = await work(tx);
			if (!result.ok) return result;
			if (result.value.leaves.length > 0) await ledger.leave(tx, actor, result.value.leaves);
			return ok(result.value.value);
		});
