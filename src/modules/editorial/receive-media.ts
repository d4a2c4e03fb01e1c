import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { done } from '#platform/act.ts';
import type { PictureFailure } from '#platform/media/pictures.ts';

import { unsaid } from './domain/library.ts';
import { addMediaStep, folderOf } from './library/store.ts';
import { addMediaItem, type MediaItem } from './media-store.ts';
import type { EditorialNeeds } from './needs.ts';

export type MediaFailure =
	| PictureFailure
	| { readonly type: 'access.denied' }
	| { readonly type: 'library.no-such-folder' };

export interface Upload {
	readonly unitId: string;
	/** Where it is put in the library; absent: into none. */
	readonly folderId?: string | undefined;
	readonly name: string;
	readonly bytes: Uint8Array;
}

const LONGEST_NAME = 120;
/** A file name is shown and sent on: letters, figures and little else stay. */
export const cleanName = (name: string, otherwise = 'bild'): string =>
	name
		.replaceAll(/[^\p{L}\p{N} ._-]+/gu, '_')
		.replaceAll(/^[. ]+|[. ]+$/g, '')
		.slice(0, LONGEST_NAME) || otherwise;

/** Takes a picture into the unit's library: written anew, without what cameras leave in it, in the sizes the desk shows. */
export const receiveMedia =
	(needs: Pick<EditorialNeeds, 'act' | 'clock' | 'ids' | 'events' | 'files' | 'pictures'>) =>
	async ({ unitId, folderId, name, bytes }: Upload, actor: Actor): Promise<Result<MediaItem, MediaFailure>> => {
		if (!may(actor, 'post.write', unitId)) return fail({ type: 'access.denied' });
		const taken = await needs.pictures.take(bytes);
		if (!taken.ok) return taken;
		const { master, sizes } = taken.value;
		const hash = await needs.files.put(master.bytes);
		const kept: Record<string, string> = {};
		for (const [width, { bytes: small }] of sizes) kept[width] = await needs.files.put(small);
		return needs.act<MediaItem, MediaFailure>('receive picture', actor, async (tx) => {
			const folder = folderId === undefined ? null : await folderOf(tx, folderId);
			if (folderId !== undefined && folder?.unit_id !== unitId) return fail({ type: 'library.no-such-folder' });
			const { mime, width, height } = master;
			const about = { unitId, hash, mime, width, height, bytes: master.bytes.length, originalName: cleanName(name) };
			const place = { folderId: folder?.id ?? null, facts: unsaid };
			const item: MediaItem = {
				id: needs.ids.next('media'),
				...about,
				...place,
				sizes: kept,
				film: null,
				captions: {},
			};
			await addMediaItem(tx, { item, by: actor.id, at: needs.clock.now() });
			await addMediaStep(needs, tx, { mediaId: item.id, byId: actor.id, what: 'received' });
			await needs.events.announce(tx, { topic: 'media', id: item.id, unitId });
			const payload = { sha256: hash, mime, width, height, name: item.originalName };
			return done(item, { kind: 'media.received', subject: item.id, unitId, payload });
		});
	};
