import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { sql } from 'kysely';
import { expect, inject, test } from 'vitest';

import { openEngine } from '#platform/db/engine.ts';
import { migrate } from '#platform/db/migrate.ts';
import { freshDatabase } from '#tests/database.ts';

import { allMigrations } from '../../src/migrations.ts';
import { ask, root } from './processes.ts';

const emptyDatabase = async () => {
	const { adminUrl, url } = inject('cluster');
	const name = `empty_${crypto.randomUUID().slice(0, 8)}`;
	await ask(adminUrl, `create database ${name} owner amtsfunk`);
	const own = new URL(url);
	own.pathname = `/${name}`;
	return { url: own.href, drop: () => ask(adminUrl, `drop database ${name} with (force)`) };
};

test('processes that start at the same moment change the schema once', async () => {
	const database = await emptyDatabase();
	const run = () =>
		promisify(execFile)(process.execPath, [
			...['--import', join(root, 'scripts/jsx.mjs'), join(root, 'tests/ground/migrator.ts'), database.url],
		]).then(({ stdout }) => JSON.parse(stdout) as readonly string[]);
	const steps = await Promise.all([run(), run(), run()]);
	expect(steps.flat().sort()).toEqual(Object.keys(allMigrations).sort());
	expect(steps.filter((made) => made.length > 0)).toHaveLength(1);
	await database.drop();
});

test('a step may take longer than the office allows a single statement', async () => {
	const database = await freshDatabase();
	const { engine, close } = openEngine(database.url, { max: 1, statementTimeoutMs: 500 });
	await expect(sql`select pg_sleep(1)`.execute(engine)).rejects.toThrow(/timeout/);
	const slow = {
		async up(db: typeof engine) {
			await sql`select pg_sleep(1)`.execute(db);
		},
	};
	expect(await migrate(engine, { ...allMigrations, 'zz-001': slow })).toEqual(['zz-001']);
	await close();
	await database.drop();
});

test('a step that fails leaves nothing of itself, and says its name', async () => {
	const database = await freshDatabase();
	const { engine, close } = openEngine(database.url, { max: 1 });
	const broken = {
		async up(db: typeof engine) {
			await sql`create table half_done (n integer)`.execute(db);
			await sql`select no_such_column`.execute(db);
		},
	};
	await expect(migrate(engine, { ...allMigrations, 'zz-002': broken })).rejects.toThrow('migration zz-002 failed');
	expect((await sql`select to_regclass('half_done') as there`.execute(engine)).rows).toEqual([{ there: null }]);
	await close();
	await database.drop();
});

test('the database is saved before its schema changes, and only then', async () => {
	const database = await emptyDatabase();
	const { engine, close } = openEngine(database.url, { max: 1 });
	const saved: string[] = [];
	const save = (what: string) => async (): Promise<void> => void saved.push(what);
	await migrate(engine, allMigrations, save('first start'));
	await migrate(engine, allMigrations, save('nothing to do'));
	await migrate(engine, { ...allMigrations, 'zz-003': { up: async () => undefined } }, save('a new step'));
	expect(saved).toEqual(['a new step']);
	await close();
	await database.drop();
});

test('a presence that an earlier release paused sends nothing after the step, and resumes as ever', async () => {
	const database = await freshDatabase();
	const { engine, close } = openEngine(database.url, { max: 1 });
	for (const [id, state] of ['live', 'paused', 'paused'].map((one, at) => [`p${at}`, one]))
		await sql`insert into channels_presence (id, unit_id, channel, name, state, shared_below, practice, health, created_at)
			values (${id}, 'u', 'mastodon', 'Stadt', ${state}, false, false, 'well', now())`.execute(engine);
	await sql`insert into delivery_pause (scope, kind, target, paused_at, paused_by, reason)
		values ('presence:p2', 'presence', 'p2', now(), 'anna', 'Umzug')`.execute(engine);
	await sql`delete from platform_migration where name = 'delivery-085'`.execute(engine);
	await migrate(engine, allMigrations);
	const { rows } = await sql<{ target: string; reason: string }>`select target, reason from delivery_pause
		where paused_at is not null order by target`.execute(engine);
	expect(rows).toEqual([
		{ target: 'p1', reason: 'Der Auftritt ist angehalten.' },
		{ target: 'p2', reason: 'Umzug' },
	]);
	await close();
	await database.drop();
});
