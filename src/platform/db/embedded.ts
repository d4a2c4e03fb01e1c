import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';

import { errorFields, type Log } from '../log.ts';
import { type Cluster, type ClusterOptions, prepareCluster } from './embedded/cluster.ts';
import { dataFolder, refuseMoved } from './embedded/folder.ts';
import { lockToHost } from './embedded/host.ts';
import { APP, address, provision, setPasswords } from './embedded/roles.ts';
import { isReady, launch, serverPid, settled, stop } from './embedded/server.ts';

export { Hindrance } from './embedded/hindrance.ts';
export { dataFolder };

/** A PostgreSQL of our own on this machine. While it is open the server is kept running, whatever ends it. */
export interface Embedded {
	/** The office's database, as a role that owns it and is no superuser. */
	readonly url: string;
	/** The maintenance database `postgres`, as the superuser: for backup and doctor only. */
	readonly adminUrl: string;
	readonly version: string;
	/** Whether another process had the server running already; then closing leaves it to that process. */
	readonly adopted: boolean;
	/** Folder and account, for backup and restore. */
	readonly cluster: Cluster;
	close(): Promise<void>;
}

/** Starts the database in `home/database`, or joins the server that already serves it. Throws a `Hindrance` when the machine stands in the way. */
export const startEmbedded = async ({ log, ...options }: ClusterOptions & { readonly log: Log }): Promise<Embedded> => {
	refuseMoved(options.home);
	let server: Awaited<ReturnType<typeof keepRunning>> | undefined;
	const lock = await lockToHost(dataFolder(options.home), { log, lost: () => void server?.close() });
	const close = async (): Promise<void> => {
		await server?.close();
		lock.release(server?.adopted === true);
	};
	const open = async () => {
		const cluster = await prepareCluster(options);
		server = await keepRunning(cluster, log);
		await provision(cluster);
		return { cluster, adopted: server.adopted };
	};
	const { cluster, adopted } = await open().catch(async (thrown: unknown) => {
		await close();
		throw thrown;
	});
	return {
		url: address(cluster, 'app', APP),
		adminUrl: address(cluster, 'admin', 'postgres'),
		version: cluster.binaries.version,
		adopted,
		cluster,
		close,
	};
};

interface Served {
	readonly child: ChildProcess | null;
}

/** Finds the server or starts it. When two processes start at once, PostgreSQL lets one through and the other joins it. */
const serve = async (cluster: Cluster, log: Log): Promise<Served> => {
	for (let attempt = 1; ; attempt += 1) {
		if (await settled(cluster)) return { child: null };
		try {
			if (cluster.passwordsAreNew && attempt === 1) await renewPasswords(cluster, log);
			const child = await launch(cluster, log);
			writeFileSync(ownerFile(cluster), String(process.pid));
			return { child };
		} catch (thrown) {
			if (attempt >= 5) throw thrown;
			await sleep(100 * attempt);
		}
	}
};

const ownerFile = ({ home }: Cluster): string => join(home, 'owner');

/** A restored folder, or one whose password files were lost, knows other passwords: let ourselves in through the closed socket folder and set them. */
const renewPasswords = async (cluster: Cluster, log: Log): Promise<void> => {
	const rules = join(cluster.socket, 'let-in.conf');
	writeFileSync(rules, 'local all all trust\n', { mode: 0o644 });
	const child = await launch(cluster, log, ['-c', `hba_file=${rules}`]);
	const client = new pg.Client({ connectionString: address(cluster, 'admin', 'postgres') });
	client.on('error', () => undefined);
	try {
		await client.connect();
		await setPasswords(client, cluster);
		await client.end();
	} finally {
		await stop(child);
		rmSync(rules, { force: true });
	}
};

const WATCH_MS = 250;

/** Keeps the server up: a child that ends, or a joined server that no longer answers, is replaced at once. */
const keepRunning = async (cluster: Cluster, log: Log) => {
	let served = await serve(cluster, log);
	const adopted = served.child === null;
	const closing = new AbortController();

	const pause = (ms: number) => sleep(ms, undefined, { signal: closing.signal }).catch(() => undefined);
	const ended = async (): Promise<boolean> =>
		served.child ? served.child.exitCode !== null || served.child.signalCode !== null : !(await isReady(cluster));
	const watch = async (): Promise<void> => {
		for (let failures = 0; !closing.signal.aborted; ) {
			if (failures === 0) await pause(WATCH_MS);
			if (closing.signal.aborted || !(await ended())) continue;
			log.warn('database ended; starting it again', {});
			try {
				served = await serve(cluster, log);
				failures = 0;
				log.info('database is back', {});
			} catch (thrown) {
				failures += 1;
				log.error('database does not start', errorFields(thrown));
				await pause(Math.min(5000, 250 * 2 ** failures));
			}
		}
	};
	const watching = watch();

	return {
		adopted,
		async close() {
			closing.abort();
			await watching;
			if (served.child) await stop(served.child);
			else if (isOrphan(cluster)) await stopOrphan(cluster);
		},
	};
};

/** A joined server whose starter is gone has nobody but us to stop it. */
const isOrphan = (cluster: Cluster): boolean => {
	try {
		const owner = readFileSync(ownerFile(cluster), 'utf8');
		return !existsSync(`/proc/${owner}`);
	} catch {
		return false;
	}
};

const stopOrphan = async (cluster: Cluster): Promise<void> => {
	const pid = serverPid(cluster);
	if (pid > 0 && existsSync(`/proc/${pid}`)) process.kill(pid, 'SIGINT');
	for (let waited = 0; existsSync(`/proc/${pid}`) && waited < 10_000; waited += 25) await sleep(25);
};
