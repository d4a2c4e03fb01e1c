import type { Context, Hono, Next } from 'hono';
import { bodyLimit } from 'hono/body-limit';

import { clientAddress } from '#platform/http/address.ts';
import { hostOf } from './domain/addresses.ts';
import { asForeign, type Foreign, idOf, sameOrigin, textOf, typesOf } from './domain/read.ts';
import { claimedHost, claimedKey, type Guard } from './guard.ts';
import type { FederationNeeds } from './needs.ts';
import { createPlaces } from './places.ts';
import { proveShortly } from './prove.ts';
import { createRate, prefixOf } from './rate.ts';
import type { Remote, RemoteActor } from './remote.ts';
import type { TakeActivity } from './take-activity.ts';
import type { Verify } from './verify.ts';

/** The largest activity another server sends; read no further than this, and before anything is parsed. */
const BODY_BYTES = 256 * 1024;
/** What an address may bring in a minute that proves to be nothing. Whoever proves who they are is not counted here. */
const REFUSED_FROM_ADDRESS = 600;
/** A large server that all of the country is talking on: 200 a second. */
const FROM_HOST = 12_000;
/** More than anybody says in a minute; groups that pass on what others say included. */
const FROM_ACTOR = 600;
/** SPEC: a key of an index is at most 2,704 bytes long; no server has addresses near this. */
const LONGEST_ADDRESS = 2_000;

interface Parts {
	readonly needs: FederationNeeds;
	readonly guard: Guard;
	readonly remote: Remote;
	readonly verify: Verify;
	readonly take: TakeActivity;
}

interface Letter {
	readonly activity: Foreign;
	readonly id: string;
	readonly actor: string;
}

const tooMany = (c: Context): Response => c.json({ error: 'too many' }, 429, { 'retry-after': '60' });

/** Takes what other servers bring. What is not proved to come from its actor goes no further than this file. */
export const mountInbox = (app: Hono, parts: Parts): void => {
	const { needs, guard } = parts;
	const refused = createRate(needs, REFUSED_FROM_ADDRESS);
	const places = createPlaces(BODY_BYTES);
	const limit = bodyLimit({ maxSize: BODY_BYTES, onError: (c) => c.json({ error: 'too large' }, 413) });
	const receive = receiver(parts);

	const admit = async (c: Context, next: Next): Promise<Response | undefined> => {
		if (!(await guard.isOpen())) return c.json({ error: 'nobody is at home' }, 404);
		const from = prefixOf(clientAddress(c));
		if (!refused.may(from)) return tooMany(c);
		const leave = places.enter(claimedHost(signatureOf(c)) ?? '', Number(c.req.header('content-length')));
		if (leave === null) return c.body(null, 503, { 'retry-after': '30' });
		await next().finally(leave);
		if (isRefusal(c.res.status)) refused.count(from);
		return undefined;
	};

	for (const path of ['/fediverse/eingang', '/fediverse/:identifier/eingang'] as const)
		app.post(path, admit, limit, receive);
};

const isRefusal = (status: number): boolean => status >= 400 && status < 500 && status !== 429;

const receiver = (parts: Parts) => {
	const { needs, guard, take } = parts;
	const fromHost = createRate(needs, FROM_HOST);
	const fromActor = createRate(needs, FROM_ACTOR);

	const accept = async (c: Context, { letter, body }: Sealed): Promise<Response> => {
		const sender = await prove(c, parts, { letter, body });
		if (sender === 'gone') {
			await take.forget(letter.actor);
			return c.body(null, 202);
		}
		if (sender === null) return c.json({ error: 'the signature does not prove who sends this' }, 401);
		if (!fromHost.take(hostOf(sender.id) ?? '') || !fromActor.take(sender.id)) return tooMany(c);
		const taken = await take.take(letter.activity, sender);
		return taken === 'later' ? c.body(null, 503, { 'retry-after': '60' }) : c.body(null, 202);
	};

	return async (c: Context): Promise<Response> => {
		const body = new Uint8Array(await c.req.arrayBuffer());
		const letter = open(body);
		if (letter === null) return c.json({ error: 'not an activity' }, 400);
		return (await guard.isBlocked(hostOf(letter.actor) ?? ''))
			? c.json({ error: 'this server is not welcome' }, 403)
			: accept(c, { letter, body });
	};
};

const open = (body: Uint8Array): Letter | null => {
	const activity = parsed(Buffer.from(body).toString('utf8'));
	if (activity === null) return null;
	const [id, actor] = [textOf(activity['id']), idOf(activity['actor'])];
	if (id === null || actor === null || hostOf(actor) === null) return null;
	const isLong = [id, actor, idOf(activity['object']) ?? ''].some((one) => one.length > LONGEST_ADDRESS);
	return isLong ? null : { activity, id, actor };
};

/** Halves of characters and the one that ends texts in other languages: no database takes them. */
const AWKWARD = /\\u(?:0000|d[89a-f])/i;
const tidied = (_: string, value: unknown): unknown =>
	typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value;

/** Null for what is no object. */
const parsed = (text: string): Foreign | null => {
	try {
		return asForeign(AWKWARD.test(text) ? JSON.parse(text, tidied) : JSON.parse(text));
	} catch {
		return null;
	}
};

interface Sealed {
	readonly letter: Letter;
	readonly body: Uint8Array<ArrayBuffer>;
}

const signatureOf = (c: Context): string => c.req.header('signature-input') ?? c.req.header('signature') ?? '';

/** Who really sends it; `gone` for somebody who deletes themselves and is no longer there to be asked. */
const prove = async (
	c: Context,
	{ needs, remote, verify }: Parts,
	{ letter, body }: Sealed,
): Promise<RemoteActor | 'gone' | null> => {
	const { actor, id } = letter;
	if (!sameOrigin(claimedKey(signatureOf(c)) ?? '', actor) || !sameOrigin(id, actor)) return null;
	const known = await remote.actor(actor);
	if (!known.ok) return known.error.type === 'remote.gone' && deletesItself(letter) ? 'gone' : null;
	const { pathname, search } = new URL(c.req.url);
	const incoming = { method: 'POST', url: `${needs.origin}${pathname}${search}`, headers: c.req.raw.headers, body };
	if (proveShortly(incoming, known.value.keys, needs.clock.now()) !== null) return known.value;
	return proveAtLength(remote, { signed: await verify(incoming), known: known.value });
};

interface Asked {
	readonly signed: Awaited<ReturnType<Verify>>;
	readonly known: RemoteActor;
}

/** The library has said yes in a rarer form, or by a key that is newer than what we remember: the actor must list it. */
const proveAtLength = async (remote: Remote, { signed, known }: Asked): Promise<RemoteActor | null> => {
	if (signed?.owner !== known.id) return null;
	if (known.keyIds.includes(signed.keyId)) return known;
	remote.forget(known.id);
	const sender = await remote.actor(known.id);
	return sender.ok && sender.value.keyIds.includes(signed.keyId) ? sender.value : null;
};

/** Whoever deletes themselves takes their key along: their own server says that they are gone. */
const deletesItself = ({ activity, actor }: Letter): boolean =>
	typesOf(activity).includes('Delete') && idOf(activity['object']) === actor;
