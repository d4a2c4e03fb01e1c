import { createHash } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';

import { privateHosts } from '#tests/hostile/private-hosts.ts';

import { createOutbound } from './create-outbound.ts';
import type { OutboundRequest } from './outbound.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const open: { close(): void }[] = [];
afterEach(() => {
	for (const one of open.splice(0)) one.close();
});

/** A bare socket server, so that a test can break the line at any byte. */
const rawServer = async (onConnection: (socket: Socket) => void) => {
	let connections = 0;
	const sockets = new Set<Socket>();
	const server = net.createServer((socket) => {
		connections += 1;
		sockets.add(socket);
		socket.on('error', () => undefined);
		onConnection(socket);
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	open.push({
		close() {
			for (const socket of sockets) socket.destroy();
			server.close();
		},
	});
	const { port } = server.address() as AddressInfo;
	return { port, origin: `http://127.0.0.1:${port}`, connections: () => connections };
};

const webServer = async (answer: (response: ServerResponse, path: string) => void) => {
	const server: Server = createServer((request, response) => answer(response, request.url ?? ''));
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	open.push({
		close() {
			server.closeAllConnections();
			server.close();
		},
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const post = (url: string, more: Partial<OutboundRequest> = {}): OutboundRequest => ({
	method: 'POST',
	url: new URL(url),
	form: { status: 'Hallo' },
	...more,
});

const outbound = createOutbound({ lab: true, allowLoopback: [], log });
const typeOf = async (request: OutboundRequest) => {
	const result = await outbound(request);
	return result.ok ? result.value.status : result.error.type;
};

describe('the outbound door and private addresses', () => {
	it('opens no connection for any way of writing a private address', async () => {
		const canary = await rawServer((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'));
		const { port } = canary;
		const urls = privateHosts.flatMap((host) => [`http://${host}:${port}/`, `https://${host}:${port}/`]);
		const outbound = createOutbound({ lab: false, allowLoopback: [], log });
		expect(privateHosts.length).toBeGreaterThan(60);
		for (const url of urls) {
			if (!URL.canParse(url)) continue;
			const answer = await outbound({ method: 'GET', url: new URL(url), timeoutMs: 5000 });
			expect({ url, ok: answer.ok, type: answer.ok ? '' : answer.error.type }).toEqual({
				url,
				ok: false,
				type: expect.stringMatching(/^outbound\.(forbidden|unreachable)$/),
			});
		}
		expect(canary.connections()).toBe(0);
	});

	it('refuses other schemes, credentials in the address and plain http', async () => {
		const outbound = createOutbound({ lab: false, allowLoopback: [], log });
		const addresses = [
			'ftp://example.org/',
			'file:///etc/passwd',
			'data:,x',
			'gopher://127.0.0.1/',
			'http://example.org/',
		];
		for (const url of [...addresses, 'https://user:secret@example.org/', 'javascript:1', 'ws://127.0.0.1/'])
			expect(await outbound({ method: 'GET', url: new URL(url) })).toMatchObject({
				error: { type: 'outbound.forbidden' },
			});
	});

	it('holds a name to public addresses on the very connection, whatever it said before', async () => {
		const canary = await rawServer(() => undefined);
		const answers = [
			[{ address: '127.0.0.1', family: 4 }],
			[
				{ address: '93.184.216.34', family: 4 },
				{ address: '::1', family: 6 },
			],
		];
		for (const answer of answers) {
			const outbound = createOutbound({ lab: false, allowLoopback: [], log, resolve: async () => answer });
			const result = await outbound({ method: 'GET', url: new URL(`https://rebind.example:${canary.port}/`) });
			expect(result).toMatchObject({ error: { type: 'outbound.forbidden' } });
		}
		expect(canary.connections()).toBe(0);
	});
});

describe('the outbound door and loopback', () => {
	it('goes to a practice network, and only to its exact origin', async () => {
		const origin = await webServer((response) => response.end('da'));
		const other = await rawServer(() => undefined);
		const outbound = createOutbound({ lab: false, allowLoopback: [origin], log });
		expect(await outbound({ method: 'GET', url: new URL('/x', origin) })).toMatchObject({
			value: { status: 200, body: 'da' },
		});
		expect(await outbound({ method: 'GET', url: new URL(other.origin) })).toMatchObject({
			error: { type: 'outbound.forbidden' },
		});
		const elsewhere = createOutbound({
			lab: false,
			allowLoopback: ['http://uebung.example'],
			log,
			resolve: async () => [{ address: '93.184.216.34', family: 4 }],
		});
		expect(await elsewhere({ method: 'GET', url: new URL('http://uebung.example/') })).toMatchObject({
			error: { type: 'outbound.forbidden' },
		});
		expect(other.connections()).toBe(0);
	});

	it('reaches loopback in the lab, and still nothing else that is private', async () => {
		const origin = await webServer((response) => response.end('da'));
		const outbound = createOutbound({ lab: true, allowLoopback: [], log });
		expect(await outbound({ method: 'GET', url: new URL(origin) })).toMatchObject({ ok: true });
		for (const url of [
			'http://10.0.0.1/',
			'http://169.254.169.254/',
			'http://[fe80::1]/',
			'http://[::ffff:127.0.0.1]/',
		])
			expect(await outbound({ method: 'GET', url: new URL(url) })).toMatchObject({
				error: { type: 'outbound.forbidden' },
			});
	});

	it('follows no redirect', async () => {
		const canary = await rawServer(() => undefined);
		const origin = await webServer((response) => response.writeHead(302, { location: canary.origin }).end());
		const outbound = createOutbound({ lab: true, allowLoopback: [], log });
		expect(await outbound({ method: 'GET', url: new URL(origin) })).toMatchObject({ value: { status: 302 } });
		expect(canary.connections()).toBe(0);
	});
});

describe('the outbound door and broken lines', () => {
	it('calls it unreachable when nothing can have left us', async () => {
		const gone = await rawServer(() => undefined);
		for (const one of open.splice(0)) one.close();
		expect(await typeOf(post(gone.origin))).toBe('outbound.unreachable');
		const plain = await rawServer((socket) => socket.end('HTTP/1.1 400 no TLS here\r\n\r\n'));
		expect(await typeOf(post(plain.origin.replace('http:', 'https:')))).toBe('outbound.unreachable');
		const silent = await rawServer(() => undefined);
		expect(await typeOf(post(silent.origin.replace('http:', 'https:'), { timeoutMs: 200 }))).toBe(
			'outbound.unreachable',
		);
		const nameless = createOutbound({ lab: true, allowLoopback: [], log, resolve: async () => [] });
		expect(await nameless(post('https://nowhere.example/'))).toMatchObject({ error: { type: 'outbound.unreachable' } });
	});

	it('calls it lost when the request may have been acted on', async () => {
		const cut = await rawServer((socket) => socket.on('data', () => socket.resetAndDestroy()));
		expect(await typeOf(post(cut.origin))).toBe('outbound.lost');
		const hang = await rawServer((socket) => socket.resume());
		expect(await typeOf(post(hang.origin, { timeoutMs: 150 }))).toBe('outbound.lost');
		const half = await rawServer((socket) =>
			socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nabc')),
		);
		expect(await typeOf(post(half.origin))).toBe('outbound.lost');
		const nonsense = await rawServer((socket) => socket.on('data', () => socket.end('hallo\r\n\r\n')));
		expect(await typeOf(post(nonsense.origin))).toBe('outbound.lost');
		const chunked = await rawServer((socket) =>
			socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nabc')),
		);
		expect(await typeOf(post(chunked.origin))).toBe('outbound.lost');
	});

	it('calls it lost when a drip of bytes outlasts the whole time allowed', async () => {
		const drip = await rawServer((socket) => {
			socket.once('data', () => {
				socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n');
				const timer = setInterval(() => socket.write('x'), 20);
				socket.on('close', () => clearInterval(timer));
			});
		});
		expect(await typeOf(post(drip.origin, { timeoutMs: 200 }))).toBe('outbound.lost');
	});
});

describe('the outbound door and odd answers', () => {
	it('takes no more than it was told to, packed or not', async () => {
		const big = Buffer.alloc(5_000_000, 'a');
		const origin = await webServer((response, path) => {
			if (path === '/gzip') return response.setHeader('content-encoding', 'gzip').end(gzipSync(big));
			if (path === '/br') return response.setHeader('content-encoding', 'br').end(brotliCompressSync(big));
			return response.end(big);
		});
		for (const path of ['/plain', '/gzip', '/br'])
			expect(await outbound(post(`${origin}${path}`))).toMatchObject({ error: { type: 'outbound.lost' } });
		const answer = await outbound(post(`${origin}/gzip`, { maxAnswerBytes: 6_000_000 }));
		expect(answer.ok && answer.value.bytes.length).toBe(big.length);
	});

	it('calls a truncated packed answer lost', async () => {
		const packed = gzipSync('x'.repeat(10_000));
		const origin = await webServer((response) =>
			response.setHeader('content-encoding', 'gzip').end(packed.subarray(0, 20)),
		);
		expect(await typeOf(post(origin))).toBe('outbound.lost');
	});

	it('asks a GET again when a kept connection turns out to be closed, and never a POST', async () => {
		let seen = 0;
		const server = await rawServer((socket) => {
			let first = true;
			socket.on('data', () => {
				seen += 1;
				if (first) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
				else socket.resetAndDestroy();
				first = false;
			});
		});
		expect(await typeOf({ method: 'GET', url: new URL(server.origin) })).toBe(200);
		expect(await typeOf({ method: 'GET', url: new URL(server.origin) })).toBe(200);
		expect({ seen, connections: server.connections() }).toEqual({ seen: 3, connections: 2 });
		expect(await typeOf(post(server.origin))).toBe('outbound.lost');
		expect(seen).toBe(4);
	});

	it('never puts a token into a reason', async () => {
		const cut = await rawServer((socket) => socket.on('data', () => socket.resetAndDestroy()));
		const result = await outbound(post(cut.origin, { headers: { authorization: 'Bearer geheim-1234' } }));
		expect(JSON.stringify(result)).not.toContain('geheim-1234');
	});
});

describe('what the outbound door sends and reads', () => {
	it('carries form, JSON, bytes and multipart bodies whole', async () => {
		const server = createServer((request, response) => {
			const hash = createHash('sha256');
			request.on('data', (chunk) => hash.update(chunk));
			request.on('end', () =>
				response
					.setHeader('content-type', 'application/json; charset=utf-8')
					.end(JSON.stringify({ type: request.headers['content-type'], hash: hash.digest('hex') })),
			);
		});
		await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
		open.push(server);
		const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
		const sha = (text: string) => createHash('sha256').update(text).digest('hex');
		const form = new FormData();
		form.append('file', new Blob(['abc'], { type: 'image/png' }), 'bild.png');
		const bodyOf = async (more: Partial<OutboundRequest>) => {
			const answer = await outbound({ method: 'POST', url, ...more });
			return answer.ok ? answer.value.body : answer.error;
		};
		expect(await bodyOf({ json: { a: 'ü' } })).toEqual({ type: 'application/json', hash: sha('{"a":"ü"}') });
		expect(await bodyOf({ form: { a: 'ü b' } })).toMatchObject({ hash: sha('a=%C3%BC+b') });
		expect(await bodyOf({ bytes: Buffer.from('xyz'), headers: { 'content-type': 'image/png' } })).toEqual({
			type: 'image/png',
			hash: sha('xyz'),
		});
		expect(await bodyOf({ multipart: form })).toMatchObject({
			type: expect.stringMatching(/^multipart\/form-data; boundary=/),
		});
	});
});
