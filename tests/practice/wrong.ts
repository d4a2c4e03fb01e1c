import { hours, instant, plus } from '#kernel/time.ts';
import { woundClock } from '#platform/clock.ts';

import { type Exchange, type PracticeKind, startPractice } from '../../src/practice/index.ts';
import { fetched } from './fetched.ts';

/** A request that a careless adapter might make, and the words with which the network refuses it. */
export interface Wrong {
	readonly name: string;
	/** What has to happen first. */
	readonly before?: (at: Place) => Promise<unknown>;
	readonly ask: (at: Place) => Asked;
	readonly status: number;
	readonly says: RegExp;
}
export interface Asked {
	readonly method?: string;
	readonly path: string;
	readonly json?: unknown;
	readonly form?: FormData | URLSearchParams;
	readonly bytes?: Uint8Array<ArrayBuffer>;
	readonly headers?: Readonly<Record<string, string>>;
	/** Asked without a key. */
	readonly bare?: boolean;
}
/** What stands at the network when the wrong request comes. */
export interface Place {
	readonly account: string;
	readonly handle: string;
	/** A post of our own, an answer of a citizen to it, and one nobody addressed to us. */
	readonly own: string;
	readonly answer: string;
	readonly foreign: string;
	/** Media of somebody else. */
	readonly media: string;
	readonly app: { readonly clientId: string; readonly clientSecret: string };
	readonly refreshToken: string;
	/** What else stands there, by the name its table gives it. */
	readonly more: Readonly<Record<string, string>>;
	/** Lets an afternoon pass. */
	readonly later: () => Promise<unknown>;
	/** What the practice network answers to a right request, for tests that need more than stands here. */
	readonly call: (asked: Asked) => Promise<{
		readonly status: number;
		readonly headers: Headers;
		readonly body: unknown;
	}>;
}

interface Prepared {
	readonly account: string;
	readonly own: string;
	readonly media: string;
	/** Where the owner's key only leads to the one that acts. */
	readonly key?: string;
	readonly more?: Place['more'];
}

export interface Opened {
	readonly handle: string;
	/** What the owner was given: a key, or a password that leads to one. */
	readonly secret: string;
	/** A citizen says something that nobody has to have asked for. */
	readonly hear: (words: { readonly to?: string; readonly text: string }) => string;
}

/** A practice network with an account of ours, a post, an answer, and a key. */
export const openWrongPlace = async (
	network: PracticeKind,
	prepare: (call: Place['call'], opened: Opened) => Promise<Prepared>,
	ear?: (exchange: Exchange) => void,
) => {
	const clock = woundClock(instant('2026-03-02T07:30:00Z'));
	const practice = await startPractice({ clock, network, pages: 'https://stadt.example/uebung', fetchMedia: fetched });
	if (ear) practice.listen(ear);
	const { handle, secret } = await practice.openAccount({ name: 'Stadt Musterstadt', handle: 'stadt' });
	const grant = (secret.startsWith('{') ? JSON.parse(secret) : { accessToken: secret }) as {
		readonly accessToken: string;
		readonly refreshToken?: string;
		readonly app?: Place['app'];
	};
	const { refreshToken = '', app = { clientId: '', clientSecret: '' } } = grant;
	let key = grant.accessToken;
	const call: Place['call'] = async ({ method = 'GET', path, json, form, bytes, headers = {}, bare = false }) => {
		const given = json === undefined ? (bytes ?? form) : JSON.stringify(json);
		const answer = await fetch(new URL(path, practice.origin), {
			method,
			redirect: 'manual',
			headers: {
				...(bare ? {} : { authorization: `Bearer ${key}` }),
				...(json === undefined ? {} : { 'content-type': 'application/json' }),
				...headers,
			},
			...(given === undefined ? {} : { body: given }),
		});
		const text = await answer.text();
		return {
			status: answer.status,
			headers: answer.headers,
			body: text.startsWith('{') ? (JSON.parse(text) as unknown) : text,
		};
	};
	const hear: Opened['hear'] = (words) => practice.reply(words) ?? '';
	const { more = {}, ...prepared } = await prepare(call, { handle, secret, hear });
	key = prepared.key ?? key;
	const answer = hear({ to: prepared.own, text: 'Wie lange?' });
	const foreign = hear({ text: 'Schöner Tag heute.' });
	const later = () => clock.windTo(plus(clock.now(), hours(3)), async () => undefined);
	const place: Place = { ...prepared, more, handle, answer, foreign, app, refreshToken, call, later };
	return { place, close: () => practice.close() };
};
