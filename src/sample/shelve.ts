import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { changeLibraryItemEndpoint, createFolderEndpoint } from '#contract/library.ts';
import type { Actor } from '#kernel/permission.ts';

import type { SampleExtraPicture, SampleShelf } from './course.ts';
import { dayFrom, type House } from './house.ts';
import type { Staff } from './staff.ts';

/** The library of the sample while it fills. */
export interface Shelf {
	/** The picture of a drawing in the library of a unit; taken in when it is first needed. */
	picture(of: Wanted, by: Actor): Promise<{ readonly id: string; readonly alt: string }>;
	/** Takes in a picture that no post shows yet. */
	add(extra: SampleExtraPicture): Promise<void>;
}

interface Wanted {
	readonly unitId: string;
	readonly drawing: string;
	readonly alt: string;
}

export const openShelf = (house: House, staff: Staff, shelf: SampleShelf): Shelf => {
	const folders = new Map<string, string>();
	const pictures = new Map<string, { readonly id: string; readonly alt: string }>();
	const folderOf = async (unitId: string, name: string, by: Actor): Promise<string> => {
		const key = `${unitId} ${name}`;
		const id = folders.get(key) ?? (await house.call(createFolderEndpoint, { unitId, name }, by)).id;
		folders.set(key, id);
		return id;
	};
	const takeIn = async ({ unitId, drawing, folder }: Taken, by: Actor): Promise<string> => {
		const bytes = await readFile(join(import.meta.dirname, 'drawings', `${drawing}.webp`));
		const folderId = folder === null ? undefined : await folderOf(unitId, folder, by);
		return house.upload({ unitId, folderId, name: `${drawing}.webp`, bytes }, by);
	};
	return {
		async picture({ unitId, drawing, alt }, by) {
			const key = `${unitId} ${drawing}`;
			const known = pictures.get(key);
			if (known) return known;
			const id = await takeIn({ unitId, drawing, folder: shelf.folder }, by);
			const about = shelf.drawings[drawing] ?? { title: '', keywords: [] };
			const rights = { author: shelf.author, licence: 'own', consent: 'nobody' } as const;
			const facts = { title: about.title, keywords: [...about.keywords], alt: { de: alt }, ...rights };
			await house.call(changeLibraryItemEndpoint, { id, base: 0, facts }, by);
			pictures.set(key, { id, alt });
			return { id, alt };
		},
		async add({ unit, by, drawing, folder, title, alt, facts, lastDay }) {
			const person = staff.people.get(by);
			const unitId = staff.units.get(unit);
			if (person === undefined || unitId === undefined) throw new Error(`nobody takes in ${drawing}`);
			const id = await takeIn({ unitId, drawing, folder }, person);
			const said = alt === '' ? {} : { alt: { de: alt } };
			const ends = lastDay === undefined ? {} : { expiresOn: dayFrom(house.now, lastDay) };
			await house.call(
				changeLibraryItemEndpoint,
				{ id, base: 0, facts: { title, ...said, ...facts, ...ends } },
				person,
			);
		},
	};
};

interface Taken {
	readonly unitId: string;
	readonly drawing: string;
	readonly folder: string | null;
}
