import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that has come in whole and lies aside until somebody decides. Its bytes can be looked at from any place. */
export interface Arrived {
	readonly hash: string;
	readonly bytes: number;
	read(at: number, length: number): Promise<Uint8Array>;
	/** Makes it one of the files. */
	keep(): Promise<void>;
	/** Takes it away again; harmless after `keep`. */
	drop(): Promise<void>;
}

interface Aside {
	readonly path: string;
	readonly hash: string;
	readonly bytes: number;
}

interface How {
	readonly most: number;
	readonly keep: (aside: Aside) => Promise<void>;
}

const STALE_MS = 24 * 60 * 60 * 1000;

/** Writes what comes to a file beside the others, no further than it may be long, and counts its hash on the way. */
export const arriveIn = async (
	folder: string,
	chunks: AsyncIterable<Uint8Array>,
	{ most, keep }: How,
): Promise<Arrived | null> => {
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const path = join(folder, randomUUID());
	const drop = () => rm(path, { force: true });
	try {
		const written = await write(path, chunks, most);
		if (written === null) {
			await drop();
			return null;
		}
		await sweep(folder, path);
		const aside = { path, ...written };
		return { ...written, drop, keep: () => keep(aside), read: (at, length) => readAt(path, at, length) };
	} catch (thrown) {
		await drop();
		throw thrown;
	}
};

const write = async (path: string, chunks: AsyncIterable<Uint8Array>, most: number) => {
	const hash = createHash('sha256');
	const file = await open(path, 'wx', 0o600);
	let bytes = 0;
	try {
		for await (const chunk of chunks) {
			bytes += chunk.length;
			if (bytes > most) return null;
			hash.update(chunk);
			await file.write(chunk);
		}
		await file.sync();
	} finally {
		await file.close();
	}
	return { hash: hash.digest('hex'), bytes };
};

const readAt = async (path: string, at: number, length: number): Promise<Uint8Array> => {
	const file = await open(path, 'r');
	try {
		const { size } = await file.stat();
		const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - at)));
		const { bytesRead } = await file.read(bytes, 0, bytes.length, at);
		return bytes.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
};

/** What a killed process left behind goes when it is a day older than what came now. */
const sweep = async (folder: string, newest: string): Promise<void> => {
	const { mtimeMs: now } = await stat(newest);
	for (const name of await readdir(folder)) {
		const old = await stat(join(folder, name)).catch(() => null);
		if (old !== null && now - old.mtimeMs > STALE_MS) await rm(join(folder, name), { force: true });
	}
};
