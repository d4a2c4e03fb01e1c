import { createHash, createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';

import { sql } from 'kysely';

import type { Clock } from '#kernel/time.ts';
import { toIso } from '#kernel/time.ts';

import { DamagedFile, type Files } from '../../files.ts';
import type { Embedded } from '../embedded.ts';
import { openEngine } from '../engine.ts';
import { dump } from './logical.ts';
import { MANIFEST, type Manifest } from './manifest.ts';
import { copyPart, flushFolder, type Part, writePart } from './parts.ts';
import { takePhysical } from './physical.ts';

/** Where the installation keeps things. */
export interface Premises {
	readonly clock: Pick<Clock, 'now'>;
	readonly data: string;
	readonly keyFile: string;
	/** Where uploaded files lie. */
	readonly files: Pick<Files, 'list' | 'get'>;
	/** The office's database. */
	readonly url: string;
	/** Our own server, when the database is not a server of the operator's. */
	readonly embedded: Embedded | undefined;
}

export interface BackupWish {
	/** The folder that receives the backup as a folder of its own; `backups` in the data folder when absent. */
	readonly to?: string;
	readonly label?: string;
	/** Rows instead of the cluster: for a move to another server or version. */
	readonly portable?: boolean;
	readonly withKey?: boolean;
	readonly withFiles?: boolean;
}

/** Saves database and files of a running installation. The folder gets its name only when everything is on the disk. */
export const takeBackup = async (premises: Premises, wish: BackupWish = {}): Promise<string> => {
	const { data, embedded, url, keyFile } = premises;
	const to = wish.to ?? join(data, 'backups');
	const at = toIso(premises.clock.now());
	const name = ['amtsfunk', wish.label, at.replaceAll(/[:.]/g, '')].filter(Boolean).join('-');
	const half = await makeHalf(to, name);
	const physical = embedded !== undefined && wish.portable !== true;
	const { postgres, migrations } = await schemaOf(url);
	// The database first: a file it names is there at that moment, and files are only ever added.
	const database: Pick<Manifest, 'database' | 'dump'> = physical
		? { database: await takePhysical(embedded, half) }
		: { dump: await dump(url, half) };
	const manifest: Manifest = {
		format: 'amtsfunk-backup-1',
		madeAt: at,
		kind: physical ? 'physical' : 'portable',
		postgres,
		migrations,
		...database,
		...(wish.withFiles === false ? {} : await takeAllFiles(premises, half)),
		...(wish.withKey ? { key: await copyPart(half, 'key', keyFile) } : {}),
		...(existsSync(keyFile) ? { keyMark: await keyMark(keyFile) } : {}),
	};
	await writeFile(join(half, MANIFEST), `${JSON.stringify(manifest, null, '\t')}\n`, { mode: 0o600, flush: true });
	await flushFolder(half);
	await rename(half, join(to, name));
	await flushFolder(to);
	return join(to, name);
};

const takeAllFiles = async ({ files, data }: Premises, half: string): Promise<Pick<Manifest, 'files' | 'damaged'>> => {
	const { parts, damaged } = await takeFiles(files, half);
	return { files: [...parts, ...(await takePractice(data, half))], ...(damaged.length > 0 ? { damaged } : {}) };
};

/** A folder to write into, named so that the next one clears it away when this process is killed. */
export const makeHalf = async (to: string, name: string): Promise<string> => {
	await mkdir(to, { recursive: true, mode: 0o700 });
	await removeHalves(to);
	const half = join(to, `${name.startsWith('amtsfunk-') ? name : `amtsfunk-${name}`}.half-${process.pid}`);
	await mkdir(half, { mode: 0o700 });
	return half;
};

/** What a kill in the middle of an earlier backup left. */
const removeHalves = async (to: string): Promise<void> => {
	for (const entry of await readdir(to)) {
		const [, pid] = /^amtsfunk-.*\.half-(\d+)$/.exec(entry) ?? [];
		if (pid && !existsSync(`/proc/${pid}`)) await rm(join(to, entry), { recursive: true, force: true });
	}
};

/** Version of the server and the migrations its database has behind it. */
export const schemaOf = async (url: string): Promise<{ postgres: string; migrations: readonly string[] }> => {
	const { engine, close } = openEngine(url, { max: 1 });
	try {
		const version = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(engine);
		return { postgres: version.rows[0]?.version ?? '', migrations: await doneMigrations(url) };
	} finally {
		await close();
	}
};

/** The migrations a database has behind it; none in an empty one. */
export const doneMigrations = async (url: string): Promise<readonly string[]> => {
	const { engine, close } = openEngine(url, { max: 1 });
	try {
		const there = await sql<{ books: string | null }>`select to_regclass('platform_migration')::text as books`.execute(
			engine,
		);
		if (there.rows[0]?.books === null) return [];
		const done = await sql<{ name: string }>`select name from platform_migration order by name`.execute(engine);
		return done.rows.map(({ name }) => name);
	} finally {
		await close();
	}
};

/** Files carry their SHA-256 as their name, and what is read is checked against it. A damaged one must not prevent the backup of all others. */
const takeFiles = async (files: Premises['files'], folder: string) => {
	const parts: Part[] = [];
	const damaged: string[] = [];
	for await (const hash of files.list()) {
		const bytes = await files.get(hash).catch(orDamaged);
		if (bytes === null) damaged.push(hash);
		else {
			const path = join('files', hash.slice(0, 2), hash);
			parts.push(await writePart(folder, path, { source: Readable.from([bytes]) }));
		}
	}
	return { parts, damaged };
};

const orDamaged = (thrown: unknown): null => {
	if (thrown instanceof DamagedFile) return null;
	throw thrown;
};

/** What the practice networks remember. Where they are reached just now, and what is half written, is left. */
const takePractice = async (data: string, folder: string): Promise<Part[]> => {
	const parts: Part[] = [];
	const from = join(data, 'practice');
	if (!existsSync(from)) return parts;
	for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile() || entry.name.endsWith('.half') || entry.name === 'door.json') continue;
		const file = join(entry.parentPath, entry.name);
		parts.push(await copyPart(folder, relative(data, file), file));
	}
	return parts;
};

/** A mark that differs for different keys and gives nothing of the key away. */
export const keyMark = async (keyFile: string): Promise<string> => {
	const key = createHash('sha256')
		.update((await readFile(keyFile, 'utf8')).trim())
		.digest();
	return createHmac('sha256', key).update('amtsfunk key mark').digest('hex').slice(0, 32);
};
