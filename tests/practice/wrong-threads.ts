import type { Asked, Place, Wrong } from './wrong.ts';

const V = '/v1.0';
const get = (path: string): Asked => ({ path: `${V}${path}` });
const post = (path: string, fields: Record<string, string> = {}): Asked => ({
	method: 'POST',
	path: `${V}${path}`,
	form: new URLSearchParams(fields),
});
const remove = (path: string): Asked => ({ method: 'DELETE', path: `${V}${path}` });
const container =
	(fields: Record<string, string>) =>
	({ account }: Place): Asked =>
		post(`/${account}/threads`, fields);
const text = (words: string, more: Record<string, string> = {}) =>
	container({ media_type: 'TEXT', text: words, ...more });
const poll = (options: unknown, more: Record<string, string> = {}) =>
	text('Was fehlt?', { poll_attachment: JSON.stringify(options), ...more });

type Body = { readonly body: unknown };
const idOf = ({ body }: Body): string => (body as { id: string }).id;

/** What has to stand there first: a post, and a container that becomes nothing. */
export const prepareThreads = async (call: Place['call']) => {
	const account = idOf(await call(get('/me?fields=id')));
	const made = await call(
		post(`/${account}/threads`, { media_type: 'TEXT', text: 'Ab Montag ist die Brücke gesperrt.' }),
	);
	const own = idOf(await call(post(`/${account}/threads_publish`, { creation_id: idOf(made) })));
	const lost = { media_type: 'VIDEO', video_url: 'https://stadt.example/nichts.mp4', is_carousel_item: 'true' };
	return { account, own, media: idOf(await call(post(`/${account}/threads`, lost))) };
};

const missing = /does not exist, cannot be loaded/;
const forbidden = /"code":10/;

/** SPEC: Threads API; each is refused there for the reason named. */
export const wrongAtThreads: readonly Wrong[] = [
	{
		name: 'no key',
		ask: (at) => ({ ...text('Hallo')(at), bare: true }),
		status: 400,
		says: /access token is required/,
	},
	{
		name: 'an unknown key',
		ask: (at) => ({ ...text('Hallo')(at), headers: { authorization: 'Bearer nichts' } }),
		status: 401,
		says: /"code":190,"error_subcode":467/,
	},
	{ name: 'an unknown address', ask: () => get('/1/nichts'), status: 400, says: /Unknown path components/ },
	{ name: 'no version', ask: () => ({ path: '/me' }), status: 400, says: /Unknown path components/ },
	{
		name: 'a post in another name',
		ask: () => post('/1/threads', { media_type: 'TEXT' }),
		status: 403,
		says: forbidden,
	},
	{ name: 'no kind', ask: container({ text: 'Hallo' }), status: 400, says: /media_type must be one of/ },
	{ name: 'an unknown kind', ask: container({ media_type: 'AUDIO' }), status: 400, says: /media_type must be one of/ },
	{ name: 'a post without words', ask: text(' '), status: 400, says: /text is required/ },
	{
		name: 'an unknown parameter',
		ask: text('Hallo', { language: 'de' }),
		status: 400,
		says: /Unexpected parameter language/,
	},
	{ name: '501 signs', ask: text('ü'.repeat(501)), status: 400, says: /at most 500/ },
	{ name: '126 trees of four bytes', ask: text('🌳'.repeat(126)), status: 400, says: /at most 500/ },
	{
		name: 'six links',
		ask: text([1, 2, 3, 4, 5, 6].map((one) => `https://a.example/${one}`).join(' ')),
		status: 400,
		says: /THREADS_API__LINK_LIMIT_EXCEEDED/,
	},
	{
		name: 'a sixth link beside the words',
		ask: text([1, 2, 3, 4, 5].map((one) => `https://a.example/${one}`).join(' '), {
			link_attachment: 'https://a.example/6',
		}),
		status: 400,
		says: /THREADS_API__LINK_LIMIT_EXCEEDED/,
	},
	{
		name: 'an address that is none',
		ask: text('Hallo', { link_attachment: 'bruecke' }),
		status: 400,
		says: /is no URL/,
	},
	{ name: 'a topic with a period', ask: text('Hallo', { topic_tag: 'a.b' }), status: 400, says: /topic_tag/ },
	{ name: 'a topic of 51 signs', ask: text('Hallo', { topic_tag: 'a'.repeat(51) }), status: 400, says: /topic_tag/ },
	{ name: 'a poll that is none', ask: poll(['Ja', 'Nein']), status: 400, says: /must be an object/ },
	{ name: 'a poll with one answer', ask: poll({ option_a: 'Ja' }), status: 400, says: /2 to 4 options/ },
	{
		name: 'a poll with a gap',
		ask: poll({ option_a: 'Ja', option_c: 'Nein' }),
		status: 400,
		says: /must be an object/,
	},
	{
		name: 'an answer of 26 signs',
		ask: poll({ option_a: 'Ja', option_b: 'n'.repeat(26) }),
		status: 400,
		says: /1 to 25 characters/,
	},
	{
		name: 'a poll beside a card',
		ask: poll({ option_a: 'Ja', option_b: 'Nein' }, { link_attachment: 'https://a.example/1' }),
		status: 400,
		says: /no link_attachment/,
	},
	{
		name: 'a poll beside a picture',
		ask: container({ media_type: 'IMAGE', image_url: 'https://a.example/1.jpg', poll_attachment: '{}' }),
		status: 400,
		says: /poll_attachment is for media_type TEXT/,
	},
	{
		name: 'a card beside a picture',
		ask: container({ media_type: 'IMAGE', image_url: 'https://a.example/1.jpg', link_attachment: 'https://a.example' }),
		status: 400,
		says: /link_attachment is for media_type TEXT/,
	},
	{
		name: 'a picture without an address',
		ask: container({ media_type: 'IMAGE' }),
		status: 400,
		says: /public address/,
	},
	{
		name: 'a picture from within',
		ask: container({ media_type: 'IMAGE', image_url: 'http://10.0.0.7/plan.png' }),
		status: 400,
		says: /public address/,
	},
	{
		name: 'a picture that is not there',
		ask: container({ media_type: 'IMAGE', image_url: 'https://stadt.example/nichts.png' }),
		status: 400,
		says: /2207052/,
	},
	{
		name: 'a description of words alone',
		ask: text('Hallo', { alt_text: 'Plan' }),
		status: 400,
		says: /alt_text is for media_type IMAGE or VIDEO/,
	},
	{
		name: 'a description of 1001 signs',
		ask: container({ media_type: 'IMAGE', image_url: 'https://a.example/1.jpg', alt_text: 'a'.repeat(1001) }),
		status: 400,
		says: /at most 1000/,
	},
	{
		name: 'words on one picture of several',
		ask: container({
			media_type: 'IMAGE',
			image_url: 'https://a.example/1.jpg',
			is_carousel_item: 'true',
			text: 'Plan',
		}),
		status: 400,
		says: /carousel item carries no text/,
	},
	{ name: 'several pictures that are none', ask: container({ media_type: 'CAROUSEL' }), status: 400, says: /2 to 20/ },
	{
		name: '21 pictures',
		ask: container({ media_type: 'CAROUSEL', children: Array.from({ length: 21 }, (_, at) => at + 1).join(',') }),
		status: 400,
		says: /2 to 20/,
	},
	{
		name: 'pictures that could not be fetched',
		ask: ({ account, media }) => post(`/${account}/threads`, { media_type: 'CAROUSEL', children: `${media},${media}` }),
		status: 400,
		says: /finished containers/,
	},
	{ name: 'an answer to nothing', ask: text('Ja', { reply_to_id: '1' }), status: 400, says: /reply_to_id/ },
	{ name: 'an unknown audience', ask: text('Hallo', { reply_control: 'nobody' }), status: 400, says: /reply_control/ },
	{
		name: 'an audience by its name at X',
		ask: text('Hallo', { reply_control: 'mentionedUsers' }),
		status: 400,
		says: /reply_control must be one of/,
	},
	{
		name: 'publishing a container of nobody',
		ask: ({ account }) => post(`/${account}/threads_publish`, { creation_id: '1' }),
		status: 400,
		says: /"code":24,"error_subcode":4279009/,
	},
	{
		name: 'publishing what could not be fetched',
		ask: ({ account, media }) => post(`/${account}/threads_publish`, { creation_id: media }),
		status: 400,
		says: /cannot be published: ERROR/,
	},
	{
		name: 'publishing in another name',
		ask: () => post('/1/threads_publish', { creation_id: '1' }),
		status: 403,
		says: forbidden,
	},
	{ name: 'the posts of another account', ask: () => get('/1/threads'), status: 403, says: forbidden },
	{ name: 'what names another account', ask: () => get('/1/mentions'), status: 403, says: forbidden },
	{ name: 'the quota of another account', ask: () => get('/1/threads_publishing_limit'), status: 403, says: forbidden },
	{
		name: 'a field that posts do not have',
		ask: ({ own }) => get(`/${own}?fields=message`),
		status: 400,
		says: /nonexisting field \(message\)/,
	},
	{
		name: 'the state of a post',
		ask: ({ own }) => get(`/${own}?fields=status`),
		status: 400,
		says: /nonexisting field \(status\)/,
	},
	{
		name: 'what stands below somebody else’s post',
		ask: ({ foreign }) => get(`/${foreign}/conversation`),
		status: 400,
		says: missing,
	},
	{ name: 'an unknown order', ask: ({ own }) => get(`/${own}/conversation?reverse=new`), status: 400, says: /reverse/ },
	{
		name: 'hiding without saying so',
		ask: ({ answer }) => post(`/${answer}/manage_reply`),
		status: 400,
		says: /hide must be/,
	},
	{
		name: 'hiding what stands elsewhere',
		ask: ({ foreign }) => post(`/${foreign}/manage_reply`, { hide: 'true' }),
		status: 403,
		says: /replies to your own posts/,
	},
	{ name: 'a deletion of nothing', ask: () => remove('/1'), status: 400, says: missing },
	{
		name: 'a deletion of what somebody said',
		ask: ({ answer }) => remove(`/${answer}`),
		status: 403,
		says: /own posts/,
	},
	{
		name: 'a code that was never given',
		ask: ({ app }) => ({
			method: 'POST',
			path: '/oauth/access_token',
			form: new URLSearchParams({
				client_id: app.clientId,
				client_secret: app.clientSecret,
				grant_type: 'authorization_code',
				code: 'nichts',
			}),
			bare: true,
		}),
		status: 400,
		says: /invalid, expired or was used/,
	},
	{
		name: 'a longer life without a secret',
		ask: () => ({ path: '/access_token?grant_type=th_exchange_token&access_token=nichts', bare: true }),
		status: 400,
		says: /client secret/,
	},
	{
		name: 'a renewal of a key that was never given',
		ask: () => ({ path: '/refresh_access_token?grant_type=th_refresh_token&access_token=nichts', bare: true }),
		status: 400,
		says: /"code":190/,
	},
	{
		name: 'a figure that posts do not have',
		ask: ({ own }) => get(`/${own}/insights?metric=views,clicks`),
		status: 400,
		says: /metric\[1\] must be one of/,
	},
];
