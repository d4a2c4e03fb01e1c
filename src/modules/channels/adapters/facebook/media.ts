import { z } from 'zod';
import { fail, ok, type Result } from '#kernel/result.ts';
import { minutes, plus, seconds } from '#kernel/time.ts';
import type { ChannelFailure, OutgoingMedia, OutgoingRendition } from '../../channel.ts';
import { VERSION } from '../meta/api.ts';
import { readAs } from '../read-as.ts';
import type { Uploads } from '../uploads.ts';
import type { FacebookContext } from './wire.ts';

const FILM_PATIENCE_MS = minutes(2);
const PREPARING_MS = seconds(10);

const Uploaded = z.object({ id: z.string().min(1) });

/** Uploads pictures with their descriptions, seen by nobody until a post shows them. */
export const uploadPictures = async (
	context: FacebookContext,
	{ media }: Pick<OutgoingRendition, 'media'>,
	{ key, uploads }: { readonly key: string; readonly uploads: Uploads },
): Promise<Result<readonly string[], ChannelFailure>> => {
	return uploads.each(key, media, (one) => uploadPicture(context, one));
};

const fileOf = ({ bytes, mime }: OutgoingMedia): Blob => new Blob([bytes.slice()], { type: mime });

/** SPEC: POST /{page}/photos with `published=false`: for use in a post within a day. */
const uploadPicture = async (
	{ api, page }: FacebookContext,
	media: OutgoingMedia,
): Promise<Result<string, ChannelFailure>> => {
	const form = new FormData();
	form.append('published', 'false');
	if (media.alt !== '') form.append('alt_text_custom', media.alt);
	form.append('source', fileOf(media), media.fileName);
	const path = `${VERSION}/${page}/photos`;
	const sent = await api({ method: 'POST', path, multipart: form, purpose: 'read', field: 'media' });
	if (!sent.ok) return sent;
	const read = readAs(Uploaded, sent.value.body);
	return read.ok ? ok(read.value.id) : read;
};

const Begun = z.object({
	video_id: z.string().min(1),
	upload_session_id: z.string().min(1),
	start_offset: z.string(),
	end_offset: z.string(),
});
const Going = Begun.pick({ start_offset: true, end_offset: true });
const Ended = z.object({ success: z.boolean() });

/** Brings a film in and answers its id once it has been worked on. Nobody sees it before a post is made of it. */
export const uploadFilm = async (
	context: FacebookContext,
	film: OutgoingMedia,
	{ key, uploads, title }: { readonly key: string; readonly uploads: Uploads; readonly title: string },
): Promise<Result<string, ChannelFailure>> => {
	const brought = await uploads.each(key, [film], (one) => bringIn(context, one, title));
	if (!brought.ok) return brought;
	const [id = ''] = brought.value;
	const ready = await isReady(context, id);
	return ready.ok ? ok(id) : ready;
};

/** SPEC: video-api, resumable upload: begin, the parts it asks for, end. */
const bringIn = async (
	{ api, page }: FacebookContext,
	film: OutgoingMedia,
	title: string,
): Promise<Result<string, ChannelFailure>> => {
	const ask = { method: 'POST', path: `${VERSION}/${page}/videos`, purpose: 'read', field: 'media' } as const;
	const begun = await api({ ...ask, json: { upload_phase: 'start', file_size: film.bytes.byteLength } });
	if (!begun.ok) return begun;
	const read = readAs(Begun, begun.value.body);
	if (!read.ok) return read;
	const { video_id: id, upload_session_id } = read.value;
	let part: z.output<typeof Going> = read.value;
	while (Number(part.start_offset) < Number(part.end_offset)) {
		const form = new FormData();
		form.append('upload_phase', 'transfer');
		form.append('upload_session_id', upload_session_id);
		form.append('start_offset', part.start_offset);
		const bytes = film.bytes.slice(Number(part.start_offset), Number(part.end_offset));
		form.append('video_file_chunk', new Blob([bytes], { type: film.mime }), film.fileName);
		const sent = await api({ ...ask, multipart: form, timeoutMs: FILM_PATIENCE_MS });
		if (!sent.ok) return sent;
		const next = readAs(Going, sent.value.body);
		if (!next.ok) return next;
		if (Number(next.value.start_offset) <= Number(part.start_offset))
			return fail({ type: 'channel.changed', reason: 'the upload of a film does not go on' });
		part = next.value;
	}
	const ended = await api({ ...ask, json: { upload_phase: 'finish', upload_session_id, title, published: false } });
	if (!ended.ok) return ended;
	const done = readAs(Ended, ended.value.body);
	return done.ok ? ok(id) : done;
};

const Status = z.object({ status: z.object({ video_status: z.string() }) });

const isReady = async ({ api, clock }: FacebookContext, id: string): Promise<Result<void, ChannelFailure>> => {
	const query = [['fields', 'status']] as const;
	const asked = await api({ method: 'GET', path: `${VERSION}/${id}`, query, purpose: 'read', field: 'media' });
	if (!asked.ok) return asked;
	const read = readAs(Status, asked.value.body);
	if (!read.ok) return read;
	const { video_status: state } = read.value.status;
	if (state === 'ready') return ok(undefined);
	if (state === 'error') return fail({ type: 'channel.rejected', field: 'media', reason: 'the film was not taken' });
	const until = plus(clock.now(), PREPARING_MS);
	return fail({ type: 'channel.preparing', until, reason: 'the network is still preparing the film' });
};
