import { Socket } from 'node:net';

import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';

import { errorFields, type Log } from '../log.ts';
import { keepPlans } from './planned.ts';
import { createRoute, type Route, refuseStandby } from './route.ts';

/** The connections of one process to its PostgreSQL, embedded or a server of its own. */
export interface Engine {
	readonly engine: Kysely<unknown>;
	/** Asks in words that are always the same under this name: the server reads and plans them once for each connection. */
	ask<Row>(question: Prepared): Promise<readonly Row[]>;
	/** A connection of its own, outside the pool, for LISTEN. The caller ends it, and opens another when it emits `error` or `end`. */
	connect(): Promise<pg.Client>;
	/** Cuts every connection: the server behind them does not answer any more, and waiting for it would take minutes. */
	cut(): void;
	close(): Promise<void>;
}

export interface Prepared {
	readonly name: string;
	readonly text: string;
	readonly values: readonly unknown[];
}

export interface EngineOptions {
	readonly max: number;
	/** So many stay when nobody needs them: after a quiet hour nobody waits for a server that has to learn the tables anew. */
	readonly kept?: number;
	readonly log?: Log;
	/** How long one statement may take; 0 for migrations, which take as long as they take. */
	readonly statementTimeoutMs?: number;
}

const oid = { int8: 20, numeric: 1700, date: 1082, int8Array: 1016 } as const;

/** Counts and sums come as numbers, dates without a time as they are written: `pg` gives strings and local midnights. */
const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
	[oid.int8, Number],
	[oid.numeric, Number],
	[oid.date, (text) => text],
	[oid.int8Array, (text) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(Number))],
]);

const types = {
	getTypeParser: ((type: number, format?: 'text' | 'binary') =>
		(format !== 'binary' && parsers.get(type)) ||
		pg.types.getTypeParser(type, format as 'text')) as typeof pg.types.getTypeParser,
};

/** Opens a pool of at most `max` connections. It opens nothing until the first query, and opens anew after the server was away. */
export const openEngine = (url: string, { max, kept = 0, log, statementTimeoutMs = 30_000 }: EngineOptions): Engine => {
	const route = createRoute(url);
	const sockets = new Set<Socket>();
	const config: pg.ClientConfig = {
		types,
		application_name: 'amtsfunk',
		// The brought-along server has no compiler for queries; without this a server of one's own would plan differently.
		options: '-c jit=off',
		statement_timeout: statementTimeoutMs,
		idle_in_transaction_session_timeout: 60_000,
		connectionTimeoutMillis: 10_000,
		keepAlive: true,
		stream: () => tracked(sockets),
	};
	let closed = false;
	// Connections that are saying goodbye when the server goes down with us were not lost.
	const lost = (thrown: Error) => void (closed || log?.warn('database connection lost', errorFields(thrown)));
	const pool = openPool(route, { ...config, min: kept, max, idleTimeoutMillis: 30_000 });
	// NOTE: without these listeners a restart of the server ends the whole process.
	pool.on('error', lost);
	pool.on('connect', (client) => client.on('error', lost));

	return {
		engine: new Kysely<unknown>({
			dialect: new PostgresDialect({
				pool: { options: pool.options, connect: () => leadBack(route, pool), end: () => pool.end() },
			}),
		}),
		ask: askPrepared(() => leadBack(route, pool)),
		async connect() {
			const connectionString = route.isSingle ? route.now() : await route.find();
			const client = new pg.Client({ ...config, connectionString, statement_timeout: 0 });
			client.on('error', lost);
			await client.connect();
			return client;
		},
		cut() {
			for (const socket of sockets) socket.destroy();
		},
		close() {
			closed = true;
			return pool.end();
		},
	};
};

const tracked = (sockets: Set<Socket>): Socket => {
	const socket = new Socket();
	sockets.add(socket);
	socket.once('close', () => sockets.delete(socket));
	return socket;
};

/** Each new connection goes to the server that takes changes at that moment. */
const openPool = (route: Route, config: pg.PoolConfig): pg.Pool => {
	class Client extends pg.Client {
		constructor() {
			super({ ...config, connectionString: route.now() });
			keepPlans(this);
		}
	}
	if (route.isSingle) return new pg.Pool({ ...config, Client });
	const verify: pg.PoolConfig['verify'] = (client, done) => {
		refuseStandby(client).then(() => done(), done);
	};
	return new pg.Pool({ ...config, Client, verify });
};

/** SPEC: src/backend/utils/cache/plancache.c: a table has got or lost a column since the words were planned. */
const OUT_OF_DATE = 'RevalidateCachedQuery';

const isOutOfDate = (thrown: unknown): boolean =>
	thrown instanceof pg.DatabaseError && thrown.code === '0A000' && thrown.routine === OUT_OF_DATE;

/** What is planned stays with its connection under its name; once out of date, it is planned anew under another one. */
const askPrepared = (borrow: () => Promise<pg.PoolClient>): Engine['ask'] => {
	let edition = 0;
	const once = async <Row>({ name, text, values }: Prepared): Promise<readonly Row[]> => {
		const client = await borrow();
		try {
			const { rows } = await client.query({ name: `${name} ${edition}`, text, values: [...values] });
			return rows;
		} finally {
			client.release();
		}
	};
	return async <Row>(question: Prepared) => {
		try {
			return await once<Row>(question);
		} catch (thrown) {
			if (!isOutOfDate(thrown)) throw thrown;
			edition += 1;
			return once<Row>(question);
		}
	};
};

/** Of several servers the one that takes changes may be another than before: it is looked for once, then tried again. */
const leadBack = async (route: Route, pool: pg.Pool): Promise<pg.PoolClient> => {
	try {
		return await pool.connect();
	} catch (thrown) {
		if (route.isSingle) throw thrown;
		await route.find();
		return pool.connect();
	}
};
