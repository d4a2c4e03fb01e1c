import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';

import type { listFoldersEndpoint } from '#contract/library.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done, type Leaf } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';
import { fromCursor, toCursor } from '#platform/http/cursor.ts';

import type { EditorialNeeds } from '../needs.ts';
import { perUnit, unitsAsked } from '../planning/per-unit.ts';
import { editorial } from '../tables.ts';
import { folderOf } from './store.ts';

export type FolderFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'library.no-such-folder' }
	| { readonly type: 'library.folder-name-taken' };

type Needs = Pick<EditorialNeeds, 'act' | 'clock' | 'ids' | 'events'>;
type Made = { readonly id: string };

interface Row {
	readonly id: string;
	readonly unit_id: string;
	readonly name: string;
}

/** Makes a folder for the pictures of a unit. */
export const createFolder =
	(needs: Needs) =>
	({ unitId, name }: { readonly unitId: string; readonly name: string }, actor: Actor) =>
		needs.act<Made, FolderFailure>('make folder', actor, async (tx) => {
			if (!may(actor, 'post.write', unitId)) return fail({ type: 'access.denied' });
			if (await isTaken(tx, { unitId, name })) return fail({ type: 'library.folder-name-taken' });
			const id = needs.ids.next('folder');
			const row = { id, unit_id: unitId, name, created_at: toDate(needs.clock.now()) };
			await editorial(tx).insertInto('editorial_media_folder').values(row).execute();
			return done({ id }, await told(needs, tx, { row, what: 'folder-made' }));
		});

export const renameFolder =
	(needs: Needs) =>
	({ id, name }: { readonly id: string; readonly name: string }, actor: Actor) =>
		needs.act<Made, FolderFailure>('rename folder', actor, async (tx) => {
			const row = await folderOf(tx, id);
			if (row === undefined) return fail({ type: 'library.no-such-folder' });
			if (!may(actor, 'post.write', row.unit_id)) return fail({ type: 'access.denied' });
			if (await isTaken(tx, { unitId: row.unit_id, name, but: id })) return fail({ type: 'library.folder-name-taken' });
			await editorial(tx).updateTable('editorial_media_folder').set({ name }).where('id', '=', id).execute();
			return done({ id }, await told(needs, tx, { row: { ...row, name }, what: 'folder-renamed' }));
		});

/** Gives a folder up. Its pictures stay in the library, in no folder. */
export const removeFolder =
	(needs: Needs) =>
	({ id }: Made, actor: Actor) =>
		needs.act<Made, FolderFailure>('remove folder', actor, async (tx) => {
			const row = await folderOf(tx, id);
			if (row === undefined) return fail({ type: 'library.no-such-folder' });
			if (!may(actor, 'post.write', row.unit_id)) return fail({ type: 'access.denied' });
			const of = editorial(tx);
			await of.updateTable('editorial_media').set({ folder_id: null }).where('folder_id', '=', id).execute();
			await of.deleteFrom('editorial_media_folder').where('id', '=', id).execute();
			return done({ id }, await told(needs, tx, { row, what: 'folder-removed' }));
		});

interface Named {
	readonly unitId: string;
	readonly name: string;
	readonly but?: string;
}

const isTaken = async (tx: Tx, { unitId, name, but = '' }: Named): Promise<boolean> => {
	const row = await editorial(tx)
		.selectFrom('editorial_media_folder')
		.select('id')
		.where('unit_id', '=', unitId)
		.where(sql`lower(name)`, '=', name.toLowerCase())
		.where('id', '<>', but)
		.executeTakeFirst();
	return row !== undefined;
};

interface Told {
	readonly row: Row;
	readonly what: 'folder-made' | 'folder-renamed' | 'folder-removed';
}

const told = async ({ events }: Needs, tx: Tx, { row, what }: Told): Promise<Leaf> => {
	const { id, unit_id: unitId, name } = row;
	await events.announce(tx, { topic: 'media', id, unitId });
	return { kind: `media.${what}`, subject: id, unitId, payload: { name } };
};

type Query = z.output<typeof listFoldersEndpoint.input>;
type Page = z.input<typeof listFoldersEndpoint.output>;

/** Folders of the units one may read, by name. */
export const listFolders =
	({ db }: Pick<EditorialNeeds, 'db'>) =>
	async ({ unitId, cursor, limit }: Query, actor: Actor): Promise<Result<Page, never>> => {
		const after = fromCursor(cursor, 2);
		const deep = after ? sql`(name, id) > (${String(after[0])}, ${String(after[1])})` : sql`true`;
		const order = sql`name, id`;
		const list = (more: RawBuilder<unknown>) =>
			sql`select * from editorial_media_folder where ${deep} and ${more} order by ${order} limit ${limit + 1}`;
		const found = perUnit(unitsAsked(actor, unitId), { list, order, most: limit + 1 });
		const { rows } = await db.read('folders', (tx) => sql<Row>`${found}`.execute(editorial(tx)));
		const shown = rows.slice(0, limit);
		const last = rows.length > limit ? shown.at(-1) : undefined;
		const items = shown.map((row) => ({
			id: row.id,
			unitId: row.unit_id,
			name: row.name,
			mayChange: may(actor, 'post.write', row.unit_id),
		}));
		return ok(last ? { items, next: toCursor([last.name, last.id]) } : { items });
	};
