import type { Asked, Place, Wrong } from './wrong.ts';

const V = '/v25.0';
const get = (path: string): Asked => ({ path: `${V}${path}` });
const post = (path: string, json: unknown): Asked => ({ method: 'POST', path: `${V}${path}`, json });
const remove = (path: string): Asked => ({ method: 'DELETE', path: `${V}${path}` });
const container =
	(json: unknown) =>
	({ account }: Place): Asked =>
		post(`/${account}/media`, json);
const publish =
	(json: unknown) =>
	({ account }: Place): Asked =>
		post(`/${account}/media_publish`, json);
const below =
	(json: unknown) =>
	({ answer }: Place): Asked =>
		post(`/${answer}/replies`, json);
const tokens = (fields: Record<string, string>): Asked => ({
	method: 'POST',
	path: `${V}/oauth/access_token`,
	form: new URLSearchParams(fields),
});

const at = (name: string): string => `https://stadt.example/abruf/${name}`;
const picture = { image_url: at('4.jpg') };

const idOf = ({ body }: { readonly body: unknown }): string => (body as { id: string }).id;

/** What has to stand there first: the key of the page, a post, and an item of a carousel. */
export const prepareInstagram = async (call: Place['call']) => {
	const pages = await call(get('/me/accounts?fields=access_token,instagram_business_account'));
	const [page] = (pages.body as { data: { access_token: string; instagram_business_account: { id: string } }[] }).data;
	const account = page?.instagram_business_account.id ?? '';
	const key = page?.access_token ?? '';
	const as = { authorization: `Bearer ${key}` };
	const ask = async (asked: Asked): Promise<string> => idOf(await call({ ...asked, headers: as }));
	const made = await ask(post(`/${account}/media`, { ...picture, caption: 'Ab Montag ist die Brücke gesperrt.' }));
	const own = await ask(post(`/${account}/media_publish`, { creation_id: made }));
	return { account, own, media: await ask(post(`/${account}/media`, { ...picture, is_carousel_item: true })), key };
};

const missing = /does not exist, cannot be loaded/;
const caption = (text: string) => container({ ...picture, caption: text });

/** SPEC: Instagram Platform, content publishing and comment moderation; each is refused there for the reason named. */
export const wrongAtInstagram: readonly Wrong[] = [
	{
		name: 'no key',
		ask: (p) => ({ ...container(picture)(p), bare: true }),
		status: 400,
		says: /access token is required/,
	},
	{
		name: 'an unknown key',
		ask: (p) => ({ ...container(picture)(p), headers: { authorization: 'Bearer nichts' } }),
		status: 401,
		says: /"code":190,"error_subcode":467/,
	},
	{ name: 'an unknown address', ask: () => get('/1/nichts'), status: 400, says: /Unknown path components/ },
	{ name: 'no version', ask: ({ account }) => ({ path: `/${account}` }), status: 400, says: /Unknown path components/ },
	{ name: 'pages of a page', ask: () => get('/me/accounts'), status: 400, says: /nonexisting field \(accounts\)/ },
	{
		name: 'a field accounts do not have',
		ask: ({ account }) => get(`/${account}?fields=fan_club`),
		status: 400,
		says: /IGUser/,
	},
	{ name: 'a field posts do not have', ask: ({ own }) => get(`/${own}?fields=message`), status: 400, says: /IGMedia/ },
	{
		name: 'a field comments do not have',
		ask: ({ answer }) => get(`/${answer}?fields=message`),
		status: 400,
		says: /IGComment/,
	},
	{
		name: 'a field containers do not have',
		ask: ({ media }) => get(`/${media}?fields=permalink`),
		status: 400,
		says: /IGContainer/,
	},
	{ name: 'posts of another account', ask: () => get('/1/media'), status: 400, says: missing },
	{ name: 'what tags another account', ask: () => get('/1/tags'), status: 400, says: missing },
	{ name: 'the quota of another account', ask: () => get('/1/content_publishing_limit'), status: 400, says: missing },
	{ name: 'a container in another name', ask: () => post('/1/media', picture), status: 400, says: missing },
	{ name: 'words alone', ask: container({ caption: 'Hallo' }), status: 400, says: /image_url is required/ },
	{
		name: 'an unknown parameter',
		ask: container({ ...picture, text: 'Hallo' }),
		status: 400,
		says: /Unexpected parameter text/,
	},
	{
		name: 'a kind there is not',
		ask: container({ ...picture, media_type: 'TEXT' }),
		status: 400,
		says: /media_type must be/,
	},
	{ name: 'an address that is none', ask: container({ image_url: 'bild.jpg' }), status: 400, says: /no valid URI/ },
	{ name: 'an address where nothing lies', ask: container({ image_url: at('nichts') }), status: 400, says: /2207052/ },
	{ name: 'a PNG', ask: container({ image_url: at('4.png') }), status: 400, says: /2207005/ },
	{ name: 'a film as a picture', ask: container({ image_url: at('4.mp4') }), status: 400, says: /2207005/ },
	{ name: 'more than eight megabytes', ask: container({ image_url: at('8000001.jpg') }), status: 400, says: /2207004/ },
	{
		name: 'a description of 1001',
		ask: container({ ...picture, alt_text: 'ü'.repeat(1001) }),
		status: 400,
		says: /alt_text is too long/,
	},
	{ name: '2201 signs', ask: caption('ü'.repeat(2201)), status: 400, says: /2207010/ },
	{ name: '31 hashtags', ask: caption('#Brücke '.repeat(31)), status: 400, says: /2207040/ },
	{
		name: 'words under one of several',
		ask: container({ ...picture, caption: 'x', is_carousel_item: true }),
		status: 400,
		says: /no caption/,
	},
	{
		name: 'a reel without a film',
		ask: container({ media_type: 'REELS' }),
		status: 400,
		says: /video_url is required/,
	},
	{
		name: 'a description of a reel',
		ask: container({ media_type: 'REELS', video_url: at('4.mp4'), alt_text: 'Ein Kran' }),
		status: 400,
		says: /for images only/,
	},
	{
		name: 'a picture as a reel',
		ask: container({ media_type: 'REELS', video_url: at('4.jpg') }),
		status: 400,
		says: /2207026/,
	},
	{
		name: 'a cover where nothing lies',
		ask: container({ media_type: 'REELS', video_url: at('4.mp4'), cover_url: at('nichts') }),
		status: 400,
		says: /cover could not be fetched/,
	},
	{
		name: 'children in no list',
		ask: container({ media_type: 'CAROUSEL', children: '1,2' }),
		status: 400,
		says: /must be an array/,
	},
	{
		name: 'a carousel of one',
		ask: (p) => container({ media_type: 'CAROUSEL', children: [p.media] })(p),
		status: 400,
		says: /two to ten/,
	},
	{
		name: 'a carousel of nobody’s',
		ask: container({ media_type: 'CAROUSEL', children: ['1', '2'] }),
		status: 400,
		says: /2207028/,
	},
	{ name: 'publishing nothing', ask: publish({}), status: 400, says: /2207006/ },
	{
		name: 'publishing for somebody else',
		ask: ({ media }) => post('/1/media_publish', { creation_id: media }),
		status: 400,
		says: missing,
	},
	{
		name: 'publishing one of several',
		ask: (p) => publish({ creation_id: p.media })(p),
		status: 400,
		says: /not published by itself/,
	},
	{
		name: 'publishing with words',
		ask: publish({ creation_id: '1', caption: 'x' }),
		status: 400,
		says: /Unexpected parameter caption/,
	},
	{
		name: 'new words for a post',
		ask: ({ own }) => post(`/${own}`, { caption: 'Neu' }),
		status: 400,
		says: /Unexpected parameter caption/,
	},
	{
		name: 'hiding a post',
		ask: ({ own }) => post(`/${own}`, { hide: true }),
		status: 400,
		says: /Unexpected parameter hide/,
	},
	{
		name: 'hiding a little',
		ask: ({ answer }) => post(`/${answer}`, { hide: 'ja' }),
		status: 400,
		says: /hide must be a boolean/,
	},
	{
		name: 'hiding what nobody told us',
		ask: ({ foreign }) => post(`/${foreign}`, { hide: true }),
		status: 400,
		says: missing,
	},
	{
		name: 'deleting for somebody else',
		ask: ({ foreign }) => remove(`/${foreign}`),
		status: 403,
		says: /Permissions error/,
	},
	{ name: 'deleting nothing', ask: () => remove('/1'), status: 400, says: missing },
	{ name: 'an empty answer', ask: below({ message: ' ' }), status: 400, says: /message must be a string/ },
	{ name: 'an answer of 301', ask: below({ message: 'ü'.repeat(301) }), status: 400, says: /too long/ },
	{
		name: 'five hashtags in an answer',
		ask: below({ message: '#a #b #c #d #e' }),
		status: 400,
		says: /Too many hashtags/,
	},
	{
		name: 'two addresses in an answer',
		ask: below({ message: 'https://a.example https://b.example' }),
		status: 400,
		says: /Too many addresses/,
	},
	{
		name: 'an answer with a picture',
		ask: below({ message: 'x', attachment_id: '1' }),
		status: 400,
		says: /Unexpected parameter attachment_id/,
	},
	{ name: 'answers to a post', ask: ({ own }) => get(`/${own}/replies`), status: 400, says: missing },
	{ name: 'comments of a comment', ask: ({ answer }) => get(`/${answer}/comments`), status: 400, says: missing },
	{
		name: 'a code nobody gave',
		ask: ({ app }) => tokens({ code: 'x', client_id: app.clientId, client_secret: app.clientSecret }),
		status: 400,
		says: /36007/,
	},
	{ name: 'no secret of the app', ask: () => tokens({ code: 'x', client_id: 'x' }), status: 400, says: /"code":101/ },
	{
		name: 'a figure that is counted no longer',
		ask: ({ own }) => get(`/${own}/insights?metric=views,impressions`),
		status: 400,
		says: /metric\[1\] must be one of/,
	},
	{
		name: 'figures of somebody else',
		ask: ({ foreign }) => get(`/${foreign}/insights?metric=views`),
		status: 403,
		says: /does not have permission/,
	},
];
