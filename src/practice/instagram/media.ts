import { graphError, invalid, isAnswer, missing } from '../meta/words.ts';
import type { Account, Container } from '../plain/state.ts';
import { addPost, nextId, unknownField, type World } from '../plain/world.ts';
import type { FetchMedia } from '../practice.ts';
import type { Answer, Asked } from '../server.ts';

export interface Call {
	readonly account: Account;
	readonly id: string;
	readonly fetchMedia: FetchMedia;
}

const DAY_MS = 24 * 3_600_000;
const CAPTION_MOST = 2200;
const TAGS_MOST = 30;
const ALT_MOST = 1000;
const PICTURE_BYTES = 8_000_000;
const FILM_BYTES = 300_000_000;
/** A film is worked on for so long. */
const FILM_TAKES_MS = 5000;
export const QUOTA = 50;

const PICTURE = ['image_url', 'caption', 'alt_text', 'is_carousel_item', 'media_type'] as const;
const FILM = ['video_url', 'caption', 'media_type', 'share_to_feed', 'cover_url', 'thumb_offset'] as const;
const CAROUSEL = ['media_type', 'children', 'caption'] as const;

/** SPEC: IG User media: the three kinds of containers, told apart by `media_type`. */
export const createContainer = async (world: World, { fields }: Asked, call: Call): Promise<Answer> => {
	const given = fields ?? {};
	if (call.id !== call.account.id) return missing(call.id, 'POST');
	const caption = captionIn(given);
	if (isAnswer(caption)) return caption;
	const kind = given['media_type'] ?? 'IMAGE';
	if (kind === 'CAROUSEL') return carousel(world, given, { ...call, caption: caption.text });
	if (kind === 'REELS') return reel(world, given, { ...call, caption: caption.text });
	if (kind === 'IMAGE') return picture(world, given, { ...call, caption: caption.text });
	return invalid('param media_type must be one of {CAROUSEL, REELS, IMAGE}.');
};

type Given = Readonly<Record<string, unknown>>;
type Making = Call & { readonly caption: string };

const captionIn = ({ caption = '' }: Given): { readonly text: string } | Answer => {
	if (typeof caption !== 'string') return invalid('param caption must be a string.');
	if (caption.length > CAPTION_MOST) return invalid('The caption was too long.', 2_207_010);
	const tags = caption.match(/(?<![\w#&/])#[\p{L}\p{N}_]+/gu)?.length ?? 0;
	return tags > TAGS_MOST ? invalid('The caption has too many hashtags.', 2_207_040) : { text: caption };
};

interface Brought {
	readonly medium: string;
}

interface Bringing {
	readonly url: unknown;
	readonly kind: 'image/jpeg' | 'video/mp4';
	readonly most: number;
	readonly alt: string;
}

/** SPEC: the network fetches what it is given an address of; it takes JPEG pictures and MP4 films. */
const bringIn = async (world: World, bringing: Bringing, { account, fetchMedia }: Call): Promise<Brought | Answer> => {
	const { url, kind, most, alt } = bringing;
	if (typeof url !== 'string' || !URL.canParse(url)) return invalid('The address of the media is no valid URI.');
	const fetched = await fetchMedia(url);
	if (fetched === null)
		return graphError(9004, 'The media could not be fetched from this URI.', { subcode: 2_207_052 });
	const { bytes, mime } = fetched;
	if (mime !== kind)
		return graphError(352, 'The format of the media is not supported.', {
			subcode: kind === 'video/mp4' ? 2_207_026 : 2_207_005,
		});
	if (bytes.length > most) return graphError(36_000, 'The media is too large.', { subcode: 2_207_004 });
	const medium = {
		...{ id: nextId(world), by: account.id, mime, size: bytes.length, alt },
		...{ whole: true, used: false, readyAt: 0 },
	};
	world.memory.state.media.push(medium);
	world.memory.putMedia(medium.id, bytes);
	return { medium: medium.id };
};

type Kept = Pick<Container, 'item' | 'text' | 'media'> & { readonly takesMs: number };

const keep = (world: World, account: Account, { takesMs, ...kept }: Kept): Answer => {
	const now = world.clock.now();
	const made = { ...kept, id: nextId(world), by: account.id, readyAt: now + takesMs, until: now + DAY_MS, post: null };
	world.memory.state.containers.push(made);
	return { status: 200, json: { id: made.id } };
};

const picture = async (world: World, given: Given, making: Making): Promise<Answer> => {
	const odd = unknownField(given, PICTURE);
	if (odd !== undefined) return invalid(`Unexpected parameter ${odd}`);
	const { alt_text: alt = '', is_carousel_item: item = false } = given;
	if (given['image_url'] === undefined) return invalid('param image_url is required.');
	if (typeof alt !== 'string' || alt.length > ALT_MOST) return invalid('param alt_text is too long.');
	if (item === true && making.caption !== '') return invalid('An item of a carousel has no caption.');
	const url = given['image_url'];
	const brought = await bringIn(world, { url, kind: 'image/jpeg', most: PICTURE_BYTES, alt }, making);
	if (isAnswer(brought)) return brought;
	const kept = { item: item === true, text: making.caption, media: [brought.medium], takesMs: 0 };
	return keep(world, making.account, kept);
};

const reel = async (world: World, given: Given, making: Making): Promise<Answer> => {
	if (given['alt_text'] !== undefined) return invalid('param alt_text is for images only.');
	const odd = unknownField(given, FILM);
	if (odd !== undefined) return invalid(`Unexpected parameter ${odd}`);
	const { video_url: url, cover_url: cover } = given;
	if (url === undefined) return invalid('param video_url is required.');
	const brought = await bringIn(world, { url, kind: 'video/mp4', most: FILM_BYTES, alt: '' }, making);
	if (isAnswer(brought)) return brought;
	if (cover !== undefined && (typeof cover !== 'string' || (await making.fetchMedia(cover)) === null))
		return graphError(9004, 'The cover could not be fetched from this URI.', { subcode: 2_207_052 });
	const kept = { item: false, text: making.caption, media: [brought.medium], takesMs: FILM_TAKES_MS };
	return keep(world, making.account, kept);
};

const carousel = (world: World, given: Given, { account, caption }: Making): Answer => {
	const odd = unknownField(given, CAROUSEL);
	if (odd !== undefined) return invalid(`Unexpected parameter ${odd}`);
	const { children } = given;
	if (!Array.isArray(children)) return invalid('param children must be an array.');
	if (children.length < 2 || children.length > 10) return invalid('A carousel has two to ten items.', 2_207_028);
	const items = children.map((id: unknown) => containerOf(world, account, String(id)));
	if (items.some((one) => one === undefined || !one.item || one.until <= world.clock.now()))
		return invalid('param children must name items of a carousel of this account.', 2_207_028);
	const media = items.flatMap((one) => one?.media ?? []);
	return keep(world, account, { item: false, text: caption, media, takesMs: 0 });
};

export const containerOf = ({ memory }: World, account: Account, id: string): Container | undefined =>
	memory.state.containers.find((one) => one.id === id && one.by === account.id);

/** SPEC: IG Container: status_code. */
export const stateOf = ({ clock }: World, { post, until, readyAt }: Container): string => {
	if (post !== null) return 'PUBLISHED';
	if (until <= clock.now()) return 'EXPIRED';
	return readyAt > clock.now() ? 'IN_PROGRESS' : 'FINISHED';
};

/** Posts of the last 24 hours, those that are gone among them. */
export const usedOf = ({ memory, clock }: World, account: Account): number =>
	memory.state.posts.filter(({ by, replyTo, at }) => by === account.id && replyTo === null && at > clock.now() - DAY_MS)
		.length;

/** SPEC: IG User media_publish. */
export const publishContainer = (world: World, { fields }: Asked, { account, id }: Call): Answer => {
	if (id !== account.id) return missing(id, 'POST');
	const given = fields ?? {};
	const odd = unknownField(given, ['creation_id']);
	if (odd !== undefined) return invalid(`Unexpected parameter ${odd}`);
	const container = containerOf(world, account, String(given['creation_id'] ?? ''));
	if (container === undefined) return graphError(24, 'The requested resource does not exist', { subcode: 2_207_006 });
	if (container.item) return graphError(9007, 'An item of a carousel is not published by itself.');
	const state = stateOf(world, container);
	if (state === 'IN_PROGRESS') return graphError(9007, 'Media ID is not available', { subcode: 2_207_027 });
	if (state === 'EXPIRED') return graphError(24, 'The media expired', { subcode: 2_207_008 });
	if (container.post !== null) return graphError(9007, 'The media was published already');
	if (usedOf(world, account) >= QUOTA)
		return graphError(9, 'Application request limit reached', { subcode: 2_207_042, status: 403 });
	const { text, media } = container;
	const post = addPost(world, { by: account.id, text, language: null, replyTo: null, media });
	container.post = post.id;
	return { status: 200, json: { id: post.id } };
};
