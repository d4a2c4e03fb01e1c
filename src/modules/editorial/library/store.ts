import type { JsonObject } from '#kernel/json.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import type { MediaRow } from '../media-store.ts';
import type { EditorialNeeds } from '../needs.ts';
import { editorial } from '../tables.ts';

export type ItemMissing = { readonly type: 'library.not-found' };

/** Reads a picture for changing it: nobody else changes it until this transaction ends. */
export const lockItem = async (tx: Tx, id: string): Promise<Result<MediaRow, ItemMissing>> => {
	const row = await editorial(tx)
		.selectFrom('editorial_media')
		.selectAll()
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	return row ? ok(row) : fail({ type: 'library.not-found' });
};

export const folderOf = (tx: Tx, id: string) =>
	editorial(tx).selectFrom('editorial_media_folder').selectAll().where('id', '=', id).executeTakeFirst();

interface MediaStep {
	readonly mediaId: string;
	readonly byId: string;
	readonly what: 'received' | 'changed' | 'moved' | 'captions';
	readonly detail?: JsonObject;
}

/** Notes in a picture's history who did what. */
export const addMediaStep = async (
	{ ids, clock }: Pick<EditorialNeeds, 'ids' | 'clock'>,
	tx: Tx,
	{ mediaId, byId, what, detail = {} }: MediaStep,
): Promise<void> => {
	const row = { id: ids.next('step'), media_id: mediaId, at: toDate(clock.now()), by_id: byId, what };
	await editorial(tx)
		.insertInto('editorial_media_step')
		.values({ ...row, detail: JSON.stringify(detail) })
		.execute();
};
