import { createHmac } from 'node:crypto';

/** A call at the address a hub was given, and what is answered to it. */
export interface Forged {
	readonly name: string;
	readonly status: number;
	readonly ask: (at: At) => Asked;
}
interface Asked {
	readonly method?: 'GET' | 'POST' | 'PUT';
	/** Follows the address. */
	readonly path?: string;
	readonly body?: string;
	readonly headers?: Readonly<Record<string, string>>;
}
export interface At {
	readonly secret: string;
	readonly topic: string;
}

const FEED = '<feed xmlns="http://www.w3.org/2005/Atom"><entry/></feed>';
const atom = { 'content-type': 'application/atom+xml' };
const digest = (body: string, secret: string, method = 'sha1') => createHmac(method, secret).update(body).digest('hex');
const withSignature = (signature: string, body = FEED): Asked => ({
	body,
	headers: { ...atom, 'x-hub-signature': signature },
});
/** A push as it should be: a feed, signed as Google's hub does. */
export const signed = (secret: string, body = FEED, method = 'sha1'): Asked =>
	withSignature(`${method}=${digest(body, secret, method)}`, body);
const asking = (fields: Readonly<Record<string, string>>): Asked => ({
	method: 'GET',
	path: `?${new URLSearchParams(Object.entries(fields).map(([name, value]) => [`hub.${name}`, value]))}`,
});

/** Nothing of it is taken apart; whoever does that follows these to a file, or grows for ever. */
const BOMB =
	'<!DOCTYPE feed [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;&a;">]><feed xmlns="http://www.w3.org/2005/Atom">&b;</feed>';

export const forgedPushes: readonly Forged[] = [
	{ name: 'no signature', status: 403, ask: () => ({ body: FEED, headers: atom }) },
	{ name: 'a signature of nothing', status: 403, ask: () => withSignature('sha1=') },
	{ name: 'a made-up signature', status: 403, ask: () => withSignature(`sha1=${'0'.repeat(40)}`) },
	{ name: 'a signature without its method', status: 403, ask: ({ secret }) => withSignature(digest(FEED, secret)) },
	{
		name: 'a method that is broken',
		status: 403,
		ask: ({ secret }) => withSignature(`md5=${digest(FEED, secret, 'md5')}`),
	},
	{
		name: 'a short signature under a long name',
		status: 403,
		ask: ({ secret }) => withSignature(`sha256=${digest(FEED, secret)}`),
	},
	{
		name: 'half a signature',
		status: 403,
		ask: ({ secret }) => withSignature(`sha1=${digest(FEED, secret).slice(0, 20)}`),
	},
	{ name: 'another secret', status: 403, ask: ({ secret }) => signed(`${secret}x`) },
	{ name: 'an empty secret', status: 403, ask: () => signed('') },
	{
		name: 'words that were changed afterwards',
		status: 403,
		ask: ({ secret }) => ({ ...signed(secret), body: `${FEED} ` }),
	},
	{ name: 'entities to be expanded, unsigned', status: 403, ask: () => signed('geraten', BOMB) },
	{
		name: 'signed words that are no feed',
		status: 415,
		ask: ({ secret }) => ({ ...signed(secret), headers: { 'content-type': 'application/json' } }),
	},
	{ name: 'more than anybody reads', status: 413, ask: ({ secret }) => signed(secret, 'a'.repeat(1_100_000)) },
	{ name: 'a word that is none', status: 404, ask: ({ secret }) => ({ ...signed(secret), path: 'x' }) },
	{
		name: 'a question about another topic',
		status: 404,
		ask: () => asking({ mode: 'subscribe', topic: 'https://example.org/feed', challenge: '1', lease_seconds: '600' }),
	},
	{
		name: 'an end that nobody asked for',
		status: 404,
		ask: ({ topic }) => asking({ mode: 'unsubscribe', topic, challenge: '1' }),
	},
	{
		name: 'a challenge of three lines',
		status: 400,
		ask: ({ topic }) => asking({ mode: 'subscribe', topic, challenge: '1\n2\n3', lease_seconds: '600' }),
	},
	{
		name: 'a lease of nothing',
		status: 400,
		ask: ({ topic }) => asking({ mode: 'subscribe', topic, challenge: '1', lease_seconds: 'ewig' }),
	},
];
