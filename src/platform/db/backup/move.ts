import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { toIso } from '#kernel/time.ts';

import { MOVED } from '../embedded/folder.ts';
import { Hindrance } from '../embedded/hindrance.ts';
import { openEngine } from '../engine.ts';
import { type Migrations, migrate } from '../migrate.ts';
import { type Dump, dump, fingerprints, isEmptyDatabase, load, sequencesOf, sessionsBeside } from './logical.ts';
import { makeHalf, type Premises, schemaOf } from './take.ts';

export interface MoveWish {
	/** The server that takes over; its database must be empty. */
	readonly to: string;
	readonly migrations: Migrations;
	/** Hears how far the move is. */
	readonly tell: (step: 'saved' | 'loaded' | 'compared', tables: number, rows: number) => void;
	/** Looks at the moved database before the old one is closed. Throws when something is wrong. */
	readonly inspect: () => Promise<void>;
}

/**
 * Carries every row of our own database to a server, compares both row by row, and closes the old one for further use.
 * Throws a `Hindrance` before anything is written when somebody still works in the old one or the new one is not empty;
 * later failures leave the old one as it was.
 */
export const moveDatabase = async (premises: Premises, { to, migrations, tell, inspect }: MoveWish): Promise<void> => {
	const { url, data, clock } = premises;
	await refuse(url, to);
	const half = await makeHalf(join(data, 'backups'), 'move');
	try {
		const { migrations: done } = await schemaOf(url);
		const rows = await dump(url, half);
		tell('saved', rows.tables.length, countOf(rows));
		await buildSchema(to, migrations, done);
		await load(to, half, rows);
		tell('loaded', rows.tables.length, countOf(rows));
		await compare(url, to, rows);
		tell('compared', rows.tables.length, countOf(rows));
		await inspect();
		const server = new URL(to);
		const place = `${server.host}${server.pathname}`;
		const note = `${JSON.stringify({ to: place, at: toIso(clock.now()) })}\n`;
		await writeFile(join(data, 'database', MOVED), note, { mode: 0o600, flush: true });
	} finally {
		await rm(half, { recursive: true, force: true });
	}
};

const countOf = ({ tables }: Dump): number => tables.reduce((sum, { rows }) => sum + rows, 0);

const refuse = async (url: string, to: string): Promise<void> => {
	if ((await sessionsBeside(url)) > 0)
		throw new Hindrance('Somebody works in the database. Stop Amtsfunk first, then move.');
	const empty = await isEmptyDatabase(to).catch((thrown: unknown) => {
		const why = thrown instanceof Error ? thrown.message : String(thrown);
		throw new Hindrance(`The server of --to cannot be reached (${why}). Check address, account and password.`);
	});
	if (!empty) throw new Hindrance('The database of --to is not empty. Create a new one and start again.');
};

const buildSchema = async (to: string, migrations: Migrations, done: readonly string[]): Promise<void> => {
	const { engine, close } = openEngine(to, { max: 2, statementTimeoutMs: 0 });
	try {
		await migrate(engine, Object.fromEntries(Object.entries(migrations).filter(([name]) => done.includes(name))));
	} finally {
		await close();
	}
};

const compare = async (url: string, to: string, { tables, sequences }: Dump): Promise<void> => {
	const [before, after] = await Promise.all([fingerprints(url, tables), fingerprints(to, tables)]);
	const different = tables.filter(({ name }) => before.get(name) !== after.get(name)).map(({ name }) => name);
	if (different.length > 0)
		throw new Error(`the moved rows differ in ${different.join(', ')}; the old database is untouched`);
	if (JSON.stringify(await sequencesOf(to)) !== JSON.stringify(sequences))
		throw new Error('the moved sequences differ; the old database is untouched');
};
