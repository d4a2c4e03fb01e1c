import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Keeps a practice network's state in one file and its media beside it. Without a file it keeps them in mind only. */
export interface Memory<S> {
	readonly state: S;
	save(): void;
	putMedia(id: string, bytes: Buffer): void;
	media(id: string): Buffer | null;
}

export const openMemory = <S extends object>(file: string | undefined, fresh: S): Memory<S> => {
	const inMind = new Map<string, Buffer>();
	if (file === undefined)
		return {
			state: fresh,
			save: () => undefined,
			putMedia: (id, bytes) => void inMind.set(id, bytes),
			media: (id) => inMind.get(id) ?? null,
		};
	const folder = `${file}-media`;
	mkdirSync(dirname(file), { recursive: true });
	mkdirSync(folder, { recursive: true });
	const place = (id: string) => join(folder, id.replaceAll(/[^a-zA-Z0-9]/g, '_'));
	const state = { ...fresh, ...read<S>(file) };
	return {
		state,
		save() {
			const half = `${file}.half`;
			writeFileSync(half, JSON.stringify(state), { mode: 0o600 });
			renameSync(half, file);
		},
		putMedia: (id, bytes) => writeFileSync(place(id), bytes),
		media(id) {
			try {
				return readFileSync(place(id));
			} catch {
				return null;
			}
		},
	};
};

/** A memory that a crash or a hand has damaged is put away: practice begins anew, the office still starts. */
const read = <S>(file: string): Partial<S> => {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch {
		return {};
	}
	try {
		return JSON.parse(text) as Partial<S>;
	} catch {
		rmSync(file);
		return {};
	}
};
