import { execFile } from 'node:child_process';
import { chownSync, existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { type Account, databaseAccount, openPassage, underAccount } from './account.ts';
import { type Binaries, bundledFolder, usableBinaries } from './binaries.ts';
import { dataFolder, ownFolder, refuseNetwork, secretIn, socketFolder } from './folder.ts';
import { Hindrance } from './hindrance.ts';

/** A database cluster on disk and all it takes to run it. */
export interface Cluster {
	readonly account: Account;
	readonly binaries: Binaries;
	/** The folder with everything of the database; `data` and usually `socket` lie in it. */
	readonly home: string;
	readonly data: string;
	readonly socket: string;
	readonly adminPassword: string;
	readonly appPassword: string;
	/** Whether the cluster on disk may know other passwords than these. */
	readonly passwordsAreNew: boolean;
	readonly throwAway: boolean;
}

export interface ClusterOptions {
	/** The data folder of the installation; the database takes the folder `database` in it. */
	readonly home: string;
	/** For tests and trials: fast, and lost with the machine's next crash. */
	readonly throwAway?: boolean;
	/** A folder with `bin/postgres` and `bin/initdb` to use instead of what is brought along; for a new data folder only. */
	readonly native?: string;
}

export const ADMIN = 'amtsfunk_admin';

/** Prepares account, folders, programs and, the first time, the cluster itself. Safe against a kill at any moment and against a second process. */
export const prepareCluster = async ({ home: root, throwAway = false, native }: ClusterOptions): Promise<Cluster> => {
	const account = await databaseAccount();
	const top = dataFolder(root);
	refuseNetwork(top);
	openPassage(top, account);
	const home = join(top, 'database');
	mkdirSync(home, { recursive: true, mode: 0o711 });
	openPassage(home, account);
	const binaries = await usableBinaries(native ?? bundledFolder(), home, account);
	const data = join(home, `pg${binaries.major}`);
	refuseOtherMajor(home, binaries.major);
	const socket = socketFolder(home);
	ownFolder(socket, account);

	const existed = existsSync(join(data, 'PG_VERSION'));
	const admin = secretIn(join(home, 'admin-password'));
	const app = secretIn(join(home, 'app-password'));
	const cluster = { account, binaries, home, data, socket, adminPassword: admin.secret, appPassword: app.secret };
	if (existed) await handOver(data, account);
	else await create(cluster, throwAway);
	return { ...cluster, passwordsAreNew: existed && (admin.made || app.made), throwAway };
};

/** A folder that came from a backup or another machine belongs to somebody else there. */
const handOver = async (data: string, { uid, gid, other }: Account): Promise<void> => {
	if (other && lstatSync(data).uid !== uid) await promisify(execFile)('chown', ['-R', `${uid}:${gid}`, data]);
};

/** Never starts empty beside data of another major version: that would look like a loss. */
const refuseOtherMajor = (home: string, major: number): void => {
	const other = readdirSync(home).find((name) => /^pg\d+$/.test(name) && name !== `pg${major}`);
	if (other && !existsSync(join(home, `pg${major}`)))
		throw new Hindrance(
			`${join(home, other)} was made by PostgreSQL ${other.slice(2)}, but this is PostgreSQL ${major}. See "Wechsel der Hauptversion" in docs/operations/database.md.`,
		);
};

/** Fills a folder of another name and renames it at the end, so that a half-made cluster is never taken for a whole one. */
const create = async (cluster: Omit<Cluster, 'passwordsAreNew' | 'throwAway'>, throwAway: boolean): Promise<void> => {
	const { account, binaries, data, socket, adminPassword } = cluster;
	removeLeftovers(data);
	const draft = `${data}.init-${process.pid}`;
	ownFolder(draft, account);
	const passwordFile = join(socket, `first-password-${process.pid}`);
	writeFileSync(passwordFile, `${adminPassword}\n`, { mode: 0o600 });
	if (account.other) chownSync(passwordFile, account.uid, account.gid);
	try {
		await promisify(execFile)(
			join(binaries.bin, 'initdb'),
			[
				...['-D', draft, '-U', ADMIN, '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8'],
				...['--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=de-DE', '--text-search-config=german'],
				...['--data-checksums', ...(throwAway ? ['--no-sync'] : [])],
			],
			underAccount(account),
		);
		renameSync(draft, data);
	} catch (thrown) {
		rmSync(draft, { recursive: true, force: true });
		// Another process was faster: its cluster has the same passwords.
		if (!existsSync(join(data, 'PG_VERSION'))) throw new Error('the database could not be created', { cause: thrown });
	} finally {
		rmSync(passwordFile, { force: true });
	}
};

const removeLeftovers = (data: string): void => {
	const [home, name] = [join(data, '..'), data.slice(data.lastIndexOf('/') + 1)];
	for (const entry of readdirSync(home)) {
		const maker = entry.startsWith(`${name}.init-`) ? Number(entry.slice(`${name}.init-`.length)) : undefined;
		if (maker === undefined || (maker !== process.pid && existsSync(`/proc/${maker}`))) continue;
		rmSync(join(home, entry), { recursive: true, force: true });
	}
};
