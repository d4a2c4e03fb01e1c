import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { done } from '#platform/act.ts';
import type { PictureFailure } from '#platform/media/pictures.ts';

import { addMediaItem, type MediaItem } from './media-store.ts';
import type { EditorialNeeds } from './needs.ts';

export type MediaFailure = PictureFailure | { readonly type: 'access.denied' };

interface Upload {
	readonly unitId: string;
	readonly name: string;
	readonly bytes: Uint8Array;
}

const LONGEST_NAME = 120;
/** A file name is shown and sent on: letters, figures and little else stay. */
const cleanName = (name: string): string =>
	name
		.replaceAll(/[^\p{L}\p{N} ._-]+/gu, '_')
		.replaceAll(/^[. ]+|[. ]+$/g, '')
		.slice(0, LONGEST_NAME) || 'bild';

/** Takes a picture into the unit's keeping: written anew, without what cameras leave in it, in the sizes the desk shows. */
export const receiveMedia =
	(needs: Pick<EditorialNeeds, 'act' | 'clock' | 'ids' | 'files' | 'pictures'>) =>
	async ({ unitId, name, bytes }: Upload, actor: Actor): Promise<Result<MediaItem, MediaFailure>> => {
		if (!may(actor, 'post.write', unitId)) return fail({ type: 'access.denied' });
		const taken = await needs.pictures.take(bytes);
		if (!taken.ok) return taken;
		const { master, sizes } = taken.value;
		const hash = await needs.files.put(master.bytes);
		const kept: Record<string, string> = {};
		for (const [width, { bytes: small }] of sizes) kept[width] = await needs.files.put(small);
		return needs.act<MediaItem, never>('receive picture', actor, async (tx) => {
			const { mime, width, height } = master;
			const about = { unitId, hash, mime, width, height, bytes: master.bytes.length, originalName: cleanName(name) };
			const item: MediaItem = { id: needs.ids.next('media'), ...about, sizes: kept };
			await addMediaItem(tx, { item, by: actor.id, at: needs.clock.now() });
			const payload = { sha256: hash, mime, width, height, name: item.originalName };
			return done(item, { kind: 'media.received', subject: item.id, unitId, payload });
		});
	};
