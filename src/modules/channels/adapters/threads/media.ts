import { fail, ok, type Result } from '#kernel/result.ts';

import type { ChannelFailure, OutgoingMedia } from '../../channel.ts';
import { noPublicAddress } from '../meta/public-address.ts';
import { makeContainer, type Noted, stateOf, stillWorking, writeNote } from './containers.ts';
import type { Fields } from './content.ts';
import type { ThreadsContext } from './wire.ts';

interface Showing {
	readonly media: readonly OutgoingMedia[];
	readonly fields: Fields;
	readonly key: string;
	readonly note: Noted;
}

/** SPEC: docs/threads/posts: the network fetches pictures and films itself, from an address that it is told. */
export const makeShown = async (context: ThreadsContext, showing: Showing): Promise<Result<string, ChannelFailure>> => {
	const { media, fields, key } = showing;
	const [only, ...more] = media;
	if (only !== undefined && more.length === 0) return makeOne(context, only, { key, fields });
	const items = await makeItems(context, showing);
	if (!items.ok) return items;
	return makeContainer(context, { media_type: 'CAROUSEL', children: items.value.join(','), ...fields }, 'media');
};

/** Each picture has a container of its own; those of an earlier attempt go on. */
const makeItems = async (
	context: ThreadsContext,
	{ media, key, note }: Showing,
): Promise<Result<readonly string[], ChannelFailure>> => {
	let { items } = note;
	for (const one of media.slice(items.length)) {
		const made = await makeOne(context, one, { key, fields: { is_carousel_item: 'true' } });
		if (!made.ok) return made;
		items = [...items, made.value];
		await writeNote(context, key, { ...note, items });
	}
	for (const item of items) {
		const state = await stateOf(context, item);
		if (!state.ok) return state;
		if (state.value.is === 'working') return fail(stillWorking(context.clock.now()));
		if (state.value.is === 'ready') continue;
		// What could not be fetched or was forgotten is given to the network anew the next time.
		await writeNote(context, key, { ...note, items: [] });
		return state.value.is === 'failed'
			? fail({ type: 'channel.rejected', field: 'media', reason: state.value.reason })
			: fail(stillWorking(context.clock.now()));
	}
	return ok(items);
};

const makeOne = async (
	context: ThreadsContext,
	media: OutgoingMedia,
	{ key, fields }: { readonly key: string; readonly fields: Fields },
): Promise<Result<string, ChannelFailure>> => {
	const { mediaAddress, presence } = context;
	if (mediaAddress === null) return noPublicAddress;
	const address = mediaAddress({ presence, delivery: key, media });
	const shown = media.film ? { media_type: 'VIDEO', video_url: address } : { media_type: 'IMAGE', image_url: address };
	const described = media.alt === '' ? {} : { alt_text: media.alt };
	return makeContainer(context, { ...shown, ...described, ...fields }, 'media');
};
