import type { Files } from '../files.ts';

export interface MovedFiles {
	readonly files: number;
	readonly megabytes: number;
}

/**
 * Copies every file and reads each back: what a place gives is checked against its name, so equal names are equal bytes.
 * Throws when one is missing or damaged. May be repeated; files are only ever added.
 */
export const moveFiles = async (from: Files, to: Files, tell: (files: number) => void): Promise<MovedFiles> => {
	let files = 0;
	let bytes = 0;
	for await (const hash of from.list()) {
		if (!(await to.has(hash))) await to.put(await whole(from, hash));
		bytes += (await whole(to, hash)).length;
		files += 1;
		tell(files);
	}
	return { files, megabytes: Math.ceil(bytes / 1e6) };
};

const whole = async (place: Files, hash: string): Promise<Buffer> => {
	const bytes = await place.get(hash);
	if (bytes === null) throw new Error(`the file ${hash} is listed but not there`);
	return bytes;
};
