import { z } from 'zod';
import { type Focus, fromMiddle } from '#kernel/crop.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { minutes, plus, seconds } from '#kernel/time.ts';
import type { ChannelFailure, OutgoingMedia, OutgoingRendition } from '../../channel.ts';
import { readAs } from '../read-as.ts';
import type { Uploads } from '../uploads.ts';
import { type Api, isGone, type MastodonNeeds } from './wire.ts';

/** How long the network gets to prepare a film before we look again. */
const PREPARING_MS = seconds(10);

/** A film takes longer on its way than a picture, and still less than a delivery may take. */
const FILM_PATIENCE_MS = minutes(2);

const Uploaded = z.object({ id: z.string().min(1), url: z.string().nullish() });

/** Uploads what the rendition shows, with its descriptions, and answers the ids. Nothing becomes public by it. */
export const uploadAll = async (
	api: Api,
	{ media }: Pick<OutgoingRendition, 'media'>,
	{ key, uploads, clock }: { readonly key: string; readonly uploads: Uploads; readonly clock: MastodonNeeds['clock'] },
): Promise<Result<readonly string[], ChannelFailure>> => {
	const uploaded = await uploads.each(key, media, (one) => upload(api, one));
	if (!uploaded.ok) return uploaded;
	for (const id of uploaded.value) {
		const ready = await isReady(api, id);
		if (!ready.ok) return ready;
		if (!ready.value)
			return fail({
				type: 'channel.preparing',
				until: plus(clock.now(), PREPARING_MS),
				reason: 'the network is still preparing the media',
			});
	}
	return uploaded;
};

/** SPEC: docs.joinmastodon.org/methods/media#v2, two figures from -1 to 1 with a comma between. */
export const focusOf = (focus: Focus): string => fromMiddle(focus).join(',');

/** Who cannot hear a recording reads what is said in it, as far as the network takes it; the rest is on the page of the house. */
const descriptionOf = ({ alt, film }: OutgoingMedia): string => {
	const [words] = Object.values(film?.transcript ?? {});
	if (words === undefined) return alt;
	return words.length <= MOST_WORDS ? words : `${words.slice(0, MOST_WORDS - 2)} …`;
};
/** SPEC: docs.joinmastodon.org/methods/media, as an unchanged server takes it. */
const MOST_WORDS = 1500;

const upload = async (api: Api, media: OutgoingMedia): Promise<Result<string, ChannelFailure>> => {
	const form = new FormData();
	form.append('file', new Blob([media.bytes.slice()], { type: media.mime }), media.fileName);
	const description = descriptionOf(media);
	if (description !== '') form.append('description', description);
	if (media.focus) form.append('focus', focusOf(media.focus));
	const poster = media.film?.poster;
	if (poster) form.append('thumbnail', new Blob([poster.bytes.slice()], { type: poster.mime }), 'standbild');
	// An upload shows nothing to anybody: if it breaks, nothing happened that matters.
	const sent = await api({
		...{ method: 'POST', path: '/api/v2/media', multipart: form, purpose: 'read', field: 'media' },
		...(media.film ? { timeoutMs: FILM_PATIENCE_MS } : {}),
	});
	if (!sent.ok) return sent;
	const read = readAs(Uploaded, sent.value.body);
	return read.ok ? ok(read.value.id) : read;
};

/**
 * SPEC: 206 while the network is still processing; pictures are ready at once. What stands in a post already is not told of any
 * more (mastodon/app/controllers/api/v1/media_controller): then an earlier try was heard, and its key answers for it.
 */
const isReady = async (api: Api, id: string): Promise<Result<boolean, ChannelFailure>> => {
	const path = `/api/v1/media/${encodeURIComponent(id)}`;
	const asked = await api({ method: 'GET', path, purpose: 'read', field: 'media' });
	if (!asked.ok) return isGone(asked.error) ? ok(true) : asked;
	return ok(asked.value.status !== 206);
};

/** A fingerprint of the pictures, so that an edit that keeps them need not upload them again. */
export const mediaFingerprint = async (media: readonly OutgoingMedia[]): Promise<string> => {
	const hashes = await Promise.all(media.map(({ bytes }) => crypto.subtle.digest('SHA-256', bytes.slice())));
	return hashes
		.map((hash) => [...new Uint8Array(hash).slice(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join(''))
		.join(' ');
};
