import { ok } from '#kernel/result.ts';

import { type Fit, profileOf } from './domain/frozen.ts';
import type { Post } from './domain/post.ts';
import type { Limits, Outlet } from './domain/rendition.ts';
import { addFits, fitsOf, type MediaItem, mediaItems } from './media-store.ts';
import type { EditorialNeeds } from './needs.ts';

type Needs = Pick<EditorialNeeds, 'db' | 'files' | 'pictures'>;

/** Makes every picture fit every presence the post goes to, so that the approval covers the very bytes. Repeating costs nothing. */
export const prepareMedia = async (needs: Needs, post: Post, outlets: readonly Outlet[]): Promise<void> => {
	const ids = post.content.media.map(({ mediaId }) => mediaId);
	const chosen = post.content.renditions.map(({ presenceId }) => outlets.find(({ id }) => id === presenceId)?.limits);
	const profiles = new Map<string, Limits>(chosen.flatMap((limits) => (limits ? [[profileOf(limits), limits]] : [])));
	const { items, there } = await needs.db.read('pictures to prepare', async (tx) => ({
		items: await mediaItems(tx, ids),
		there: await fitsOf(tx, ids),
	}));
	for (const item of items) {
		for (const [profile, { media }] of profiles) {
			if (there.some((one) => one.mediaId === item.id && one.profile === profile)) continue;
			const made = await prepareOne(needs, item, { profile, media });
			if (made !== null) await needs.db.transact('keep prepared picture', async (tx) => ok(await addFits(tx, [made])));
		}
	}
};

const prepareOne = async (
	{ files, pictures }: Needs,
	item: MediaItem,
	{ profile, media }: { readonly profile: string; readonly media: Limits['media'] },
): Promise<Fit | null> => {
	const master = await files.get(item.hash);
	if (master === null) return null;
	const { bytes, mime, width, height } = await pictures.fit(master, media);
	return { mediaId: item.id, profile, hash: await files.put(bytes), mime, width, height };
};
