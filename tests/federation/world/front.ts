import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request as ask } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import type { World } from '#platform/outbound/create-outbound.ts';

const read = (file: string): string => readFileSync(join(import.meta.dirname, file), 'utf8');

/** Every name lies on this machine, and one authority is trusted: the one of the test world. */
export const world: World = {
	resolve: async () => [{ address: '127.0.0.1', family: 4 }],
	ca: read('ca.pem'),
};

/** What a reverse proxy does in front of an office: TLS under the office's name, passed on as it came. */
export const openFront = async (port: number) => {
	const front = createServer({ cert: read('cities.pem'), key: read('cities.key') }, (request, response) => {
		const { method = 'GET', url = '/' } = request;
		const headers = { ...request.headers, 'x-forwarded-proto': 'https' };
		const inner = ask({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(response);
		});
		inner.once('error', () => response.destroy());
		request.pipe(inner);
	});
	front.listen(0, '127.0.0.1');
	await once(front, 'listening');
	return {
		port: (front.address() as AddressInfo).port,
		close: async () => {
			front.closeAllConnections();
			front.close();
			await once(front, 'close');
		},
	};
};
