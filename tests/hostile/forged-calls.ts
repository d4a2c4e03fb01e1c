import { createHmac } from 'node:crypto';

/** A call at the address for Facebook's calls, and what is answered to it. */
export interface Forged {
	readonly name: string;
	readonly status: number;
	readonly ask: (at: At) => Asked;
}
interface Asked {
	readonly method?: 'GET' | 'POST';
	readonly path?: string;
	readonly body?: string | Uint8Array<ArrayBuffer>;
	readonly headers?: Readonly<Record<string, string>>;
}
export interface At {
	readonly secret: string;
	readonly page: string;
	/** In seconds, as calls name it. */
	readonly now: number;
}

export const bodyOf = ({ page, now }: Pick<At, 'page' | 'now'>, more: object = {}): string =>
	JSON.stringify({
		object: 'page',
		entry: [{ id: page, time: now, changes: [{ field: 'feed', value: {} }] }],
		...more,
	});

const digest = (body: string | Uint8Array, secret: string, hash = 'sha256'): string =>
	createHmac(hash, secret).update(body).digest('hex');
/** A call as it should be: JSON, signed with the secret. */
export const signed = (body: string, secret: string) => ({
	body,
	headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${digest(body, secret)}` },
});
const json = { 'content-type': 'application/json' };
const withSignature = (at: At, signature: string): Asked => ({
	body: bodyOf(at),
	headers: { ...json, 'x-hub-signature-256': signature },
});
const subscribing = (fields: Readonly<Record<string, string>>): Asked => ({
	method: 'GET',
	path: `?${new URLSearchParams(fields)}`,
});
const right = (at: At): string => digest(bodyOf(at), at.secret);
const zeros = '0'.repeat(64);

export const forgedCalls: readonly Forged[] = [
	{ name: 'no signature', status: 403, ask: (at) => ({ body: bodyOf(at), headers: json }) },
	{ name: 'a signature of nothing', status: 403, ask: (at) => withSignature(at, 'sha256=') },
	{ name: 'a made-up signature', status: 403, ask: (at) => withSignature(at, `sha256=${zeros}`) },
	{ name: 'a signature without its kind', status: 403, ask: (at) => withSignature(at, right(at)) },
	{ name: 'a signature in capitals', status: 403, ask: (at) => withSignature(at, `sha256=${right(at).toUpperCase()}`) },
	{ name: 'half a signature', status: 403, ask: (at) => withSignature(at, `sha256=${right(at).slice(0, 32)}`) },
	{ name: 'a signature and more', status: 403, ask: (at) => withSignature(at, `sha256=${right(at)}00`) },
	{
		name: 'the old kind of signature',
		status: 403,
		ask: (at) => ({
			body: bodyOf(at),
			headers: { ...json, 'x-hub-signature': `sha1=${digest(bodyOf(at), at.secret, 'sha1')}` },
		}),
	},
	{ name: 'another secret', status: 403, ask: (at) => signed(bodyOf(at), `${at.secret}x`) },
	{ name: 'an empty secret', status: 403, ask: (at) => signed(bodyOf(at), '') },
	{
		name: 'words that were changed afterwards',
		status: 403,
		ask: (at) => ({ ...signed(bodyOf(at), at.secret), body: bodyOf({ ...at, now: at.now + 1 }) }),
	},
	{
		name: 'words that were cut off',
		status: 403,
		ask: (at) => ({ ...signed(bodyOf(at), at.secret), body: bodyOf(at).slice(0, -1) }),
	},
	{ name: 'nothing at all, unsigned', status: 403, ask: () => ({ body: '', headers: json }) },
	{
		name: 'a call of three days ago',
		status: 403,
		ask: (at) => signed(bodyOf({ ...at, now: at.now - 259_200 }), at.secret),
	},
	{ name: 'a call of tomorrow', status: 403, ask: (at) => signed(bodyOf({ ...at, now: at.now + 86_400 }), at.secret) },
	{ name: 'signed words that are no JSON', status: 400, ask: ({ secret }) => signed('{"object":"page"', secret) },
	{ name: 'a signed list', status: 400, ask: ({ secret }) => signed('[]', secret) },
	{
		name: 'a signed call about something else',
		status: 400,
		ask: (at) => signed(bodyOf(at, { object: 'user' }), at.secret),
	},
	{ name: 'a signed call about nobody', status: 400, ask: (at) => signed(bodyOf(at, { entry: [] }), at.secret) },
	{
		name: 'a signed call about a name that is none',
		status: 400,
		ask: (at) => signed(bodyOf({ ...at, page: "1' or '1'='1" }), at.secret),
	},
	{
		name: 'a form',
		status: 415,
		ask: (at) => ({
			...signed(bodyOf(at), at.secret),
			headers: { ...signed(bodyOf(at), at.secret).headers, 'content-type': 'application/x-www-form-urlencoded' },
		}),
	},
	{
		name: 'words of two megabytes',
		status: 413,
		ask: (at) => signed(bodyOf(at, { x: 'x'.repeat(1_500_000) }), at.secret),
	},
	{
		name: 'the question with a wrong word',
		status: 403,
		ask: () => subscribing({ 'hub.mode': 'subscribe', 'hub.verify_token': 'geraten', 'hub.challenge': '1' }),
	},
	{
		name: 'the question without a word',
		status: 403,
		ask: () => subscribing({ 'hub.mode': 'subscribe', 'hub.challenge': '1' }),
	},
	{
		name: 'a question that wants markup back',
		status: 400,
		ask: () => subscribing({ 'hub.mode': 'subscribe', 'hub.verify_token': 'x', 'hub.challenge': '<script>' }),
	},
	{ name: 'no question', status: 400, ask: () => subscribing({}) },
];
