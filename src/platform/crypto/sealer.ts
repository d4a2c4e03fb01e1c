import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** Seals secrets with the installation's key, which lies in a file outside the database. */
export interface Sealer {
	/** AES-256-GCM; `context` (table and column, say) is bound in: a seal moved elsewhere does not open. */
	seal(plain: string | Uint8Array, context: string): Buffer;
	/** Throws when the seal is broken, the context differs, or the key is another one. */
	open(sealed: Uint8Array, context: string): Buffer;
	/** A keyed fingerprint, for look-ups by value without keeping the value. `purpose` separates uses. */
	fingerprint(purpose: string, value: string): string;
	/** A 32-byte key of its own for one purpose, derived from the installation key. */
	derive(purpose: string): Buffer;
}

const NONCE = 12;
const TAG = 16;

export const createSealer = (key: Uint8Array): Sealer => {
	if (key.length !== 32) throw new Error('the installation key must have 32 bytes');
	const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', key, 'amtsfunk', purpose, 32));
	const sealing = derive('seal');
	return {
		seal(plain, context) {
			const nonce = randomBytes(NONCE);
			const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(context));
			const body = Buffer.concat([cipher.update(plain), cipher.final()]);
			return Buffer.concat([nonce, cipher.getAuthTag(), body]);
		},
		open(sealed, context) {
			const bytes = Buffer.from(sealed);
			const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, NONCE));
			decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
			return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]);
		},
		fingerprint: (purpose, value) =>
			createHmac('sha256', derive(`fingerprint:${purpose}`))
				.update(value)
				.digest('base64url'),
		derive,
	};
};

/** Whole or not at all, and never over another: several processes may start for the first time together. */
const makeKey = (file: string): void => {
	const draft = `${file}.${process.pid}`;
	writeFileSync(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
	try {
		linkSync(draft, file);
	} catch (thrown) {
		if (!existsSync(file)) throw thrown;
	} finally {
		rmSync(draft, { force: true });
	}
};

/** Reads the key file, or makes one (0600) at the first start. Never replaces an existing one. */
export const loadKey = (file: string): Buffer => {
	if (!existsSync(file)) makeKey(file);
	chmodSync(file, 0o600);
	const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
	if (key.length !== 32) throw new Error(`${file} does not hold a 32-byte key in base64`);
	return key;
};
