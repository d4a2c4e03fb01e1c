import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const SIGNATURE = /^sha256=([0-9a-f]{64})$/;

/** SPEC: Graph API, Webhooks, validating payloads: HMAC-SHA256 of the bytes as they came, with the app's secret. */
export const isSigned = (bytes: Uint8Array, header: string, secret: string): boolean => {
	const given = SIGNATURE.exec(header)?.[1];
	if (given === undefined) return false;
	return timingSafeEqual(Buffer.from(given, 'hex'), createHmac('sha256', secret).update(bytes).digest());
};

export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export const isToken = (token: string, hash: Buffer): boolean => timingSafeEqual(hashOf(token), hash);
