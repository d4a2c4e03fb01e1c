import { type Selectable, sql } from 'kysely';

import type { Shape } from '#kernel/crop.ts';
import type { FilmFacts } from '#kernel/film.ts';
import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Fit } from './domain/frozen.ts';
import { isDescribed, isSettled, type MediaFacts, wordsOf } from './domain/library.ts';
import type { MediaTable } from './library/tables.ts';
import { editorial } from './tables.ts';

export interface MediaItem {
	readonly id: string;
	readonly unitId: string;
	readonly folderId: string | null;
	readonly hash: string;
	readonly mime: string;
	readonly width: number;
	readonly height: number;
	readonly bytes: number;
	readonly originalName: string;
	/** Hash of the smaller form per width. */
	readonly sizes: Readonly<Record<string, string>>;
	readonly facts: MediaFacts;
	/** Null where it is a picture. */
	readonly film: FilmFacts | null;
	readonly captions: Captions;
}

/** The captions of a film per language: the file they lie in, and how many there are. */
export type Captions = Readonly<Record<string, { readonly file: string; readonly cues: number }>>;

export type MediaRow = Selectable<MediaTable>;

export const toMediaItem = (row: MediaRow): MediaItem => ({
	id: row.id,
	unitId: row.unit_id,
	folderId: row.folder_id,
	hash: row.hash,
	mime: row.mime,
	width: row.width,
	height: row.height,
	bytes: row.bytes,
	originalName: row.original_name,
	sizes: row.sizes as unknown as Record<string, string>,
	facts: {
		title: row.title,
		alt: row.alt as unknown as Record<string, string>,
		author: row.author,
		sourceUrl: row.source_url,
		licence: row.licence,
		licenceText: row.licence_text,
		consent: row.consent,
		consentReference: row.consent_reference,
		consentOn: row.consent_on,
		expiresOn: row.expires_on,
		keywords: row.keywords,
		focus: { x: row.focus_x, y: row.focus_y },
		crops: row.crops as unknown as Record<string, Shape>,
		posterId: row.poster_id,
		silent: row.silent as unknown as Record<string, string>,
		transcript: row.transcript as unknown as Record<string, string>,
	},
	film: row.film as unknown as FilmFacts | null,
	captions: row.captions as unknown as Captions,
});

/** What every view of a picture or film says of its file and its place. */
export const fileOf = (item: MediaItem) => ({
	...toMediaView(item),
	...{ unitId: item.unitId, folderId: item.folderId },
});

export const toMediaView = ({ id, originalName: name, mime, width, height, bytes, film, sizes }: MediaItem) => ({
	...{ id, name, mime, width, height, bytes },
	...(film === null ? {} : { film: { ...film }, hasPoster: Object.keys(sizes).length > 0 }),
});

/** Facts as columns, with what is derived from them. */
export const factColumns = (facts: MediaFacts, originalName: string) => ({
	title: facts.title,
	alt: JSON.stringify(facts.alt),
	author: facts.author,
	source_url: facts.sourceUrl,
	licence: facts.licence,
	licence_text: facts.licenceText,
	consent: facts.consent,
	consent_reference: facts.consentReference,
	consent_on: facts.consentOn,
	expires_on: facts.expiresOn,
	keywords: [...facts.keywords],
	focus_x: facts.focus.x,
	focus_y: facts.focus.y,
	crops: JSON.stringify(facts.crops),
	poster_id: facts.posterId,
	silent: JSON.stringify(facts.silent),
	transcript: JSON.stringify(facts.transcript),
	words: wordsOf(facts, originalName),
	described: isDescribed(facts),
	settled: isSettled(facts),
});

export const mediaItems = async (tx: Tx, ids: readonly string[]): Promise<readonly MediaItem[]> => {
	if (ids.length === 0) return [];
	const rows = await editorial(tx).selectFrom('editorial_media').selectAll().where('id', 'in', ids).execute();
	return rows.map(toMediaItem);
};

/** The same with the pictures that stand for the films among them. */
export const mediaWithPosters = async (tx: Tx, ids: readonly string[]): Promise<readonly MediaItem[]> => {
	const items = await mediaItems(tx, ids);
	const posters = items.flatMap(({ facts }) => facts.posterId ?? []).filter((id) => !ids.includes(id));
	return [...items, ...(await mediaItems(tx, posters))];
};

export const addMediaItem = async (
	tx: Tx,
	{ item, by, at }: { readonly item: MediaItem; readonly by: string; readonly at: Instant },
): Promise<void> => {
	const { id, hash, mime, width, height, bytes, folderId, facts, originalName } = item;
	const row = { id, hash, mime, width, height, bytes, unit_id: item.unitId, original_name: originalName };
	const film = item.film === null ? null : JSON.stringify(item.film);
	const stored = {
		sizes: JSON.stringify(item.sizes),
		film,
		folder_id: folderId,
		uploaded_by: by,
		uploaded_at: toDate(at),
	};
	await editorial(tx)
		.insertInto('editorial_media')
		.values({ ...row, ...stored, ...factColumns(facts, originalName) })
		.execute();
};

/** Counts anew in how many posts these pictures are. */
export const countUses = async (tx: Tx, ids: readonly string[]): Promise<void> => {
	if (ids.length === 0) return;
	await editorial(tx)
		.updateTable('editorial_media')
		.set({
			used_by: sql<number>`(select count(*) from editorial_post_media pm where pm.media_id = editorial_media.id)`,
		})
		.where('id', 'in', ids)
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
