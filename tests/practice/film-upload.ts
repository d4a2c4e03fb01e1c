import type { Place } from './wrong.ts';

const UP = '/upload/youtube/v3';
const BYTES = 1000;

/** A film of one part with German captions, made public the way the documents show it. */
export const ordinaryFilm = async (call: Place['call']): Promise<{ readonly id: string }> => {
	const begun = await call({
		method: 'POST',
		path: `${UP}/videos?uploadType=resumable&part=snippet,status`,
		json: {
			snippet: { title: 'Die Brücke', description: 'Ab Montag gesperrt.', categoryId: '25' },
			status: { privacyStatus: 'public' },
		},
		headers: { 'x-upload-content-type': 'video/mp4', 'x-upload-content-length': String(BYTES) },
	});
	const { pathname, search } = new URL(begun.headers.get('location') ?? '');
	const sent = await call({
		method: 'PUT',
		path: `${pathname}${search}`,
		bytes: new Uint8Array(BYTES),
		headers: { 'content-type': 'video/mp4', 'content-range': `bytes 0-${BYTES - 1}/${BYTES}` },
	});
	const { id } = sent.body as { id: string };
	const about = JSON.stringify({ snippet: { videoId: id, language: 'de', name: '' } });
	await call({
		method: 'POST',
		path: `${UP}/captions?uploadType=multipart&part=snippet`,
		bytes: new TextEncoder().encode(
			`--b\r\nContent-Type: application/json\r\n\r\n${about}\r\n--b\r\nContent-Type: text/vtt\r\n\r\nWEBVTT\r\n--b--\r\n`,
		),
		headers: { 'content-type': 'multipart/related; boundary=b' },
	});
	return { id };
};
