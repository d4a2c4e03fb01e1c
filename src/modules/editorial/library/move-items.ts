import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { done, type Leaf, unchanged } from '#platform/act.ts';

import type { Tx } from '#platform/db/database.ts';

import type { EditorialNeeds } from '../needs.ts';
import { editorial } from '../tables.ts';
import { addMediaStep, folderOf, type ItemMissing } from './store.ts';

export type MoveFailure =
	| ItemMissing
	| { readonly type: 'access.denied' }
	| { readonly type: 'library.no-such-folder' }
	| { readonly type: 'library.folder-of-others' };

type Needs = Pick<EditorialNeeds, 'act' | 'clock' | 'ids' | 'events'>;

interface Move {
	readonly ids: readonly string[];
	readonly folderId: string | null;
}

/** Puts pictures into a folder of their unit, or into none. All of them, or none of them. */
export const moveLibraryItems =
	(needs: Needs) =>
	({ ids, folderId }: Move, actor: Actor): Promise<Result<{ moved: number }, MoveFailure>> =>
		needs.act<{ moved: number }, MoveFailure>('move pictures', actor, async (tx) => {
			const found = await itemsToMove(tx, ids, actor);
			if (!found.ok) return found;
			const goal = await goalOf(tx, folderId, found.value);
			if (!goal.ok) return goal;
			const moving = found.value.filter(({ folder_id }) => folder_id !== folderId);
			const leaves: Leaf[] = [];
			for (const row of moving) leaves.push(await moveOne(needs, tx, { row, folder: goal.value, byId: actor.id }));
			const [first, ...rest] = leaves;
			return first ? done({ moved: moving.length }, first, ...rest) : unchanged({ moved: 0 });
		});

interface Folder {
	readonly id: string;
	readonly name: string;
}

/** The folder they all may lie in; null for none. */
const goalOf = async (
	tx: Tx,
	folderId: string | null,
	rows: readonly Row[],
): Promise<Result<Folder | null, MoveFailure>> => {
	if (folderId === null) return ok(null);
	const folder = await folderOf(tx, folderId);
	if (folder === undefined) return fail({ type: 'library.no-such-folder' });
	const isTheirs = rows.every(({ unit_id }) => unit_id === folder.unit_id);
	return isTheirs ? ok(folder) : fail({ type: 'library.folder-of-others' });
};

interface Row {
	readonly id: string;
	readonly unit_id: string;
	readonly folder_id: string | null;
}

const itemsToMove = async (
	tx: Tx,
	ids: readonly string[],
	actor: Actor,
): Promise<Result<readonly Row[], ItemMissing | { readonly type: 'access.denied' }>> => {
	const rows = await editorial(tx)
		.selectFrom('editorial_media')
		.select(['id', 'unit_id', 'folder_id'])
		.where('id', 'in', ids)
		.orderBy('id')
		.forUpdate()
		.execute();
	if (rows.length < new Set(ids).size) return fail({ type: 'library.not-found' });
	return rows.every(({ unit_id }) => may(actor, 'post.write', unit_id)) ? ok(rows) : fail({ type: 'access.denied' });
};

interface Moving {
	readonly row: Row;
	readonly folder: Folder | null;
	readonly byId: string;
}

const moveOne = async (needs: Needs, tx: Tx, { row, folder, byId }: Moving): Promise<Leaf> => {
	const { id, unit_id: unitId } = row;
	const folder_id = folder?.id ?? null;
	await editorial(tx).updateTable('editorial_media').set({ folder_id }).where('id', '=', id).execute();
	await addMediaStep(needs, tx, { mediaId: id, byId, what: 'moved', detail: { folder: folder?.name ?? '' } });
	await needs.events.announce(tx, { topic: 'media', id, unitId });
	return { kind: 'media.moved', subject: id, unitId, payload: { folder: folder_id } };
};
