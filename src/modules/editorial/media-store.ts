import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Fit } from './domain/frozen.ts';
import { editorial } from './tables.ts';

export interface MediaItem {
	readonly id: string;
	readonly unitId: string;
	readonly hash: string;
	readonly mime: string;
	readonly width: number;
	readonly height: number;
	readonly bytes: number;
	readonly originalName: string;
	/** Hash of the smaller form per width. */
	readonly sizes: Readonly<Record<string, string>>;
}

export const mediaItems = async (tx: Tx, ids: readonly string[]): Promise<readonly MediaItem[]> => {
	if (ids.length === 0) return [];
	const rows = await editorial(tx).selectFrom('editorial_media').selectAll().where('id', 'in', ids).execute();
	return rows.map((row) => ({
		id: row.id,
		unitId: row.unit_id,
		hash: row.hash,
		mime: row.mime,
		width: row.width,
		height: row.height,
		bytes: row.bytes,
		originalName: row.original_name,
		sizes: row.sizes as unknown as Record<string, string>,
	}));
};

export const addMediaItem = async (
	tx: Tx,
	{ item, by, at }: { readonly item: MediaItem; readonly by: string; readonly at: Instant },
): Promise<void> => {
	const { id, hash, mime, width, height, bytes } = item;
	const row = { id, hash, mime, width, height, bytes, unit_id: item.unitId, original_name: item.originalName };
	await editorial(tx)
		.insertInto('editorial_media')
		.values({ ...row, sizes: JSON.stringify(item.sizes), uploaded_by: by, uploaded_at: toDate(at) })
		.execute();
};

export const fitsOf = async (tx: Tx, mediaIds: readonly string[]): Promise<readonly Fit[]> => {
	if (mediaIds.length === 0) return [];
	const rows = await editorial(tx)
		.selectFrom('editorial_media_fit')
		.selectAll()
		.where('media_id', 'in', mediaIds)
		.execute();
	return rows.map(({ media_id, profile, hash, mime, width, height }) => ({
		mediaId: media_id,
		profile,
		hash,
		mime,
		width,
		height,
	}));
};

export const addFits = async (tx: Tx, fits: readonly Fit[]): Promise<void> => {
	const rows = fits.map(({ mediaId, ...fit }) => ({ media_id: mediaId, ...fit }));
	await editorial(tx)
		.insertInto('editorial_media_fit')
		.values(rows)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
};
