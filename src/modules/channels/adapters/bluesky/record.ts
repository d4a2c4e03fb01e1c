import { z } from 'zod';
import { shownLink } from '#kernel/counting.ts';
import { CAPTIONS_MIME } from '#kernel/film.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { graphemes, utf8Bytes } from '#kernel/text.ts';
import { minutes, toIso } from '#kernel/time.ts';

import type { ChannelFailure, OutgoingFilm, OutgoingMedia, OutgoingRendition } from '../../channel.ts';
import { refusedBy } from '../limits.ts';
import { readAs } from '../read-as.ts';
import type { Uploads } from '../uploads.ts';
import { wordsOf } from '../words.ts';
import { facetsOf, mentionsIn } from './facets.ts';
import type { BlueskyAccess, Xrpc } from './wire.ts';

export const POSTS = 'app.bsky.feed.post';

/** A blob as the network keeps it; passed on as it came. */
export const BlobRef = z.looseObject({ $type: z.literal('blob') });
const Uploaded = z.object({ blob: BlobRef });
export type Blob = z.infer<typeof BlobRef>;

interface Making {
	readonly xrpc: Xrpc;
	readonly access: BlueskyAccess;
	readonly uploads: Uploads<Blob>;
	readonly key: string;
}

export type PostRecord = Readonly<Record<string, unknown>>;

/** Builds the post as a record: text with marks, pictures or link card, place in the thread. Held to the limits before anything is sent. */
export const makeRecord = async (
	rendition: OutgoingRendition,
	{ xrpc, access, uploads, key }: Making,
): Promise<Result<PostRecord, ChannelFailure>> => {
	const { link, media, language, createdAt } = rendition;
	const text = wordsOf(rendition, access.capabilities.text);
	const refused = tooLong(text, access) ?? refusedBy(rendition, access.capabilities);
	if (refused) return fail(refused);
	const reply = replyRefs(rendition);
	if (reply === 'unknown')
		return fail({ type: 'channel.rejected', field: 'replyTo', reason: 'the answered post is not known well enough' });
	const blobs = await uploadAll(xrpc, filesOf(media), { uploads, key });
	if (!blobs.ok) return blobs;
	const people = await resolveAll(xrpc, text);
	const facets = facetsOf(text, {
		people,
		...(link === undefined ? {} : { link: { shown: shownLink(link), uri: link } }),
	});
	return ok({
		$type: POSTS,
		text,
		createdAt: toIso(createdAt),
		langs: [language],
		...(facets.length > 0 ? { facets } : {}),
		...(reply === null ? {} : { reply }),
		...labelsOf(rendition),
		...embedOf(rendition, blobs.value),
	});
};

/** SPEC: com.atproto.label.defs: words have no place there; `graphic-media` is what covers pictures of violence. */
const labelsOf = ({ warning, media }: OutgoingRendition) =>
	warning?.graphic && media.length > 0
		? { labels: { $type: 'com.atproto.label.defs#selfLabels', values: [{ val: 'graphic-media' }] } }
		: {};

const tooLong = (text: string, { capabilities }: BlueskyAccess): ChannelFailure | null => {
	const { most, mostBytes = Number.POSITIVE_INFINITY } = capabilities.text;
	const refused = (reason: string): ChannelFailure => ({ type: 'channel.rejected', field: 'text', reason });
	if (graphemes(text) > most) return refused(`${graphemes(text)} of ${most} characters`);
	return utf8Bytes(text) > mostBytes ? refused(`${utf8Bytes(text)} of ${mostBytes} bytes`) : null;
};

/** SPEC: app.bsky.feed.post#replyRef: root and parent, each by address and content id. */
const replyRefs = ({ replyTo }: OutgoingRendition) => {
	if (replyTo === undefined) return null;
	const { cid, rootUri, rootCid } = replyTo.extra ?? {};
	if (cid === undefined) return 'unknown';
	const parent = { uri: replyTo.id, cid };
	const root = rootUri !== undefined && rootCid !== undefined ? { uri: rootUri, cid: rootCid } : parent;
	return { root, parent };
};

type UploadFile = Pick<OutgoingMedia, 'bytes' | 'mime' | 'film'>;

/** Everything of a rendition that is uploaded, in order: a film is followed by its captions. */
const filesOf = (media: readonly OutgoingMedia[]): readonly UploadFile[] =>
	media.flatMap(({ bytes, mime, film }) => [
		{ bytes, mime, ...(film ? { film } : {}) },
		...captionsOf(film).map(({ text }) => ({ bytes: new TextEncoder().encode(text), mime: CAPTIONS_MIME })),
	]);

/** SPEC: app.bsky.embed.video: at most 20 captions of at most 20 000 bytes; longer ones stay on the page of the house. */
const captionsOf = (film: OutgoingFilm | undefined): OutgoingFilm['captions'] =>
	(film?.captions ?? []).filter(({ text }) => utf8Bytes(text) <= MOST_CAPTIONS_BYTES).slice(0, MOST_CAPTIONS);
const MOST_CAPTIONS = 20;
const MOST_CAPTIONS_BYTES = 20_000;
const FILM_PATIENCE_MS = minutes(2);

const uploadAll = async (
	xrpc: Xrpc,
	files: readonly UploadFile[],
	{ uploads, key }: Pick<Making, 'uploads' | 'key'>,
): Promise<Result<readonly Blob[], ChannelFailure>> => {
	return uploads.each(key, files, async ({ bytes, mime }) => {
		// An upload shows nothing to anybody: if it breaks, nothing happened that matters.
		const sent = await xrpc.post({
			nsid: 'com.atproto.repo.uploadBlob',
			blob: { bytes, mime },
			purpose: 'read',
			field: 'media',
			...(mime.startsWith('video/') ? { timeoutMs: FILM_PATIENCE_MS } : {}),
		});
		if (!sent.ok) return sent;
		const read = readAs(Uploaded, sent.value);
		return read.ok ? ok(read.value.blob) : read;
	});
};

const Resolved = z.object({ did: z.string().startsWith('did:') });

/** Who is mentioned; a handle nobody knows stays plain text. */
const resolveAll = async (xrpc: Xrpc, text: string): Promise<ReadonlyMap<string, string>> => {
	const people = new Map<string, string>();
	for (const { text: mention } of mentionsIn(text)) {
		const handle = mention.slice(1).toLowerCase();
		if (people.has(handle)) continue;
		const found = await xrpc.get({ nsid: 'com.atproto.identity.resolveHandle', params: [['handle', handle]] });
		const read = found.ok ? Resolved.safeParse(found.value) : null;
		if (read?.success) people.set(handle, read.data.did);
	}
	return people;
};

const embedOf = ({ link, title, media }: OutgoingRendition, blobs: readonly Blob[]) => {
	const [shown] = media;
	if (shown?.film !== undefined) return { embed: filmEmbed(shown, blobs) };
	if (media.length > 0) {
		const images = media.map(({ alt, width, height }, at) => ({
			image: blobs[at],
			alt,
			aspectRatio: { width, height },
		}));
		return { embed: { $type: 'app.bsky.embed.images', images } };
	}
	if (link === undefined) return {};
	const external = { uri: link, title: title.trim() || shownLink(link), description: '' };
	return { embed: { $type: 'app.bsky.embed.external', external } };
};

const filmEmbed = ({ alt, width, height, film }: OutgoingMedia, [video, ...files]: readonly Blob[]) => {
	const captions = captionsOf(film).map(({ language }, at) => ({ lang: language, file: files[at] }));
	return {
		$type: 'app.bsky.embed.video',
		...{ video, alt, aspectRatio: { width, height } },
		...(captions.length > 0 ? { captions } : {}),
	};
};
