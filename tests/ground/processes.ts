import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';

export const root = join(import.meta.dirname, '..', '..');

export interface Keeper {
	readonly child: ChildProcess;
	readonly told: Readonly<Record<string, string>> & { readonly adopted?: boolean };
	end(signal: NodeJS.Signals): Promise<void>;
}

export interface KeeperOptions {
	readonly native?: string;
	readonly umask?: string;
	/** Number of the account to run under. */
	readonly uid?: number;
	/** In a container of this name: processes outside are hidden from it. Needs root. */
	readonly container?: string;
}

/** A shell in namespaces of its own, as a container has them, that runs what follows. */
const inContainer = (name: string): readonly string[] => [
	...['unshare', '--pid', '--fork', '--kill-child', '--mount-proc', '--uts'],
	...['sh', '-c', `hostname ${name}; exec "$@"`, 'sh'],
];

/** Starts a keeper and waits for what it tells: where the database is, or what stands in the way. */
export const keep = async (
	home: string,
	{ native = '', umask = '', uid, container }: KeeperOptions = {},
): Promise<Keeper> => {
	const keeper = [process.execPath, join(root, 'tests/ground/keeper.ts'), home, native, umask];
	const [command = '', ...args] = container === undefined ? keeper : [...inContainer(container), ...keeper];
	const child = spawn(command, args, {
		stdio: ['ignore', 'pipe', 'pipe'],
		...(uid === undefined ? {} : { uid, gid: uid }),
	});
	let complaint = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		complaint += text;
	});
	const gone = once(child, 'exit');
	const lines = createInterface({ input: child.stdout });
	const first = await Promise.race([once(lines, 'line'), gone.then(() => undefined)]);
	if (first === undefined) throw new Error(`the keeper ended without a word: ${complaint}`);
	return {
		child,
		told: JSON.parse(String(first[0])) as Keeper['told'],
		async end(signal) {
			// `unshare` passes no signals on: its child is the first process of the container.
			if (container === undefined) child.kill(signal);
			else process.kill(Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')), signal);
			await gone;
		},
	};
};

/** Runs one statement over a connection of its own. */
export const ask = async (url: string | undefined, statement: string): Promise<readonly Record<string, unknown>[]> => {
	const client = new pg.Client({ connectionString: url ?? '' });
	client.on('error', () => undefined);
	await client.connect();
	try {
		return (await client.query(statement)).rows as Record<string, unknown>[];
	} finally {
		await client.end().catch(() => undefined);
	}
};

/** The machine's own time: these tests watch processes, which no wound clock moves. */
export const within = async <T>(ms: number, attempt: () => Promise<T> | T): Promise<T> => {
	for (let waited = 0; ; waited += 50) {
		try {
			return await attempt();
		} catch (thrown) {
			if (waited >= ms) throw thrown;
			await sleep(50);
		}
	}
};

export const serverPid = (data: string | undefined): number =>
	Number(readFileSync(join(data ?? '', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** A port nobody listens on at this moment. */
export const freePort = async (): Promise<number> => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	return typeof address === 'object' && address !== null ? address.port : 0;
};
