import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { crc32, gzipSync } from 'node:zlib';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { type FediverseDesk, startFediverseDesk } from '#tests/fediverse-desk.ts';

const MEBI = 1024 * 1024;
/** "About a second", on a machine that does other things as well. */
const SOON_MS = 3_000;
const MOST_RISE = 64 * MEBI;

let fediverse: FediverseDesk;
let desk: FediverseDesk['desk'];
let port: number;
beforeAll(async () => {
	fediverse = await startFediverseDesk();
	({ desk } = fediverse);
	port = Number(new URL(desk.office.base).port);
	await desk.draft();
	await fetch(desk.office.base);
});
afterAll(() => fediverse.close());

const headersOf = (path: string, more: readonly string[]): string =>
	[`POST ${path} HTTP/1.1`, 'host: 127.0.0.1', `x-actor: ${desk.anna.id}`, ...more, '', ''].join('\r\n');

/** Writes pieces to a bare line for as long as the server takes them; answers the status it gave. */
const raw = (head: string, pieces: Iterable<string | Buffer> = []): Promise<number> =>
	new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		let said = '';
		const statusOf = (): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(said)?.[1] ?? 0);
		socket.on('data', (chunk) => {
			said += String(chunk);
			socket.destroy();
		});
		socket.on('error', () => undefined);
		socket.on('close', () => resolve(statusOf()));
		const rest = pieces[Symbol.iterator]();
		const write = (): void => {
			for (let piece = rest.next(); !piece.done && !socket.destroyed; piece = rest.next())
				if (!socket.write(piece.value)) return void socket.once('drain', write);
		};
		socket.write(head, write);
	});

const json = (path: string, body: string | Buffer, more: readonly string[] = []): Promise<number> =>
	raw(headersOf(path, ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`, ...more]), [
		body,
	]);

const upload = (bytes: Buffer): Promise<number> =>
	raw(headersOf(`/api/media?unitId=${desk.unitId}&name=x.png`, [`content-length: ${bytes.length}`]), [bytes]);

function* endless(piece: Buffer, times: number): Generator<Buffer> {
	for (let n = 0; n < times; n += 1) yield piece;
}

/** A picture of one colour that says it is 50,000 pixels wide and high. */
const hugePicture = (): Buffer => {
	const chunk = (type: string, data: Buffer): Buffer => {
		const named = Buffer.concat([Buffer.from(type), data]);
		const size = Buffer.alloc(4);
		size.writeUInt32BE(data.length);
		const sum = Buffer.alloc(4);
		sum.writeUInt32BE(crc32(named));
		return Buffer.concat([size, named, sum]);
	};
	const head = Buffer.alloc(13);
	head.writeUInt32BE(50_000, 0);
	head.writeUInt32BE(50_000, 4);
	head.set([8, 0, 0, 0, 0], 8);
	const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	return Buffer.concat([start, chunk('IHDR', head), chunk('IDAT', Buffer.alloc(64)), chunk('IEND', Buffer.alloc(0))]);
};

const svg = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>`;

const nested = (open: string, close: string, times: number): string => `${open.repeat(times)}1${close.repeat(times)}`;
const manyKeys = (count: number): string =>
	`{${Array.from({ length: count }, (_, n) => `"${n.toString(36)}":0`).join(',')}}`;
const parts = (count: number): string =>
	`${Array.from({ length: count }, (_, n) => `--x\r\ncontent-disposition: form-data; name="f${n}"\r\n\r\n1`).join('\r\n')}\r\n--x--\r\n`;

const cases: Readonly<Record<string, () => Promise<number>>> = {
	'a body of 100 MB': () =>
		raw(headersOf('/api/posts', [`content-length: ${100 * MEBI}`]), endless(Buffer.alloc(MEBI, 'a'), 100)),
	'a body of 100 MB in chunks': () =>
		raw(
			headersOf('/api/posts', ['transfer-encoding: chunked']),
			endless(Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(MEBI, 'a'), Buffer.from('\r\n')]), 100),
		),
	'an upload of 100 MB': () =>
		raw(
			headersOf(`/api/media?unitId=${desk.unitId}`, [`content-length: ${100 * MEBI}`]),
			endless(Buffer.alloc(MEBI), 100),
		),
	'an activity of 1 MB': () => json('/fediverse/eingang', `{"a":"${'x'.repeat(MEBI)}"}`),
	'a question of 3 MB': () =>
		raw(headersOf('/frage', ['content-type: application/x-www-form-urlencoded', `content-length: ${3 * MEBI + 6}`]), [
			'frage=',
			'x'.repeat(3 * MEBI),
		]),
	'a form of 30,000 parts': () => {
		const body = parts(30_000);
		return raw(
			headersOf('/frage', ['content-type: multipart/form-data; boundary=x', `content-length: ${body.length}`]),
			[body],
		);
	},
	'arrays, a million deep': () => json('/api/posts', `{"title":${nested('[', ']', 1_000_000)}}`),
	'objects, 300,000 deep': () => json('/api/posts', `{"title":${nested('{"a":', '}', 300_000)}}`),
	'an activity, 100,000 deep': () => json('/fediverse/eingang', `{"a":${nested('[', ']', 100_000)}}`),
	'200,000 keys': () => json('/api/posts', manyKeys(200_000)),
	'a gzip bomb': () => json('/api/posts', gzipSync(Buffer.alloc(100 * MEBI)), ['content-encoding: gzip']),
	'a picture of 50,000 by 50,000': () => upload(hugePicture()),
	'an SVG that asks for a file': () => upload(Buffer.from(svg)),
	'100,000 headers': () =>
		raw(headersOf('/api/posts', []).slice(0, -2), endless(Buffer.from('x-a: b\r\n'.repeat(1_000)), 100)),
	'an address of 1 MB': () => raw(`GET /${'a'.repeat(MEBI)} HTTP/1.1\r\nhost: x\r\n\r\n`),
};

/** Somebody else asks for the front page all the while; answers the longest wait. */
const besides = async <T>(work: Promise<T>): Promise<{ readonly result: T; readonly slowest: number }> => {
	let running = true;
	let slowest = 0;
	const asking = async (): Promise<void> => {
		while (running) {
			const begun = performance.now();
			expect((await fetch(`${desk.office.base}/`)).status).toBe(200);
			slowest = Math.max(slowest, performance.now() - begun);
			await pause(5);
		}
	};
	const asked = asking();
	const result = await work;
	running = false;
	await asked;
	return { result, slowest };
};

it.each(Object.keys(cases))('%s is refused soon, in little memory, while others are served', async (name) => {
	const before = process.memoryUsage().rss;
	const begun = performance.now();
	const { result: status, slowest } = await besides(cases[name]?.() ?? Promise.resolve(0));
	const took = performance.now() - begun;
	const rise = process.memoryUsage().rss - before;
	expect([name, Math.floor(status / 100)]).toEqual([name, 4]);
	expect([name, took < SOON_MS, slowest < SOON_MS]).toEqual([name, true, true]);
	// The sender of the large things lives in this process too.
	expect([name, rise < MOST_RISE + 32 * MEBI]).toEqual([name, true]);
});

it('those who send slowly keep nobody from being served', async () => {
	const slow = Array.from({ length: 100 }, () => {
		const socket = connect(port, '127.0.0.1');
		socket.on('error', () => undefined);
		socket.write(headersOf('/api/posts', ['content-type: application/json', 'content-length: 1000']));
		return socket;
	});
	const drip = setInterval(() => {
		for (const socket of slow) socket.write(' ');
	}, 50);
	const { slowest } = await besides(pause(500));
	clearInterval(drip);
	for (const socket of slow) socket.destroy();
	expect(slowest).toBeLessThan(SOON_MS);
});
