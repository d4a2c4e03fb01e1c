import { type Fields, isObject, isUri, list, type Wrong, wrong, wrongEmbed } from './check-embed.ts';
import { type BlueskyState, POSTS } from './state.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const lengthOf = (text: string): number => [...segmenter.segment(text)].length;
const TEXT_GRAPHEMES = 300;
const TEXT_BYTES = 3000;
const TAG_GRAPHEMES = 64;
const TID = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/;
/** SPEC: atproto.com/specs/lexicon, `datetime`: both RFC 3339 and ISO 8601, with a zone. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,20})?(Z|[+-]\d\d:\d\d)$/;
const LANGUAGE = /^([a-z]{2,3}|i)(-[a-zA-Z0-9]{1,8})*$/;
const FIELDS = ['$type', 'text', 'createdAt', 'langs', 'facets', 'reply', 'embed', 'labels', 'tags'];

/** SPEC: app.bsky.feed.post and what it holds. Answers what is wrong, or null. Written apart from our adapter, so that one checks the other. */
export const wrongIn = (record: unknown, rkey: string, state: BlueskyState): Wrong | null => {
	if (!isObject(record)) return wrong('Record must be an object');
	if (!TID.test(rkey)) return wrong('Record/rkey must be a tid');
	const odd = Object.keys(record).find((name) => !FIELDS.includes(name));
	if (odd !== undefined) return wrong(`Record has the unknown property ${odd}`);
	return (
		wrongText(record) ??
		wrongWords(record) ??
		wrongFacets(record) ??
		wrongReply(record, state) ??
		wrongLabels(record['labels']) ??
		wrongEmbed(record['embed'], state)
	);
};

const wrongText = ({ $type, text, createdAt }: Fields): Wrong | null => {
	if ($type !== POSTS) return wrong(`Invalid $type: expected ${POSTS}, got ${String($type)}`);
	if (text === undefined) return wrong('Record must have the property "text"');
	if (typeof text !== 'string') return wrong('Record/text must be a string');
	if (Buffer.byteLength(text) > TEXT_BYTES) return wrong('Record/text must not be longer than 3000 characters');
	if (lengthOf(text) > TEXT_GRAPHEMES) return wrong('Record/text must not be longer than 300 graphemes');
	if (createdAt === undefined) return wrong('Record must have the property "createdAt"');
	return typeof createdAt === 'string' && MOMENT.test(createdAt) && !Number.isNaN(Date.parse(createdAt))
		? null
		: wrong('Record/createdAt must be an valid atproto datetime (both RFC-3339 and ISO-8601)');
};

const wrongWords = ({ langs, tags }: Fields): Wrong | null => {
	if (langs !== undefined && !Array.isArray(langs)) return wrong('Record/langs must be an array');
	if (list(langs).length > 3) return wrong('Record/langs must not have more than 3 elements');
	const strange = list(langs).findIndex((one) => typeof one !== 'string' || !LANGUAGE.test(one));
	if (strange >= 0) return wrong(`Record/langs/${strange} must be a well-formed BCP 47 language tag`);
	if (list(tags).length > 8) return wrong('Record/tags must not have more than 8 elements');
	const long = list(tags).findIndex((one) => lengthOf(String(one)) > TAG_GRAPHEMES);
	return long < 0 ? null : wrong(`Record/tags/${long} must not be longer than 64 graphemes`);
};

const wrongFacets = ({ text, facets }: Fields): Wrong | null => {
	const bytes = Buffer.from(String(text));
	for (const [at, facet] of list(facets).entries()) {
		const { index, features } = isObject(facet) ? facet : {};
		const place = `Record/facets/${at}`;
		if (!isObject(index)) return wrong(`${place} must have the property "index"`);
		if (!Array.isArray(features)) return wrong(`${place} must have the property "features"`);
		const found = wrongRange(index, place, bytes) ?? wrongFeature(features[0], place);
		if (found !== null) return found;
	}
	return null;
};

/** NOTE: the real network takes ranges outside the text, and its readers then show no mark; such a one is a mistake of ours. */
const wrongRange = ({ byteStart: from, byteEnd: to }: Fields, place: string, bytes: Buffer): Wrong | null => {
	if (!Number.isInteger(from) || !Number.isInteger(to)) return wrong(`${place}/index/byteStart must be an integer`);
	const [start, end] = [Number(from), Number(to)];
	if (start < 0) return wrong(`${place}/index/byteStart can not be less than 0`);
	if (start >= end || end > bytes.length) return wrong(`${place}/index is out of the text`);
	return bytes.subarray(start, end).toString('utf8').includes('\ufffd')
		? wrong(`${place}/index cuts a character`)
		: null;
};

/** SPEC: app.bsky.richtext.facet. */
const wrongFeature = (feature: unknown, place: string): Wrong | null => {
	const { $type, uri, did, tag } = isObject(feature) ? feature : {};
	const at = `${place}/features/0`;
	if ($type === 'app.bsky.richtext.facet#link') return isUri(uri) ? null : wrong(`${at}/uri must be a uri`);
	if ($type === 'app.bsky.richtext.facet#mention')
		return typeof did === 'string' && did.startsWith('did:') ? null : wrong(`${at}/did must be a valid did`);
	if ($type !== 'app.bsky.richtext.facet#tag') return wrong(`${at} is of an unknown type`);
	return typeof tag === 'string' && lengthOf(tag) <= TAG_GRAPHEMES
		? null
		: wrong(`${at}/tag must not be longer than 64 graphemes`);
};

const wrongReply = ({ reply }: Fields, state: BlueskyState): Wrong | null => {
	if (reply === undefined) return null;
	const { root, parent } = isObject(reply) ? reply : {};
	return wrongRef(root, 'root', state) ?? wrongRef(parent, 'parent', state);
};

const wrongRef = (ref: unknown, end: string, { posts }: BlueskyState): Wrong | null => {
	if (!isObject(ref)) return wrong(`Record/reply must have the property "${end}"`);
	const { uri, cid } = ref;
	if (typeof uri !== 'string' || !uri.startsWith('at://'))
		return wrong(`Record/reply/${end}/uri must be a valid at-uri`);
	if (typeof cid !== 'string') return wrong(`Record/reply/${end}/cid must be a cid string`);
	// NOTE: the real network takes answers to what is not there, and shows them below nothing.
	return posts.some((one) => one.uri === uri && one.cid === cid) ? null : wrong(`Record/reply/${end} does not exist`);
};

/** SPEC: com.atproto.label.defs#selfLabels: at most 10, each of at most 128 bytes; clients know the ones of `labelValue`. */
const wrongLabels = (labels: unknown): Wrong | null => {
	if (labels === undefined) return null;
	if (!isObject(labels) || labels['$type'] !== 'com.atproto.label.defs#selfLabels')
		return wrong('Record/labels must be com.atproto.label.defs#selfLabels');
	const values = list(labels['values']);
	if (values.length > 10) return wrong('Record/labels/values must not have more than 10 elements');
	const known = values.every((one) => isObject(one) && LABELS.includes(String(one['val'])));
	return known ? null : wrong('Record/labels/values must be known labels');
};
const LABELS = ['!no-unauthenticated', 'porn', 'sexual', 'nudity', 'graphic-media'];
