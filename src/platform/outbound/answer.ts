import type { IncomingMessage } from 'node:http';
import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

import type { OutboundAnswer } from './outbound.ts';

export class TooLarge extends Error {
	constructor() {
		super('the answer is larger than we take');
	}
}

/** Reads an answer to its end, unpacked, and never holds more than `most` bytes of it. Throws when it is cut short or too large. */
export const readAnswer = async (incoming: IncomingMessage, most: number): Promise<OutboundAnswer> => {
	const unpack = unpacker(incoming.headers['content-encoding']);
	const bytes = unpack === null ? await gather(incoming, most) : await unpackAll(incoming, unpack, most);
	if (!incoming.complete) throw new Error('the answer was cut short');
	const headers = headersOf(incoming);
	return { status: incoming.statusCode ?? 0, headers, body: parsed(headers, bytes), bytes };
};

/** NOTE: by hand, because `pipeline` makes and throws away an abort error per answer, the dearest part of a copy to a follower. */
const gather = (from: Readable, most: number): Promise<Buffer> =>
	new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		let size = 0;
		from.on('data', (chunk: Buffer) => {
			size += chunk.length;
			if (size > most) from.destroy(new TooLarge());
			else chunks.push(chunk);
		});
		from.once('end', () => resolve(Buffer.concat(chunks)));
		from.once('error', reject);
		from.once('close', () => reject(new Error('the answer was cut short')));
	});

const unpackAll = async (incoming: IncomingMessage, unpack: Transform, most: number): Promise<Buffer> => {
	let packedSize = 0;
	incoming.on('data', (chunk: Buffer) => {
		packedSize += chunk.length;
		if (packedSize > most) incoming.destroy(new TooLarge());
	});
	const [bytes] = await Promise.all([gather(unpack, most), pipeline(incoming, unpack)]);
	return bytes;
};

const unpacker = (encoding: string | undefined) => {
	switch (encoding?.trim().toLowerCase()) {
		case undefined:
		case '':
		case 'identity':
			return null;
		case 'gzip':
		case 'x-gzip':
			return createGunzip();
		case 'br':
			return createBrotliDecompress();
		case 'deflate':
			return createInflate();
		default:
			throw new Error('the answer is packed in a way we did not ask for');
	}
};

const headersOf = (incoming: IncomingMessage): Headers => {
	const headers = new Headers();
	for (const [name, values] of Object.entries(incoming.headersDistinct)) {
		for (const value of values ?? []) headers.append(name, value);
	}
	return headers;
};

const parsed = (headers: Headers, bytes: Buffer): unknown => {
	const text = bytes.toString('utf8');
	if (!/\bjson\b/i.test(headers.get('content-type') ?? '')) return text;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
};
