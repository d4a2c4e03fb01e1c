import { z } from 'zod';

import { fail, ok, type Result } from '#kernel/result.ts';

import type { ChannelFailure, OutgoingFilm } from '../../channel.ts';
import { readAs } from '../read-as.ts';
import { API, UPLOAD, type YoutubeContext } from './wire.ts';

const Tracks = z.object({
	items: z.array(z.object({ id: z.string(), snippet: z.object({ language: z.string(), trackKind: z.string() }) })),
});
type Caption = OutgoingFilm['captions'][number];

/** Puts captions in every language beside a film, and takes away those that are no longer ours to show. */
export const putCaptions = async (
	context: YoutubeContext,
	video: string,
	{ captions, fresh }: { readonly captions: readonly Caption[]; readonly fresh: boolean },
): Promise<Result<void, ChannelFailure>> => {
	const there = fresh ? ok(new Map<string, string>()) : await tracksOf(context, video);
	if (!there.ok) return there;
	for (const caption of captions) {
		const put = await putTrack(context, video, { caption, track: there.value.get(caption.language) });
		if (!put.ok) return put;
	}
	const kept = captions.map(({ language }) => language);
	for (const [language, id] of there.value) {
		if (kept.includes(language)) continue;
		const query = [['id', id]] as const;
		const gone = await context.api({ method: 'DELETE', path: `${API}/captions`, query, purpose: 'read' });
		if (!gone.ok) return gone;
	}
	return ok(undefined);
};

/** Languages that have captions, without those the network hears by itself. */
const tracksOf = async (
	{ api }: YoutubeContext,
	video: string,
): Promise<Result<Map<string, string>, ChannelFailure>> => {
	const query = [
		['part', 'id,snippet'],
		['videoId', video],
	] as const;
	const asked = await api({ method: 'GET', path: `${API}/captions`, query, purpose: 'read', field: 'captions' });
	if (!asked.ok) return asked;
	const read = readAs(Tracks, asked.value.body);
	if (!read.ok) return read;
	const own = read.value.items.filter(({ snippet }) => snippet.trackKind !== 'ASR' && snippet.trackKind !== 'asr');
	return ok(new Map(own.map(({ id, snippet }) => [snippet.language, id])));
};

const BOUNDARY = 'amtsfunk-untertitel-7d1c';

/** SPEC: discovery document, `captions.insert` and `captions.update` with `uploadType=multipart` (RFC 2387). */
const putTrack = async (
	{ api }: YoutubeContext,
	videoId: string,
	{ caption: { language, text }, track }: { readonly caption: Caption; readonly track: string | undefined },
): Promise<Result<void, ChannelFailure>> => {
	const about = track === undefined ? { snippet: { videoId, language, name: '', isDraft: false } } : { id: track };
	const body = [
		`--${BOUNDARY}`,
		'Content-Type: application/json; charset=UTF-8',
		'',
		JSON.stringify(about),
		`--${BOUNDARY}`,
		'Content-Type: text/vtt',
		'',
		text,
		`--${BOUNDARY}--`,
		'',
	].join('\r\n');
	const sent = await api({
		method: track === undefined ? 'POST' : 'PUT',
		path: `${UPLOAD}/captions`,
		query: [
			['uploadType', 'multipart'],
			['part', track === undefined ? 'snippet' : 'id'],
		],
		headers: { 'content-type': `multipart/related; boundary=${BOUNDARY}` },
		bytes: new TextEncoder().encode(body),
		purpose: 'read',
		field: 'captions',
	});
	return sent.ok ? ok(undefined) : sent;
};

/** SPEC: `thumbnails.set`: JPEG or PNG of at most 2 MB. */
export const putPoster = async (
	{ api }: YoutubeContext,
	video: string,
	{ bytes, mime }: Pick<OutgoingFilm['poster'], 'bytes' | 'mime'>,
): Promise<Result<void, ChannelFailure>> => {
	const sent = await api({
		method: 'POST',
		path: `${UPLOAD}/thumbnails/set`,
		query: [
			['uploadType', 'media'],
			['videoId', video],
		],
		headers: { 'content-type': mime },
		bytes,
		purpose: 'read',
		field: 'media',
	});
	return sent.ok ? ok(undefined) : sent;
};

const Status = z.object({ status: z.object({ privacyStatus: z.string() }) });

/** Lets everybody see the film. SPEC: projects that Google has not audited cannot: it stays private, whatever was asked. */
export const makePublic = async ({ api }: YoutubeContext, id: string): Promise<Result<void, ChannelFailure>> => {
	const sent = await api({
		method: 'PUT',
		path: `${API}/videos`,
		query: [['part', 'status']],
		json: { id, status: { privacyStatus: 'public', selfDeclaredMadeForKids: false, embeddable: true } },
		purpose: 'write',
	});
	if (!sent.ok) return sent;
	const read = Status.safeParse(sent.value.body);
	if (!read.success) return fail({ type: 'channel.unclear', reason: 'accepted, but the answer names no state' });
	const { privacyStatus } = read.data.status;
	if (privacyStatus === 'public') return ok(undefined);
	return fail({ type: 'channel.rejected', field: 'locked', reason: `the film is there, but stays ${privacyStatus}` });
};
