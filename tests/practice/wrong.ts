import { instant } from '#kernel/time.ts';
import { woundClock } from '#platform/clock.ts';

import { type PracticeKind, startPractice } from '../../src/practice/index.ts';
import { fetched } from './fetched.ts';

/** A request that a careless adapter might make, and the words with which the network refuses it. */
export interface Wrong {
	readonly name: string;
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
}

/** A practice network with an account of ours, a post, an answer, and a key. */
export const openWrongPlace = async (
	network: PracticeKind,
	prepare: (call: Place['call'], handle: string) => Promise<Prepared>,
) => {
	const clock = woundClock(instant('2026-03-02T07:30:00Z'));
	const practice = await startPractice({ clock, network, pages: 'https://stadt.example/uebung', fetchMedia: fetched });
	const { handle, secret } = await practice.openAccount({ name: 'Stadt Musterstadt', handle: 'stadt' });
	const { accessToken, refreshToken, app } = JSON.parse(secret) as {
		readonly accessToken: string;
		readonly refreshToken: string;
		readonly app: Place['app'];
	};
	let key = accessToken;
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
	const prepared = await prepare(call, handle);
	key = prepared.key ?? key;
	const answer = practice.reply({ to: prepared.own, text: 'Wie lange?' }) ?? '';
	const foreign = practice.reply({ text: 'Schöner Tag heute.' }) ?? '';
	const place: Place = { ...prepared, handle, answer, foreign, app, refreshToken, call };
	return { place, close: () => practice.close() };
};
