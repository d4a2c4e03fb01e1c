import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';

import type { Instant } from '#kernel/time.ts';
import { loadKey } from '#platform/crypto/sealer.ts';
import { backupBeforeMigration } from '#platform/db/backup/automatic.ts';
import { fingerprints } from '#platform/db/backup/logical.ts';
import { moveDatabase } from '#platform/db/backup/move.ts';
import { restoreBackup } from '#platform/db/backup/restore.ts';
import { type Premises, takeBackup } from '#platform/db/backup/take.ts';
import { type Embedded, startEmbedded } from '#platform/db/embedded.ts';
import { openEngine } from '#platform/db/engine.ts';
import { migrate } from '#platform/db/migrate.ts';
import { diskFiles } from '#platform/files.ts';
import { createLog } from '#platform/log.ts';

import { allMigrations } from '../../src/migrations.ts';
import { ask } from './processes.ts';

const log = createLog('silent');
const place = mkdtempSync(join(tmpdir(), 'amtsfunk-backup-'));
const data = join(place, 'data');
let minutes = 0;
const clock = { now: () => (Date.UTC(2026, 2, 2) + ++minutes * 60_000) as Instant };
let embedded: Embedded;
let premises: Premises;
let picture = '';

/** What the practice networks keep: their memory comes back, their addresses of the day do not. */
const practice = {
	'mastodon.json': '{"statuses":[{"text":"geübt"}]}',
	'mastodon.json-media/1': 'a practice picture',
	'door.json': '{"secret":"of the day"}',
	'bluesky.json.half': '{',
};

const things = `create table thing (id bigint generated always as identity primary key, part_of bigint references thing, name text not null,
	at timestamptz not null, weight double precision, bytes bytea, list text[], data jsonb,
	long text generated always as (name || ' thing') stored)`;
const fill = `insert into thing (part_of, name, at, weight, bytes, list, data)
	select nullif(n - 1, 0), E'Straße\\t\\n\\\\' || n, timestamptz '2026-03-29 01:30+01' + n * interval '1 minute', 0.1 * n,
	sha256(n::text::bytea), array['a,b', null, n::text], jsonb_build_object('ü', n) from generate_series(1, 2000) n`;

/** Every row of every table, as the database itself writes them. */
const fingerprint = async (url: string): Promise<readonly unknown[]> => {
	const tables = await ask(
		url,
		"select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1",
	);
	const rows: unknown[] = [];
	for (const { name } of tables) {
		if (String(name).startsWith('platform_migration')) continue;
		rows.push(
			...(await ask(
				url,
				`select '${name}' as name, count(*)::int as rows, md5(string_agg(t::text, '|' order by t::text)) as hash from ${name} t`,
			)),
		);
	}
	return rows;
};

beforeAll(async () => {
	embedded = await startEmbedded({ home: data, log });
	const { engine, close } = openEngine(embedded.url, { max: 1 });
	await migrate(engine, { ...allMigrations, 'thing-001': thingMigration });
	await sql.raw(fill).execute(engine);
	await close();
	loadKey(join(data, 'key'));
	for (const [name, text] of Object.entries(practice)) {
		mkdirSync(join(data, 'practice', 'mastodon.json-media'), { recursive: true });
		writeFileSync(join(data, 'practice', name), text);
	}
	picture = await diskFiles(join(data, 'files')).put(Buffer.from('a picture'));
	const files = diskFiles(join(data, 'files'));
	premises = { clock, data, files, keyFile: join(data, 'key'), url: embedded.url, embedded };
});
afterAll(async () => {
	await embedded.close();
	rmSync(place, { recursive: true, force: true });
});

const thingMigration = {
	async up(db: Parameters<(typeof allMigrations)[string]['up']>[0]) {
		await sql.raw(things).execute(db);
	},
};
const migrations = { ...allMigrations, 'thing-001': thingMigration };
const to = join(place, 'backups');

describe('a backup of our own database', () => {
	for (const portable of [false, true])
		test(`${portable ? 'by rows' : 'as it lies on the disk'} comes back equal in every row, file and key`, async () => {
			const from = await takeBackup(premises, { to, portable, withKey: true });
			const target = join(place, `restored-${portable}`);
			const { manifest, hasKey } = await restoreBackup({ from, data: target, migrations, log });
			expect([manifest.kind, hasKey]).toEqual([portable ? 'portable' : 'physical', true]);
			const second = await startEmbedded({ home: target, log });
			expect(await fingerprint(second.url)).toEqual(await fingerprint(embedded.url));
			// The next row gets the next number.
			const added = await ask(second.url, "insert into thing (name, at) values ('next', now()) returning id");
			expect(added).toEqual([{ id: '2001' }]);
			await second.close();
			expect(await diskFiles(join(target, 'files')).get(picture)).toEqual(Buffer.from('a picture'));
			const kept = readdirSync(join(target, 'practice'), { recursive: true });
			expect(kept.toSorted()).toEqual(['mastodon.json', 'mastodon.json-media', 'mastodon.json-media/1']);
			for (const name of ['mastodon.json', 'mastodon.json-media/1'] as const)
				expect(readFileSync(join(target, 'practice', name), 'utf8')).toBe(practice[name]);
			expect(readFileSync(join(target, 'key'))).toEqual(readFileSync(join(data, 'key')));
			expect(statSync(join(target, 'key')).mode & 0o777).toBe(0o600);
		});

	test('goes by rows into a server of the operator', async () => {
		const { adminUrl, url } = inject('cluster');
		await ask(adminUrl, 'create database moved owner amtsfunk');
		const server = new URL(url);
		server.pathname = '/moved';
		const from = await takeBackup(premises, { to, portable: true });
		await restoreBackup({ from, data: join(place, 'moved'), databaseUrl: server.href, migrations, log });
		expect(await fingerprint(server.href)).toEqual(await fingerprint(embedded.url));
		const again = restoreBackup({ from, data: join(place, 'moved-2'), databaseUrl: server.href, migrations, log });
		await expect(again).rejects.toThrow(/not empty/);
		await ask(adminUrl, 'drop database moved with (force)');
	});

	test('leaves the key out unless asked for, and takes only the right one back', async () => {
		const from = await takeBackup(premises, { to });
		expect(existsSync(join(from, 'key'))).toBe(false);
		const wrong = join(place, 'wrong-key');
		loadKey(wrong);
		const wish = { from, data: join(place, 'apart'), migrations, log };
		await expect(restoreBackup({ ...wish, keyFile: wrong })).rejects.toThrow(/not the key of this backup/);
		expect((await restoreBackup({ ...wish, keyFile: join(data, 'key') })).hasKey).toBe(true);
	});
});

describe('a move to a server', () => {
	const fresh = async (name: string): Promise<string> => {
		const { adminUrl, url } = inject('cluster');
		await ask(adminUrl, `create database ${name} owner amtsfunk`);
		const server = new URL(url);
		server.pathname = `/${name}`;
		return server.href;
	};
	const drop = (name: string) => ask(inject('cluster').adminUrl, `drop database ${name} with (force)`);
	const wish = { migrations, tell: () => undefined, inspect: async () => undefined };

	test('refuses while somebody works in the database, and a server that is not empty', async () => {
		const server = await fresh('move_a');
		const { engine, close } = openEngine(embedded.url, { max: 1 });
		await sql`select 1`.execute(engine);
		await expect(moveDatabase(premises, { ...wish, to: server })).rejects.toThrow(/Stop Amtsfunk first/);
		await close();
		await ask(server, 'create table taken (id int)');
		await expect(moveDatabase(premises, { ...wish, to: server })).rejects.toThrow(/is not empty/);
		await expect(moveDatabase(premises, { ...wish, to: 'postgres://x:y@127.0.0.1:1/z' })).rejects.toThrow(/reached/);
		await drop('move_a');
	});

	test('leaves the old database open when what arrived is not what was sent', async () => {
		const server = await fresh('move_b');
		const doubting = { ...wish, to: server, inspect: () => Promise.reject(new Error('the log does not verify')) };
		await expect(moveDatabase(premises, doubting)).rejects.toThrow('the log does not verify');
		const tampering = async (): Promise<void> => {
			const [row] = await ask(server, "update thing set weight = weight + 1 where id = 7 returning 'changed' as what");
			expect(row).toEqual({ what: 'changed' });
			const tables = [
				{ name: 'public.thing', columns: 'id, weight', rows: 2000, part: { path: '', bytes: 0, sha256: '' } },
			];
			const [here, there] = await Promise.all([fingerprints(embedded.url, tables), fingerprints(server, tables)]);
			expect(here.get('public.thing')).not.toBe(there.get('public.thing'));
		};
		await tampering();
		expect(existsSync(join(data, 'database', 'moved.json'))).toBe(false);
		await drop('move_b');
	});

	test('carries every row, says how far it is, and closes the old database for further use', async () => {
		const server = await fresh('move_c');
		const steps: unknown[] = [];
		await moveDatabase(premises, { ...wish, to: server, tell: (step) => steps.push(step) });
		expect(steps).toEqual(['saved', 'loaded', 'compared']);
		expect(await fingerprint(server)).toEqual(await fingerprint(embedded.url));
		expect(readdirSync(join(data, 'backups')).filter((name) => name.includes('move'))).toEqual([]);
		await expect(startEmbedded({ home: data, log })).rejects.toThrow(/was moved to .* Set DATABASE_URL/);
		rmSync(join(data, 'database', 'moved.json'));
		await drop('move_c');
	});
});

describe('a restore refuses', () => {
	test('a backup in which one byte changed, and leaves nothing behind', async () => {
		const from = await takeBackup(premises, { to });
		const archive = join(from, 'database.tar.gz');
		const bytes = readFileSync(archive);
		bytes[1000] = (bytes[1000] ?? 0) ^ 1;
		writeFileSync(archive, bytes);
		const target = join(place, 'damaged');
		await expect(restoreBackup({ from, data: target, migrations, log })).rejects.toThrow(
			'The backup is damaged, nothing was restored: database.tar.gz was changed.',
		);
		expect(existsSync(target)).toBe(false);
	});

	test('a folder that is not empty, and one that holds no backup', async () => {
		const from = await takeBackup(premises, { to });
		await expect(restoreBackup({ from, data, migrations, log })).rejects.toThrow(/is not empty/);
		await expect(restoreBackup({ from: place, data: join(place, 'x'), migrations, log })).rejects.toThrow(
			/holds no backup/,
		);
	});

	test('what a newer program made', async () => {
		const from = await takeBackup(premises, { to });
		const wish = { from, data: join(place, 'newer'), migrations: allMigrations, log };
		await expect(restoreBackup(wish)).rejects.toThrow(/A newer Amtsfunk made this backup/);
	});
});

test('a backup that was cut short has no name and is cleared away by the next', async () => {
	const half = join(to, 'amtsfunk-2026-01-01T000000000Z.half-999999999');
	mkdirSync(half, { recursive: true });
	await takeBackup(premises, { to });
	expect(existsSync(half)).toBe(false);
	expect(readdirSync(to).filter((name) => name.includes('.half-'))).toEqual([]);
});

test('of the backups before schema changes the newest three are kept', async () => {
	for (let n = 0; n < 4; n += 1) await backupBeforeMigration(premises)();
	const kept = readdirSync(join(data, 'backups')).sort();
	expect(kept).toHaveLength(3);
	expect(kept[0]).toMatch(/^amtsfunk-before-migration-2026-03-02T/);
});
