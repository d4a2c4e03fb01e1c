import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { freshDatabase } from '#tests/database.ts';

import { freePort, root } from './processes.ts';

/** The house rule (docs/decisions/dependencies.md): what a server has loaded once it is open and has answered. */
const MOST_AT_REST = 55;
/** The true number with everything that is only loaded when first needed: pictures, calendars, feeds, notices, letters, mails. */
const MOST_IN_ALL = 108;

const place = mkdtempSync(join(tmpdir(), 'amtsfunk-packages-'));
let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
	database = await freshDatabase();
});
afterAll(async () => {
	await database.drop();
	rmSync(place, { recursive: true, force: true });
});

const run = (list: string, args: readonly string[]): ChildProcess =>
	spawn(process.execPath, ['--import', './tests/ground/loaded.mjs', ...args], {
		cwd: root,
		env: { ...process.env, LOADED_PACKAGES: join(place, list), DATABASE_URL: database.url },
		stdio: ['ignore', 'pipe', 'ignore'],
	});

const loaded = (list: string): readonly string[] =>
	[...new Set(readFileSync(join(place, list), 'utf8').trim().split('\n'))].sort();

/** What a server had loaded after a few answers of every kind. */
const serve = async (list: string): Promise<readonly string[]> => {
	const port = await freePort();
	const main = ['--import', './scripts/jsx.mjs', 'src/main.ts', '--port', `${port}`, '--data', join(place, 'data')];
	const child = run(list, main);
	if (child.stdout === null) throw new Error('nothing to read from');
	const lines = createInterface({ input: child.stdout });
	await new Promise<void>((resolve) => lines.on('line', (line) => line.startsWith('Amtsfunk: http') && resolve()));
	for (const path of ['/', '/feed.rss', '/feed.atom', '/metrics', '/desk', '/frage', '/api/openapi.json'])
		expect([path, (await fetch(`http://127.0.0.1:${port}${path}`)).status < 500]).toEqual([path, true]);
	child.kill('SIGTERM');
	await once(child, 'exit');
	return loaded(list);
};

it('the server loads few packages, and few more when everything was needed once', async () => {
	const first = await serve('first');
	// NOTE: a first start also builds the desk; its tools stay in memory until the next start, in which nobody builds.
	const atRest = first.includes('vite') ? await serve('second') : first;
	expect(atRest).toEqual(expect.arrayContaining(['hono', 'pg', 'better-auth', 'markdown-it']));
	expect(atRest.length, atRest.join(' ')).toBeLessThanOrEqual(MOST_AT_REST);

	const sources = globSync('src/**/*.{ts,tsx}', { cwd: root, exclude: (path) => path.includes('.test.') });
	const later = sources.flatMap((path) =>
		[...readFileSync(join(root, path), 'utf8').matchAll(/await import\('([^.#'][^']*)'\)/g)].map(([, name]) => name),
	);
	const needed = later.filter((name) => name !== 'vite');
	expect(needed).toEqual(expect.arrayContaining(['sharp', '@fedify/fedify/sig']));
	const script = needed.map((name) => `await import('${name}');`).join('');
	const child = run('later', ['--input-type=module', '--eval', script]);
	expect(await once(child, 'exit')).toEqual([0, null]);
	const all = [...new Set([...atRest, ...loaded('later')])].sort();
	expect(all.length, all.join(' ')).toBeLessThanOrEqual(MOST_IN_ALL);
}, 120_000);
