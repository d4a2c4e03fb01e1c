import { z } from 'zod';

import { fail, ok, type Result } from '#kernel/result.ts';
import { minutes, plus, seconds } from '#kernel/time.ts';
import type { OutboundAnswer } from '#platform/outbound/outbound.ts';

import type { ChannelFailure, OutgoingMedia, OutgoingRendition } from '../../channel.ts';
import { isGone } from '../granted-api.ts';
import { readAs } from '../read-as.ts';
import { UPLOAD, type YoutubeContext } from './wire.ts';
import type { Said } from './words.ts';

/** SPEC: developers.google.com/youtube/v3/guides/using_resumable_upload_protocol: parts are multiples of 256 KiB. */
const PART = 32 * 256 * 1024;
const PART_PATIENCE_MS = minutes(2);
/** After so long the rest follows in the next attempt, before anybody takes the silence for doubt. */
const ONE_ATTEMPT_MS = minutes(2);
/** Nobody sees it until captions and picture stand. */
const CATEGORY_NEWS = '25';

interface Uploading {
	readonly rendition: OutgoingRendition;
	readonly film: OutgoingMedia;
	readonly said: Said;
	readonly key: string;
	/** Looks for what an upload that the network has forgotten came to. */
	readonly look: () => Promise<Result<string | null, ChannelFailure>>;
}

/** What stands of an upload: so many bytes, or the whole film. */
type Progress = { readonly at: number } | { readonly video: string };
export interface Uploaded {
	readonly video: string;
	/** It was there before this attempt. */
	readonly before: boolean;
}

/** Brings the film to the network, unseen. What an earlier attempt or another process began goes on where it stopped. */
export const uploadFilm = async (
	context: YoutubeContext,
	uploading: Uploading,
): Promise<Result<Uploaded, ChannelFailure>> => {
	const noted = await context.notes.read(uploading.key);
	const place = noted === null ? null : trusted(context, noted);
	const known = place === null ? ok(null) : await progressAt(context, place, uploading.film);
	if (!known.ok) return known;
	if (place !== null && known.value !== null) return carryOn(context, uploading, { place, progress: known.value });
	if (noted !== null) {
		const there = await uploading.look();
		if (!there.ok) return there;
		if (there.value !== null) return ok({ video: there.value, before: true });
	}
	const begun = await begin(context, uploading);
	if (!begun.ok) return begun;
	await context.notes.write(uploading.key, begun.value);
	return carryOn(context, uploading, { place: begun.value, progress: { at: 0 } });
};

/** The film an earlier attempt brought there whole; null when there is none, or nobody knows any more. */
export const finishedUpload = async (
	context: YoutubeContext,
	key: string,
	film: OutgoingMedia,
): Promise<Result<string | null, ChannelFailure>> => {
	const noted = await context.notes.read(key);
	const place = noted === null ? null : trusted(context, noted);
	const known = place === null ? ok(null) : await progressAt(context, place, film);
	if (!known.ok) return known;
	return ok(known.value !== null && 'video' in known.value ? known.value.video : null);
};

/** Our key goes to the network's own servers only, whatever address was named. */
const trusted = ({ server }: YoutubeContext, place: string): string | null => {
	if (!URL.canParse(place, server)) return null;
	const url = new URL(place, server);
	const isGoogle = url.protocol === 'https:' && url.hostname.endsWith('.googleapis.com');
	return url.origin === server || (isGoogle && server.endsWith('.googleapis.com')) ? url.toString() : null;
};

const begin = async (
	context: YoutubeContext,
	{ rendition: { language }, film, said }: Uploading,
): Promise<Result<string, ChannelFailure>> => {
	const { title, description, tags } = said;
	const sent = await context.api({
		method: 'POST',
		path: `${UPLOAD}/videos`,
		query: [
			['uploadType', 'resumable'],
			['part', 'snippet,status'],
		],
		headers: {
			'x-upload-content-type': film.mime,
			'x-upload-content-length': String(film.bytes.byteLength),
		},
		json: {
			snippet: { title, description, categoryId: CATEGORY_NEWS, defaultLanguage: language, ...tagged(tags) },
			status: { privacyStatus: 'private', selfDeclaredMadeForKids: false, embeddable: true },
		},
		purpose: 'read',
		field: 'media',
	});
	if (!sent.ok) return sent;
	const place = trusted(context, sent.value.headers.get('location') ?? '-');
	return sent.value.headers.has('location') && place !== null
		? ok(place)
		: fail({ type: 'channel.changed', reason: 'unknown answer: no address to upload to' });
};

export const tagged = (tags: readonly string[]) => (tags.length > 0 ? { tags } : {});

interface Underway {
	readonly place: string;
	readonly progress: Progress;
}

const carryOn = async (
	context: YoutubeContext,
	{ film }: Uploading,
	{ place, progress }: Underway,
): Promise<Result<Uploaded, ChannelFailure>> => {
	if ('video' in progress) return ok({ video: progress.video, before: true });
	const size = film.bytes.byteLength;
	const stop = plus(context.clock.now(), ONE_ATTEMPT_MS);
	for (let { at } = progress; at < size; ) {
		if (context.clock.now() >= stop)
			return fail({
				type: 'channel.preparing',
				until: plus(context.clock.now(), seconds(1)),
				reason: `${at} of ${size} bytes are there; the rest follows`,
			});
		const sent = await send(context, place, { film, from: at });
		if (!sent.ok) return sent;
		if ('video' in sent.value) return ok({ video: sent.value.video, before: false });
		if (sent.value.at <= at)
			return fail({ type: 'channel.unreachable', reason: `nothing was kept beyond ${at} bytes` });
		at = sent.value.at;
	}
	return fail({ type: 'channel.changed', reason: 'all bytes are there, but no film' });
};

const send = async (
	{ api }: YoutubeContext,
	path: string,
	{ film, from }: { readonly film: OutgoingMedia; readonly from: number },
): Promise<Result<Progress, ChannelFailure>> => {
	const bytes = film.bytes.subarray(from, from + PART);
	const range = `bytes ${from}-${from + bytes.byteLength - 1}/${film.bytes.byteLength}`;
	const sent = await api({
		method: 'PUT',
		path,
		headers: { 'content-type': film.mime, 'content-range': range },
		bytes,
		timeoutMs: PART_PATIENCE_MS,
		purpose: 'read',
		field: 'media',
		takes: [308],
	});
	return sent.ok ? read(sent.value) : sent;
};

/** SPEC: same guide: an empty part with `bytes` and an asterisk asks how far it came. Null when the network has forgotten it. */
const progressAt = async (
	{ api }: YoutubeContext,
	path: string,
	film: OutgoingMedia,
): Promise<Result<Progress | null, ChannelFailure>> => {
	const asked = await api({
		method: 'PUT',
		path,
		headers: { 'content-range': `bytes */${film.bytes.byteLength}` },
		bytes: new Uint8Array(),
		purpose: 'read',
		field: 'media',
		takes: [308],
	});
	if (asked.ok) return read(asked.value);
	return isGone(asked.error) ? ok(null) : asked;
};

const Video = z.object({ id: z.string().min(1) });
const RANGE = /^bytes=0-(\d+)$/;

const read = ({ status, headers, body }: OutboundAnswer): Result<Progress, ChannelFailure> => {
	if (status === 308) {
		const last = RANGE.exec(headers.get('range') ?? '')?.[1];
		return ok({ at: last === undefined ? 0 : Number(last) + 1 });
	}
	const video = readAs(Video, body);
	return video.ok ? ok({ video: video.value.id }) : video;
};
