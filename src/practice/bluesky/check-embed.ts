import type { BlueskyState } from './state.ts';

/** What a network refuses: the error's name, where it is not the common one, and its words. */
export interface Wrong {
	readonly error?: string;
	readonly says: string;
}

export type Fields = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const wrong = (says: string): Wrong => ({ says });
/** SPEC: atproto.com/specs/lexicon: an address with a scheme. */
export const isUri = (value: unknown): value is string =>
	typeof value === 'string' && /^[a-z][a-z0-9+.-]*:\S+$/.test(value);

const IMAGES = 4;
const IMAGE_BYTES = 2_000_000;
const THUMB_BYTES = 1_000_000;
const VIDEO_BYTES = 300_000_000;
const CAPTIONS = 20;
const CAPTIONS_BYTES = 20_000;
const ALT_BYTES = 10_000;

export const wrongEmbed = (embed: unknown, state: BlueskyState): Wrong | null => {
	if (embed === undefined) return null;
	if (!isObject(embed)) return wrong('Record/embed must be an object');
	const check = embeds[String(embed['$type'])];
	// NOTE: the union is open, the real network keeps what it does not know; naming such a one is a mistake of ours.
	return check === undefined ? wrong('Record/embed is of an unknown type') : check(embed, state);
};

/** SPEC: pds/src/actor-store/blob/transactor: there, of that kind and size, and what the lexicon takes. */
const wrongBlob = (
	{ blobs }: BlueskyState,
	blob: unknown,
	{ place, most, takes }: { readonly place: string; readonly most: number; readonly takes: RegExp },
): Wrong | null => {
	if (!isObject(blob) || blob['$type'] !== 'blob') return wrong(`Record/embed/${place} should be a blob ref`);
	const cid = isObject(blob['ref']) ? String(blob['ref']['$link']) : '';
	const known = blobs.find((one) => one.cid === cid);
	if (known === undefined) return { error: 'BlobNotFound', says: `Could not find blob: ${cid}` };
	if (known.size > most)
		return {
			error: 'BlobTooLarge',
			says: `This file is too large. It is ${known.size} bytes but the maximum size is ${most} bytes.`,
		};
	if (blob['mimeType'] !== known.mime)
		return {
			error: 'InvalidMimeType',
			says: `Referenced Mimetype does not match stored blob. Expected: ${known.mime}, Got: ${String(blob['mimeType'])}`,
		};
	if (blob['size'] !== known.size)
		return {
			error: 'InvalidSize',
			says: `Referenced Size does not match stored blob. Expected: ${known.size}, Got: ${String(blob['size'])}`,
		};
	return takes.test(known.mime)
		? null
		: { error: 'InvalidMimeType', says: `Wrong type of file. Record/embed/${place} takes no ${known.mime}` };
};

/** SPEC: app.bsky.embed.images: each with a description, which may be empty. */
const wrongImages = (embed: Fields, state: BlueskyState): Wrong | null => {
	const images = list(embed['images']);
	if (!Array.isArray(embed['images'])) return wrong('Record/embed must have the property "images"');
	if (images.length > IMAGES) return wrong('Record/embed/images must not have more than 4 elements');
	for (const [at, one] of images.entries()) {
		const { alt, image, aspectRatio } = isObject(one) ? one : {};
		const place = `images/${at}`;
		if (typeof alt !== 'string') return wrong(`Record/embed/${place} must have the property "alt"`);
		const found =
			wrongBlob(state, image, { place: `${place}/image`, most: IMAGE_BYTES, takes: /^image\// }) ??
			wrongRatio(aspectRatio, place);
		if (found !== null) return found;
	}
	return null;
};

const wrongRatio = (ratio: unknown, place: string): Wrong | null => {
	if (ratio === undefined) return null;
	const sides = isObject(ratio) ? ratio : {};
	for (const side of ['width', 'height']) {
		const length = sides[side];
		if (!Number.isInteger(length)) return wrong(`Record/embed/${place}/aspectRatio/${side} must be an integer`);
		if (Number(length) < 1) return wrong(`Record/embed/${place}/aspectRatio/${side} can not be less than 1`);
	}
	return null;
};

/** SPEC: app.bsky.embed.video: MP4, at most 20 captions as WebVTT of at most 20 000 bytes each. */
const wrongVideo = ({ video, alt = '', captions, aspectRatio }: Fields, state: BlueskyState): Wrong | null => {
	const film = wrongBlob(state, video, { place: 'video', most: VIDEO_BYTES, takes: /^video\/mp4$/ });
	if (film !== null) return film;
	if (typeof alt !== 'string' || Buffer.byteLength(alt) > ALT_BYTES)
		return wrong('Record/embed/alt must not be longer than 10000 characters');
	if (list(captions).length > CAPTIONS) return wrong('Record/embed/captions must not have more than 20 elements');
	for (const [at, one] of list(captions).entries()) {
		const { lang, file } = isObject(one) ? one : {};
		const place = `captions/${at}`;
		if (typeof lang !== 'string') return wrong(`Record/embed/${place} must have the property "lang"`);
		const found = wrongBlob(state, file, { place: `${place}/file`, most: CAPTIONS_BYTES, takes: /^text\/vtt$/ });
		if (found !== null) return found;
	}
	return wrongRatio(aspectRatio, 'video');
};

/** SPEC: app.bsky.embed.external: the author writes the card; the network fetches nothing. */
const wrongCard = ({ external }: Fields, state: BlueskyState): Wrong | null => {
	const card = isObject(external) ? external : {};
	const missing = ['uri', 'title', 'description'].find((name) => typeof card[name] !== 'string');
	if (missing !== undefined) return wrong(`Record/embed/external must have the property "${missing}"`);
	if (!isUri(card['uri'])) return wrong('Record/embed/external/uri must be a uri');
	return card['thumb'] === undefined
		? null
		: wrongBlob(state, card['thumb'], { place: 'external/thumb', most: THUMB_BYTES, takes: /^image\// });
};

const embeds: Readonly<Record<string, (embed: Fields, state: BlueskyState) => Wrong | null>> = {
	'app.bsky.embed.images': wrongImages,
	'app.bsky.embed.video': wrongVideo,
	'app.bsky.embed.external': wrongCard,
};
