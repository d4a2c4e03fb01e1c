import { createHash } from 'node:crypto';

import { sql } from 'kysely';
import type { Client } from 'pg';

import type { Ids } from '#kernel/ids.ts';

import { type Database, type Tx, tables } from './db/database.ts';
import { errorFields, type Log } from './log.ts';

/** The first half of every process's advisory lock; the second is the number of its line. */
const LINE_CLASS = 0x616d6c;
const RECONNECT_MS = 500;
const BEAT_MS = 10_000;
const bare = tables<Record<string, never>>();

interface Needs {
	/** Opens a connection of its own. */
	readonly connect: () => Promise<Client>;
	/** Called when the line was held by a server that does not answer: no other connection is worth waiting for. */
	readonly cut: () => void;
	readonly ids: Pick<Ids, 'next'>;
	readonly log: Log;
	/** Makes a fresh connection ready before it counts. */
	readonly prepare: (client: Client) => Promise<unknown>;
	/** Called whenever the line stands again after it was lost. */
	readonly again: () => void;
}

export interface Line {
	/** The number under which other processes see this one live. Another one after the line was lost. */
	number(): number;
	close(): Promise<void>;
}

/**
 * The one lasting connection of a process to its database. It holds an advisory lock, so that the others see the process
 * live and see at once when it is gone; it is asked for an answer again and again, and opened anew until there is one.
 */
export const openLine = async (needs: Needs): Promise<Line> => {
	const { connect, ids, log, prepare, again } = needs;
	let held: Held | undefined;
	let closed = false;

	const open = async (): Promise<void> => {
		const client = await connect();
		const fresh = { client, number: numberOf(ids.next('process')), stop: keepAsking(client, needs) };
		client.once('end', () => {
			fresh.stop();
			if (held === fresh) later();
		});
		try {
			await client.query('set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3');
			await client.query('select pg_advisory_lock($1, $2)', [LINE_CLASS, fresh.number]);
			await prepare(client);
		} catch (thrown) {
			await client.end().catch(() => undefined);
			throw thrown;
		}
		if (closed) await client.end();
		held = fresh;
	};
	const later = (): void => {
		held = undefined;
		if (!closed) setTimeout(reopen, RECONNECT_MS).unref();
	};
	const reopen = (): void => {
		if (closed) return;
		open().then(again, (thrown: unknown) => {
			log.warn('no lasting connection to the database, trying again', errorFields(thrown));
			later();
		});
	};

	await open();
	return {
		number: () => held?.number ?? 0,
		async close() {
			closed = true;
			await held?.client.end();
		},
	};
};

interface Held {
	readonly client: Client;
	readonly number: number;
	readonly stop: () => void;
}

const KEY_BYTES = 4;
const numberOf = (name: string): number =>
	createHash('sha256').update(name).digest().subarray(0, KEY_BYTES).readInt32BE();

/** A server that vanished without a word closes nothing: the question stays open until the next beat, and that is the answer. */
const keepAsking = (client: Client, { cut, log }: Needs): (() => void) => {
	let open = false;
	const giveUp = (): void => {
		if (!open) return;
		log.warn('the database does not answer any more: all connections are cut', {});
		cut();
	};
	const beat = setInterval(() => {
		// An answer that lies in the socket while this process was busy is read before the immediate runs.
		if (open) return void setImmediate(giveUp);
		open = true;
		client.query('select 1').then(
			() => {
				open = false;
			},
			() => undefined,
		);
	}, BEAT_MS).unref();
	return () => clearInterval(beat);
};

/** Whether the process with this number still holds its line. */
export const isOnLine = async (tx: Tx, number: number): Promise<boolean> => {
	const { rows } = await sql<{
		free: boolean;
	}>`select pg_try_advisory_xact_lock(${LINE_CLASS}::integer, ${number}::integer) as free`.execute(bare(tx));
	return rows[0]?.free !== true;
};

/** Whether only one process holds a line in this database. */
export const isAlone = (db: Database): Promise<boolean> =>
	db.read('lines held', async (tx) => {
		const { rows } = await sql<{ lines: number }>`select count(*)::integer as lines from pg_locks
			where locktype = 'advisory' and classid = ${LINE_CLASS}::oid and granted
			and database = (select oid from pg_database where datname = current_database())`.execute(bare(tx));
		return (rows[0]?.lines ?? 0) <= 1;
	});
