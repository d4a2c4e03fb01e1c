import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Client, Notification } from 'pg';

import { type Tx, tables } from './db/database.ts';
import { errorFields, type Log } from './log.ts';

export type Topic =
	| 'post'
	| 'delivery'
	| 'conversation'
	| 'presence'
	| 'record'
	| 'person'
	| 'setting'
	| 'mail'
	| 'notice';

/** Something changed: what kind, which, in which unit. It says no more; whoever may see it asks. */
export interface LiveEvent {
	readonly topic: Topic;
	readonly id: string;
	readonly unitId?: string;
}

export interface Events {
	/** Tells every process, the moment the transaction commits; not at all if it does not. */
	announce(tx: Tx, event: LiveEvent): Promise<void>;
	/** Hears every event of every process. After a lost connection `missed` is called: ask again for everything. */
	subscribe(listener: (event: LiveEvent) => void, missed?: () => void): () => void;
	close(): Promise<void>;
}

const CHANNEL = 'amtsfunk';
const RECONNECT_MS = 500;
const bare = tables<Record<string, never>>();

/** What `announce` does, as an expression: for a statement that goes to the database anyway. */
export const announcement = (event: LiveEvent): RawBuilder<unknown> =>
	sql`pg_notify(${CHANNEL}, ${JSON.stringify(event)})`;

interface Needs {
	/** Opens a connection of its own for LISTEN. */
	readonly connect: () => Promise<Client>;
	readonly log: Log;
}

export const createEvents = async ({ connect, log }: Needs): Promise<Events> => {
	const listeners = new Set<{ heard: (event: LiveEvent) => void; missed: (() => void) | undefined }>();
	let closed = false;
	let client: Client | undefined;

	const hear = ({ payload }: Notification) => {
		const event = JSON.parse(payload ?? '{}') as LiveEvent;
		for (const { heard } of listeners) heard(event);
	};
	const listen = async (): Promise<void> => {
		const fresh = await connect();
		fresh.on('notification', hear);
		fresh.on('error', () => undefined);
		fresh.once('end', () => {
			if (!closed) setTimeout(again, RECONNECT_MS).unref();
		});
		await fresh.query(`listen ${CHANNEL}`);
		client = fresh;
	};
	const again = (): void => {
		if (closed) return;
		listen().then(
			() => {
				for (const { missed } of listeners) missed?.();
			},
			(thrown: unknown) => {
				log.warn('live events: no connection, trying again', errorFields(thrown));
				setTimeout(again, RECONNECT_MS).unref();
			},
		);
	};

	await listen();
	return {
		async announce(tx, event) {
			const handle = bare(tx) as unknown as Kysely<unknown>;
			await sql`select ${announcement(event)}`.execute(handle);
		},
		subscribe(heard, missed) {
			const entry = { heard, missed };
			listeners.add(entry);
			return () => listeners.delete(entry);
		},
		async close() {
			closed = true;
			await client?.end();
		},
	};
};
