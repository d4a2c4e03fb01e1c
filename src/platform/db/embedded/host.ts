import { readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import type { Log } from '../../log.ts';
import { Hindrance } from './hindrance.ts';

// NOTE: this file waits in the machine's time, not the office's: it watches another machine.
const BEAT_MS = 2_000;
const PATIENCE_MS = 3 * BEAT_MS + 1_000;
const LOOK_MS = 250;

const Mark = z.object({
	host: z.string(),
	/** Another one after every start of the machine. */
	boot: z.string(),
	/** Which processes this one sees: those of another container are hidden. */
	space: z.string(),
	beat: z.number(),
});
type Mark = z.infer<typeof Mark>;
type Identity = Omit<Mark, 'beat'>;

const self = (): Identity => ({
	host: hostname(),
	boot: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
	space: readlinkSync('/proc/self/ns/pid'),
});

/** Lies in a data folder whose database is served, and changes every two seconds. */
export const HOST = 'host.json';

export interface HostLock {
	/** Stops changing the mark, and takes it away unless another process of this machine goes on serving. */
	release(goesOn: boolean): void;
}

/**
 * Keeps a database of our own to one machine: processes that see each other share its server, but one on another machine
 * or in another container sees neither the server nor its lock. A mark that still changes is somebody's; one that stands
 * still was left by a crash. Throws a `Hindrance`. `lost` is called when somebody else took the folder while we slept.
 */
export const lockToHost = async (
	home: string,
	{ log, lost }: { readonly log: Log; readonly lost: () => void },
): Promise<HostLock> => {
	const file = join(home, HOST);
	const own = self();
	const found = read(file);
	if (found !== undefined && !isSame(found, own)) await refuseLiving(file, { found, home });
	let beat = 0;
	write(file, { ...own, beat });
	const timer = setInterval(() => {
		const there = read(file);
		if (there !== undefined && !isSame(there, own)) {
			clearInterval(timer);
			log.error('the data folder was taken over by another machine; the database here is stopped', {
				host: there.host,
			});
			return lost();
		}
		beat += 1;
		write(file, { ...own, beat });
	}, BEAT_MS).unref();
	return {
		release(goesOn) {
			clearInterval(timer);
			const there = read(file);
			if (!goesOn && there !== undefined && isSame(there, own)) rmSync(file, { force: true });
		},
	};
};

const isSame = (a: Identity, b: Identity): boolean => a.host === b.host && a.boot === b.boot && a.space === b.space;

const read = (file: string): Mark | undefined => {
	try {
		return Mark.parse(JSON.parse(readFileSync(file, 'utf8')));
	} catch {
		return undefined;
	}
};

/** A full disk must not end the process; the mark then stands still, and so does the database. */
const write = (file: string, mark: Mark): void => {
	const half = `${file}.${process.pid}`;
	try {
		writeFileSync(half, JSON.stringify(mark), { mode: 0o600 });
		renameSync(half, file);
	} catch {
		rmSync(half, { force: true });
	}
};

const refuseLiving = async (
	file: string,
	{ found, home }: { readonly found: Mark; readonly home: string },
): Promise<void> => {
	for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
		await sleep(LOOK_MS);
		const now = read(file);
		if (now === undefined) return;
		if (now.beat !== found.beat)
			throw new Hindrance(
				`The database of ${home} is served by another machine or container just now (${now.host}). It can be on one only: end Amtsfunk there, or set DATABASE_URL to a PostgreSQL server that both reach.`,
			);
	}
};
