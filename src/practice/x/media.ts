import type { Account, Medium } from '../plain/state.ts';
import { nextId, type World } from '../plain/world.ts';
import type { Answer, Asked } from '../server.ts';
import { invalid, problem } from './words.ts';

interface Call {
	readonly account: Account;
	readonly id: string;
}

/** SPEC: docs.x.com/x-api/media. */
const KINDS: Readonly<Record<string, { readonly mimes: readonly string[]; readonly most: number }>> = {
	tweet_image: { mimes: ['image/jpeg', 'image/png', 'image/webp'], most: 5_000_000 },
	tweet_gif: { mimes: ['image/gif'], most: 15_000_000 },
	tweet_video: { mimes: ['video/mp4', 'video/quicktime'], most: 512_000_000 },
};
const ALT_MOST = 1000;
const PART_MOST = 5 * 1024 * 1024;
/** A film is worked on for so long. */
const FILM_TAKES_MS = 5000;

export const initialize = (world: World, { fields }: Asked, { account }: Call): Answer => {
	const { media_type: mime, media_category: category, total_bytes: size } = fields ?? {};
	const kind = KINDS[String(category)];
	if (kind === undefined) return invalid('$.media_category: is not one of the enum values');
	if (!kind.mimes.includes(String(mime))) return invalid('$.media_type: the media type is not taken for this category');
	if (!(Number(size) > 0 && Number(size) <= kind.most))
		return invalid(`$.total_bytes: the media may have ${kind.most} bytes`);
	const id = nextId(world);
	world.memory.state.media.push({
		...{ id, by: account.id, mime: String(mime), size: Number(size), alt: '', whole: false, used: false, readyAt: 0 },
	});
	return { status: 200, json: { data: { id, media_key: `3_${id}`, expires_after_secs: 86_400 } } };
};

const own = ({ memory }: World, { account, id }: Call): Medium | undefined =>
	memory.state.media.find((one) => one.id === id && one.by === account.id);

export const append = async (world: World, { form }: Asked, call: Call): Promise<Answer> => {
	const medium = own(world, call);
	if (medium === undefined) return invalid('The media ID is invalid.');
	const part = form?.get('media');
	if (!(part instanceof File) || !/^\d{1,3}$/.test(String(form?.get('segment_index') ?? '')))
		return invalid('$.media: the media part is missing');
	if (part.size > PART_MOST) return problem(413, 'about:blank', 'The media part is too large.');
	const before = world.memory.media(medium.id) ?? Buffer.alloc(0);
	world.memory.putMedia(medium.id, Buffer.concat([before, Buffer.from(await part.arrayBuffer())]));
	return { status: 200, json: { data: { expires_at: 0 } } };
};

export const finalize = (world: World, _asked: Asked, call: Call): Answer => {
	const medium = own(world, call);
	if (medium === undefined) return invalid('The media ID is invalid.');
	if ((world.memory.media(medium.id)?.length ?? 0) !== medium.size)
		return invalid('The media is not whole: segments are missing.');
	medium.whole = true;
	if (medium.mime.startsWith('video/')) medium.readyAt = world.clock.now() + FILM_TAKES_MS;
	return { status: 200, json: { data: stateOf(medium, world.clock.now()) } };
};

const stateOf = ({ id, mime, size, readyAt }: Medium, now: number) => ({
	...{ id, media_key: `3_${id}`, size },
	...(mime.startsWith('video/')
		? {
				processing_info:
					readyAt > now ? { state: 'in_progress', check_after_secs: 5, progress_percent: 50 } : { state: 'succeeded' },
			}
		: {}),
});

export const showUpload = (world: World, { query }: Asked, { account }: Call): Answer => {
	const medium = own(world, { account, id: query.get('media_id') ?? '' });
	return medium
		? { status: 200, json: { data: stateOf(medium, world.clock.now()) } }
		: invalid('The media ID is invalid.');
};

export const describe = (world: World, { fields }: Asked, { account }: Call): Answer => {
	const medium = own(world, { account, id: String(fields?.['id'] ?? '') });
	if (medium === undefined) return invalid('The media ID is invalid.');
	const metadata = fields?.['metadata'] as { alt_text?: { text?: unknown } } | undefined;
	const text = metadata?.alt_text?.text;
	if (typeof text !== 'string' || text.length > ALT_MOST)
		return invalid(`$.metadata.alt_text.text: 1 to ${ALT_MOST} characters`);
	medium.alt = text;
	return { status: 200, json: { data: { id: medium.id } } };
};
