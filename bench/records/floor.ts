import { createCipheriv, createHmac, hash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

import { canonicalJson, type JsonObject } from '#kernel/json.ts';

/** The bare work of one leaf: the same bytes through the same crypto, without the office around it. */
const bareRow = (key: Buffer, payload: JsonObject): string => {
	const id = randomBytes(32).toString('base64url').slice(0, 26);
	const text = canonicalJson(payload);
	const [salt, recordKey] = [randomBytes(32), randomBytes(32)];
	const commitment = createHmac('sha256', salt)
		.update(hash('sha256', text, 'buffer'))
		.digest();
	const sealed = seal(recordKey, Buffer.alloc(12), [salt, Buffer.from(text)]);
	const sealedKey = seal(key, randomBytes(12), [recordKey]);
	const leaf = `{"commitment":"${commitment.toString('hex')}","id":"${id}","v":1}`;
	const leafHash = hash('sha256', Buffer.concat([Buffer.of(0), Buffer.from(leaf)]), 'buffer');
	const bytes = [commitment, sealed, sealedKey, leafHash].map((value) => `\\\\x${value.toString('hex')}`);
	return `${id}\tpost.changed\tpost-1\tunit-a\t2026-03-02T08:00:00Z\t${bytes.join('\t')}\n`;
};

const seal = (key: Buffer, nonce: Buffer, parts: readonly Buffer[]): Buffer => {
	const cipher = createCipheriv('aes-256-gcm', key, nonce);
	const body = [...parts.map((part) => cipher.update(part)), cipher.final()];
	return Buffer.concat([nonce, cipher.getAuthTag(), ...body]);
};

/** COPY of 256 rows at a time into a table without any index. */
export const bareAppend = async (client: pg.Client, count: number, payload: (n: number) => JsonObject) => {
	const key = randomBytes(32);
	for (let from = 0; from < count; from += 256) {
		const rows = Array.from({ length: Math.min(256, count - from) }, (_, n) => bareRow(key, payload(from + n)));
		await pipeline(Readable.from([rows.join('')]), client.query(copyFrom('copy bench_bare from stdin')));
	}
};

export interface BareEntry {
	readonly leaf: Buffer;
	readonly salt: Buffer;
	readonly payload: Buffer;
}

/** The hashes that checking a log cannot do without, over buffers in memory. */
export const bareVerify = (entries: readonly BareEntry[], full: boolean): Buffer => {
	const peaks: Buffer[] = [];
	entries.forEach(({ leaf, salt, payload }, n) => {
		if (full)
			createHmac('sha256', salt)
				.update(hash('sha256', payload, 'buffer'))
				.digest();
		let node = hash('sha256', leaf, 'buffer');
		for (let at = n; at % 2 === 1; at = (at - 1) / 2)
			node = hash('sha256', Buffer.concat([Buffer.of(1), peaks.pop() ?? Buffer.alloc(32), node]), 'buffer');
		peaks.push(node);
	});
	return peaks.reduceRight((right, left) => hash('sha256', Buffer.concat([Buffer.of(1), left, right]), 'buffer'));
};
