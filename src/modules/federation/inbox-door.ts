import type { IncomingMessage, ServerResponse } from 'node:http';

import { toDate } from '#kernel/time.ts';
import { isBadValue, troubleOf } from '#platform/db/trouble.ts';
import { addressOf } from '#platform/http/address.ts';
import { errorFields } from '#platform/log.ts';

import type { Brought, InboxAnswer } from './inbox.ts';
import type { FederationNeeds } from './needs.ts';
import { headersOf } from './read-letter.ts';

type Inbox = (brought: Brought) => Promise<InboxAnswer>;

/** The inbox of the house, and that of everybody in it. */
const INBOX = /^\/fediverse\/(?:[^/?#]+\/)?eingang(?:\?|$)/;
/** Who is refused may finish what they say, so that they hear why; but no more than this. */
const MOST_IGNORED = 8 * 1024 * 1024;

/**
 * Answers what is brought to an inbox, before the app sees the request: most that ever reaches this program comes here,
 * and what the app adds for people costs more than the letter itself.
 */
export const createInboxDoor =
	({ clock, log }: Pick<FederationNeeds, 'clock' | 'log'>, inbox: Inbox) =>
	(request: IncomingMessage, response: ServerResponse): boolean => {
		const { method, url = '' } = request;
		if (method !== 'POST' || !INBOX.test(url)) return false;
		const headers = headersOf(request.rawHeaders);
		const from = addressOf(request.socket.remoteAddress, headers.get('x-forwarded-for'));
		const read = (most: number): Promise<Buffer | null> => bodyOf(request, Number(headers.get('content-length')), most);
		response.setHeader('date', toDate(clock.now()).toUTCString());
		void inbox({ path: url, headers, from, read })
			.catch((thrown: unknown) => broken(log, thrown))
			.then((answer) => {
				if (!request.complete) ignore(request);
				send(response, answer);
			});
		return true;
	};

type Answer = InboxAnswer | { readonly status: 500 | 507; readonly error: string; readonly retryAfter?: number };

const broken = (log: FederationNeeds['log'], thrown: unknown): Answer => {
	if (thrown instanceof CutOff) return { status: 400, error: 'not an activity' };
	log.error('request failed', { path: '/fediverse/eingang', ...errorFields(thrown) });
	if (isBadValue(thrown)) return { status: 400, error: 'not an activity' };
	const trouble = troubleOf(thrown);
	if (trouble === null) return { status: 500, error: 'office.broken' };
	return { status: trouble === 'office.disk-full' ? 507 : 503, error: trouble, retryAfter: 5 };
};

const send = (response: ServerResponse, { status, error, retryAfter }: Answer): void => {
	if (retryAfter !== undefined) response.setHeader('retry-after', String(retryAfter));
	if (error === undefined) {
		response.writeHead(status).end();
		return;
	}
	response.writeHead(status, {
		'content-type': 'application/json',
		'x-content-type-options': 'nosniff',
		'cache-control': 'no-store',
	});
	response.end(JSON.stringify({ error }));
};

/** The sender hung up in the middle. */
class CutOff extends Error {}

/** Null as soon as it is clear that it is longer than `most`. */
const bodyOf = (request: IncomingMessage, told: number, most: number): Promise<Buffer | null> =>
	new Promise((resolve, reject) => {
		if (request.destroyed) return reject(new CutOff());
		if (told > most) return resolve(null);
		const chunks: Buffer[] = [];
		let size = 0;
		const hear = (chunk: Buffer): void => {
			size += chunk.length;
			if (size <= most) return void chunks.push(chunk);
			request.off('data', hear);
			resolve(null);
		};
		request.on('data', hear);
		const cut = (): void => reject(new CutOff());
		request.once('end', () => {
			request.off('close', cut);
			resolve(chunks.length === 1 ? (chunks[0] ?? null) : Buffer.concat(chunks));
		});
		request.once('error', cut);
		request.once('close', cut);
	});

/** What is still coming is read and thrown away, up to a bound. */
const ignore = (request: IncomingMessage): void => {
	let size = 0;
	request.on('data', (chunk: Buffer) => {
		size += chunk.length;
		if (size > MOST_IGNORED) request.destroy();
	});
	request.once('error', () => undefined);
	request.resume();
};
