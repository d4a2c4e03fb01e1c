import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';

import { freshDatabase } from '../database.ts';
import { ask, freePort, root, within } from './processes.ts';

let data: string;
let database: Awaited<ReturnType<typeof freshDatabase>>;
const children: ChildProcess[] = [];

beforeAll(async () => {
	data = mkdtempSync(join(tmpdir(), 'amtsfunk-waiting-'));
	database = await freshDatabase();
});
afterEach(async () => {
	for (const child of children.splice(0)) {
		if (child.exitCode !== null) continue;
		const gone = once(child, 'exit');
		child.kill('SIGTERM');
		await gone;
	}
});
afterAll(async () => {
	await database.drop();
	rmSync(data, { recursive: true, force: true });
});

/** The program itself, on a database that is somebody else's. */
const program = (url: string, port: number) => {
	const args = ['--import', './scripts/jsx.mjs', join('src', 'main.ts'), '--port', String(port), '--data', data];
	const env = { ...process.env, DATABASE_URL: url };
	const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
	children.push(child);
	const heard = { child, said: '', complained: '' };
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		heard.said += text;
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		heard.complained += text;
	});
	return heard;
};

const asAdmin = (statement: string) => ask(inject('cluster').adminUrl, statement);

const stateAt = async (port: number): Promise<unknown> => {
	const answer = await fetch(`http://127.0.0.1:${port}/health`);
	return ((await answer.json()) as { readonly state: unknown }).state;
};

it('started while its database takes nobody in, it says so once, waits, and opens when it may', async () => {
	const name = basename(new URL(database.url).pathname);
	await asAdmin(`alter database ${name} connection limit 0`);
	const port = await freePort();
	const heard = program(database.url, port);
	await within(60_000, () => expect(heard.said).toContain('The database does not answer yet (too many connections'));
	expect(await stateAt(port)).toBe('starting');
	await asAdmin(`alter database ${name} connection limit -1`);
	await within(60_000, () => expect(heard.said).toContain('Amtsfunk: http'));
	expect(heard.said.match(/does not answer yet/g)).toHaveLength(1);
	expect(await stateAt(port)).not.toBe('starting');
}, 180_000);

it('told to end while it waits, it ends at once and in order', async () => {
	const nowhere = new URL(database.url);
	nowhere.searchParams.delete('host');
	nowhere.host = `127.0.0.1:${await freePort()}`;
	const heard = program(nowhere.href, await freePort());
	await within(60_000, () => expect(heard.said).toContain('The database does not answer yet'));
	heard.child.kill('SIGTERM');
	expect(await once(heard.child, 'close')).toEqual([0, null]);
}, 120_000);

it('refused by its database, it says in one sentence what to check', async () => {
	const stranger = new URL(database.url);
	stranger.password = 'not-the-password';
	const heard = program(stranger.href, await freePort());
	expect(await once(heard.child, 'close')).toEqual([2, null]);
	expect(heard.complained.trim()).toMatch(/^The server of DATABASE_URL refuses: .+ Check account, password[^\n]+$/);
}, 120_000);
