import type { Asked, Place, Wrong } from './wrong.ts';

const POSTS = 'app.bsky.feed.post';
/** A post that says this; nothing of it ever stands there. */
const say =
	(fields: object) =>
	({ account }: Place): Asked => ({
		method: 'POST',
		path: '/xrpc/com.atproto.repo.putRecord',
		json: {
			...{ repo: account, collection: POSTS, rkey: '3mghqjz5a222b' },
			record: { $type: POSTS, text: 'Grüße', createdAt: '2026-03-02T07:30:00Z', ...fields },
		},
	});
const facet = (index: object, feature: object = { $type: 'app.bsky.richtext.facet#tag', tag: 'a' }) =>
	say({ facets: [{ index, features: [feature] }] });
const whole = { byteStart: 0, byteEnd: 4 };

type Blob = Readonly<Record<string, unknown>>;
const fileOf = ({ more }: Place, name: string): Blob => JSON.parse(more[name] ?? '{}') as Blob;
const images =
	(count: number, fields: (at: Place) => object = () => ({})) =>
	(at: Place): Asked => {
		const one = { alt: 'Plan', image: fileOf(at, 'image'), ...fields(at) };
		return say({ embed: { $type: 'app.bsky.embed.images', images: Array.from({ length: count }, () => one) } })(at);
	};
const video =
	(name: string, fields: (at: Place) => object = () => ({})) =>
	(at: Place): Asked =>
		say({ embed: { $type: 'app.bsky.embed.video', video: fileOf(at, name), ...fields(at) } })(at);
const card = (external: object) => say({ embed: { $type: 'app.bsky.embed.external', external } });

const record = (words: string) => new RegExp(`"error":"InvalidRequest","message":"Invalid ${POSTS} record: ${words}`);
const refused = (name: string, ask: Wrong['ask'], says: RegExp): Wrong => ({ name, ask, status: 400, says });

/** SPEC: app.bsky.feed.post and what it holds. */
export const wrongRecordsAtBluesky: readonly Wrong[] = [
	refused('a record of another kind', say({ $type: 'app.bsky.feed.like' }), record('Invalid \\$type: expected')),
	refused('a post without a text', say({ text: undefined }), record('Record must have the property \\\\"text')),
	refused('a text that is a number', say({ text: 7 }), record('Record/text must be a string')),
	refused('301 graphemes', say({ text: 'ü'.repeat(301) }), record('Record/text must not be longer than 300 graphemes')),
	refused(
		'160 families of 25 bytes',
		say({ text: '👨‍👩‍👧‍👦'.repeat(160) }),
		record('Record/text must not be longer than 3000 characters'),
	),
	refused('no moment', say({ createdAt: undefined }), record('Record must have the property \\\\"createdAt')),
	refused(
		'a moment without a zone',
		say({ createdAt: '2026-03-02T07:30:00' }),
		record('Record/createdAt must be an valid'),
	),
	refused('a property of nobody', say({ language: 'de' }), record('Record has the unknown property language')),
	refused(
		'four languages',
		say({ langs: ['de', 'en', 'fr', 'tr'] }),
		record('Record/langs must not have more than 3 elements'),
	),
	refused(
		'a language in words',
		say({ langs: ['Deutsch'] }),
		record('Record/langs/0 must be a well-formed BCP 47 language tag'),
	),
	refused(
		'nine tags',
		say({ tags: Array.from({ length: 9 }, (_, at) => `t${at}`) }),
		record('Record/tags must not have more than 8 elements'),
	),
	refused(
		'a tag of 65 signs',
		say({ tags: ['a'.repeat(65)] }),
		record('Record/tags/0 must not be longer than 64 graphemes'),
	),
	refused('a mark without a place', say({ facets: [{ features: [] }] }), record('Record/facets/0 must have .*index')),
	refused(
		'a mark that says nothing',
		say({ facets: [{ index: whole }] }),
		record('Record/facets/0 must have the property \\\\"features'),
	),
	refused(
		'a mark before the text',
		facet({ byteStart: -1, byteEnd: 3 }),
		record('Record/facets/0/index/byteStart can not'),
	),
	refused(
		'a mark behind the text',
		facet({ byteStart: 0, byteEnd: 99 }),
		record('Record/facets/0/index is out of the text'),
	),
	refused('a mark backwards', facet({ byteStart: 3, byteEnd: 1 }), record('Record/facets/0/index is out of the text')),
	refused('half an umlaut', facet({ byteStart: 0, byteEnd: 3 }), record('Record/facets/0/index cuts a character')),
	refused(
		'a link that is none',
		facet(whole, { $type: 'app.bsky.richtext.facet#link', uri: 'bruecke' }),
		record('Record/facets/0/features/0/uri must be a uri'),
	),
	refused(
		'a mention by handle',
		facet(whole, { $type: 'app.bsky.richtext.facet#mention', did: 'waldkauz.uebung.test' }),
		record('Record/facets/0/features/0/did must be a valid did'),
	),
	refused('an answer to half a talk', say({ reply: {} }), record('Record/reply must have the property \\\\"root')),
	refused(
		'an answer by web address',
		say({ reply: { root: { uri: 'https://bsky.app', cid: 'x' }, parent: {} } }),
		record('Record/reply/root/uri must be a valid at-uri'),
	),
	refused(
		'an answer to another version',
		(at) => say({ reply: { root: { uri: at.own, cid: 'x' }, parent: { uri: at.own, cid: 'x' } } })(at),
		record('Record/reply/root does not exist'),
	),
	refused(
		'a label of nobody',
		say({ labels: { $type: 'com.atproto.label.defs#selfLabels', values: [{ val: 'boring' }] } }),
		record('Record/labels/values must be known labels'),
	),
	refused(
		'an embed of nobody',
		say({ embed: { $type: 'app.bsky.embed.poll' } }),
		record('Record/embed is of an unknown'),
	),
	refused('five pictures', images(5), record('Record/embed/images must not have more than 4 elements')),
	refused(
		'a picture without a description',
		images(1, () => ({ alt: undefined })),
		record('Record/embed/images/0 must have the property \\\\"alt'),
	),
	refused(
		'a picture by address',
		images(1, () => ({ image: 'https://stadt.example/plan.png' })),
		record('Record/embed/images/0/image should be a blob ref'),
	),
	refused(
		'a picture that was never brought',
		images(1, () => ({ image: { $type: 'blob', ref: { $link: 'bafkreia' }, mimeType: 'image/png', size: 1 } })),
		/"error":"BlobNotFound","message":"Could not find blob: bafkreia"/,
	),
	refused(
		'a picture of 2 MB and a byte',
		images(1, (at) => ({ image: fileOf(at, 'large') })),
		/"error":"BlobTooLarge"/,
	),
	refused(
		'a picture called another kind',
		images(1, (at) => ({ image: { ...fileOf(at, 'image'), mimeType: 'image/png' } })),
		/"error":"InvalidMimeType","message":"Referenced Mimetype does not match stored blob/,
	),
	refused(
		'a picture called smaller',
		images(1, (at) => ({ image: { ...fileOf(at, 'image'), size: 1 } })),
		/"error":"InvalidSize"/,
	),
	refused(
		'a film among the pictures',
		images(1, (at) => ({ image: fileOf(at, 'clip') })),
		/"error":"InvalidMimeType","message":"Wrong type of file/,
	),
	refused(
		'a picture of no height',
		images(1, () => ({ aspectRatio: { width: 4, height: 0 } })),
		record('Record/embed/images/0/aspectRatio/height can not be less than 1'),
	),
	refused('a film of another kind', video('film'), /"error":"InvalidMimeType"/),
	refused(
		'captions of 20 kB and a byte',
		video('clip', (at) => ({ captions: [{ lang: 'de', file: fileOf(at, 'captions') }] })),
		/"error":"BlobTooLarge"/,
	),
	refused(
		'captions in no language',
		video('clip', (at) => ({ captions: [{ file: fileOf(at, 'captions') }] })),
		record('Record/embed/captions/0 must have the property \\\\"lang'),
	),
	refused(
		'a card without words',
		card({ uri: 'https://stadt.example', title: 'Brücke' }),
		record('Record/embed/external must have the property \\\\"description'),
	),
	refused(
		'a card that leads nowhere',
		card({ uri: 'bruecke', title: 'Brücke', description: '' }),
		record('Record/embed/external/uri must be a uri'),
	),
];
