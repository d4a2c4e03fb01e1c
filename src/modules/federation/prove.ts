import { createPublicKey, type KeyObject, verify } from 'node:crypto';

import { hours, type Instant } from '#kernel/time.ts';

import { coversEnough, type HeaderLines, readSignature, toldDigest } from './domain/signature.ts';
import type { ActorKey } from './remote.ts';
import { digestOf } from './signing.ts';

export interface Incoming {
	readonly method: string;
	/** The address as we are known, whatever a proxy in front called it. */
	readonly url: URL;
	readonly headers: HeaderLines;
	readonly body: Uint8Array | null;
}

/** How far the clocks of two servers may stand apart. */
export const WINDOW_MS = hours(1);
/** SPEC: what is shorter is not decided here. */
const LEAST_BITS = 2048;

const opened = new WeakMap<ActorKey, KeyObject | null>();

const open = (key: ActorKey): KeyObject | null => {
	const known = opened.get(key);
	if (known !== undefined) return known;
	const made = readKey(key.pem);
	opened.set(key, made);
	return made;
};

const readKey = (pem: string): KeyObject | null => {
	try {
		const key = createPublicKey(pem);
		const { modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
		return key.asymmetricKeyType === 'rsa' && modulusLength >= LEAST_BITS ? key : null;
	} catch {
		return null;
	}
};

/**
 * The short way for what nearly every server sends: RSA with SHA-256 in one of the two usual forms, by a key we have. It
 * only ever says yes; answers the key's address, or null when it cannot tell, and then the library is asked.
 */
export const proveShortly = (
	{ method, url, headers, body }: Incoming,
	keys: readonly ActorKey[],
	now: Instant,
): string | null => {
	if (!coversEnough(headers, body !== null)) return null;
	const told = readSignature({ method, url, headers, hasBody: body !== null });
	if (told === null || !(Math.abs(now - told.at) <= WINDOW_MS) || (told.until !== null && told.until <= now))
		return null;
	const named = keys.find(({ id }) => id === told.keyId);
	const key = named === undefined ? null : open(named);
	if (key === null) return null;
	const signature = Buffer.from(told.signature, 'base64');
	if (!verify('sha256', Buffer.from(told.base), key, signature)) return null;
	return body === null || toldDigest(headers) === digestOf(body) ? told.keyId : null;
};
