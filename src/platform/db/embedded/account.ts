import { execFile } from 'node:child_process';
import { chmodSync, lstatSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { Hindrance } from './hindrance.ts';

/** Whom the database runs as: the account of this process, or its own system account when this process is root. */
export interface Account {
	readonly name: string;
	readonly uid: number;
	readonly gid: number;
	/** Whether processes have to be started under another account than ours. */
	readonly other: boolean;
}

const NAME = 'amtsfunk-db';

/** Finds the account; as root it creates the system account `amtsfunk-db`, because PostgreSQL never runs as root. */
export const databaseAccount = async (): Promise<Account> => {
	const own = ownAccount();
	if (own.uid !== 0) return own;
	// Two processes may create the account at the same moment: the loser finds it a moment later.
	for (let attempt = 0; attempt < 20; attempt += 1) {
		const found = lookUp(NAME);
		if (found) return { name: NAME, ...found, other: true };
		if (attempt > 0) await sleep(100);
		await promisify(execFile)('useradd', [
			'--system',
			'--user-group',
			'--no-create-home',
			'--home-dir',
			'/nonexistent',
			'--shell',
			'/usr/sbin/nologin',
			NAME,
		]).catch(() => undefined);
	}
	throw new Hindrance(
		`The system account "${NAME}" for the database could not be created (useradd failed). Create it by hand, run Amtsfunk as an ordinary user, or set DATABASE_URL.`,
	);
};

const ownAccount = (): Account => {
	try {
		const { username, uid, gid } = userInfo();
		return { name: username, uid, gid, other: false };
	} catch {
		throw new Hindrance(
			`The account with the number ${process.getuid?.()} has no entry in /etc/passwd, and PostgreSQL does not start without one. Use an account that has one, or set DATABASE_URL.`,
		);
	}
};

const lookUp = (name: string): { uid: number; gid: number } | undefined => {
	const line = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.find((entry) => entry.startsWith(`${name}:`));
	const [, , uid, gid] = line?.split(':') ?? [];
	return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
};

/** How to start a process under the account. The environment is ours to choose: the caller's locale must not reach the database. */
export const underAccount = ({ uid, gid, other }: Account) => ({
	...(other ? { uid, gid } : {}),
	cwd: '/',
	env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' },
});

/**
 * Sees to it that the account can walk to `home`. Opens `home` itself, and closed folders of ours below the temporary folder,
 * for passage only (not for listing); any other closed folder on the way is the operator's, and is named.
 */
export const openPassage = (home: string, account: Account): void => {
	if (!account.other) return;
	const temporary = `${realpathSync(tmpdir())}/`;
	for (let folder = home; folder !== dirname(folder); folder = dirname(folder)) {
		const { mode, uid } = lstatSync(folder);
		if (mayPass(folder, account)) continue;
		if (folder !== home && !(uid === 0 && folder.startsWith(temporary)))
			throw new Hindrance(
				`The database account "${account.name}" cannot get to ${home}: the folder ${folder} is closed to it. Choose a data folder elsewhere (for example --data /var/lib/amtsfunk), or open the way with: chmod o+x ${folder}`,
			);
		chmodSync(folder, (mode & 0o777) | 0o011);
	}
};

const mayPass = (folder: string, account: Account): boolean => {
	const { mode, uid, gid } = lstatSync(folder);
	if (uid === account.uid) return (mode & 0o100) !== 0;
	if (gid === account.gid) return (mode & 0o010) !== 0;
	return (mode & 0o001) !== 0;
};
