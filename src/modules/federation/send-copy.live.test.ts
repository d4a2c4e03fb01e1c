import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { instant, minutes, plus, seconds } from '#kernel/time.ts';
import { woundClock } from '#platform/clock.ts';
import { createDatabase } from '#platform/db/database.ts';
import { type Engine, openEngine } from '#platform/db/engine.ts';
import { createLog } from '#platform/log.ts';
import { createOutbound } from '#platform/outbound/create-outbound.ts';
import { freshDatabase } from '#tests/database.ts';

import type { Copy } from './claim-recipients.ts';
import { createSendCopy } from './send-copy.ts';

const now = instant('2026-03-02T08:00:00Z');
const log = createLog('silent');
const signer = {
	keyId: 'https://stadt.example/k',
	key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
};
let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let engine: Engine;
let server: Server;
let answer: { status: number; headers?: Record<string, string> } = { status: 202 };
let send: ReturnType<typeof createSendCopy>;
let copy: Copy;

beforeAll(async () => {
	fresh = await freshDatabase();
	engine = openEngine(fresh.url, { max: 2 });
	server = createServer((request, response) => {
		request.resume().once('end', () => response.writeHead(answer.status, answer.headers).end());
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
	await sql`insert into federation_activity (id, identifier, type, public, body, made_at)
		values ('a', 'p', 'Create', true, '{}', now())`.execute(engine.engine);
	const actors = { signer: async () => signer, house: async () => signer };
	const nobody = { find: async () => null, ofPresence: async () => null, all: async () => [] };
	send = createSendCopy({
		db: createDatabase(engine),
		outbound: createOutbound({ lab: true, allowLoopback: [], log }),
		clock: woundClock(now),
		actors: { ...actors, ...nobody },
	});
	const waiting = { attempts: 0, missing: 0, madeAt: now, signature: 'cavage' } as const;
	copy = { ...waiting, id: 1, activityId: 'a', presenceId: 'p', host, inbox: `http://${host}/inbox` };
});
afterAll(async () => {
	server.closeAllConnections();
	server.close();
	await engine.close();
	await fresh.drop();
});

it.each([
	[202, undefined, { kind: 'taken' }],
	[410, undefined, { kind: 'gone' }],
	[404, undefined, { kind: 'later', alive: true, missing: true }],
	[403, undefined, { kind: 'refused' }],
	[429, '30', { kind: 'later', alive: true, until: plus(now, seconds(30)) }],
	[429, 'Mon, 02 Mar 2026 08:05:00 GMT', { kind: 'later', alive: true, until: plus(now, minutes(5)) }],
	[429, undefined, { kind: 'later', alive: true, until: plus(now, minutes(1)) }],
	[503, '90', { kind: 'later', alive: true, until: plus(now, seconds(90)) }],
	[503, undefined, { kind: 'later', alive: false }],
	[500, undefined, { kind: 'later', alive: false }],
])('an answer of %i with Retry-After %j is understood', async (status, retryAfter, expected) => {
	answer = { status, ...(retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } }) };
	expect(await send(copy)).toMatchObject(expected);
});
