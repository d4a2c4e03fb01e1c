import type { Context, Hono } from 'hono';

import { type WakingNetwork, wakingNetworks } from '#kernel/channel-name.ts';
import { minutes } from '#kernel/time.ts';
import { clientAddress } from '#platform/http/address.ts';
import { createRateLimit } from '#platform/http/rate-limit.ts';

import { readApp } from '../app-store.ts';
import type { ChannelsNeeds } from '../needs.ts';
import { readBody } from './body.ts';
import { accountsIn } from './call.ts';
import { isSigned } from './proof.ts';
import { noteRefused, noteVerified, wake } from './store.ts';

export const WAKE_PATH = '/hooks/meta/';

/** So many calls of one place may be refused before it is not listened to any more. */
const MOST_REFUSED = 30;
const WINDOW_MS = minutes(10);
/** So many calls are remembered, so that the same one again does nothing. */
const MOST_KNOWN = 2000;
/** SPEC: it is a number; anything longer than this is none of the network's. */
const CHALLENGE = /^[\w-]{1,100}$/;

const refusals = {
	'not-subscribing': 400,
	'wrong-word': 403,
	'not-json': 415,
	'too-large': 413,
	'too-slow': 408,
	'not-signed': 403,
	'too-old': 403,
	'makes-no-sense': 400,
} as const;
type Refusal = keyof typeof refusals;

type Needs = Pick<ChannelsNeeds, 'db' | 'act' | 'clock' | 'sealer' | 'events' | 'log'>;

/**
 * Where Meta's networks call when something came in. A call is a wake-up, never the truth: what came in is read with the
 * presence's cursor, so a call that is forged, lost or doubled adds and loses nothing.
 */
export const mountWakeDoor = (app: Hono, needs: Needs): void => {
	const tries = createRateLimit({ clock: needs.clock, most: MOST_REFUSED, windowMs: WINDOW_MS });
	const known = new Set<string>();

	const refuse = async (c: Context, network: WakingNetwork, why: Refusal): Promise<Response> => {
		tries.take(clientAddress(c));
		needs.log.warn('a wake-up call was refused', { network, why });
		await noteRefused(needs, network);
		return c.json({ type: why }, refusals[why]);
	};
	/** Answers for a network that calls; for anybody else, and whoever was refused too often, there is no such address. */
	const at = (answer: (c: Context, network: WakingNetwork) => Promise<Response>) => (c: Context) => {
		const network = wakingNetworks.find((one) => one === c.req.param('network'));
		if (network === undefined) return c.notFound();
		c.header('cache-control', 'no-store');
		return tries.isSpent(clientAddress(c))
			? c.json({ type: 'too-many' }, 429, { 'retry-after': String(WINDOW_MS / 1000) })
			: answer(c, network);
	};

	app.get(
		`${WAKE_PATH}:network`,
		at(async (c, network) => {
			const challenge = c.req.query('hub.challenge') ?? '';
			if (c.req.query('hub.mode') !== 'subscribe' || !CHALLENGE.test(challenge))
				return refuse(c, network, 'not-subscribing');
			const isOurs = await noteVerified(needs, network, c.req.query('hub.verify_token') ?? '');
			return isOurs ? c.text(challenge) : refuse(c, network, 'wrong-word');
		}),
	);
	app.post(
		`${WAKE_PATH}:network`,
		at(async (c, network) => {
			const { headers } = c.req.raw;
			const isJson = /^application\/json\s*(;|$)/i.test(headers.get('content-type') ?? '');
			const bytes = isJson ? await readBody(c.req.raw) : 'not-json';
			if (typeof bytes === 'string') return refuse(c, network, bytes);
			const refused = await take(needs, known, { network, bytes, signature: headers.get('x-hub-signature-256') ?? '' });
			return refused === null ? c.json({ success: true }) : refuse(c, network, refused);
		}),
	);
};

interface Call {
	readonly network: WakingNetwork;
	readonly bytes: Uint8Array;
	readonly signature: string;
}

/** Wakes whoever reads the accounts that a call names; answers why it is none. */
const take = async (needs: Needs, known: Set<string>, { network, bytes, signature }: Call): Promise<Refusal | null> => {
	const app = await needs.db.read('app of a network', (tx) => readApp(tx, needs.sealer, network));
	if (app === null || !isSigned(bytes, signature, app.clientSecret)) return 'not-signed';
	const accounts = accountsIn(network, bytes, needs.clock.now());
	if (accounts === null) return 'makes-no-sense';
	if (accounts === 'stale') return 'too-old';
	// NOTE: the signature proves the bytes, so it names them. Whoever sends them again is answered and wakes nobody.
	const name = `${network}:${signature}`;
	if (known.has(name)) return null;
	await wake(needs, network, accounts);
	remember(known, name);
	return null;
};

const remember = (known: Set<string>, name: string): void => {
	known.add(name);
	const oldest = known.values().next();
	if (known.size > MOST_KNOWN && !oldest.done) known.delete(oldest.value);
};
