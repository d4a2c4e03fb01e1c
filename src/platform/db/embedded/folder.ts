import { createHash, randomBytes } from 'node:crypto';
import {
	chmodSync,
	chownSync,
	existsSync,
	linkSync,
	lstatSync,
	mkdirSync,
	readFileSync,
	realpathSync,
	rmSync,
	statfsSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Account } from './account.ts';
import { Hindrance } from './hindrance.ts';

/** SPEC: linux/magic.h. PostgreSQL's promises about fsync do not hold on file systems across a network. */
const NETWORK: ReadonlyMap<number, string> = new Map([
	[0x6969, 'NFS'],
	[0x517b, 'SMB'],
	[0xff534d42, 'CIFS'],
	[0xfe534d42, 'SMB2'],
	[0x01021997, '9p'],
	[0x5346414f, 'AFS'],
	[0x00c36400, 'Ceph'],
	[0x0bd00bd0, 'Lustre'],
]);

/** Names the network file system that `path` lies on, or nothing when it lies on this machine. */
export const networkFileSystem = (path: string): string | undefined => NETWORK.get(statfsSync(path).type >>> 0);

/** The folder in which a restore builds; while it is there the data folder is not whole. */
export const UNFINISHED = '.restoring';

/** Lies beside a database of our own whose rows were moved to a server: two of them would grow apart. */
export const MOVED = 'moved.json';

/** Refuses a database that was moved away. */
export const refuseMoved = (home: string): void => {
	const note = join(home, 'database', MOVED);
	if (!existsSync(note)) return;
	const { to, at }: { to?: string; at?: string } = JSON.parse(readFileSync(note, 'utf8'));
	throw new Hindrance(
		`The database of ${home} was moved to ${to ?? 'a server'} on ${at ?? 'an earlier day'}. Set DATABASE_URL to it. To go back to the old rows, delete ${note}.`,
	);
};

/** Creates the data folder where it is missing and gives its real path; refuses one that cannot be written or was not restored to the end. */
export const dataFolder = (path: string): string => {
	const home = writable(path);
	if (existsSync(join(home, UNFINISHED)))
		throw new Hindrance(`${home} holds a restore that was cut short. Empty the folder and restore the backup again.`);
	return home;
};

const writable = (path: string): string => {
	try {
		mkdirSync(path, { recursive: true, mode: 0o700 });
		const home = realpathSync(path);
		const probe = join(home, `.writable-${process.pid}`);
		writeFileSync(probe, '');
		rmSync(probe);
		return home;
	} catch (thrown) {
		const { code, message } = thrown as NodeJS.ErrnoException;
		throw new Hindrance(
			`The data folder ${path} cannot be written (${code ?? message}). Choose another with --data, or give this account the right to write there.`,
		);
	}
};

/** Refuses a folder in which a database could lose what it was told to keep. */
export const refuseNetwork = (home: string): void => {
	const network = networkFileSystem(home);
	if (network !== undefined)
		throw new Hindrance(
			`The data folder ${home} lies on a network file system (${network}), where a database can lose data. Choose a local folder with --data, or set DATABASE_URL.`,
		);
};

/** A folder that belongs to the database account alone. */
export const ownFolder = (path: string, { uid, gid, other }: Account): void => {
	mkdirSync(path, { recursive: true, mode: 0o700 });
	const found = lstatSync(path);
	// In a shared temporary folder somebody else may have taken the name before us.
	if (!found.isDirectory() || (found.uid !== uid && found.uid !== process.getuid?.()))
		throw new Hindrance(`${path} belongs to somebody else. Remove it and start again.`);
	if (other) chownSync(path, uid, gid);
	chmodSync(path, 0o700);
};

/** SPEC: a socket's path may have 107 bytes, and PostgreSQL appends `/.s.PGSQL.5432`. */
const LONGEST_SOCKET_FOLDER = 107 - '/.s.PGSQL.5432'.length - '.lock'.length;

/** The folder of the socket: beside the data, or, where that path is too long for a socket, a short one that follows from it. */
export const socketFolder = (home: string): string => {
	const beside = join(home, 'run');
	if (Buffer.byteLength(beside) <= LONGEST_SOCKET_FOLDER) return beside;
	return join(tmpdir(), `amtsfunk-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`);
};

/** Reads the secret in `path`, or makes one (0600). Two processes at once end up with the same one. */
export const secretIn = (path: string): { readonly secret: string; readonly made: boolean } => {
	if (existsSync(path)) return { secret: readFileSync(path, 'utf8').trim(), made: false };
	const draft = `${path}.${process.pid}`;
	writeFileSync(draft, randomBytes(24).toString('base64url'), { mode: 0o600 });
	try {
		linkSync(draft, path);
		return { secret: readFileSync(path, 'utf8').trim(), made: true };
	} catch {
		return { secret: readFileSync(path, 'utf8').trim(), made: false };
	} finally {
		rmSync(draft, { force: true });
	}
};
