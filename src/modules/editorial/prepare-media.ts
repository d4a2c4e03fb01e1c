import { cropBox } from '#kernel/crop.ts';
import { ok } from '#kernel/result.ts';

import { type Cut, cutFor, type Fit, profileOf } from './domain/frozen.ts';
import type { Post } from './domain/post.ts';
import type { Limits, Outlet } from './domain/rendition.ts';
import { addFits, fitsOf, type MediaItem, mediaWithPosters } from './media-store.ts';
import type { EditorialNeeds } from './needs.ts';

type Needs = Pick<EditorialNeeds, 'db' | 'files' | 'pictures'>;

/** Makes every picture fit every presence the post goes to, so that the approval covers the very bytes. Repeating costs nothing. */
export const prepareMedia = async (needs: Needs, post: Post, outlets: readonly Outlet[]): Promise<void> => {
	const ids = post.content.media.map(({ mediaId }) => mediaId);
	const chosen = post.content.renditions.flatMap(({ presenceId }) => outlets.find(({ id }) => id === presenceId) ?? []);
	const { items, there } = await needs.db.read('pictures to prepare', async (tx) => ({
		items: await mediaWithPosters(tx, ids),
		there: await fitsOf(tx, ids),
	}));
	for (const item of items.filter(({ film }) => film === null)) {
		for (const [profile, { media, cut }] of profilesFor(item, chosen)) {
			if (there.some((one) => one.mediaId === item.id && one.profile === profile)) continue;
			const made = await prepareOne(needs, item, { profile, media, cut });
			if (made !== null) await needs.db.transact('keep prepared picture', async (tx) => ok(await addFits(tx, [made])));
		}
	}
};

interface Wanted {
	readonly media: Limits['media'];
	readonly cut: Cut;
}

/** The different files this picture is needed as. */
const profilesFor = ({ facts }: MediaItem, outlets: readonly Outlet[]): ReadonlyMap<string, Wanted> =>
	new Map(
		outlets.flatMap(({ limits, channel }) => {
			const cut = cutFor(facts, channel);
			return limits ? [[profileOf(limits, cut), { media: limits.media, cut }] as const] : [];
		}),
	);

const prepareOne = async (
	{ files, pictures }: Needs,
	item: MediaItem,
	{ profile, media, cut }: Wanted & { readonly profile: string },
): Promise<Fit | null> => {
	const master = await files.get(item.hash);
	if (master === null) return null;
	const { bytes, mime, width, height } = await pictures.fit(master, { ...media, cut: cropBox(item, cut.shape, cut) });
	return { mediaId: item.id, profile, hash: await files.put(bytes), mime, width, height };
};
