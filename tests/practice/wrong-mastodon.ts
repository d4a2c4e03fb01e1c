import type { Asked, Opened, Place, Wrong } from './wrong.ts';
import { say, upload, wrongMediaAtMastodon } from './wrong-mastodon-media.ts';

const V1 = '/api/v1';
const get = (path: string): Asked => ({ path: `${V1}${path}` });
const send = (method: 'POST' | 'PUT', path: string, json: object = {}): Asked => ({
	method,
	path: `${V1}${path}`,
	json,
});
const remove = (path: string): Asked => ({ method: 'DELETE', path: `${V1}${path}` });
const report =
	(fields: object = {}) =>
	({ more }: Place): Asked =>
		send('POST', '/reports', { account_id: more['citizen'], ...fields });

const token = (fields: Readonly<Record<string, string>>) => (at: Place) =>
	({
		method: 'POST',
		path: '/oauth/token',
		json: {
			client_id: at.more['clientId'],
			client_secret: at.more['clientSecret'],
			grant_type: 'authorization_code',
			code: 'nichts',
			...fields,
		},
		bare: true,
	}) satisfies Asked;
const register = (fields: object): Asked => ({
	...send('POST', '/apps', { client_name: 'Amtsfunk', redirect_uris: [BACK], scopes: 'read', ...fields }),
	bare: true,
});
const times = (count: number, asked: Asked) => async (at: Place) => {
	for (let one = 0; one < count; one += 1) await at.call(asked);
};

const BACK = 'https://stadt.example/zurueck';
type Body = { readonly body: unknown };
const idOf = ({ body }: Body): string => (body as { id: string }).id;

/** What has to stand there first: posts of ours, pictures and films in every state, and an app that may only read. */
export const prepareMastodon = async (call: Place['call'], { hear }: Opened) => {
	const account = idOf(await call(get('/accounts/verify_credentials')));
	const media = idOf(await call(upload()));
	const own = idOf(await call(say({ media_ids: [media] })()));
	const gone = await call({ ...say()(), headers: { 'idempotency-key': 'vergeben' } });
	await call(remove(`/statuses/${idOf(gone)}`));
	const app = (await call(register({}))).body as { client_id: string; client_secret: string };
	const [clientId, clientSecret] = [app.client_id, app.client_secret];
	const asked = { client_id: clientId, redirect_uri: BACK, scope: 'read', as: 'stadt' };
	const agreed = await call({ method: 'POST', path: '/oauth/authorize', form: new URLSearchParams(asked) });
	const code = new URL(agreed.headers.get('location') ?? '').searchParams.get('code');
	const given = { client_id: clientId, client_secret: clientSecret, grant_type: 'authorization_code', code };
	const reading = await call({ method: 'POST', path: '/oauth/token', json: { ...given, redirect_uri: BACK } });
	const heard = await call(get(`/statuses/${hear({ text: 'Guten Morgen!' })}`));
	const more = {
		...{ clientId, clientSecret },
		free: idOf(await call(upload())),
		film: idOf(await call(upload({ mime: 'video/mp4' }))),
		reading: (reading.body as { access_token: string }).access_token,
		citizen: (heard.body as { account: { id: string } }).account.id,
	};
	return { account, own, media, more };
};

const missing = /"Record not found"/;

/** SPEC: Mastodon 4.7, its controllers, services and validators; each is refused there in these words. */
export const wrongAtMastodon: readonly Wrong[] = [
	{ name: 'no key', ask: () => ({ ...say()(), bare: true }), status: 401, says: /"The access token is invalid"/ },
	{
		name: 'an unknown key',
		ask: () => ({ ...say()(), headers: { authorization: 'Bearer nichts' } }),
		status: 401,
		says: /"The access token is invalid"/,
	},
	{
		name: 'a key that may only read',
		ask: ({ more }) => ({ ...say()(), headers: { authorization: `Bearer ${more['reading']}` } }),
		status: 403,
		says: /outside the authorized scopes/,
	},
	{ name: 'an unknown address', ask: () => get('/nichts'), status: 404, says: /does not exist/ },
	{ name: 'an app without a name', ask: () => register({ client_name: '' }), status: 422, says: /Name can't be blank/ },
	{
		name: 'an app without a way back',
		ask: () => register({ redirect_uris: [] }),
		status: 422,
		says: /Redirect URI can't be blank/,
	},
	{
		name: 'an app that wants what there is not',
		ask: () => register({ scopes: 'read alles' }),
		status: 422,
		says: /Scopes doesn't match configured/,
	},
	{
		name: 'agreement for a strange address',
		ask: ({ more }) => ({
			path: `/oauth/authorize?client_id=${more['clientId']}&redirect_uri=https%3A%2F%2Fa.example`,
			bare: true,
		}),
		status: 400,
		says: /redirect uri included is not valid/,
	},
	{ name: 'a wrong secret', ask: token({ client_secret: 'x' }), status: 401, says: /"invalid_client"/ },
	{
		name: 'another kind of grant',
		ask: token({ grant_type: 'password' }),
		status: 400,
		says: /"unsupported_grant_type"/,
	},
	{ name: 'a code that was never given', ask: token({}), status: 400, says: /"invalid_grant"/ },
	{ name: 'a post without words', ask: say({ status: ' ' }), status: 422, says: /Text can't be blank/ },
	{ name: '501 signs', ask: say({ status: 'ü'.repeat(501) }), status: 422, says: /character limit of 500 exceeded/ },
	{
		name: '498 signs below a warning of three',
		ask: say({ status: 'ü'.repeat(498), spoiler_text: 'abc' }),
		status: 422,
		says: /character limit of 500 exceeded/,
	},
	{
		name: 'an unknown audience',
		ask: say({ visibility: 'everyone' }),
		status: 422,
		says: /Visibility is not included in the list/,
	},
	{ name: 'a language in words', ask: say({ language: 'Deutsch' }), status: 422, says: /Language is not included/ },
	{ name: 'a language of nobody', ask: say({ language: 'qx' }), status: 422, says: /Language is not included/ },
	{
		name: 'an unknown parameter',
		ask: say({ text_format: 'markdown' }),
		status: 422,
		says: /Unknown parameter text_format/,
	},
	{
		name: 'a rule for quotes that there is not',
		ask: say({ quote_approval_policy: 'friends' }),
		status: 422,
		says: /"Record invalid"/,
	},
	{
		name: 'an answer to nothing',
		ask: say({ in_reply_to_id: '1' }),
		status: 404,
		says: /trying to reply to does not appear to exist/,
	},
	{ name: 'a date that is none', ask: say({ scheduled_at: 'morgen' }), status: 422, says: /"Record invalid"/ },
	{
		name: 'a date in four minutes',
		ask: say({ scheduled_at: '2026-03-02T07:34:00Z' }),
		status: 422,
		says: /Scheduled at The scheduled date must be in the future/,
	},
	{
		name: 'a date left to the network',
		ask: say({ scheduled_at: '2026-03-02T09:00:00Z' }),
		status: 422,
		says: /Unknown parameter scheduled_at/,
	},
	{
		name: 'a key whose post was deleted',
		ask: () => ({ ...say()(), headers: { 'idempotency-key': 'vergeben' } }),
		status: 404,
		says: missing,
	},
	...wrongMediaAtMastodon,
	{
		name: 'a change of what somebody said',
		ask: ({ answer }) => send('PUT', `/statuses/${answer}`, { status: 'Nein.' }),
		status: 404,
		says: missing,
	},
	{
		name: 'a change into nothing',
		ask: ({ own }) => send('PUT', `/statuses/${own}`, { status: '' }),
		status: 422,
		says: /Text can't be blank/,
	},
	{
		name: 'a change of the audience',
		ask: ({ own }) => send('PUT', `/statuses/${own}`, { status: 'Neu.', visibility: 'direct' }),
		status: 422,
		says: /Unknown parameter visibility/,
	},
	{
		name: 'words for a picture that stands elsewhere',
		ask: ({ own, media }) =>
			send('PUT', `/statuses/${own}`, {
				status: 'Neu.',
				media_ids: [media],
				media_attributes: [{ id: '1', description: 'Plan' }],
			}),
		status: 422,
		says: /Media attributes name an unknown file/,
	},
	{
		name: 'a deletion of what somebody said',
		ask: (at) => remove(`/statuses/${at.answer}`),
		status: 404,
		says: missing,
	},
	{ name: 'a post of nobody', ask: () => get('/statuses/1'), status: 404, says: missing },
	{
		name: '21 posts at once',
		ask: () => get(`/statuses?${Array.from({ length: 21 }, (_, at) => `id[]=${at + 1}`).join('&')}`),
		status: 422,
		says: /Mastodon::ValidationError/,
	},
	{ name: 'the posts of nobody', ask: () => get('/accounts/1/statuses'), status: 404, says: missing },
	{ name: 'an unknown kind of news', ask: () => get('/notifications?types[]=like'), status: 422, says: /Unknown type/ },
	{ name: 'a block of nobody', ask: () => send('POST', '/accounts/1/block'), status: 404, says: missing },
	{ name: 'a report about nobody', ask: report({ account_id: '1' }), status: 404, says: missing },
	{
		name: 'a report about what somebody else said',
		ask: (at) => report({ status_ids: [at.own] })(at),
		status: 404,
		says: missing,
	},
	{
		name: 'a reason of 1001 signs',
		ask: report({ comment: 'a'.repeat(1001) }),
		status: 422,
		says: /Comment is too long \(maximum is 1000 characters\)/,
	},
	{
		name: 'an unknown kind of reason',
		ask: report({ category: 'insult' }),
		status: 422,
		says: /Category is not included in the list/,
	},
	{
		name: 'the 31st deletion in half an hour',
		before: times(30, remove('/statuses/1')),
		ask: () => remove('/statuses/1'),
		status: 429,
		says: /"Too many requests"/,
	},
	{
		name: 'the 31st upload in half an hour',
		before: times(30, { method: 'POST', path: '/api/v2/media', form: new FormData() }),
		ask: () => upload(),
		status: 429,
		says: /"Too many requests"/,
	},
];
