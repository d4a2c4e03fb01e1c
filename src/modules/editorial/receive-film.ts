import type { FilmMime } from '#kernel/film.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { FILM_MOST_BYTES, filmTooLarge } from '#kernel/upload.ts';
import { done } from '#platform/act.ts';
import type { Arrived } from '#platform/files/arrive.ts';
import { type FilmFailure, readFilm } from '#platform/media/film/film.ts';

import { unsaid } from './domain/library.ts';
import { addMediaStep, folderOf } from './library/store.ts';
import { addMediaItem, type MediaItem } from './media-store.ts';
import type { EditorialNeeds } from './needs.ts';
import { cleanName, type Upload } from './receive-media.ts';

export type ReceiveFilmFailure =
	| FilmFailure
	| { readonly type: 'access.denied' }
	| { readonly type: 'library.no-such-folder' }
	| typeof filmTooLarge;

interface Coming extends Omit<Upload, 'bytes'> {
	readonly mime: FilmMime;
	readonly chunks: AsyncIterable<Uint8Array>;
}

/** Takes a film into the unit's library as it is. Its content is never changed: no program that could is part of the office. */
export const receiveFilm =
	(needs: Pick<EditorialNeeds, 'act' | 'clock' | 'ids' | 'events' | 'files'>) =>
	async (coming: Coming, actor: Actor): Promise<Result<MediaItem, ReceiveFilmFailure>> => {
		if (!may(actor, 'post.write', coming.unitId)) return fail({ type: 'access.denied' });
		const arrived = await needs.files.arrive(coming.chunks, FILM_MOST_BYTES);
		if (arrived === null) return fail(filmTooLarge);
		try {
			return await takeIn(needs, coming, { arrived, actor });
		} finally {
			await arrived.drop();
		}
	};

type Needs = Pick<EditorialNeeds, 'act' | 'clock' | 'ids' | 'events'>;

const takeIn = async (
	needs: Needs,
	{ unitId, folderId, name, mime: begins }: Coming,
	{ arrived, actor }: { readonly arrived: Arrived; readonly actor: Actor },
): Promise<Result<MediaItem, ReceiveFilmFailure>> => {
	const told = await readFilm(begins, arrived.read, arrived.bytes);
	if (!told.ok) return told;
	await arrived.keep();
	const { mime, width, height, ms, video, audio, rate } = told.value;
	const { hash, bytes } = arrived;
	return needs.act<MediaItem, ReceiveFilmFailure>('receive film', actor, async (tx) => {
		const folder = folderId === undefined ? null : await folderOf(tx, folderId);
		if (folderId !== undefined && folder?.unit_id !== unitId) return fail({ type: 'library.no-such-folder' });
		const film = { ms, video, audio, rate };
		const about = { unitId, hash, mime, width, height, bytes, originalName: cleanName(name, 'film') };
		const place = { folderId: folder?.id ?? null, facts: unsaid, sizes: {}, captions: {} };
		const item: MediaItem = { id: needs.ids.next('media'), ...about, ...place, film };
		await addMediaItem(tx, { item, by: actor.id, at: needs.clock.now() });
		await addMediaStep(needs, tx, { mediaId: item.id, byId: actor.id, what: 'received' });
		await needs.events.announce(tx, { topic: 'media', id: item.id, unitId });
		const payload = { sha256: hash, mime, width, height, bytes, film, name: item.originalName };
		return done(item, { kind: 'media.received', subject: item.id, unitId, payload });
	});
};
