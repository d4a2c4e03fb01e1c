import { z } from 'zod';
import { DOCUMENT_MIME } from '#kernel/document.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { minutes, plus, seconds } from '#kernel/time.ts';
import type { ChannelFailure, OutgoingMedia, OutgoingRendition } from '../../channel.ts';
import { readAs } from '../read-as.ts';
import type { Uploads } from '../uploads.ts';
import { encoded, type LinkedinContext } from './wire.ts';

const PATIENCE_MS = minutes(2);
const PREPARING_MS = seconds(10);

const Begun = z.object({
	value: z.object({ uploadUrl: z.string(), image: z.string().optional(), document: z.string().optional() }),
});
const Video = z.object({
	value: z.object({
		video: z.string().min(1),
		uploadToken: z.string(),
		uploadInstructions: z
			.array(z.object({ uploadUrl: z.string(), firstByte: z.number(), lastByte: z.number() }))
			.min(1),
	}),
});
const State = z.object({ status: z.string() });

/** Uploads what the rendition shows and answers the names. Nothing becomes public by it. */
export const uploadAll = async (
	context: LinkedinContext,
	{ media, document }: Pick<OutgoingRendition, 'media' | 'document'>,
	{ key, uploads }: { readonly key: string; readonly uploads: Uploads },
): Promise<Result<readonly string[], ChannelFailure>> => {
	const uploaded = document
		? await uploads.each(key, [document], (one) => uploadWhole(context, { ...one, mime: DOCUMENT_MIME }, 'document'))
		: await uploads.each(key, media, (one) =>
				one.film ? uploadFilm(context, one) : uploadWhole(context, one, 'image'),
			);
	if (!uploaded.ok) return uploaded;
	for (const name of uploaded.value) {
		const ready = await isReady(context, name);
		if (!ready.ok) return ready;
	}
	return uploaded;
};

const ask = { purpose: 'read', field: 'media' } as const;

/** SPEC: Images and Documents API: begun by name of the owner, then all bytes in one go. */
const uploadWhole = async (
	context: LinkedinContext,
	{ bytes, mime }: Pick<OutgoingMedia, 'bytes' | 'mime'>,
	kind: 'image' | 'document',
): Promise<Result<string, ChannelFailure>> => {
	const json = { initializeUploadRequest: { owner: context.author } };
	const begun = await context.api({ ...ask, method: 'POST', path: `/rest/${kind}s?action=initializeUpload`, json });
	if (!begun.ok) return begun;
	const read = readAs(Begun, begun.value.body);
	if (!read.ok) return read;
	const { uploadUrl: url, [kind]: name = '' } = read.value.value;
	if (name === '') return fail({ type: 'channel.changed', reason: `the ${kind} was begun without a name` });
	const sent = await put(context, { url, bytes, mime });
	return sent.ok ? ok(name) : sent;
};

/** SPEC: learn.microsoft.com, Videos API: the network says which parts go where (of 4 MiB), each answers with its mark. */
const uploadFilm = async (
	context: LinkedinContext,
	{ bytes }: OutgoingMedia,
): Promise<Result<string, ChannelFailure>> => {
	const about = { fileSizeBytes: bytes.byteLength, uploadCaptions: false, uploadThumbnail: false };
	const begun = await context.api({
		...{ ...ask, method: 'POST', path: '/rest/videos?action=initializeUpload' },
		json: { initializeUploadRequest: { owner: context.author, ...about } },
	});
	if (!begun.ok) return begun;
	const read = readAs(Video, begun.value.body);
	if (!read.ok) return read;
	const { video, uploadToken, uploadInstructions } = read.value.value;
	const uploadedPartIds: string[] = [];
	for (const { uploadUrl: url, firstByte, lastByte } of uploadInstructions) {
		const part = bytes.subarray(firstByte, lastByte + 1);
		const sent = await put(context, { url, bytes: part, mime: 'application/octet-stream' });
		if (!sent.ok) return sent;
		if (sent.value === null) return fail({ type: 'channel.changed', reason: 'a part was taken without a mark' });
		uploadedPartIds.push(sent.value);
	}
	const json = { finalizeUploadRequest: { video, uploadToken, uploadedPartIds } };
	const ended = await context.api({ ...ask, method: 'POST', path: '/rest/videos?action=finalizeUpload', json });
	return ended.ok ? ok(video) : ended;
};

interface Part {
	readonly url: string;
	readonly bytes: Uint8Array;
	readonly mime: string;
}

/** Sends bytes to where the network wants them: its own servers, and no others, for the key goes along. */
const put = async ({ api, server }: LinkedinContext, { url, bytes, mime }: Part) => {
	if (!isTheirs(url, server)) return fail({ type: 'channel.changed', reason: 'bytes are wanted elsewhere' } as const);
	const headers = { 'content-type': mime };
	const sent = await api({ ...ask, method: 'PUT', path: url, bytes, headers, timeoutMs: PATIENCE_MS });
	return sent.ok ? ok(sent.value.headers.get('etag')) : sent;
};

const isTheirs = (url: string, server: string): boolean => {
	if (!URL.canParse(url)) return false;
	const { origin, protocol, hostname } = new URL(url);
	return origin === server || (protocol === 'https:' && /(^|\.)linkedin\.com$/.test(hostname));
};

const isReady = async ({ api, clock }: LinkedinContext, name: string): Promise<Result<void, ChannelFailure>> => {
	const kind = /^urn:li:(image|video|document):/.exec(name)?.[1] ?? 'image';
	const asked = await api({ ...ask, method: 'GET', path: `/rest/${kind}s/${encoded(name)}` });
	if (!asked.ok) return asked;
	const read = readAs(State, asked.value.body);
	if (!read.ok) return read;
	const { status } = read.value;
	if (status === 'AVAILABLE') return ok(undefined);
	if (status === 'PROCESSING_FAILED')
		return fail({ type: 'channel.rejected', field: 'media', reason: 'the network could not work on it' });
	const until = plus(clock.now(), PREPARING_MS);
	return fail({ type: 'channel.preparing', until, reason: `the network is still preparing it: ${status}` });
};
