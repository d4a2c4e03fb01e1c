import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';

import { clientAddress } from '#platform/http/address.ts';
import { hostOf } from './domain/addresses.ts';
import { asForeign, type Foreign, idOf, sameOrigin, textOf, typesOf } from './domain/read.ts';
import { claimedKey, type Guard } from './guard.ts';
import type { FederationNeeds } from './needs.ts';
import { createRate, prefixOf } from './rate.ts';
import type { Remote, RemoteActor } from './remote.ts';
import type { TakeActivity } from './take-activity.ts';
import type { Verify } from './verify.ts';

/** The largest activity another server sends; read no further than this, and before anything is parsed. */
const BODY_BYTES = 256 * 1024;
const FROM_ADDRESS = 600;
const FROM_HOST = 1_200;

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

/** Takes what other servers bring. What is not proved to come from its actor goes no further than this file. */
export const mountInbox = (app: Hono, parts: Parts): void => {
	const { needs, guard, take } = parts;
	const fromAddress = createRate(needs, FROM_ADDRESS);
	const fromHost = createRate(needs, FROM_HOST);
	const limit = bodyLimit({ maxSize: BODY_BYTES, onError: (c) => c.json({ error: 'too large' }, 413) });

	const receive = async (c: Context): Promise<Response> => {
		const body = new Uint8Array(await c.req.arrayBuffer());
		const letter = open(body);
		if (letter === null) return c.json({ error: 'not an activity' }, 400);
		return (await guard.isBlocked(hostOf(letter.actor) ?? ''))
			? c.json({ error: 'this server is not welcome' }, 403)
			: accept(c, { letter, body });
	};
	const accept = async (c: Context, { letter, body }: Sealed): Promise<Response> => {
		const sender = await prove(c, parts, { letter, body });
		if (sender === 'gone') {
			await take.forget(letter.actor);
			return c.body(null, 202);
		}
		if (sender === null) return c.json({ error: 'the signature does not prove who sends this' }, 401);
		if (!fromHost(hostOf(sender.id) ?? '')) return c.json({ error: 'too many' }, 429, { 'retry-after': '60' });
		const taken = await take.take(letter.activity, sender);
		return taken === 'later' ? c.body(null, 503, { 'retry-after': '60' }) : c.body(null, 202);
	};

	for (const path of ['/fediverse/eingang', '/fediverse/:identifier/eingang'] as const) {
		app.post(
			path,
			async (c, next) => {
				if (!(await guard.isOpen())) return c.json({ error: 'nobody is at home' }, 404);
				if (!fromAddress(prefixOf(clientAddress(c))))
					return c.json({ error: 'too many' }, 429, { 'retry-after': '60' });
				return next();
			},
			limit,
			receive,
		);
	}
};

const open = (body: Uint8Array): Letter | null => {
	try {
		const activity = asForeign(JSON.parse(Buffer.from(body).toString('utf8')));
		const [id, actor] = [textOf(activity?.['id']), idOf(activity?.['actor'])];
		return activity === null || id === null || actor === null || hostOf(actor) === null
			? null
			: { activity, id, actor };
	} catch {
		return null;
	}
};

interface Sealed {
	readonly letter: Letter;
	readonly body: Uint8Array<ArrayBuffer>;
}

/** Who really sends it; `gone` for somebody who deletes themselves and is no longer there to be asked. */
const prove = async (
	c: Context,
	{ needs, remote, verify }: Parts,
	{ letter, body }: Sealed,
): Promise<RemoteActor | 'gone' | null> => {
	const { actor, id } = letter;
	const signature = c.req.header('signature-input') ?? c.req.header('signature') ?? '';
	if (!sameOrigin(claimedKey(signature) ?? '', actor) || !sameOrigin(id, actor)) return null;
	const { pathname, search } = new URL(c.req.url);
	const url = `${needs.origin}${pathname}${search}`;
	const signed = await verify({ method: 'POST', url, headers: c.req.raw.headers, body });
	if (signed === null) return (await isGone(remote, letter)) ? 'gone' : null;
	const sender = signed.owner === actor ? await remote.actor(actor) : null;
	return sender?.ok && sender.value.keyIds.includes(signed.keyId) ? sender.value : null;
};

/** Whoever deletes themselves takes their key along: their own server says that they are gone. */
const isGone = async (remote: Remote, { activity, actor }: Letter): Promise<boolean> => {
	if (!typesOf(activity).includes('Delete') || idOf(activity['object']) !== actor) return false;
	const asked = await remote.document(actor);
	return !asked.ok && asked.error.type === 'remote.gone';
};
