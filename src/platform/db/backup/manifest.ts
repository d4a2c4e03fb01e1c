import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { Hindrance } from '../embedded/hindrance.ts';

const PartShape = z.object({ path: z.string().regex(/^(?!\/)(?!.*\.\.)/), bytes: z.number(), sha256: z.string() });

const DumpShape = z.object({
	tables: z.array(z.object({ name: z.string(), columns: z.string(), rows: z.number(), part: PartShape })).readonly(),
	sequences: z.array(z.object({ name: z.string(), last: z.string(), called: z.boolean() })).readonly(),
});

const Shape = z.object({
	format: z.literal('amtsfunk-backup-1'),
	madeAt: z.string(),
	/** `physical`: the cluster as it lay on the disk, for the same major version. `portable`: rows, for any version. */
	kind: z.enum(['physical', 'portable']),
	postgres: z.string(),
	migrations: z.array(z.string()).readonly(),
	database: PartShape.optional(),
	dump: DumpShape.optional(),
	/** Uploaded files and what the practice networks remember; absent when only the database was saved. */
	files: z.array(PartShape).readonly().optional(),
	/** Uploaded files whose bytes no longer matched their name, or that were gone: they are not in the backup. */
	damaged: z.array(z.string()).readonly().optional(),
	/** The key file itself, when it was asked for. */
	key: PartShape.optional(),
	/** Tells keys apart without telling the key. */
	keyMark: z.string().optional(),
});

/** What lies in a backup. It is written last: a folder without it is no backup. */
export type Manifest = z.output<typeof Shape>;

export const MANIFEST = 'manifest.json';

/** Every file the manifest vouches for. */
export const partsOf = ({ database, dump, files = [], key }: Manifest) => [
	...(database ? [database] : []),
	...(dump?.tables.map(({ part }) => part) ?? []),
	...files,
	...(key ? [key] : []),
];

/** Reads the manifest of the backup in `folder`; says plainly when it is none. */
export const readManifest = async (folder: string): Promise<Manifest> => {
	const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => undefined);
	if (text === undefined) throw new Hindrance(`${folder} holds no backup: there is no ${MANIFEST} in it.`);
	const parsed = Shape.safeParse(parseJson(text));
	if (parsed.success) return parsed.data;
	throw new Hindrance(`${join(folder, MANIFEST)} cannot be read; it was changed, or a newer Amtsfunk made it.`);
};

const parseJson = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};
