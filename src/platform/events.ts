import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Client, Notification } from 'pg';

import type { Ids } from '#kernel/ids.ts';

import { type Tx, tables } from './db/database.ts';
import { openLine } from './line.ts';
import type { Log } from './log.ts';

export type Topic =
	| 'post'
	| 'media'
	| 'delivery'
	| 'conversation'
	| 'presence'
	| 'record'
	| 'person'
	| 'setting'
	| 'mail'
	| 'notice'
	/** Its network called: something came in for this presence. */
	| 'wake'
	| 'here';

/** Something changed: what kind, which, in which unit. It says no more; whoever may see it asks. */
export interface LiveEvent {
	readonly topic: Topic;
	readonly id: string;
	readonly unitId?: string;
	/** With the topic `here`: who has it open. `silent`: nothing new for those who know already. Stays between processes. */
	readonly here?: {
		readonly person: { readonly id: string; readonly name: string };
		readonly doing: 'reading' | 'writing' | 'gone';
		readonly silent: boolean;
	};
}

export interface Events {
	/** Tells every process, the moment the transaction commits; not at all if it does not. */
	announce(tx: Tx, event: LiveEvent): Promise<void>;
	/** Hears every event of every process. After a lost connection `missed` is called: ask again for everything. */
	subscribe(listener: (event: LiveEvent) => void, missed?: () => void): () => void;
	/** The number under which other processes see this one live (`isOnLine`). */
	line(): number;
	close(): Promise<void>;
}

const CHANNEL = 'amtsfunk';
const bare = tables<Record<string, never>>();

/** What `announce` does, as an expression: for a statement that goes to the database anyway. */
export const announcement = (event: LiveEvent): RawBuilder<unknown> =>
	sql`pg_notify(${CHANNEL}, ${JSON.stringify(event)})`;

interface Needs {
	/** Opens a connection of its own for LISTEN. */
	readonly connect: () => Promise<Client>;
	readonly cut: () => void;
	readonly ids: Pick<Ids, 'next'>;
	readonly log: Log;
}

export const createEvents = async ({ connect, cut, ids, log }: Needs): Promise<Events> => {
	const listeners = new Set<{ heard: (event: LiveEvent) => void; missed: (() => void) | undefined }>();
	const hear = ({ payload }: Notification) => {
		const event = JSON.parse(payload ?? '{}') as LiveEvent;
		for (const { heard } of listeners) heard(event);
	};
	const line = await openLine({
		...{ connect, cut, ids, log },
		prepare(client) {
			client.on('notification', hear);
			return client.query(`listen ${CHANNEL}`);
		},
		again() {
			for (const { missed } of listeners) missed?.();
		},
	});
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
		line: line.number,
		close: line.close,
	};
};
