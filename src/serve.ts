import { createServer, type IncomingMessage, type Server, ServerResponse } from 'node:http';

import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';

import type { Progress } from '#platform/health.ts';
import { sendText } from '#platform/http/text-answer.ts';

import { startingPage } from './starting-page.ts';

/** What answers requests: first what needs no app (the cache of public pages, letters of other servers), then the app. */
export interface Answering {
	answerAhead(request: IncomingMessage, response: ServerResponse): boolean;
	fetch(request: Request, env?: object): Response | Promise<Response>;
}

export interface Listening {
	readonly port: number;
	/** From now on this answers; before, and in a pause, the listener says that it is starting. */
	answerWith(answering: Answering): void;
	/** Nothing new is passed on. Resolves when what was being answered has left, or after a second: live streams do not end by themselves. */
	pause(): Promise<void>;
	/** How far the long task is because of which nobody answers. */
	progress(now: Progress): void;
	/** Takes no new requests, lets running ones end, cuts what is left after three seconds. */
	close(): Promise<void>;
}

const PATIENCE_MS = 3_000;
const LEAVE_MS = 1_000;

/** Listens at once and says "starting" until it is told what to answer with. Throws when the port is taken. */
export const listen = async ({ port, host }: { readonly port: number; readonly host: string }): Promise<Listening> => {
	let answering: Answering | undefined;
	let listener: ((request: IncomingMessage, response: ServerResponse) => unknown) | undefined;
	let progress: Progress | undefined;
	const leaving = new Set<ServerResponse>();
	const server = createServer(
		{ headersTimeout: 15_000, requestTimeout: 120_000, maxHeaderSize: 16_384 },
		(request, response) => {
			if (answering === undefined || listener === undefined) return sayStarting(request, response, progress);
			leaving.add(response);
			response.once('close', () => leaving.delete(response));
			if (!answering.answerAhead(request, response)) void listener(request, response);
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
			listener = getRequestListener(sending(next), { overrideGlobalObjects: false });
			progress = undefined;
		},
		async pause() {
			answering = undefined;
			await allLeft(leaving);
		},
		progress(now) {
			progress = now;
		},
		close: () => closeServer(server),
	};
};

/** Texts leave as they are; every other answer is sent by the library. */
const sending =
	({ fetch }: Answering) =>
	async (request: Request, env: { readonly outgoing: object }): Promise<Response> => {
		const answer = await fetch(request, env);
		return env.outgoing instanceof ServerResponse && sendText(answer, env.outgoing) ? RESPONSE_ALREADY_SENT : answer;
	};

const allLeft = async (leaving: ReadonlySet<ServerResponse>): Promise<void> => {
	const left = [...leaving].map((response) => new Promise((resolve) => response.once('close', resolve)));
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise((resolve) => {
		timer = setTimeout(resolve, LEAVE_MS);
	});
	await Promise.race([Promise.all(left), late]);
	clearTimeout(timer);
};

/** Programs get JSON, people a page that looks again by itself. */
const sayStarting = (request: IncomingMessage, response: ServerResponse, progress: Progress | undefined): void => {
	const health = request.url === '/health';
	const asPage = !health && (request.headers.accept ?? '').includes('text/html');
	response.writeHead(health ? 200 : 503, {
		'content-type': asPage ? 'text/html; charset=utf-8' : 'application/json',
		'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
		'x-robots-tag': 'noindex',
		'retry-after': '2',
		'cache-control': 'no-store',
	});
	const { 'accept-language': languages = '' } = request.headers;
	response.end(
		asPage ? startingPage(languages, progress) : JSON.stringify({ state: 'starting', reasons: [], progress }),
	);
};

const closeServer = async (server: Server): Promise<void> => {
	const closed = new Promise<void>((resolve) => server.close(() => resolve()));
	server.closeIdleConnections();
	const cut = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
	await closed;
	clearTimeout(cut);
};
