import type { Asked, Wrong } from './wrong.ts';

const V = '/v25.0';
const post = (path: string, json: unknown): Asked => ({ method: 'POST', path: `${V}${path}`, json });
const remove = (path: string): Asked => ({ method: 'DELETE', path: `${V}${path}` });

/** SPEC: Graph API; about calls for a page, and about what others said there. */
export const wrongAboutOthers: readonly Wrong[] = [
	{
		name: 'to be called for another page',
		ask: () => post('/1/subscribed_apps', { subscribed_fields: ['feed'] }),
		status: 403,
		says: /not the page/,
	},
	{
		name: 'to be called about nothing',
		ask: ({ account }) => post(`/${account}/subscribed_apps`, {}),
		status: 400,
		says: /subscribed_fields is required/,
	},
	{
		name: 'to be called about what there is not',
		ask: ({ account }) => post(`/${account}/subscribed_apps`, { subscribed_fields: ['comments'] }),
		status: 400,
		says: /must be one of/,
	},
	{
		name: 'to be called at an address',
		ask: ({ account }) =>
			post(`/${account}/subscribed_apps`, { subscribed_fields: ['feed'], callback_url: 'https://stadt.example' }),
		status: 400,
		says: /Unexpected parameter callback_url/,
	},
	{
		name: 'to be called no more for another page',
		ask: () => remove('/1/subscribed_apps'),
		status: 403,
		says: /not the page/,
	},
	{
		name: 'a like of what there is not',
		ask: () => post('/1/likes', {}),
		status: 400,
		says: /does not exist, cannot be loaded/,
	},
	{
		name: 'a like of a kind',
		ask: ({ answer }) => post(`/${answer}/likes`, { type: 'LOVE' }),
		status: 400,
		says: /Unexpected parameter type/,
	},
	{
		name: 'a like with the key of nobody',
		ask: ({ answer }) => ({ ...post(`/${answer}/likes`, {}), bare: true }),
		status: 400,
		says: /access token is required/,
	},
	{
		name: 'the end of a like of what there is not',
		ask: () => remove('/1/likes'),
		status: 400,
		says: /does not exist, cannot be loaded/,
	},
];
