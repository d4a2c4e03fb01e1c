import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';

import { type Benchmark, type Figure, median } from './figure.ts';
import type { Report } from './newsroom-server.ts';

const CONNECTIONS = 32;
const REQUESTS = 20_000;
const ROUNDS = 5;
/** SPEC: performance.md 3: the public page, CPU per request against the bare server with the ready body. */
const TARGET = 0.7;
/** SPEC: design.md 11: HTML and style sheet of a public page. */
const HEAVIEST = 30_000;

interface Server {
	readonly port: number;
	readonly weights: { readonly html: number; readonly style: number };
	cpu(): Promise<number>;
	stop(): void;
}

const hear = async (child: ChildProcess): Promise<Report> => {
	const [report] = await once(child, 'message');
	// NOTE: the child is `newsroom-server.ts`, which sends nothing else.
	return report as Report;
};

const start = async (kind: 'ours' | 'bare'): Promise<Server> => {
	const child = fork(new URL('./newsroom-server.ts', import.meta.url), [kind]);
	const { port = 0, weights = { html: 0, style: 0 } } = await hear(child);
	return {
		port,
		weights,
		async cpu() {
			child.send('cpu');
			return (await hear(child)).cpu ?? 0;
		},
		stop: () => child.kill(),
	};
};

/** One connection that asks again as soon as the whole answer is there. Answers are alike, so their length is enough. */
const ask = (port: number, request: string, count: number): Promise<void> =>
	new Promise((resolve, reject) => {
		const socket = connect(port, '127.0.0.1');
		let length = 0;
		let got = 0;
		let left = count;
		socket.on('error', reject);
		socket.on('connect', () => socket.write(request));
		socket.on('data', (part) => {
			if (length === 0) {
				const head = part.toString('latin1');
				const bodyLength = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
				length = head.indexOf('\r\n\r\n') + 4 + bodyLength;
			}
			got += part.length;
			if (got < length) return;
			got = 0;
			left -= 1;
			if (left > 0) socket.write(request);
			else {
				socket.end();
				resolve();
			}
		});
	});

const load = async (server: Server, path: string, requests: number): Promise<number> => {
	const request = `GET ${path} HTTP/1.1\r\nhost: stadt.example\r\naccept-encoding: gzip, br\r\n\r\n`;
	const before = await server.cpu();
	const each = Math.ceil(requests / CONNECTIONS);
	await Promise.all(Array.from({ length: CONNECTIONS }, () => ask(server.port, request, each)));
	return ((await server.cpu()) - before) / (each * CONNECTIONS);
};

const compare = async (
	ours: Server,
	bare: Server,
	{ path, rounds, size }: { path: string; rounds: number; size: number },
) => {
	await load(ours, path, size / 4);
	await load(bare, path, size / 4);
	const pairs: { ours: number; bare: number }[] = [];
	for (let round = 0; round < rounds; round += 1) {
		const first = round % 2 === 0 ? ours : bare;
		const a = await load(first, path, size);
		const b = await load(first === ours ? bare : ours, path, size);
		pairs.push(first === ours ? { ours: a, bare: b } : { ours: b, bare: a });
	}
	const ratio = median(pairs.map((pair) => pair.bare / pair.ours));
	return { ours: median(pairs.map((pair) => pair.ours)), floor: median(pairs.map((pair) => pair.bare)), ratio };
};

/** CPU per cached answer beside a bare server that only writes the same bytes, and what a page weighs. */
export const run: Benchmark = async ({
	small = false,
	rounds = small ? 2 : ROUNDS,
	size = small ? REQUESTS / 4 : REQUESTS,
}) => {
	const [ours, bare] = await Promise.all([start('ours'), start('bare')]);
	try {
		const figures: Figure[] = [];
		for (const [name, path] of [
			['page', '/'],
			['feed', '/feed.rss'],
		] as const) {
			const measured = await compare(ours, bare, { path, rounds, size });
			figures.push({
				name: `newsroom ${name}: CPU microseconds per cached answer (floor / ours)`,
				...measured,
				target: `>= ${TARGET}`,
				pass: measured.ratio >= TARGET,
			});
		}
		const weight = ours.weights.html + ours.weights.style;
		return [
			...figures,
			{
				name: 'newsroom page: bytes of HTML and style sheet, brotli (ours / limit)',
				...{ ours: weight, floor: HEAVIEST, ratio: weight / HEAVIEST, target: '<= 1', pass: weight <= HEAVIEST },
			},
		];
	} finally {
		ours.stop();
		bare.stop();
	}
};
