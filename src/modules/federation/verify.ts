import type { CryptographicKey, Multikey } from '@fedify/vocab';
import { Temporal } from 'temporal-polyfill';

import type { Clock } from '#kernel/time.ts';

import { type Foreign, textOf } from './domain/read.ts';
import { coversEnough } from './domain/signature.ts';
import { type Incoming, WINDOW_MS } from './prove.ts';
import type { Remote } from './remote.ts';

/** Who signed a request: the actor the key belongs to. */
export interface Signed {
	readonly keyId: string;
	readonly owner: string;
}

/** Answers who signed it; null when the proof is missing, wrong, for another place or another time. */
export type Verify = (request: Incoming) => Promise<Signed | null>;

const MOST_KEYS = 2_000;

interface Needs {
	readonly clock: Clock;
	readonly remote: Remote;
}

/** Checks signatures of every kind with Fedify: those the short way cannot decide. The library costs a third of a second to load, so it is loaded when first asked. */
export const createVerify = ({ clock, remote }: Needs): Verify => {
	const known = new Map<string, CryptographicKey | Multikey>();
	const keyCache = {
		get: async (keyId: URL) => known.get(keyId.href),
		set: async (keyId: URL, key: CryptographicKey | Multikey | null) => {
			const [oldest] = known.keys();
			if (known.size >= MOST_KEYS && oldest !== undefined) known.delete(oldest);
			if (key === null) known.delete(keyId.href);
			else known.set(keyId.href, key);
		},
	};
	const documentLoader = async (url: string) => {
		const found = await remote.document(url.split('#')[0] ?? url);
		if (!found.ok) throw new Error(`no key at ${url}`);
		return { contextUrl: null, documentUrl: url, document: keyPart(found.value) };
	};

	return async ({ method, url, headers, body }) => {
		if (!coversEnough(headers, body !== null)) return null;
		const { verifyRequest } = await import('@fedify/fedify/sig');
		const pinned = new Headers([...headers]);
		pinned.set('host', url.host);
		const request = new Request(url, { method, headers: pinned, body: body === null ? null : new Uint8Array(body) });
		// NOTE: Fedify brings another polyfill of the same standard; it asks for nothing but the methods both have.
		const currentTime = Temporal.Instant.fromEpochMilliseconds(clock.now()) as never;
		const options = { documentLoader, keyCache, currentTime, timeWindow: { milliseconds: WINDOW_MS } };
		const key = await verifyRequest(request, options).catch(() => null);
		const [keyId, owner] = [key?.id?.href ?? null, textOf(key?.ownerId?.href)];
		return keyId === null || owner === null ? null : { keyId, owner };
	};
};

/** SPEC: the contexts that define keys; Fedify carries them with it. */
const KEY_CONTEXT = ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1'];

/** What of a foreign document tells the key. The rest, and whatever contexts it names, is never looked at or fetched. */
const keyPart = ({ id, type, inbox, owner, publicKeyPem, publicKey }: Foreign): Foreign => {
	const part = { '@context': KEY_CONTEXT, id, type, inbox, owner, publicKeyPem, publicKey };
	return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));
};
