import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';

import { type Arrived, arriveIn } from './files/arrive.ts';

/** First and last byte, both included. */
export interface Stretch {
	readonly from: number;
	readonly until: number;
}

/** Keeps bytes under the name of their SHA-256 (hex). What is put twice lies there once; what is read was not changed. */
export interface Files {
	put(bytes: Uint8Array): Promise<string>;
	/** Null when there is no such file. Throws when the bytes no longer match their name. */
	get(hash: string): Promise<Buffer | null>;
	has(hash: string): Promise<boolean>;
	/** Takes a large file as it comes, without holding it in memory; null when it is longer than it may be. Nothing is kept yet. */
	arrive(chunks: AsyncIterable<Uint8Array>, most: number): Promise<Arrived | null>;
	size(hash: string): Promise<number | null>;
	/** A part of a file as a stream; null when there is no such file. Not held against its name: that would mean reading all of it. */
	part(hash: string, stretch: Stretch): Promise<ReadableStream<Uint8Array> | null>;
	/** Every name, in no order. What is half written has none yet. */
	list(): AsyncIterable<string>;
}

/** The bytes that lie there are not the ones that were put. */
export class DamagedFile extends Error {}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const NAME = /^[0-9a-f]{64}$/;

/** Refuses what is no name of a file of ours, before it becomes part of a path. */
export const checkName = (hash: string): string => {
	if (!NAME.test(hash)) throw new Error('not a file name of ours');
	return hash;
};

export const diskFiles = (folder: string): Files => {
	const place = (hash: string): string => join(folder, checkName(hash).slice(0, 2), hash);
	const sizeOf = async (path: string): Promise<number | null> => (await stat(path).catch(() => null))?.size ?? null;
	const there = async (path: string): Promise<boolean> => (await sizeOf(path)) !== null;
	return {
		async put(bytes) {
			const hash = sha256(bytes);
			const path = place(hash);
			if (await there(path)) return hash;
			await mkdir(dirname(path), { recursive: true, mode: 0o700 });
			const half = `${path}.${randomUUID()}`;
			await writeFile(half, bytes, { flush: true });
			await rename(half, path);
			return hash;
		},
		async get(hash) {
			const bytes = await readFile(place(hash)).catch(() => null);
			if (bytes !== null && sha256(bytes) !== hash) throw new DamagedFile(`the stored file ${hash} is damaged`);
			return bytes;
		},
		has: (hash) => there(place(hash)),
		size: (hash) => sizeOf(place(hash)),
		arrive: (chunks, most) =>
			arriveIn(join(folder, 'arriving'), chunks, {
				most,
				async keep({ path, hash }) {
					await mkdir(dirname(place(hash)), { recursive: true, mode: 0o700 });
					await rename(path, place(hash));
				},
			}),
		async part(hash, { from, until }) {
			if (!(await there(place(hash)))) return null;
			// NOTE: the two kinds of web streams differ only in how they are declared.
			return Readable.toWeb(createReadStream(place(hash), { start: from, end: until })) as ReadableStream<Uint8Array>;
		},
		async *list() {
			for (const shelf of await readdir(folder).catch(() => []))
				for (const name of await readdir(join(folder, shelf)).catch(() => [])) if (NAME.test(name)) yield name;
		},
	};
};
