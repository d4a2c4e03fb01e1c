import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** SPEC: WebSub 8: the methods a hub may sign with. Google's takes the first. */
const SIGNATURE = /^(sha1|sha256|sha384|sha512)=([0-9a-f]{40,128})$/;

/** Whether these bytes, as they came, were signed with the secret that was given with the subscription. */
export const isSigned = (bytes: Uint8Array, header: string, secret: string): boolean => {
	const [, method = '', given = ''] = SIGNATURE.exec(header) ?? [];
	if (given === '') return false;
	const right = createHmac(method, secret).update(bytes).digest();
	const said = Buffer.from(given, 'hex');
	return said.length === right.length && timingSafeEqual(said, right);
};

/** The word in the address is kept as this; who reads the table cannot call. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
