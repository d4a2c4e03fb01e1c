import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { Files } from '../../files.ts';
import type { Log } from '../../log.ts';
import { UNFINISHED } from '../embedded/folder.ts';
import { Hindrance } from '../embedded/hindrance.ts';
import { startEmbedded } from '../embedded.ts';
import { openEngine } from '../engine.ts';
import { type Migrations, migrate } from '../migrate.ts';
import { isEmptyDatabase, load } from './logical.ts';
import { type Manifest, partsOf, readManifest } from './manifest.ts';
import { damagedParts } from './parts.ts';
import { layPhysical } from './physical.ts';
import { doneMigrations, keyMark } from './take.ts';

export interface RestoreWish {
	/** The backup: a folder with a manifest. */
	readonly from: string;
	/** The data folder to fill; it must be empty or not there yet. */
	readonly data: string;
	/** A server of the operator's, for portable backups; our own otherwise. */
	readonly databaseUrl?: string | undefined;
	/** The key that was kept apart from the backup. */
	readonly keyFile?: string | undefined;
	/** Where uploaded files go, when not into the data folder. */
	readonly files?: Pick<Files, 'put'> | undefined;
	readonly migrations: Migrations;
	readonly log: Log;
}

export interface Restored {
	readonly manifest: Manifest;
	/** Whether the key the backup's secrets were sealed with lies in the data folder now. */
	readonly hasKey: boolean;
}

/** Checks every byte of a backup, builds the data folder beside its place, opens the database once, and only then puts everything in place. */
export const restoreBackup = async (wish: RestoreWish): Promise<Restored> => {
	const { from, data } = wish;
	const manifest = await readManifest(from);
	await refuse(wish, manifest);
	await mkdir(data, { recursive: true });
	// As root the database's own account has to walk through.
	await chmod(data, process.getuid?.() === 0 ? 0o711 : 0o700);
	const site = join(data, UNFINISHED);
	await mkdir(site, { mode: 0o700 });
	try {
		await layDatabase(wish, manifest, site);
		for (const { path } of manifest.files ?? []) await layFile(wish, site, path);
		const hasKey = await layKey(wish, manifest, site);
		for (const entry of await readdir(site)) await rename(join(site, entry), join(data, entry));
		await rmdir(site);
		return { manifest, hasKey };
	} catch (thrown) {
		await rm(site, { recursive: true, force: true });
		throw thrown;
	}
};

const refuse = async ({ from, data, databaseUrl, keyFile, migrations }: RestoreWish, manifest: Manifest) => {
	const there = await readdir(data).catch(() => []);
	if (there.length > 0)
		throw new Hindrance(
			`${data} is not empty (${there.slice(0, 3).join(', ')}). A backup is restored into a new folder only.`,
		);
	const damaged = await damagedParts(from, partsOf(manifest));
	if (damaged.length > 0)
		throw new Hindrance(`The backup is damaged, nothing was restored: ${damaged.slice(0, 5).join('; ')}.`);
	if (manifest.kind === 'physical' && databaseUrl !== undefined)
		throw new Hindrance(
			'This backup holds the files of a database of our own; it cannot go into a PostgreSQL server. Restore it without DATABASE_URL, then make one with backup --portable.',
		);
	const unknown = manifest.migrations.filter((name) => migrations[name] === undefined);
	if (unknown.length > 0)
		throw new Hindrance(`A newer Amtsfunk made this backup (${unknown[0]} is unknown here). Update Amtsfunk first.`);
	if (keyFile !== undefined && manifest.keyMark !== undefined && (await keyMark(keyFile)) !== manifest.keyMark)
		throw new Hindrance(`${keyFile} is not the key of this backup.`);
	if (databaseUrl !== undefined && !(await isEmptyDatabase(databaseUrl)))
		throw new Hindrance('The database in DATABASE_URL is not empty. Create a new one and start again.');
};

const layDatabase = async (wish: RestoreWish, manifest: Manifest, site: string): Promise<void> => {
	const { from, databaseUrl, log } = wish;
	if (databaseUrl !== undefined) return loadRows(wish, manifest, databaseUrl);
	if (manifest.kind === 'physical')
		await layPhysical(from, join(site, 'database', `pg${Number.parseInt(manifest.postgres, 10)}`));
	// What cannot be opened is no backup: the recovery runs here, not at the next start.
	const embedded = await startEmbedded({ home: site, log });
	try {
		if (manifest.kind === 'portable') await loadRows(wish, manifest, embedded.url);
		const done = await doneMigrations(embedded.url);
		if (done.join() !== [...manifest.migrations].sort().join())
			throw new Error('the restored database does not match its manifest');
	} finally {
		await embedded.close();
	}
};

/** The schema as it was when the rows were saved; the next start brings it up to date. */
const loadRows = async ({ from, migrations }: RestoreWish, manifest: Manifest, url: string): Promise<void> => {
	const then = Object.fromEntries(Object.entries(migrations).filter(([name]) => manifest.migrations.includes(name)));
	const { engine, close } = openEngine(url, { max: 2, statementTimeoutMs: 0 });
	try {
		await migrate(engine, then);
	} finally {
		await close();
	}
	if (manifest.dump) await load(url, from, manifest.dump);
};

/** The parts were checked before: what is put is what was saved. */
const layFile = async ({ from, files }: RestoreWish, site: string, path: string): Promise<void> => {
	if (files !== undefined && path.startsWith('files/')) await files.put(await readFile(join(from, path)));
	else await copyInto(from, site, path);
};

const copyInto = async (from: string, site: string, path: string): Promise<void> => {
	await mkdir(dirname(join(site, path)), { recursive: true, mode: 0o700 });
	await copyFile(join(from, path), join(site, path));
};

const layKey = async ({ from, keyFile }: RestoreWish, manifest: Manifest, site: string): Promise<boolean> => {
	const key = keyFile ?? (manifest.key ? join(from, manifest.key.path) : undefined);
	if (key === undefined) return false;
	await copyFile(key, join(site, 'key'));
	await chmod(join(site, 'key'), 0o600);
	return true;
};
