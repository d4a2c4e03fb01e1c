import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { crc32, deflateSync } from 'node:zlib';

import { Hono } from 'hono';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Actor } from '#kernel/permission.ts';
import { createPictures } from '#platform/media/pictures.ts';
import { createOutbound } from '#platform/outbound/create-outbound.ts';
import { createScanner, type Scan } from '#platform/scanner.ts';
import { actorWith, startTestOffice, type TestOffice } from '#tests/office.ts';
import { openScanner, VIRUS } from '#tests/scanner.ts';

import { mountForeignMedia } from './foreign-media.ts';

const agent = actorWith('agent', ['unit-1'], 'agent-1');
const other = actorWith('agent', ['unit-2'], 'agent-2');
const actors = new Map<string, Actor>([agent, other].map((actor) => [actor.id, actor]));

let office: TestOffice;
let server: Server;
let asked: string[] = [];
/** The door of a real house: no loopback, no plain http. */
let strict: Hono;
/** The door of a trial, which may reach the server of this test. */
let open: Hono;
/** The door of a house with a virus scanner. */
let watched: Hono;
let scanned: Awaited<ReturnType<typeof openScanner>>;

const jpeg = () =>
	sharp({ create: { width: 1400, height: 700, channels: 3, background: '#2266aa' } })
		.withExif({ IFD0: { Copyright: 'geheime Spur' }, IFD3: { GPSLatitudeRef: 'N' } })
		.jpeg()
		.toBuffer();

const chunk = (name: string, data: Buffer): Buffer => {
	const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
	const frame = Buffer.alloc(8);
	frame.writeUInt32BE(data.length, 0);
	frame.writeUInt32BE(crc32(body), 4);
	return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};

/** A true PNG of a few kilobytes that unpacks into gigabytes. */
const bomb = (side: number): Buffer => {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(side, 0);
	head.writeUInt32BE(side, 4);
	head.set([8, 2, 0, 0, 0], 8);
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	const data = deflateSync(Buffer.alloc(4_000_000));
	return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
};

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><image href="file:///etc/passwd"/></svg>';
const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

const bodies: Readonly<Record<string, () => Promise<Buffer | string> | Buffer | string>> = {
	'/good.jpg': jpeg,
	'/named-wrongly.txt': jpeg,
	'/tiny.gif': () => gif,
	'/virus.jpg': async () => Buffer.concat([await jpeg(), Buffer.from(VIRUS)]),
	'/strange.jpg': async () => Buffer.concat([await jpeg(), Buffer.from('STRANGE')]),
	'/page.png': () => '<!doctype html><script>alert(1)</script>',
	'/drawing.svg': () => svg,
	'/empty.png': () => '',
	'/cut.jpg': async () => (await jpeg()).subarray(0, 900),
	'/bomb.png': () => bomb(50_000),
	'/huge.jpg': async () => Buffer.concat([await jpeg(), Buffer.alloc(17 * 1024 * 1024)]),
	'/polyglot.jpg': async () => Buffer.concat([await jpeg(), Buffer.from('<script>alert(1)</script>PK\u0003\u0004')]),
};

beforeAll(async () => {
	office = await startTestOffice({ at: '2026-03-02T08:00:00Z' });
	server = createServer(async (request, response) => {
		const path = request.url ?? '';
		asked.push(path);
		if (path === '/moved') return response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end();
		const body = bodies[path];
		// What a sender says about the type counts for nothing, so it always says the same.
		return body
			? response.writeHead(200, { 'content-type': 'image/png' }).end(await body())
			: response.writeHead(404).end();
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { db, files, log } = office.office.corridor;
	const mounted = (lab: boolean, scan?: Scan): Hono => {
		const app = new Hono();
		const outbound = createOutbound({ lab, allowLoopback: [], log });
		const identify = async (request: Request) => actors.get(request.headers.get('x-actor') ?? '') ?? null;
		mountForeignMedia(app, { db, files, log, outbound, identify, pictures: createPictures(), scan });
		return app;
	};
	scanned = await openScanner();
	strict = mounted(false);
	watched = mounted(true, createScanner(`127.0.0.1:${scanned.port}`));
	open = mounted(true);
	const { engine } = office.office.corridor.engine;
	await sql`insert into dialogue_counterpart values ('p1', 'mastodon', 'f', 'h', '')`.execute(engine);
	await sql`insert into dialogue_conversation (id, unit_id, channel, counterpart_id, state, visibility, excerpt, version, opened_at, last_at)
		values ('c1', 'unit-1', 'mastodon', 'p1', 'open', 'public', '', 1, now(), now())`.execute(engine);
});
afterAll(async () => {
	server.close();
	scanned.server.close();
	await office.close();
});

const origin = (): string => {
	const address = server.address();
	return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
};

let number = 0;
/** Shows the picture of a message that names this address. */
const show = async (url: string, { app = open, actor = 'agent-1', at = '0' } = {}) => {
	number += 1;
	const media = JSON.stringify([{ url, alt: 'x' }]);
	await sql`insert into dialogue_message (id, conversation_id, direction, text, visibility, media, sent_at)
		values (${`m${number}`}, 'c1', 'in', '', 'public', ${media}::jsonb, now())`.execute(
		office.office.corridor.engine.engine,
	);
	asked = [];
	const answer = await app.request(`/api/messages/m${number}/media/${at}`, { headers: { 'x-actor': actor } });
	return {
		status: answer.status,
		type: answer.headers.get('content-type'),
		bytes: Buffer.from(await answer.arrayBuffer()),
	};
};

describe('a picture somebody sent', () => {
	it.each(['/good.jpg', '/named-wrongly.txt', '/tiny.gif', '/polyglot.jpg'])(
		'%s is written anew, without what lay in it',
		async (path) => {
			const { status, type, bytes } = await show(origin() + path);
			expect([status, type]).toEqual([200, 'image/webp']);
			const told = await sharp(bytes).metadata();
			expect([told.format, told.exif, told.icc]).toEqual(['webp', undefined, undefined]);
			expect(told.width).toBeLessThanOrEqual(960);
			expect(bytes.includes('geheime Spur') || bytes.includes('<script>')).toBe(false);
		},
	);

	it.each(['/page.png', '/drawing.svg', '/empty.png', '/cut.jpg', '/bomb.png', '/huge.jpg', '/none.png', '/moved'])(
		'%s is not shown',
		async (path) => {
			const { status, bytes } = await show(origin() + path);
			expect([status, JSON.parse(bytes.toString('utf8')).type]).toEqual([502, 'message.media-unreachable']);
			expect(asked).toEqual([path]);
		},
	);

	it.each([
		'http://127.0.0.1:9/x.png',
		'https://127.0.0.1/x.png',
		'https://[::1]/x.png',
		'https://[::ffff:10.0.0.1]/x.png',
		'https://10.0.0.1/x.png',
		'https://192.168.1.1/x.png',
		'https://169.254.169.254/latest/meta-data',
		'https://localhost/x.png',
		'https://0x7f000001/x.png',
		'https://user:word@example.org/x.png',
		'file:///etc/passwd',
		'data:image/png;base64,AAAA',
		'ftp://example.org/x.png',
		'//example.org/x.png',
		'not an address',
	])('at %s is never fetched', async (url) => {
		expect((await show(url, { app: strict })).status).toBe(502);
	});

	it('in plain http is not fetched by a real house, though the server is there', async () => {
		expect((await show(`${origin()}/good.jpg`, { app: strict })).status).toBe(502);
		expect(asked).toEqual([]);
	});

	it('is fetched once, and only for who may read the conversation', async () => {
		const url = `${origin()}/good.jpg`;
		expect((await show(url, { actor: 'agent-2' })).status).toBe(403);
		expect((await show(url, { actor: 'nobody' })).status).toBe(401);
		expect((await show(url, { at: '1' })).status).toBe(404);
		expect((await show(url, { at: '__proto__' })).status).toBe(404);
		expect(asked).toEqual([]);
		expect((await show(url)).status).toBe(200);
		expect(asked).toEqual([]);
	});
});

describe('with a virus scanner', () => {
	it('shows what is clean, and nothing that is not, or that nobody could look at', async () => {
		const clean = await show(`${origin()}/good.jpg`, { app: watched });
		expect(clean.status).toBe(200);
		expect(scanned.seen).toEqual([(await jpeg()).length]);
		expect((await show(`${origin()}/virus.jpg`, { app: watched })).status).toBe(403);
		expect((await show(`${origin()}/strange.jpg`, { app: watched })).status).toBe(503);
		expect((await show(`${origin()}/virus.jpg`)).status).toBe(200);
		scanned.server.close();
		expect((await show(`${origin()}/tiny.gif`, { app: watched })).status).toBe(503);
		expect((await show(`${origin()}/good.jpg`, { app: watched })).status).toBe(200);
	});

	it('sends large files in pieces', async () => {
		const again = await openScanner();
		const scan = createScanner(`127.0.0.1:${again.port}`);
		expect((await scan(Buffer.alloc(3_000_000))).ok).toBe(true);
		expect(again.seen).toEqual([3_000_000]);
		again.server.close();
	});
});
