import { createCipheriv, createDecipheriv } from 'node:crypto';

import type { Sealer } from '#platform/crypto/sealer.ts';

import { SALT_BYTES } from './domain/leaf.ts';

/** A record that can still be opened. */
export interface OpenedEntry {
	readonly salt: Buffer;
	readonly payload: string;
}

const TAG = 16;
/** NOTE: each record has a key of its own that seals exactly once, so a fixed nonce never repeats under a key. */
const NONCE = Buffer.alloc(12);

const context = (id: string): string => `records_entry.record_key:${id}`;

/** Seals salt and payload with the record's own key, and that key with the installation's. */
export const sealEntry = (
	sealer: Sealer,
	id: string,
	{ key, salt, payload }: OpenedEntry & { readonly key: Buffer },
): { readonly sealed: Buffer; readonly recordKey: Buffer } => {
	const cipher = createCipheriv('aes-256-gcm', key, NONCE).setAAD(Buffer.from(id));
	const body = Buffer.concat([cipher.update(salt), cipher.update(payload, 'utf8'), cipher.final()]);
	return { sealed: Buffer.concat([cipher.getAuthTag(), body]), recordKey: sealer.seal(key, context(id)) };
};

/** Throws when the seal is broken: that is damage or tampering, never an ordinary case. */
export const openEntry = (
	sealer: Sealer,
	id: string,
	{ sealed, recordKey }: { readonly sealed: Uint8Array; readonly recordKey: Uint8Array },
): OpenedEntry => {
	const decipher = createDecipheriv('aes-256-gcm', sealer.open(recordKey, context(id)), NONCE);
	decipher.setAAD(Buffer.from(id)).setAuthTag(sealed.subarray(0, TAG));
	const plain = Buffer.concat([decipher.update(sealed.subarray(TAG)), decipher.final()]);
	return { salt: plain.subarray(0, SALT_BYTES), payload: plain.subarray(SALT_BYTES).toString('utf8') };
};
