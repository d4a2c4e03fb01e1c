import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** One file of a backup and what its bytes must be. */
export interface Part {
	readonly path: string;
	readonly bytes: number;
	readonly sha256: string;
}

/** Writes `source` into the backup and on to the disk, counting and hashing the bytes as they are stored. */
export const writePart = async (
	folder: string,
	path: string,
	{ source, pack = false }: { readonly source: Readable; readonly pack?: boolean },
): Promise<Part> => {
	const file = join(folder, path);
	await mkdir(dirname(file), { recursive: true, mode: 0o700 });
	const hash = createHash('sha256');
	let bytes = 0;
	const count = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			hash.update(chunk);
			bytes += chunk.length;
			done(null, chunk);
		},
	});
	const target = createWriteStream(file, { mode: 0o600, flush: true });
	await (pack ? pipeline(source, createGzip({ level: 3 }), count, target) : pipeline(source, count, target));
	return { path, bytes, sha256: hash.digest('hex') };
};

/** Copies one file into the backup. */
export const copyPart = (folder: string, path: string, from: string): Promise<Part> =>
	writePart(folder, path, { source: createReadStream(from) });

/** The parts that are missing or changed, in words; empty when the backup is whole. */
export const damagedParts = async (folder: string, parts: readonly Part[]): Promise<readonly string[]> => {
	const damaged: string[] = [];
	for (const part of parts) {
		const file = join(folder, part.path);
		const found = await stat(file).catch(() => null);
		if (found === null) damaged.push(`${part.path} is missing`);
		else if (found.size !== part.bytes || (await hashOf(file)) !== part.sha256)
			damaged.push(`${part.path} was changed`);
	}
	return damaged;
};

const hashOf = async (file: string): Promise<string> => {
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
	return hash.digest('hex');
};

/** Makes what was written in `folder` outlive a power cut: a rename counts only once its folder is on the disk. */
export const flushFolder = async (folder: string): Promise<void> => {
	const handle = await open(folder, 'r');
	await handle.sync();
	await handle.close();
};
