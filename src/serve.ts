import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { getRequestListener } from '@hono/node-server';

/** What answers requests: first the cache of public pages, then the app. */
export interface Answering {
	answerFromCache(request: IncomingMessage, response: ServerResponse): boolean;
	fetch(request: Request, env?: object): Response | Promise<Response>;
}

export interface Listening {
	readonly port: number;
	/** From now on this answers; before, only `/health` did, with "starting". */
	answerWith(answering: Answering): void;
	/** Takes no new requests, lets running ones end, cuts what is left after three seconds. */
	close(): Promise<void>;
}

const PATIENCE_MS = 3_000;

/** Listens at once and answers "starting" until it is told what to answer with. Throws when the port is taken. */
export const listen = async ({ port, host }: { readonly port: number; readonly host: string }): Promise<Listening> => {
	let answering: Answering | undefined;
	let listener: ((request: IncomingMessage, response: ServerResponse) => unknown) | undefined;
	const server = createServer(
		{ headersTimeout: 15_000, requestTimeout: 120_000, maxHeaderSize: 16_384 },
		(request, response) => {
			if (answering === undefined || listener === undefined) return sayStarting(request, response);
			if (!answering.answerFromCache(request, response)) void listener(request, response);
		},
	);
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, resolve);
	});
	const address = server.address();
	return {
		port: typeof address === 'object' && address !== null ? address.port : port,
		answerWith(next) {
			answering = next;
			listener = getRequestListener(next.fetch, { overrideGlobalObjects: false });
		},
		close: () => closeServer(server),
	};
};

const sayStarting = (request: IncomingMessage, response: ServerResponse): void => {
	const health = request.url === '/health';
	response.writeHead(health ? 200 : 503, {
		'content-type': 'application/json',
		'retry-after': '2',
		'cache-control': 'no-store',
	});
	response.end(JSON.stringify({ state: 'starting', reasons: [] }));
};

const closeServer = async (server: Server): Promise<void> => {
	const closed = new Promise<void>((resolve) => server.close(() => resolve()));
	server.closeIdleConnections();
	const cut = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
	await closed;
	clearTimeout(cut);
};
