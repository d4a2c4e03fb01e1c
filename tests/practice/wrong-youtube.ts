import { ordinaryFilm } from './film-upload.ts';
import type { Asked, Place, Wrong } from './wrong.ts';
import { wrongBesideFilms } from './wrong-youtube-talk.ts';

const V3 = '/youtube/v3';
const UP = '/upload/youtube/v3';

const snippet = { title: 'Kran', description: '', categoryId: '25' };
const status = { privacyStatus: 'private' };
const begin = (json: unknown, headers: Record<string, string> = {}): Asked => ({
	method: 'POST',
	path: `${UP}/videos?uploadType=resumable&part=snippet,status`,
	json,
	headers: { 'x-upload-content-type': 'video/mp4', 'x-upload-content-length': '600000', ...headers },
});
const part = ({ media }: Place, range: string, size = 0): Asked => ({
	method: 'PUT',
	path: `${UP}/videos?upload_id=${media}`,
	bytes: new Uint8Array(size),
	headers: { 'content-type': 'video/mp4', 'content-range': range },
});
const change = (id: string, parts: string, json: object): Asked => ({
	method: 'PUT',
	path: `${V3}/videos?part=${parts}`,
	json: { id, ...json },
});

/** A film that is public, and an upload that was begun and got no part yet. */
export const prepareYoutube = async (call: Place['call']) => {
	const { id } = await ordinaryFilm(call);
	const mine = await call({ path: `${V3}/channels?part=id&mine=true` });
	const begun = await call(begin({ snippet, status }));
	const [channel] = (mine.body as { items: { id: string }[] }).items;
	return {
		account: channel?.id ?? '',
		own: id,
		media: new URL(begun.headers.get('location') ?? '').searchParams.get('upload_id') ?? '',
	};
};

/** SPEC: developers.google.com/youtube/v3/docs/errors; each is refused there for the reason named. */
export const wrongAtYoutube: readonly Wrong[] = [
	{
		name: 'no key',
		ask: () => ({ path: `${V3}/channels?part=id&mine=true`, bare: true }),
		status: 401,
		says: /authError/,
	},
	{
		name: 'an unknown key',
		ask: () => ({ path: `${V3}/channels?part=id&mine=true`, headers: { authorization: 'Bearer nichts' } }),
		status: 401,
		says: /authError/,
	},
	{ name: 'an unknown address', ask: () => ({ path: `${V3}/posts` }), status: 404, says: /notFound/ },
	{ name: 'no part', ask: () => ({ path: `${V3}/channels?mine=true` }), status: 400, says: /part is required/ },
	{
		name: 'an unknown part',
		ask: () => ({ path: `${V3}/channels?part=alles&mine=true` }),
		status: 400,
		says: /unknownPart/,
	},
	{ name: 'no filter', ask: () => ({ path: `${V3}/channels?part=id` }), status: 400, says: /No filter/ },
	{
		name: 'an unknown parameter',
		ask: () => ({ path: `${V3}/channels?part=id&mine=true&sort=neu` }),
		status: 400,
		says: /unexpectedParameter/,
	},
	{
		name: 'a film without an upload',
		ask: () => ({ method: 'POST', path: `${UP}/videos?part=snippet,status`, json: { snippet, status } }),
		status: 400,
		says: /mediaBodyRequired/,
	},
	{
		name: 'an upload without its size',
		ask: () => begin({ snippet, status }, { 'x-upload-content-length': '' }),
		status: 400,
		says: /Content-Length/,
	},
	{
		name: 'a picture as a film',
		ask: () => begin({ snippet, status }, { 'x-upload-content-type': 'image/png' }),
		status: 400,
		says: /badContent/,
	},
	{
		name: 'an empty title',
		ask: () => begin({ snippet: { ...snippet, title: ' ' }, status }),
		status: 400,
		says: /invalidTitle/,
	},
	{
		name: 'a title of 101 signs',
		ask: () => begin({ snippet: { ...snippet, title: 'ü'.repeat(101) }, status }),
		status: 400,
		says: /invalidTitle/,
	},
	{
		name: 'a title with brackets',
		ask: () => begin({ snippet: { ...snippet, title: '<b>Kran</b>' }, status }),
		status: 400,
		says: /invalidTitle/,
	},
	{
		name: 'a description of 5001 bytes in 2501 signs',
		ask: () => begin({ snippet: { ...snippet, description: `a${'ü'.repeat(2500)}` }, status }),
		status: 400,
		says: /invalidDescription/,
	},
	{
		name: 'a description with brackets',
		ask: () => begin({ snippet: { ...snippet, description: 'A > B' }, status }),
		status: 400,
		says: /invalidDescription/,
	},
	{
		name: '501 signs of tags',
		ask: () => begin({ snippet: { ...snippet, tags: ['a'.repeat(501)] }, status }),
		status: 400,
		says: /invalidTags/,
	},
	{
		name: 'a field that is none',
		ask: () => begin({ snippet: { ...snippet, alt: 'Ein Kran' }, status }),
		status: 400,
		says: /Unknown name/,
	},
	{
		name: 'a state that is none',
		ask: () => begin({ snippet, status: { privacyStatus: 'offen' } }),
		status: 400,
		says: /privacy_status/,
	},
	{
		name: 'a moment for what is public',
		ask: () => begin({ snippet, status: { privacyStatus: 'public', publishAt: '2026-12-01T00:00:00Z' } }),
		status: 400,
		says: /invalidPublishAt/,
	},
	{
		name: 'a part of nobody’s upload',
		ask: (at) => part({ ...at, media: 'nichts' }, 'bytes 0-9/600000', 10),
		status: 404,
		says: /unknown or has expired/,
	},
	{ name: 'a part without its place', ask: (at) => part(at, '', 10), status: 400, says: /Content-Range/ },
	{ name: 'a part of another size', ask: (at) => part(at, 'bytes 0-9/600001', 10), status: 400, says: /Content-Range/ },
	{
		name: 'a part that leaves something out',
		ask: (at) => part(at, 'bytes 262144-524287/600000', 262_144),
		status: 400,
		says: /does not go on/,
	},
	{
		name: 'a part of odd size',
		ask: (at) => part(at, 'bytes 0-9/600000', 10),
		status: 400,
		says: /multiple of 262144/,
	},
	{ name: 'a change of nothing', ask: () => change('1', 'status', { status }), status: 404, says: /videoNotFound/ },
	{
		name: 'words without a category',
		ask: ({ own }) => change(own, 'snippet', { snippet: { title: 'Kran', description: '' } }),
		status: 400,
		says: /invalidCategoryId/,
	},
	{
		name: 'a deletion of nothing',
		ask: () => ({ method: 'DELETE', path: `${V3}/videos?id=1` }),
		status: 404,
		says: /videoNotFound/,
	},
	...wrongBesideFilms,
];
