import type { Context, Hono } from 'hono';

import { ok } from '#kernel/result.ts';
import { days, minutes, plus, seconds, toDate } from '#kernel/time.ts';
import { clientAddress } from '#platform/http/address.ts';
import { createRateLimit } from '#platform/http/rate-limit.ts';

import { takingPart } from '../domain/presence-state.ts';
import type { ChannelsNeeds } from '../needs.ts';
import { readPresence } from '../store.ts';
import { readBody } from '../waking/body.ts';
import { isSigned } from './proof.ts';
import {
	changeSubscription,
	dropSubscription,
	isAwaited,
	type Subscription,
	subscriptionBehind,
	wordsOf,
} from './store.ts';

export const PUSH_PATH = '/hooks/websub/';

/** So many calls of one place may be refused before it is not listened to any more. */
const MOST_REFUSED = 30;
const WINDOW_MS = minutes(10);
/** So many pushes are remembered, so that the same one again does nothing. */
const MOST_KNOWN = 2000;
const CHALLENGE = /^[\x21-\x7e]{1,500}$/;
const FEED = /^application\/(atom|rss)\+xml\s*(;|$)/i;
/** Whatever a hub grants, it is asked again by then. */
const LONGEST_LEASE_MS = days(30);
/** Of its lease: time enough for a hub that is away. */
const RENEWED_AT = 0.75;

const refusals = {
	'no-such-subscription': 404,
	'not-asked': 404,
	'makes-no-sense': 400,
	'not-a-feed': 415,
	'too-large': 413,
	'too-slow': 408,
	'not-signed': 403,
	ended: 410,
} as const;
type Refusal = keyof typeof refusals;

type Needs = Pick<ChannelsNeeds, 'db' | 'clock' | 'sealer' | 'events' | 'log'>;

/**
 * Where a hub asks back and pushes to. A push is a wake-up, never the truth: its body is held against its signature and not
 * read; what changed is read from the network.
 */
export const mountPushDoor = (app: Hono, needs: Needs): void => {
	const tries = createRateLimit({ clock: needs.clock, most: MOST_REFUSED, windowMs: WINDOW_MS });
	const known = new Set<string>();
	const refuse = (c: Context, why: Refusal): Response => {
		tries.take(clientAddress(c));
		needs.log.warn('a push was refused', { why });
		return c.json({ type: why }, refusals[why]);
	};
	const at =
		(answer: (c: Context, behind: Subscription) => Promise<Refusal | Response>) =>
		async (c: Context): Promise<Response> => {
			c.header('cache-control', 'no-store');
			if (tries.isSpent(clientAddress(c)))
				return c.json({ type: 'too-many' }, 429, { 'retry-after': String(WINDOW_MS / 1000) });
			const token = c.req.param('token') ?? '';
			const behind = await needs.db.read('subscription', (tx) => subscriptionBehind(tx, token));
			const answered = behind === undefined ? 'no-such-subscription' : await answer(c, behind);
			return typeof answered === 'string' ? refuse(c, answered) : answered;
		};
	app.get(
		`${PUSH_PATH}:token`,
		at(async (c, behind) => {
			const answered = await askedBack(needs, behind, (name) => c.req.query(`hub.${name}`) ?? '');
			return typeof answered === 'string' ? answered : c.text(answered.challenge);
		}),
	);
	app.post(
		`${PUSH_PATH}:token`,
		at(async (c, behind) => {
			const { headers } = c.req.raw;
			if (!FEED.test(headers.get('content-type') ?? '')) return 'not-a-feed';
			const bytes = await readBody(c.req.raw);
			if (typeof bytes === 'string') return bytes;
			const refused = await take(needs, known, { behind, bytes, signature: headers.get('x-hub-signature') ?? '' });
			return refused ?? c.body(null, 204);
		}),
	);
};

type Asked = (name: string) => string;

/** SPEC: WebSub 5.3. What we did not ask for a short while ago is not confirmed, and nobody unsubscribes us but ourselves. */
const askedBack = async (
	needs: Needs,
	behind: Subscription,
	asked: Asked,
): Promise<Refusal | { readonly challenge: string }> => {
	const { presence_id: id, topic, ending } = behind;
	const challenge = asked('challenge');
	const now = needs.clock.now();
	if (asked('topic') !== topic || !isAwaited(behind, now)) return 'not-asked';
	if (asked('mode') === 'denied') {
		const reason = `the hub denied it: ${asked('reason')}`.slice(0, 300);
		await needs.db.transact('denied by a hub', async (tx) => ok(await changeSubscription(tx, id, { reason })));
		return { challenge: '' };
	}
	if (!CHALLENGE.test(challenge)) return 'makes-no-sense';
	if (asked('mode') === 'unsubscribe') {
		if (!ending) return 'not-asked';
		await needs.db.transact('unsubscribed', async (tx) => ok(await dropSubscription(tx, id)));
		return { challenge };
	}
	const lease = Number(asked('lease_seconds'));
	if (asked('mode') !== 'subscribe' || ending) return 'not-asked';
	if (!Number.isInteger(lease) || lease < 60) return 'makes-no-sense';
	const leaseMs = Math.min(seconds(lease), LONGEST_LEASE_MS);
	const stands = { lease_until: toDate(plus(now, leaseMs)), next_at: toDate(plus(now, leaseMs * RENEWED_AT)) };
	const set = { ...stands, failures: 0, reason: null };
	await needs.db.transact('subscribed', async (tx) => ok(await changeSubscription(tx, id, set)));
	return { challenge };
};

interface Push {
	readonly behind: Subscription;
	readonly bytes: Uint8Array;
	readonly signature: string;
}

/** Wakes whoever reads the presence; answers why it does not. */
const take = async (needs: Needs, known: Set<string>, { behind, bytes, signature }: Push): Promise<Refusal | null> => {
	if (!isSigned(bytes, signature, wordsOf(needs.sealer, behind).secret)) return 'not-signed';
	const { presence_id: id, ending } = behind;
	const presence = await needs.db.read('presence', (tx) => readPresence(tx, id));
	if (ending || presence === undefined || presence.state === 'retired') return 'ended';
	// NOTE: the signature proves the bytes, so it names them. Whoever sends them again is answered and wakes nobody.
	const name = `${id}:${signature}`;
	if (known.has(name) || !takingPart.includes(presence.state)) return null;
	await needs.db.transact('push', async (tx) => {
		await changeSubscription(tx, id, { heard_at: toDate(needs.clock.now()) });
		await needs.events.announce(tx, { topic: 'wake', id, unitId: presence.unit_id });
		return ok(undefined);
	});
	remember(known, name);
	return null;
};

const remember = (known: Set<string>, name: string): void => {
	known.add(name);
	const oldest = known.values().next();
	if (known.size > MOST_KNOWN && !oldest.done) known.delete(oldest.value);
};
