import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, expect, inject, test } from 'vitest';

import { partsOf, readManifest } from '#platform/db/backup/manifest.ts';
import { damagedParts } from '#platform/db/backup/parts.ts';

import { chanceFrom } from '../../bench/faults/plan.ts';
import { allMigrations } from '../../src/migrations.ts';
import { freshDatabase } from '../database.ts';
import { ask, root } from './processes.ts';

const KILLS = 2;
const SPAN_MS = 500;
const PATIENCE_MS = 150_000;
const seed = Number(process.env['AMTSFUNK_SEED'] ?? Date.now() % 1_000_000);
const chance = chanceFrom(seed);
const place = mkdtempSync(join(tmpdir(), 'amtsfunk-crash-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const begin = async (file: string, args: readonly string[]) => {
	const child = spawn(process.execPath, ['--import', './scripts/jsx.mjs', join(root, 'tests/ground', file), ...args], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (text) => {
			said += String(text);
		});
	const gone = once(child, 'exit');
	return { child, gone, said: () => said };
};

/** Kills it somewhere in its work, counted from its first word. */
const killed = async (file: string, args: readonly string[]): Promise<void> => {
	const { child, gone, said } = await begin(file, args);
	while (said() === '' && child.exitCode === null) await pause(2);
	await pause(chance() * SPAN_MS);
	child.kill('SIGKILL');
	await gone;
};

const whole = async (file: string, args: readonly string[]): Promise<string> => {
	const { gone, said } = await begin(file, args);
	await gone;
	return said();
};

const emptyDatabase = async (name: string): Promise<string> => {
	const { adminUrl, url } = inject('cluster');
	await ask(adminUrl, `drop database if exists ${name} with (force)`);
	await ask(adminUrl, `create database ${name} owner amtsfunk`);
	const own = new URL(url);
	own.pathname = `/${name}`;
	return own.href;
};

const fill = `insert into dialogue_counterpart (id, channel, fingerprint, handle, display_name)
	select 'c' || n, 'mastodon', n::text, '@x', repeat('Ä', 200) from generate_series(1, 20000) n`;
const state = (url: string) =>
	ask(
		url,
		"select count(*)::int as rows, md5(string_agg(t::text, '|' order by id)) as hash from dialogue_counterpart t",
	);

test(
	`a backup that is killed leaves no half of itself with a name, and a restore that is killed is done again (seed ${seed})`,
	async () => {
		const database = await freshDatabase();
		await ask(database.url, fill);
		const data = join(place, 'data');
		const to = join(place, 'backups');
		for (let n = 0; n < KILLS; n += 1) await killed('saver.ts', ['backup', database.url, data, to]);
		expect(await whole('saver.ts', ['backup', database.url, data, to])).toContain('done');
		const names = readdirSync(to);
		expect(names.filter((name) => name.includes('.half-'))).toEqual([]);
		for (const name of names) {
			const from = join(to, name);
			expect(await damagedParts(from, partsOf(await readManifest(from)))).toEqual([]);
		}
		const from = join(to, names.sort().at(-1) ?? '');
		for (let n = 0; n < KILLS; n += 1)
			await killed('saver.ts', ['restore', await emptyDatabase('crash_restore'), join(place, `restored-${n}`), from]);
		const target = await emptyDatabase('crash_restore');
		expect(await whole('saver.ts', ['restore', target, join(place, 'restored'), from])).toContain('done');
		expect(await state(target)).toEqual(await state(database.url));
		await ask(inject('cluster').adminUrl, 'drop database crash_restore with (force)');
		await database.drop();
	},
	PATIENCE_MS,
);

test(
	`a schema change that is killed is whole or not there, and the next start goes on (seed ${seed})`,
	async () => {
		const url = await emptyDatabase('crash_migrate');
		const done = async (): Promise<number> => {
			const [there] = await ask(url, "select to_regclass('platform_migration')::text as books");
			if (there?.['books'] === null) return 0;
			return Number((await ask(url, 'select count(*)::int as n from platform_migration'))[0]?.['n']);
		};
		const all = Object.keys(allMigrations).length;
		for (let n = 0; n < KILLS; n += 1) {
			const { child, gone } = await begin('migrator.ts', [url]);
			await pause(600 + chance() * 900);
			child.kill('SIGKILL');
			await gone;
			expect([0, all]).toContain(await done());
		}
		await whole('migrator.ts', [url]);
		expect(await done()).toBe(all);
		await ask(inject('cluster').adminUrl, 'drop database crash_migrate with (force)');
	},
	PATIENCE_MS,
);
