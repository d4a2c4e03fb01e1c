import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** An answer with its bytes in every form a browser may ask for. */
export interface Ready {
	readonly etag: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly forms: Readonly<Record<Coding, Buffer>>;
	/** Bytes in all forms together. */
	readonly weight: number;
}

export type Coding = 'br' | 'gzip' | 'identity';

export interface Made {
	readonly body: string | Buffer;
	readonly headers: Readonly<Record<string, string>>;
	/** How hard to press: 11 for what is made once at start. */
	readonly effort?: number;
}

const COMPRESSIBLE = /^(text|application\/(xml|rss|atom|json|feed)|image\/svg)/;
const EFFORT = 6;

/** Compresses once, so that no request ever has to. */
export const makeReady = ({ body, headers, effort = EFFORT }: Made): Ready => {
	const identity = Buffer.from(body);
	const worth = COMPRESSIBLE.test(headers['content-type'] ?? '');
	const forms = {
		identity,
		gzip: worth ? gzipSync(identity, { level: 7 }) : identity,
		br: worth ? brotliCompressSync(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: effort } }) : identity,
	};
	const etag = `W/"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`;
	const weight = worth ? identity.length + forms.gzip.length + forms.br.length : identity.length;
	return { etag, headers: worth ? { ...headers, vary: 'accept, accept-encoding' } : headers, forms, weight };
};

/** The best form both sides know. `q=0` is a refusal; other weights are not worth a look. */
export const codingFor = (accepted: string | undefined): Coding => {
	if (accepted === undefined || accepted.includes('q=0')) return plainCoding(accepted ?? '');
	if (accepted.includes('br')) return 'br';
	return accepted.includes('gzip') ? 'gzip' : 'identity';
};

const plainCoding = (accepted: string): Coding => {
	const welcome = accepted.split(',').filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part));
	const names = new Set(welcome.map((part) => part.split(';')[0]?.trim()));
	if (names.has('br')) return 'br';
	return names.has('gzip') ? 'gzip' : 'identity';
};

export const isKnown = (etag: string, asked: string | undefined): boolean =>
	asked !== undefined && (asked === etag || asked === '*' || asked.split(',').some((one) => one.trim() === etag));

/** Header lists written once per form: the fast path hands them to Node as they are. */
export const headerLists = (ready: Ready): Readonly<Record<Coding | 'known', string[]>> => {
	const shared = Object.entries({ ...ready.headers, etag: ready.etag }).flat();
	const list = (coding: Coding) => [
		...shared,
		...(ready.forms[coding] !== ready.forms.identity ? ['content-encoding', coding] : []),
		...['content-length', String(ready.forms[coding].length)],
	];
	return { br: list('br'), gzip: list('gzip'), identity: list('identity'), known: shared };
};

export interface Shelved {
	readonly ready: Ready;
	readonly lists: Readonly<Record<Coding | 'known', string[]>>;
}

/** Writes a ready answer: 304 when the reader has it, no body for HEAD. */
export const send = ({ ready, lists }: Shelved, request: IncomingMessage, response: ServerResponse): void => {
	if (isKnown(ready.etag, request.headers['if-none-match'])) {
		response.writeHead(304, lists.known);
		response.end();
		return;
	}
	const coding = codingFor(request.headers['accept-encoding'] as string | undefined);
	response.writeHead(200, lists[coding]);
	if (request.method === 'HEAD') response.end();
	else response.end(ready.forms[coding]);
};
