import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
	chmodSync,
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

import { afterAll, describe, expect, test } from 'vitest';

import { freePort, root, within } from './processes.ts';

const place = mkdtempSync(join(tmpdir(), 'amtsfunk-commands-'));
chmodSync(place, 0o755);
afterAll(() => rmSync(place, { recursive: true, force: true }));
const isRoot = process.getuid?.() === 0;

/** A folder with the start scripts and a lock file, and no packages. */
const bareClone = (name: string): string => {
	const folder = join(place, name);
	mkdirSync(join(folder, 'scripts'), { recursive: true });
	for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(root, file), join(folder, file));
	for (const file of readdirSync(join(root, 'scripts')).filter((entry) => entry.endsWith('.mjs')))
		copyFileSync(join(root, 'scripts', file), join(folder, 'scripts', file));
	return folder;
};

const start = (folder: string, options: { readonly uid?: number; readonly PATH?: string } = {}) => {
	const { npm_execpath: _npm, ...env } = process.env;
	return spawnSync(process.execPath, [join(folder, 'scripts', 'start.mjs')], {
		cwd: '/',
		encoding: 'utf8',
		env: { ...env, ...(options.PATH === undefined ? {} : { PATH: options.PATH }) },
		...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
	});
};

describe('where packages are missing', () => {
	test('and npm too, one sentence says so, and nothing looks finished', () => {
		const folder = bareClone('without-npm');
		const { status, stderr } = start(folder, { PATH: '/nowhere' });
		expect([status, stderr]).toEqual([1, expect.stringContaining('npm was not found')]);
		expect(existsSync(join(folder, 'node_modules', '.lock-sha256'))).toBe(false);
	});

	test.runIf(isRoot)('in a folder that may not be written, one sentence says what to run as whom', () => {
		const { status, stderr } = start(bareClone('read-only'), { uid: 65_534 });
		expect([status, stderr]).toEqual([1, expect.stringMatching(/may not write to .*npm ci --ignore-scripts/)]);
	});

	test('the packages of another lock file do not count as installed', () => {
		const folder = bareClone('changed-lock');
		mkdirSync(join(folder, 'node_modules'));
		writeFileSync(join(folder, 'node_modules', '.lock-sha256'), 'of another lock file');
		expect(start(folder, { PATH: '/nowhere' }).stderr).toContain('npm was not found');
	});

	test('a half-made folder of packages does not count as installed', () => {
		const folder = bareClone('half-made');
		mkdirSync(join(folder, 'node_modules', 'hono'), { recursive: true });
		expect(start(folder, { PATH: '/nowhere' }).stderr).toContain('npm was not found');
	});
});

const PATH = `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`;

/** `npm start` as an operator types it; resolves once the office says where it is. */
const npmStart = async (data: string, port: number): Promise<ChildProcess> => {
	const child = spawn('npm', ['start', '--', '--port', String(port), '--data', data], {
		cwd: root,
		env: { ...process.env, PATH },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let complaint = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		complaint += text;
	});
	const lines = createInterface({ input: child.stdout });
	const open = new Promise<void>((resolve) =>
		lines.on('line', (line) => line.startsWith('Amtsfunk: http') && resolve()),
	);
	const ended = once(child, 'exit').then(() => {
		throw new Error(`npm start ended: ${complaint}`);
	});
	await Promise.race([open, ended]);
	ended.catch(() => undefined);
	return child;
};

const pidFile = (data: string): string => join(data, 'database', 'pg18', 'postmaster.pid');

describe('npm start', () => {
	test('told to end, closes the office and then its database, and starts again', async () => {
		const [data, port] = [join(place, 'data'), await freePort()];
		for (const signal of ['SIGTERM', 'SIGINT'] as const) {
			const child = await npmStart(data, port);
			expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
			child.kill(signal);
			await once(child, 'exit');
			await within(5000, () => expect(existsSync(pidFile(data))).toBe(false));
		}
	}, 120_000);

	test('leaves nothing running when npm itself is killed', async () => {
		const [data, port] = [join(place, 'killed'), await freePort()];
		const child = await npmStart(data, port);
		child.kill('SIGKILL');
		await within(10_000, async () => {
			await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow();
			expect(existsSync(pidFile(data))).toBe(false);
		});
	}, 120_000);

	test('says in one sentence that the port is taken', async () => {
		const blocker = createServer().listen(0, '127.0.0.1');
		await once(blocker, 'listening');
		const address = blocker.address();
		const port = typeof address === 'object' && address !== null ? address.port : 0;
		await expect(npmStart(join(place, 'taken'), port)).rejects.toThrow(`Port ${port} is in use.`);
		blocker.close();
	}, 120_000);
});

test('the shell commands speak the language of the terminal and refuse what they do not know', () => {
	const run = (args: readonly string[], LANG: string) =>
		spawnSync(process.execPath, [join(root, 'scripts', 'amtsfunk.mjs'), ...args], {
			encoding: 'utf8',
			env: { ...process.env, LANG, LC_ALL: LANG },
		});
	expect(run(['no-such-command'], 'de_DE.UTF-8')).toMatchObject({
		status: 2,
		stderr: expect.stringContaining('BEFEHL'),
	});
	expect(run(['restore', '/nowhere'], 'en_GB.UTF-8')).toMatchObject({
		status: 2,
		stderr: expect.stringContaining('Say into which new folder'),
	});
	const examined = run(['doctor', '--data', join(place, 'nothing')], 'de_DE.UTF-8');
	expect(examined).toMatchObject({ status: 0, stdout: expect.stringContaining('Noch keine Datenbank') });
}, 60_000);
