import { z } from 'zod';
import { fail, ok, type Result } from '#kernel/result.ts';
import { minutes, plus, seconds } from '#kernel/time.ts';
import type { ChannelFailure, OutgoingMedia, OutgoingRendition } from '../../channel.ts';
import { readAs } from '../read-as.ts';
import type { Uploads } from '../uploads.ts';
import type { XContext } from './wire.ts';

/** SPEC: docs.x.com/x-api/media/quickstart/media-upload-chunked: parts of at most 5 MB, up to 1000 of them. */
const PART = 4_000_000;
const FILM_PATIENCE_MS = minutes(2);
const PREPARING_MS = seconds(10);

const Begun = z.object({ data: z.object({ id: z.string().min(1) }) });
const Finished = z.object({
	data: z.object({
		processing_info: z.object({ state: z.string(), check_after_secs: z.number().optional() }).optional(),
	}),
});

/** Uploads what the rendition shows, with its descriptions, and answers the ids. Nothing becomes public by it. */
export const uploadAll = async (
	context: XContext,
	{ media }: Pick<OutgoingRendition, 'media'>,
	{ key, uploads }: { readonly key: string; readonly uploads: Uploads },
): Promise<Result<readonly string[], ChannelFailure>> => {
	const uploaded = await uploads.each(key, media, (one) => upload(context, one));
	if (!uploaded.ok) return uploaded;
	for (const [at, id] of uploaded.value.entries()) {
		if (media[at]?.film === undefined) continue;
		const ready = await isReady(context, id);
		if (!ready.ok) return ready;
	}
	return uploaded;
};

const upload = async (context: XContext, media: OutgoingMedia): Promise<Result<string, ChannelFailure>> => {
	const { api } = context;
	const ask = { method: 'POST', purpose: 'read', field: 'media' } as const;
	const begun = await api({
		...ask,
		path: '/2/media/upload/initialize',
		json: {
			media_type: media.mime,
			media_category: media.film ? 'tweet_video' : media.mime === 'image/gif' ? 'tweet_gif' : 'tweet_image',
			total_bytes: media.bytes.byteLength,
		},
	});
	if (!begun.ok) return begun;
	const read = readAs(Begun, begun.value.body);
	if (!read.ok) return read;
	const { id } = read.value.data;
	for (let from = 0; from < media.bytes.byteLength; from += PART) {
		const form = new FormData();
		const part = media.bytes.slice(from, from + PART);
		form.append('media', new Blob([part], { type: media.mime }), media.fileName);
		form.append('segment_index', String(from / PART));
		const path = `/2/media/upload/${id}/append`;
		const sent = await api({ ...ask, path, multipart: form, timeoutMs: FILM_PATIENCE_MS });
		if (!sent.ok) return sent;
	}
	const ended = await api({ ...ask, path: `/2/media/upload/${id}/finalize` });
	if (!ended.ok) return ended;
	if (media.alt === '') return ok(id);
	const metadata = { alt_text: { text: media.alt } };
	const described = await api({ ...ask, path: '/2/media/metadata', json: { id, metadata }, field: 'alt' });
	return described.ok ? ok(id) : described;
};

const isReady = async ({ api, clock }: XContext, id: string): Promise<Result<void, ChannelFailure>> => {
	const query = [['media_id', id]] as const;
	const asked = await api({ method: 'GET', path: '/2/media/upload', query, purpose: 'read', field: 'media' });
	if (!asked.ok) return asked;
	const read = readAs(Finished, asked.value.body);
	if (!read.ok) return read;
	const { state, check_after_secs: wait } = read.value.data.processing_info ?? { state: 'succeeded' };
	if (state === 'succeeded') return ok(undefined);
	if (state === 'failed') return fail({ type: 'channel.rejected', field: 'media', reason: 'the film was not taken' });
	const until = plus(clock.now(), wait === undefined ? PREPARING_MS : seconds(wait));
	return fail({ type: 'channel.preparing', until, reason: 'the network is still preparing the film' });
};
