import type { Asked, Place, Wrong } from './wrong.ts';

const post = (json: unknown): Asked => ({ method: 'POST', path: '/2/tweets', json });
const begin = (json: unknown): Asked => ({ method: 'POST', path: '/2/media/upload/initialize', json });
const picture = { media_type: 'image/png', media_category: 'tweet_image', total_bytes: 4 };
const tokens = (fields: Record<string, string>, { app }: Place, secret = app.clientSecret): Asked => ({
	method: 'POST',
	path: '/2/oauth2/token',
	form: new URLSearchParams(fields),
	headers: { authorization: `Basic ${Buffer.from(`${app.clientId}:${secret}`).toString('base64')}` },
});

const idOf = ({ body }: { readonly body: unknown }): string => (body as { data: { id: string } }).data.id;

/** What has to stand there first. */
export const prepareX = async (call: Place['call']) => {
	const me = await call({ path: '/2/users/me' });
	const own = await call(post({ text: 'Ab Montag ist die Brücke gesperrt.' }));
	const media = await call(begin(picture));
	return { account: idOf(me), own: idOf(own), media: idOf(media) };
};

/** SPEC: docs.x.com; each is refused there for the reason named. */
export const wrongAtX: readonly Wrong[] = [
	{ name: 'no key', ask: () => ({ ...post({ text: 'Hallo' }), bare: true }), status: 401, says: /Unauthorized/ },
	{
		name: 'an unknown key',
		ask: () => ({ ...post({ text: 'Hallo' }), headers: { authorization: 'Bearer nichts' } }),
		status: 401,
		says: /Unauthorized/,
	},
	{ name: 'an unknown address', ask: () => ({ path: '/2/nichts' }), status: 404, says: /Not Found/ },
	{
		name: 'the old address of posts',
		ask: () => ({ method: 'POST', path: '/1.1/statuses/update.json', json: {} }),
		status: 404,
		says: /Not Found/,
	},
	{
		name: 'an unknown field',
		ask: () => post({ text: 'Hallo', status: 'Hallo' }),
		status: 400,
		says: /not defined in the schema/,
	},
	{ name: 'no words', ask: () => post({ text: '  ' }), status: 400, says: /may not be empty/ },
	{ name: '281 signs', ask: () => post({ text: 'ü'.repeat(281) }), status: 403, says: /shorter/ },
	{ name: '141 signs of double weight', ask: () => post({ text: '字'.repeat(141) }), status: 403, says: /shorter/ },
	{
		name: 'too long by its address',
		ask: () => post({ text: `${'a'.repeat(257)} https://a.de` }),
		status: 403,
		says: /shorter/,
	},
	{
		name: 'the same words again',
		ask: () => post({ text: 'Ab Montag ist die Brücke gesperrt.' }),
		status: 403,
		says: /duplicate/,
	},
	{
		name: 'an answer to nothing',
		ask: () => post({ text: 'Ja', reply: { in_reply_to_tweet_id: '1' } }),
		status: 403,
		says: /reply to is deleted/,
	},
	{
		name: 'an answer to somebody who did not name us',
		ask: ({ foreign }) => post({ text: 'Ja', reply: { in_reply_to_tweet_id: foreign } }),
		status: 403,
		says: /mentioned/,
	},
	{
		name: 'media of nobody',
		ask: () => post({ text: 'Plan', media: { media_ids: ['1'] } }),
		status: 400,
		says: /media IDs/,
	},
	{
		name: 'media that are not whole',
		ask: ({ media }) => post({ text: 'Plan', media: { media_ids: [media] } }),
		status: 400,
		says: /media IDs/,
	},
	{
		name: 'five pictures',
		ask: () => post({ text: 'Plan', media: { media_ids: ['1', '2', '3', '4', '5'] } }),
		status: 400,
		says: /at most 4/,
	},
	{
		name: 'a poll of one answer',
		ask: () => post({ text: 'Was?', poll: { options: ['Ja'], duration_minutes: 60 } }),
		status: 400,
		says: /2 to 4/,
	},
	{
		name: 'a poll of five answers',
		ask: () => post({ text: 'Was?', poll: { options: ['1', '2', '3', '4', '5'], duration_minutes: 60 } }),
		status: 400,
		says: /2 to 4/,
	},
	{
		name: 'an answer of 26 signs',
		ask: () => post({ text: 'Was?', poll: { options: ['a'.repeat(26), 'b'], duration_minutes: 60 } }),
		status: 400,
		says: /1 to 25/,
	},
	{
		name: 'a poll of four minutes',
		ask: () => post({ text: 'Was?', poll: { options: ['Ja', 'Nein'], duration_minutes: 4 } }),
		status: 400,
		says: /5 to 10080/,
	},
	{
		name: 'a poll of eight days',
		ask: () => post({ text: 'Was?', poll: { options: ['Ja', 'Nein'], duration_minutes: 11_520 } }),
		status: 400,
		says: /5 to 10080/,
	},
	{
		name: 'a poll with media',
		ask: ({ media }) =>
			post({ text: 'Was?', media: { media_ids: [media] }, poll: { options: ['Ja', 'Nein'], duration_minutes: 60 } }),
		status: 400,
		says: /media/,
	},
	{
		name: 'answers for everybody, who have no word',
		ask: () => post({ text: 'Hallo', reply_settings: 'everyone' }),
		status: 400,
		says: /reply_settings: does not have a value/,
	},
	{
		name: 'answers for those who follow us, who have no word either',
		ask: () => post({ text: 'Hallo', reply_settings: 'followers' }),
		status: 400,
		says: /reply_settings: does not have a value/,
	},
	{
		name: 'an edition of what is not ours',
		ask: ({ foreign }) => post({ text: 'Neu', edit_options: { previous_post_id: foreign } }),
		status: 404,
		says: /Could not find/,
	},
	{
		name: 'a deletion of what is not ours',
		ask: ({ answer }) => ({ method: 'DELETE', path: `/2/tweets/${answer}` }),
		status: 403,
		says: /not authorized/,
	},
	{
		name: 'a deletion of nothing',
		ask: () => ({ method: 'DELETE', path: '/2/tweets/1' }),
		status: 404,
		says: /Could not find/,
	},
	{
		name: 'hiding our own post',
		ask: ({ own }) => ({ method: 'PUT', path: `/2/tweets/${own}/hidden`, json: { hidden: true } }),
		status: 403,
		says: /below your own/,
	},
	{
		name: 'hiding what stands elsewhere',
		ask: ({ foreign }) => ({ method: 'PUT', path: `/2/tweets/${foreign}/hidden`, json: { hidden: true } }),
		status: 403,
		says: /below your own/,
	},
	{
		name: 'hiding without saying so',
		ask: ({ answer }) => ({ method: 'PUT', path: `/2/tweets/${answer}/hidden`, json: {} }),
		status: 400,
		says: /required/,
	},
	{
		name: 'a picture of six megabytes',
		ask: () => begin({ ...picture, total_bytes: 6_000_000 }),
		status: 400,
		says: /bytes/,
	},
	{
		name: 'a picture of another kind',
		ask: () => begin({ ...picture, media_type: 'image/tiff' }),
		status: 400,
		says: /media type/,
	},
	{
		name: 'a category that does not exist',
		ask: () => begin({ ...picture, media_category: 'bild' }),
		status: 400,
		says: /enum/,
	},
	{
		name: 'ending before anything was sent',
		ask: ({ media }) => ({ method: 'POST', path: `/2/media/upload/${media}/finalize` }),
		status: 400,
		says: /not whole/,
	},
	{
		name: 'a description without words',
		ask: ({ media }) => ({ method: 'POST', path: '/2/media/metadata', json: { id: media, metadata: {} } }),
		status: 400,
		says: /alt_text/,
	},
	{
		name: 'a description of 1001 signs',
		ask: ({ media }) => ({
			method: 'POST',
			path: '/2/media/metadata',
			json: { id: media, metadata: { alt_text: { text: 'a'.repeat(1001) } } },
		}),
		status: 400,
		says: /1000/,
	},
	{ name: 'mentions of somebody else', ask: () => ({ path: '/2/users/1/mentions' }), status: 403, says: /not yours/ },
	{
		name: 'four results',
		ask: ({ account }) => ({ path: `/2/users/${account}/mentions?max_results=4` }),
		status: 400,
		says: /between 5 and 100/,
	},
	{ name: 'no ids', ask: () => ({ path: '/2/tweets' }), status: 400, says: /ids/ },
	{
		name: 'blocking in another name',
		ask: () => ({ method: 'POST', path: '/2/users/1/blocking', json: { target_user_id: '1' } }),
		status: 403,
		says: /yourself/,
	},
	{
		name: 'blocking nobody',
		ask: ({ account }) => ({ method: 'POST', path: `/2/users/${account}/blocking`, json: { target_user_id: '1' } }),
		status: 404,
		says: /user/,
	},
	{
		name: 'a code that was never given',
		ask: (at) => tokens({ grant_type: 'authorization_code', code: 'nichts' }, at),
		status: 400,
		says: /invalid_grant/,
	},
	{
		name: 'a refresh token that was never given',
		ask: (at) => tokens({ grant_type: 'refresh_token', refresh_token: 'nichts' }, at),
		status: 400,
		says: /invalid_grant/,
	},
	{
		name: 'tokens without a secret',
		ask: (at) => tokens({ grant_type: 'refresh_token', refresh_token: at.refreshToken }, at, ''),
		status: 401,
		says: /invalid_client/,
	},
	{
		name: 'an unknown kind of grant',
		ask: (at) => tokens({ grant_type: 'password' }, at),
		status: 400,
		says: /unsupported_grant_type/,
	},
];
