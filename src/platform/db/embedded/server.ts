import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Log } from '../../log.ts';
import { underAccount } from './account.ts';
import type { Cluster } from './cluster.ts';

// NOTE: this file waits in the machine's time, not the office's: it watches processes of the machine.
const STEP_MS = 25;
const START_LIMIT_MS = 120_000;
const ORPHAN_PATIENCE_MS = 2000;
const ZOMBIE_PATIENCE_MS = 5000;

const pidFile = ({ data }: Cluster): string => join(data, 'postmaster.pid');

const pidLines = (cluster: Cluster): readonly string[] => {
	try {
		return readFileSync(pidFile(cluster), 'utf8').split('\n');
	} catch {
		return [];
	}
};

/** Processes that live in the data folder: PostgreSQL makes it the working directory of all its processes. */
const inhabitants = ({ data }: Cluster): readonly number[] =>
	readdirSync('/proc')
		.filter((entry) => /^\d+$/.test(entry))
		.filter((entry) => {
			try {
				return readlinkSync(`/proc/${entry}/cwd`) === data;
			} catch {
				return false;
			}
		})
		.map(Number);

const processState = (pid: number): string | undefined => {
	try {
		return /^State:\s+(\w)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
	} catch {
		return undefined;
	}
};

const answers = ({ socket }: Cluster): Promise<boolean> =>
	new Promise((resolve) => {
		const probe = connect(join(socket, '.s.PGSQL.5432'));
		probe.once('connect', () => {
			probe.destroy();
			resolve(true);
		});
		probe.once('error', () => resolve(false));
	});

/** Whether a server serves this cluster now, whoever started it. */
export const isReady = async (cluster: Cluster): Promise<boolean> =>
	/ready/.test(pidLines(cluster)[7] ?? '') && (await answers(cluster));

/** The process number the running server wrote down. */
export const serverPid = (cluster: Cluster): number => Number(pidLines(cluster)[0] ?? 0);

/**
 * Waits until the cluster is either served (true) or free to be started (false). After a crash there may be a server on its way up or down,
 * backends whose server was killed, or a zombie that nobody collects: PostgreSQL refuses to start beside each of them.
 */
export const settled = async (cluster: Cluster): Promise<boolean> => {
	for (let waited = 0; waited < START_LIMIT_MS; waited += STEP_MS) {
		if (await isReady(cluster)) return true;
		const pid = serverPid(cluster);
		const living = inhabitants(cluster);
		if (living.length === 0 && (processState(pid) !== 'Z' || waited >= ZOMBIE_PATIENCE_MS)) {
			removeStalePidFile(cluster);
			return false;
		}
		if (waited >= ORPHAN_PATIENCE_MS && !living.includes(pid)) dismiss(living);
		await sleep(STEP_MS);
	}
	throw new Error(`the database in ${cluster.data} neither starts nor stops`);
};

/** Backends outlive a killed server while a query runs; it can no longer be answered. */
const dismiss = (orphans: readonly number[]): void => {
	for (const pid of orphans) {
		try {
			process.kill(pid, 'SIGQUIT');
		} catch {
			// It has gone by itself.
		}
	}
};

/** The file may name a zombie, or after a restart of the machine a stranger with the same number; both make PostgreSQL refuse. */
const removeStalePidFile = (cluster: Cluster): void => {
	if (existsSync(pidFile(cluster))) rmSync(pidFile(cluster), { force: true });
};

const settings = ({ data, socket, binaries, throwAway }: Cluster): readonly string[] => {
	const given = {
		listen_addresses: '',
		unix_socket_directories: socket,
		unix_socket_permissions: '0700',
		shared_buffers: '256MB',
		// A run of tests opens many offices at once, each of which may take all it is given.
		max_connections: throwAway ? '200' : '60',
		jit: 'off',
		logging_collector: 'off',
		log_timezone: 'UTC',
		// Messages below this level, and statements, may hold what people wrote.
		log_min_messages: 'log',
		log_min_error_statement: 'panic',
		...(binaries.major >= 18 ? { io_method: 'sync' } : {}),
		...(throwAway
			? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: '0' }
			: {}),
	};
	return ['-D', data, ...Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
};

/** Starts the server and waits until it serves. It goes down by itself when this process dies, where `setpriv` is there to arrange it. */
export const launch = async (cluster: Cluster, log: Log, extra: readonly string[] = []): Promise<ChildProcess> => {
	const { account, binaries } = cluster;
	const server = [join(binaries.bin, 'postgres'), ...settings(cluster), ...extra];
	const { command, args, options } = withParent(server, cluster);
	// Its own process group: Ctrl-C in a terminal is for us, and the database goes last.
	const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
	let last = '';
	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		last = (last + text).slice(-2000);
		if (/FATAL|PANIC/.test(text)) log.warn('database', { says: text.trim().slice(0, 500) });
	});
	child.on('error', (thrown) => {
		last += thrown.message;
	});
	for (let waited = 0; waited < START_LIMIT_MS; waited += STEP_MS) {
		if (await isReady(cluster)) return child;
		if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) break;
		await sleep(STEP_MS);
	}
	child.kill('SIGQUIT');
	throw new Error(`the database (as ${account.name}) did not start: ${last.trim()}`);
};

const withParent = (server: readonly string[], { account }: Cluster) => {
	const options = underAccount(account);
	const setpriv = '/usr/bin/setpriv';
	const [program = '', ...rest] = server;
	if (!existsSync(setpriv)) return { command: program, args: rest, options };
	const { uid: _uid, gid: _gid, ...asOurselves } = { uid: 0, gid: 0, ...options };
	const change = account.other
		? ['--reuid', String(account.uid), '--regid', String(account.gid), '--clear-groups']
		: [];
	return { command: setpriv, args: [...change, '--pdeathsig', 'INT', '--', ...server], options: asOurselves };
};

/** Stops a server that this process started: sessions are ended, everything is written down. */
export const stop = async (child: ChildProcess): Promise<void> => {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	child.kill('SIGINT');
	await gone;
};
