import type { Asked, Place, Wrong } from './wrong.ts';
import { wrongFigures } from './wrong-facebook-figures.ts';
import { wrongAboutOthers } from './wrong-facebook-others.ts';

const V = '/v25.0';
const get = (path: string): Asked => ({ path: `${V}${path}` });
const post = (path: string, json: unknown): Asked => ({ method: 'POST', path: `${V}${path}`, json });
const remove = (path: string): Asked => ({ method: 'DELETE', path: `${V}${path}` });
const feed =
	(json: unknown) =>
	({ account }: Place): Asked =>
		post(`/${account}/feed`, json);
const photo =
	(fields: Readonly<Record<string, string | Blob>>) =>
	({ account }: Place): Asked => {
		const form = new FormData();
		for (const [name, value] of Object.entries(fields)) form.append(name, value);
		return { method: 'POST', path: `${V}/${account}/photos`, form };
	};
const png = (bytes = 4, type = 'image/png'): Blob => new Blob([new Uint8Array(bytes)], { type });
const tokens = (fields: Record<string, string>): Asked => ({
	method: 'POST',
	path: `${V}/oauth/access_token`,
	form: new URLSearchParams(fields),
});

type Body = { readonly body: unknown };
const idOf = ({ body }: Body): string => (body as { id: string }).id;

/** What has to stand there first: the page's own key, a post, and a picture that no post shows yet. */
export const prepareFacebook = async (call: Place['call']) => {
	const pages = await call(get('/me/accounts?fields=id,access_token'));
	const [page] = (pages.body as { data: { id: string; access_token: string }[] }).data;
	const { id: account = '', access_token: key = '' } = page ?? {};
	const as = { authorization: `Bearer ${key}` };
	const own = await call({
		...post(`/${account}/feed`, { message: 'Ab Montag ist die Brücke gesperrt.' }),
		headers: as,
	});
	const film = { upload_phase: 'start', file_size: 4 };
	const media = await call({ ...post(`/${account}/videos`, film), headers: as });
	return { account, own: idOf(own), media: (media.body as { video_id: string }).video_id, key };
};

const missing = /does not exist, cannot be loaded/;

/** SPEC: Graph API; each is refused there for the reason named. */
export const wrongAtFacebook: readonly Wrong[] = [
	{
		name: 'no key',
		ask: (at) => ({ ...feed({ message: 'Hallo' })(at), bare: true }),
		status: 400,
		says: /access token is required/,
	},
	{
		name: 'an unknown key',
		ask: (at) => ({ ...feed({ message: 'Hallo' })(at), headers: { authorization: 'Bearer nichts' } }),
		status: 401,
		says: /"code":190,"error_subcode":467/,
	},
	{ name: 'an unknown address', ask: () => get('/1/nichts'), status: 400, says: /Unknown path components/ },
	{ name: 'no version', ask: ({ account }) => ({ path: `/${account}` }), status: 400, says: /Unknown path components/ },
	{
		name: 'an old version',
		ask: ({ account }) => ({ path: `/v9.0/${account}` }),
		status: 400,
		says: /Unknown path components/,
	},
	{ name: 'pages of a page', ask: () => get('/me/accounts'), status: 400, says: /nonexisting field \(accounts\)/ },
	{
		name: 'a field that pages do not have',
		ask: ({ account }) => get(`/${account}?fields=fan_club`),
		status: 400,
		says: /nonexisting field \(fan_club\)/,
	},
	{
		name: 'a field that posts do not have',
		ask: ({ own }) => get(`/${own}?fields=text`),
		status: 400,
		says: /nonexisting field \(text\)/,
	},
	{ name: 'the feed of another page', ask: () => get('/1/feed'), status: 400, says: missing },
	{ name: 'what names another page', ask: () => get('/1/tagged'), status: 400, says: missing },
	{
		name: 'a post in another name',
		ask: () => post('/1/feed', { message: 'Hallo' }),
		status: 403,
		says: /not the page/,
	},
	{ name: 'an empty post', ask: feed({ message: '  ' }), status: 400, says: /empty/ },
	{ name: 'an unknown parameter', ask: feed({ text: 'Hallo' }), status: 400, says: /Unexpected parameter text/ },
	{ name: '63207 signs', ask: feed({ message: 'ü'.repeat(63_207) }), status: 400, says: /too long/ },
	{
		name: 'an address that is none',
		ask: feed({ message: 'Hallo', link: 'bruecke' }),
		status: 400,
		says: /not properly formatted/,
	},
	{
		name: 'a picture of nobody',
		ask: feed({ message: 'Plan', attached_media: [{ media_fbid: '1' }] }),
		status: 400,
		says: /unpublished photos/,
	},
	{
		name: 'pictures not in a list',
		ask: feed({ message: 'Plan', attached_media: { media_fbid: '1' } }),
		status: 400,
		says: /must be an array/,
	},
	{
		name: 'a link beside media',
		ask: ({ account, media }) =>
			post(`/${account}/feed`, { message: 'Plan', link: 'https://a.example', attached_media: [{ media_fbid: media }] }),
		status: 400,
		says: /not both/,
	},
	{
		name: 'the same words again',
		ask: feed({ message: 'Ab Montag ist die Brücke gesperrt.' }),
		status: 400,
		says: /"code":506/,
	},
	{ name: 'a picture without a file', ask: photo({ published: 'false' }), status: 400, says: /Requires upload file/ },
	{ name: 'a picture of five megabytes', ask: photo({ source: png(5_000_000) }), status: 400, says: /1366046/ },
	{
		name: 'a file that is no picture',
		ask: photo({ source: png(4, 'application/pdf') }),
		status: 400,
		says: /1366046/,
	},
	{
		name: 'a description of 1001 signs',
		ask: photo({ source: png(), alt_text_custom: 'a'.repeat(1001) }),
		status: 400,
		says: /alt_text_custom/,
	},
	{
		name: 'a description under another name',
		ask: photo({ source: png(), alt_text: 'Plan' }),
		status: 400,
		says: /Unexpected parameter alt_text/,
	},
	{
		name: 'a film of no bytes',
		ask: ({ account }) => post(`/${account}/videos`, { upload_phase: 'start', file_size: 0 }),
		status: 400,
		says: /file_size/,
	},
	{
		name: 'a film without a phase',
		ask: ({ account, media }) => post(`/${account}/videos`, { upload_session_id: `s${media}` }),
		status: 400,
		says: /upload_phase/,
	},
	{
		name: 'an unknown session',
		ask: ({ account }) => post(`/${account}/videos`, { upload_phase: 'finish', upload_session_id: 's1' }),
		status: 400,
		says: /Invalid upload session/,
	},
	{
		name: 'ending before anything was sent',
		ask: ({ account, media }) =>
			post(`/${account}/videos`, { upload_phase: 'finish', upload_session_id: `s${media}`, published: false }),
		status: 400,
		says: /not whole/,
	},
	{
		name: 'publishing a film that is not there yet',
		ask: ({ media }) => post(`/${media}`, { published: true }),
		status: 400,
		says: /not ready/,
	},
	{
		name: 'a change without words',
		ask: ({ own }) => post(`/${own}`, { message: '' }),
		status: 400,
		says: /param message/,
	},
	{
		name: 'a change of what somebody else said',
		ask: ({ answer }) => post(`/${answer}`, { message: 'Neu' }),
		status: 403,
		says: /Only the author/,
	},
	{
		name: 'a change of what stands elsewhere',
		ask: ({ foreign }) => post(`/${foreign}`, { message: 'Neu' }),
		status: 400,
		says: missing,
	},
	{
		name: 'other pictures for a post',
		ask: ({ own }) => post(`/${own}`, { attached_media: [] }),
		status: 400,
		says: /Unexpected parameter attached_media/,
	},
	{
		name: 'hiding a post',
		ask: ({ own }) => post(`/${own}`, { is_hidden: true }),
		status: 400,
		says: /Unexpected parameter is_hidden/,
	},
	{
		name: 'hiding without saying so',
		ask: ({ answer }) => post(`/${answer}`, { is_hidden: 'ja' }),
		status: 400,
		says: /must be a boolean/,
	},
	{ name: 'a deletion of nothing', ask: () => remove('/1'), status: 400, says: missing },
	{
		name: 'a deletion of what stands elsewhere',
		ask: ({ foreign }) => remove(`/${foreign}`),
		status: 403,
		says: /Permissions/,
	},
	{ name: 'a comment on nothing', ask: () => post('/1/comments', { message: 'Ja' }), status: 400, says: missing },
	{ name: 'an empty comment', ask: ({ own }) => post(`/${own}/comments`, { message: '' }), status: 400, says: /empty/ },
	{
		name: 'a comment with a picture of nobody',
		ask: ({ own }) => post(`/${own}/comments`, { message: 'Ja', attachment_id: '1' }),
		status: 400,
		says: /attachment_id/,
	},
	{
		name: 'comments in an unknown order',
		ask: ({ own }) => get(`/${own}/comments?order=newest`),
		status: 400,
		says: /param order/,
	},
	{
		name: 'an unknown filter',
		ask: ({ own }) => get(`/${own}/comments?filter=all`),
		status: 400,
		says: /param filter/,
	},
	{
		name: 'blocking nobody',
		ask: ({ account }) => post(`/${account}/blocked`, { psid: ['1'] }),
		status: 400,
		says: /invalid user/,
	},
	{
		name: 'blocking without a list',
		ask: ({ account }) => post(`/${account}/blocked`, { psid: '1' }),
		status: 400,
		says: /must be an array/,
	},
	{
		name: 'blocking in another name',
		ask: () => post('/1/blocked', { psid: ['1'] }),
		status: 403,
		says: /Only a page itself/,
	},
	{
		name: 'a proof that does not fit',
		ask: ({ own }) => get(`/${own}?appsecret_proof=00`),
		status: 400,
		says: /appsecret_proof/,
	},
	{
		name: 'a code that was never given',
		ask: ({ app }) => tokens({ client_id: app.clientId, client_secret: app.clientSecret, code: 'nichts' }),
		status: 400,
		says: /36007/,
	},
	{
		name: 'tokens without a secret',
		ask: ({ app }) => tokens({ client_id: app.clientId, code: 'nichts' }),
		status: 400,
		says: /validating application/,
	},
	{
		name: 'a longer life for a key that was never given',
		ask: ({ app }) =>
			tokens({
				client_id: app.clientId,
				client_secret: app.clientSecret,
				grant_type: 'fb_exchange_token',
				fb_exchange_token: 'nichts',
			}),
		status: 400,
		says: /"code":190/,
	},
	...wrongAboutOthers,
	...wrongFigures,
];
