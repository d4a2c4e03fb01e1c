import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

import { keyIdOf, noteText, type TreeHead } from './domain/checkpoint.ts';
import { nodeHashes } from './hashes.ts';

/** The key that signs checkpoints and exports. Its private half never leaves this closure. */
export interface LogKey {
	readonly publicKey: Buffer;
	sign(bytes: Uint8Array): Buffer;
}

/** SPEC: RFC 8410, the fixed DER before the 32 bytes of an Ed25519 key. */
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');

export const createLogKey = (seed: Uint8Array): LogKey => {
	const key = createPrivateKey({ key: Buffer.concat([PRIVATE, seed]), format: 'der', type: 'pkcs8' });
	const der = createPublicKey(key).export({ format: 'der', type: 'spki' });
	return { publicKey: der.subarray(PUBLIC.length), sign: (bytes) => sign(null, bytes, key) };
};

/** False for a wrong signature and for bytes that are no key at all. */
export const isSignedBy = (publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean => {
	if (publicKey.length !== 32) return false;
	const key = createPublicKey({ key: Buffer.concat([PUBLIC, publicKey]), format: 'der', type: 'spki' });
	return verify(null, bytes, key, signature);
};

/** Signs a tree head as a note. */
export const signHead = (key: LogKey, head: TreeHead, signed: Uint8Array): string =>
	noteText(head, {
		name: head.origin,
		keyId: keyIdOf(nodeHashes.sha256, head.origin, key.publicKey),
		signature: key.sign(signed),
	});
