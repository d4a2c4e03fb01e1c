import { hash, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';

import { type Instant, toDate } from '#kernel/time.ts';

/** SPEC: draft-cavage-http-signatures-12, which most servers still speak, and RFC 9421, which some insist on. */
export type SignatureKind = 'cavage' | 'rfc9421';

export interface Signer {
	readonly keyId: string;
	readonly key: KeyObject;
}

export interface ToSign {
	readonly method: 'GET' | 'POST';
	readonly url: URL;
	/** SHA-256 of the body, base64; made once for all recipients. */
	readonly digest?: string;
	readonly at: Instant;
}

// NOTE: with a callback the signature is made in the thread pool, so that a fan-out leaves the process free to answer.
const signAside = promisify(sign) as (algorithm: string, data: Buffer, key: KeyObject) => Promise<Buffer>;

export const digestOf = (body: string | Uint8Array): string => hash('sha256', body, 'base64');

/** The headers that prove who sends a request. `host` is set by the connection itself and signed as it will be. */
export const signedHeaders = (
	kind: SignatureKind,
	signer: Signer,
	request: ToSign,
): Promise<Readonly<Record<string, string>>> =>
	kind === 'cavage' ? signCavage(signer, request) : signRfc9421(signer, request);

const signCavage = async ({ keyId, key }: Signer, { method, url, digest, at }: ToSign) => {
	const date = toDate(at).toUTCString();
	const target = `${method.toLowerCase()} ${url.pathname}${url.search}`;
	const covered: [string, string][] = [
		['(request-target)', target],
		['host', url.host],
		['date', date],
		...(digest === undefined ? [] : [['digest', `SHA-256=${digest}`] satisfies [string, string]]),
	];
	const base = covered.map(([name, value]) => `${name}: ${value}`).join('\n');
	const signature = (await signAside('sha256', Buffer.from(base), key)).toString('base64');
	const names = covered.map(([name]) => name).join(' ');
	return {
		date,
		...(digest === undefined ? {} : { digest: `SHA-256=${digest}` }),
		signature: `keyId="${keyId}",algorithm="rsa-sha256",headers="${names}",signature="${signature}"`,
	};
};

const SECOND = 1000;

const signRfc9421 = async ({ keyId, key }: Signer, { method, url, digest, at }: ToSign) => {
	const contentDigest = digest === undefined ? undefined : `sha-256=:${digest}:`;
	const covered: [string, string][] = [
		['@method', method],
		['@target-uri', url.href],
		['@authority', url.host],
		...(contentDigest === undefined ? [] : [['content-digest', contentDigest] satisfies [string, string]]),
	];
	const names = covered.map(([name]) => `"${name}"`).join(' ');
	const parameters = `(${names});alg="rsa-v1_5-sha256";keyid="${keyId}";created=${Math.floor(at / SECOND)}`;
	const base = [...covered.map(([name, value]) => `"${name}": ${value}`), `"@signature-params": ${parameters}`].join(
		'\n',
	);
	const signature = (await signAside('sha256', Buffer.from(base), key)).toString('base64');
	return {
		date: toDate(at).toUTCString(),
		...(contentDigest === undefined ? {} : { 'content-digest': contentDigest }),
		'signature-input': `sig1=${parameters}`,
		signature: `sig1=:${signature}:`,
	};
};
