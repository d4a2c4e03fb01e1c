import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { type Kysely, sql } from 'kysely';

import { PATH } from './crowd.ts';

const BATCH = 256;

const read = async (request: IncomingMessage): Promise<Buffer> => {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
};

/** Checks digest and signature with keys it has, writes letters in batches into one table, answers after the commit, and does nothing else. */
export const openBareInbox = async (engine: Kysely<unknown>, host: string) => {
	await sql`create table if not exists bench_letter (id text primary key, body jsonb not null)`.execute(engine);
	const keys = new Map<string, KeyObject>();
	let waiting: { readonly id: string; readonly body: string; readonly done: () => void }[] = [];
	let writing = false;
	const write = async (): Promise<void> => {
		writing = true;
		while (waiting.length > 0) {
			const batch = waiting.slice(0, BATCH);
			waiting = waiting.slice(BATCH);
			await sql`insert into bench_letter select id, body::jsonb from unnest(${batch.map(({ id }) => id)}::text[],
				${batch.map(({ body }) => body)}::text[]) as l(id, body) on conflict do nothing`.execute(engine);
			for (const { done } of batch) done();
		}
		writing = false;
	};
	const keyOf = async (keyId: string): Promise<KeyObject> => {
		const known = keys.get(keyId);
		if (known) return known;
		const actor = (await (await fetch(keyId)).json()) as { publicKey: { publicKeyPem: string } };
		const key = createPublicKey(actor.publicKey.publicKeyPem);
		keys.set(keyId, key);
		return key;
	};
	const isProved = async (headers: IncomingMessage['headers'], body: Buffer): Promise<boolean> => {
		const told = String(headers['signature']);
		const part = (name: string): string => new RegExp(`${name}="([^"]+)"`).exec(told)?.[1] ?? '';
		const digest = `SHA-256=${createHash('sha256').update(body).digest('base64')}`;
		const base = `(request-target): post ${PATH}\nhost: ${host}\ndate: ${headers.date}\ndigest: ${digest}`;
		const key = await keyOf(part('keyId'));
		return (
			headers['digest'] === digest && verify('sha256', Buffer.from(base), key, Buffer.from(part('signature'), 'base64'))
		);
	};
	const server = createServer((request, response) => {
		void (async () => {
			const body = await read(request);
			if (!(await isProved(request.headers, body))) return response.writeHead(401).end();
			const text = body.toString('utf8');
			const { id } = JSON.parse(text) as { id: string };
			waiting.push({ id, body: text, done: () => response.writeHead(202).end() });
			if (!writing) void write();
			return response;
		})();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		close: () => {
			server.close();
			server.closeAllConnections();
		},
	};
};
