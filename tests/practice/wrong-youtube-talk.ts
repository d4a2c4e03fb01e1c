import type { Asked, Wrong } from './wrong.ts';

const V3 = '/youtube/v3';
const UP = '/upload/youtube/v3';

const caption = (about: unknown, text = 'WEBVTT'): Asked => ({
	method: 'POST',
	path: `${UP}/captions?uploadType=multipart&part=snippet`,
	bytes: new TextEncoder().encode(
		`--b\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(about)}\r\n--b\r\nContent-Type: text/vtt\r\n\r\n${text}\r\n--b--\r\n`,
	),
	headers: { 'content-type': 'multipart/related; boundary=b' },
});
const thumbnail = (video: string, mime: string, size: number): Asked => ({
	method: 'POST',
	path: `${UP}/thumbnails/set?uploadType=media&videoId=${video}`,
	bytes: new Uint8Array(size),
	headers: { 'content-type': mime },
});
const comment = (parentId: string, textOriginal: string): Asked => ({
	method: 'POST',
	path: `${V3}/comments?part=snippet`,
	json: { snippet: { parentId, textOriginal } },
});
const moderate = (id: string, state: string): Asked => ({
	method: 'POST',
	path: `${V3}/comments/setModerationStatus?id=${id}&moderationStatus=${state}`,
});
const entry = (snippet: unknown): Asked => ({
	method: 'POST',
	path: `${V3}/playlistItems?part=snippet`,
	json: { snippet },
});
const film = (videoId: string) => ({ kind: 'youtube#video', videoId });
const tokens = (fields: Record<string, string>): Asked => ({
	method: 'POST',
	path: '/token',
	form: new URLSearchParams(fields),
	bare: true,
});

/** What stands beside a film: captions, poster, comments; and keys. */
export const wrongBesideFilms: readonly Wrong[] = [
	{
		name: 'a film in no list',
		ask: ({ own }) => entry({ resourceId: film(own) }),
		status: 400,
		says: /playlistIdRequired/,
	},
	{
		name: 'a film in a list that is gone',
		ask: ({ own }) => entry({ playlistId: 'PLweg', resourceId: film(own) }),
		status: 404,
		says: /playlistNotFound/,
	},
	{
		name: 'nothing in a list',
		ask: ({ account }) => entry({ playlistId: `PL${account}-1`, resourceId: film('1') }),
		status: 404,
		says: /videoNotFound/,
	},
	{
		name: 'a list in a list',
		ask: ({ account }) => entry({ playlistId: `PL${account}-1`, resourceId: { kind: 'youtube#playlist' } }),
		status: 400,
		says: /invalidResourceType/,
	},
	{
		name: 'an entry that is none taken out',
		ask: () => ({ method: 'DELETE', path: `${V3}/playlistItems?id=1` }),
		status: 404,
		says: /playlistItemNotFound/,
	},
	{
		name: 'captions of nothing',
		ask: () => caption({ snippet: { videoId: '1', language: 'de', name: '' } }),
		status: 404,
		says: /videoNotFound/,
	},
	{
		name: 'captions without a language',
		ask: ({ own }) => caption({ snippet: { videoId: own, name: '' } }),
		status: 400,
		says: /invalidMetadata/,
	},
	{
		name: 'captions without words',
		ask: ({ own }) => caption({ snippet: { videoId: own, language: 'en', name: '' } }, ''),
		status: 400,
		says: /contentRequired/,
	},
	{
		name: 'captions a second time',
		ask: ({ own }) => caption({ snippet: { videoId: own, language: 'de', name: '' } }),
		status: 409,
		says: /captionExists/,
	},
	{
		name: 'captions that are JSON only',
		ask: ({ own }) => ({
			method: 'POST',
			path: `${UP}/captions?uploadType=multipart&part=snippet`,
			json: { snippet: { videoId: own, language: 'en', name: '' } },
		}),
		status: 400,
		says: /boundary/,
	},
	{ name: 'a poster of 3 MB', ask: ({ own }) => thumbnail(own, 'image/png', 3_000_000), status: 413, says: /2 MB/ },
	{
		name: 'a poster of another kind',
		ask: ({ own }) => thumbnail(own, 'image/webp', 10),
		status: 400,
		says: /invalidImage/,
	},
	{ name: 'a poster of nothing', ask: () => thumbnail('1', 'image/png', 10), status: 404, says: /videoNotFound/ },
	{
		name: 'films of somebody else',
		ask: () => ({ path: `${V3}/playlistItems?part=snippet&playlistId=UU1` }),
		status: 404,
		says: /playlistNotFound/,
	},
	{
		name: '51 films at once',
		ask: ({ account }) => ({ path: `${V3}/playlistItems?part=snippet&maxResults=51&playlistId=UU${account}` }),
		status: 400,
		says: /between 1 and 50/,
	},
	{
		name: 'comments of another channel',
		ask: () => ({ path: `${V3}/commentThreads?part=snippet&allThreadsRelatedToChannelId=1` }),
		status: 404,
		says: /channelNotFound/,
	},
	{
		name: '101 comments at once',
		ask: ({ account }) => ({
			path: `${V3}/commentThreads?part=snippet&maxResults=101&allThreadsRelatedToChannelId=${account}`,
		}),
		status: 400,
		says: /between 1 and 100/,
	},
	{ name: 'an answer to nothing', ask: () => comment('1', 'Ja'), status: 404, says: /parentCommentNotFound/ },
	{
		name: 'an answer without words',
		ask: ({ answer }) => comment(answer, ' '),
		status: 400,
		says: /commentTextRequired/,
	},
	{
		name: 'an answer of 10001 signs',
		ask: ({ answer }) => comment(answer, 'a'.repeat(10_001)),
		status: 400,
		says: /commentTextTooLong/,
	},
	{
		name: 'words in another’s mouth',
		ask: ({ answer }) => ({
			method: 'PUT',
			path: `${V3}/comments?part=snippet`,
			json: { id: answer, snippet: { textOriginal: 'Nein' } },
		}),
		status: 403,
		says: /cannot be updated/,
	},
	{
		name: 'deleting what another said',
		ask: ({ answer }) => ({ method: 'DELETE', path: `${V3}/comments?id=${answer}` }),
		status: 403,
		says: /cannot be deleted/,
	},
	{
		name: 'a judgement that is none',
		ask: ({ answer }) => moderate(answer, 'weg'),
		status: 400,
		says: /moderation_status/,
	},
	{
		name: 'hiding what stands elsewhere',
		ask: ({ foreign }) => moderate(foreign, 'rejected'),
		status: 403,
		says: /moderated/,
	},
	{
		name: 'agreeing for an hour only',
		ask: ({ app }) => ({
			path: `/o/oauth2/v2/auth?response_type=code&client_id=${app.clientId}&redirect_uri=https%3A%2F%2Fstadt.example%2F`,
		}),
		status: 400,
		says: /access_type=offline/,
	},
	{
		name: 'a refresh token that was never given',
		ask: ({ app }) =>
			tokens({
				...{ grant_type: 'refresh_token', refresh_token: 'nichts' },
				...{ client_id: app.clientId, client_secret: app.clientSecret },
			}),
		status: 400,
		says: /invalid_grant/,
	},
	{
		name: 'tokens without a secret',
		ask: ({ app, refreshToken }) =>
			tokens({ grant_type: 'refresh_token', refresh_token: refreshToken, client_id: app.clientId }),
		status: 401,
		says: /invalid_client/,
	},
];
