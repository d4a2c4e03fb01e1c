import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

import type { Sealer } from '#platform/crypto/sealer.ts';

import type { ActorRow } from './tables.ts';

const generate = promisify(generateKeyPair);

/** SPEC: what every server of the network verifies; longer keys cost thirteen times as much to sign with. */
const RSA_BITS = 2048;

const context = (identifier: string, kind: 'rsa' | 'ed25519'): string => `federation_actor.${identifier}.${kind}`;

export type NewKeys = Pick<ActorRow, 'rsa_public' | 'rsa_sealed' | 'ed_public' | 'ed_sealed'>;

/** Makes the two key pairs of an actor; the private halves leave this function sealed only. */
export const makeKeys = async (sealer: Sealer, identifier: string): Promise<NewKeys> => {
	const rsa = await generate('rsa', { modulusLength: RSA_BITS });
	const ed = await generate('ed25519');
	const pem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' });
	return {
		rsa_public: String(rsa.publicKey.export({ type: 'spki', format: 'pem' })),
		rsa_sealed: sealer.seal(pem(rsa.privateKey), context(identifier, 'rsa')),
		ed_public: multibase(ed.publicKey),
		ed_sealed: sealer.seal(pem(ed.privateKey), context(identifier, 'ed25519')),
	};
};

/** The key that signs an actor's requests. */
export const openSigningKey = (
	sealer: Sealer,
	{ identifier, rsa_sealed }: Pick<ActorRow, 'identifier' | 'rsa_sealed'>,
): KeyObject => createPrivateKey(sealer.open(rsa_sealed, context(identifier, 'rsa')));

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** SPEC: multicodec `ed25519-pub`. */
const ED25519_PREFIX = [0xed, 0x01];
const ED25519_BYTES = 32;

/** SPEC: multibase, base58btc. */
const multibase = (key: KeyObject): string => {
	const raw = key.export({ type: 'spki', format: 'der' }).subarray(-ED25519_BYTES);
	let number = BigInt(`0x${Buffer.from([...ED25519_PREFIX, ...raw]).toString('hex')}`);
	let text = '';
	for (; number > 0n; number /= 58n) text = BASE58.charAt(Number(number % 58n)) + text;
	return `z${text}`;
};
