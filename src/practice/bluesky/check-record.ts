import type { BlueskyState } from './state.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const TEXT_GRAPHEMES = 300;
const TEXT_BYTES = 3000;
const IMAGES = 4;
const VIDEO_BYTES = 300_000_000;
const CAPTIONS = 20;
const CAPTIONS_BYTES = 20_000;
const IMAGE_BYTES = 2_000_000;
const TID = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/;
const FIELDS = ['$type', 'text', 'createdAt', 'langs', 'facets', 'reply', 'embed', 'labels', 'tags'];

type Fields = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** SPEC: app.bsky.feed.post and what it holds. Answers what is wrong, or null. Written apart from our adapter, so that one checks the other. */
export const wrongIn = (record: unknown, rkey: string, state: BlueskyState): string | null => {
	if (!isObject(record)) return 'Record must be an object';
	if (!TID.test(rkey)) return 'Record/rkey must be a tid';
	const odd = Object.keys(record).find((name) => !FIELDS.includes(name));
	if (odd !== undefined) return `Record has the unknown property ${odd}`;
	return (
		wrongText(record) ??
		wrongFacets(record) ??
		wrongReply(record, state) ??
		wrongLabels(record['labels']) ??
		wrongEmbed(record['embed'], state)
	);
};

const wrongText = ({ $type, text, createdAt, langs }: Fields): string | null => {
	if ($type !== 'app.bsky.feed.post') return 'Record/$type must be app.bsky.feed.post';
	if (typeof text !== 'string') return 'Record/text must be a string';
	if ([...segmenter.segment(text)].length > TEXT_GRAPHEMES) return 'Record/text must not be longer than 300 graphemes';
	if (Buffer.byteLength(text) > TEXT_BYTES) return 'Record/text must not be longer than 3000 bytes';
	if (typeof createdAt !== 'string' || Number.isNaN(Date.parse(createdAt)))
		return 'Record/createdAt must be a valid datetime';
	return list(langs).length > 3 ? 'Record/langs must not have more than 3 elements' : null;
};

const wrongFacets = ({ text, facets }: Fields): string | null => {
	const bytes = Buffer.from(String(text));
	for (const facet of list(facets)) {
		const { index, features } = isObject(facet) ? facet : {};
		if (!isObject(index) || list(features).length === 0) return 'Record/facets must have index and features';
		const { byteStart, byteEnd } = index;
		if (
			typeof byteStart !== 'number' ||
			typeof byteEnd !== 'number' ||
			byteStart < 0 ||
			byteStart >= byteEnd ||
			byteEnd > bytes.length
		)
			return 'Record/facets index is out of the text';
		if (bytes.subarray(byteStart, byteEnd).toString('utf8').includes('\ufffd'))
			return 'Record/facets index cuts a character';
	}
	return null;
};

const wrongReply = ({ reply }: Fields, { posts }: BlueskyState): string | null => {
	if (reply === undefined) return null;
	for (const end of ['root', 'parent']) {
		const ref = isObject(reply) ? reply[end] : undefined;
		if (!isObject(ref) || typeof ref['uri'] !== 'string' || typeof ref['cid'] !== 'string')
			return `Record/reply/${end} must be a strong ref`;
		const known = posts.find(({ uri }) => uri === ref['uri']);
		if (known === undefined || known.cid !== ref['cid']) return `Record/reply/${end} does not exist`;
	}
	return null;
};

/** SPEC: com.atproto.label.defs#selfLabels: at most 10, each of at most 128 bytes; clients know the ones of `labelValue`. */
const wrongLabels = (labels: unknown): string | null => {
	if (labels === undefined) return null;
	if (!isObject(labels) || labels['$type'] !== 'com.atproto.label.defs#selfLabels')
		return 'Record/labels must be com.atproto.label.defs#selfLabels';
	const values = list(labels['values']);
	if (values.length > 10) return 'Record/labels/values must not have more than 10 elements';
	const known = values.every((one) => isObject(one) && LABELS.includes(String(one['val'])));
	return known ? null : 'Record/labels/values must be known labels';
};
const LABELS = ['!no-unauthenticated', 'porn', 'sexual', 'nudity', 'graphic-media'];

const wrongEmbed = (embed: unknown, state: BlueskyState): string | null => {
	if (embed === undefined) return null;
	if (!isObject(embed)) return 'Record/embed must be an object';
	if (embed['$type'] === 'app.bsky.embed.external') return wrongCard(embed['external']);
	if (embed['$type'] === 'app.bsky.embed.video') return wrongVideo(embed, state);
	if (embed['$type'] !== 'app.bsky.embed.images') return 'Record/embed is of an unknown type';
	const images = list(embed['images']);
	if (images.length > IMAGES) return 'Record/embed/images must not have more than 4 elements';
	for (const one of images) {
		const wrong = wrongImage(one, state);
		if (wrong !== null) return wrong;
	}
	return null;
};

/** SPEC: app.bsky.embed.video: MP4, at most 20 captions as WebVTT of at most 20 000 bytes each. */
const wrongVideo = (embed: Fields, { blobs }: BlueskyState): string | null => {
	const blobOf = (value: unknown) =>
		blobs.find(({ cid }) => isObject(value) && isObject(value['ref']) && cid === value['ref']['$link']);
	const film = blobOf(embed['video']);
	if (film === undefined) return 'Could not find blob';
	if (film.mime !== 'video/mp4') return 'Record/embed/video must be video/mp4';
	if (film.size > VIDEO_BYTES) return 'Record/embed/video blob is too large';
	const captions = list(embed['captions']);
	if (captions.length > CAPTIONS) return 'Record/embed/captions must not have more than 20 elements';
	const isWrong = captions.some((one) => {
		const file = isObject(one) ? blobOf(one['file']) : undefined;
		const lang = isObject(one) ? one['lang'] : undefined;
		return typeof lang !== 'string' || file?.mime !== 'text/vtt' || file.size > CAPTIONS_BYTES;
	});
	return isWrong ? 'Record/embed/captions must be text/vtt with a language' : null;
};

const wrongCard = (card: unknown): string | null => {
	const fields = isObject(card) ? card : {};
	const missing = ['uri', 'title', 'description'].find((name) => typeof fields[name] !== 'string');
	return missing === undefined ? null : `Record/embed/external must have the property "${missing}"`;
};

const wrongImage = (image: unknown, { blobs }: BlueskyState): string | null => {
	const { alt, image: blob, aspectRatio } = isObject(image) ? image : {};
	if (typeof alt !== 'string') return 'Record/embed/images must have the property "alt"';
	const ref = isObject(blob) && isObject(blob['ref']) ? blob['ref']['$link'] : undefined;
	const known = blobs.find(({ cid }) => cid === ref);
	if (known === undefined) return 'Could not find blob';
	if (known.size > IMAGE_BYTES) return 'Record/embed/images blob is too large';
	if (!known.mime.startsWith('image/')) return 'Record/embed/images blob must be an image';
	const { width, height } = isObject(aspectRatio) ? aspectRatio : {};
	const whole = [width, height].every((side) => Number.isInteger(side) && Number(side) >= 1);
	return aspectRatio !== undefined && !whole ? 'Record/embed/images aspectRatio must be whole' : null;
};
