import type http from 'node:http';
import type { IncomingMessage } from 'node:http';

import { fail, ok, type Result } from '#kernel/result.ts';

import { readAnswer, TooLarge } from './answer.ts';
import { follow } from './follow.ts';
import type { OutboundAnswer, OutboundFailure, OutboundRequest } from './outbound.ts';
import type { Packed } from './pack.ts';

const ANSWER_BYTES = 2 * 1024 * 1024;

export const forbidden = (reason: string): OutboundFailure => ({ type: 'outbound.forbidden', reason });

export class Forbidden extends Error {}

/** Which addresses a connection to this origin may use. */
export type Allowed = (address: string) => boolean;

interface Exchange {
	readonly request: OutboundRequest;
	readonly packed: Packed;
	readonly open: (options: http.RequestOptions) => http.ClientRequest;
	readonly allowed: Allowed;
	readonly timeoutMs: number;
	/** The line is there before the request is. */
	readonly stands?: boolean;
}
export interface Asked {
	readonly request: OutboundRequest;
	readonly packed: Packed;
	readonly allowed: Allowed;
}
export interface Outcome {
	readonly result: Result<OutboundAnswer, OutboundFailure>;
	/** True when a kept connection broke before a byte of the answer came. */
	readonly stale: boolean;
}

/** One request, one answer. From the moment the connection stands, the other side may have acted: what fails later is `lost`. */
export const exchange = ({ request, packed, open, allowed, timeoutMs, stands = false }: Exchange): Promise<Outcome> =>
	new Promise((settle) => {
		let handed = false;
		let answered = false;
		const outgoing = open({ method: request.method, headers: packed.headers });
		const limit = setTimeout(() => outgoing.destroy(new Error('no complete answer in time')), timeoutMs);
		const end = (result: Result<OutboundAnswer, OutboundFailure>, stale = false) => {
			clearTimeout(limit);
			settle({ result, stale });
		};
		const broke = (thrown: Error) => {
			const reset = ['ECONNRESET', 'EPIPE'].includes((thrown as NodeJS.ErrnoException).code ?? '');
			end(fail(failureOf(thrown, handed)), reset && outgoing.reusedSocket && !answered);
		};

		outgoing.on('socket', (socket) => {
			const ready = () => {
				if (socket.remoteAddress !== undefined && !allowed(plain(socket.remoteAddress)))
					return outgoing.destroy(new Forbidden('the connection leads to an address that is not public'));
				handed = true;
				return outgoing;
			};
			if (outgoing.reusedSocket || stands) ready();
			else socket.once(request.url.protocol === 'https:' ? 'secureConnect' : 'connect', ready);
		});
		outgoing.on('response', (incoming: IncomingMessage) => {
			answered = true;
			if (request.follow && incoming.statusCode === 200) {
				clearTimeout(limit);
				follow(incoming, request.follow).then((answer) => end(ok(answer)), broke);
				return;
			}
			readAnswer(incoming, request.maxAnswerBytes ?? ANSWER_BYTES).then(
				(answer) => end(ok(answer)),
				(thrown: Error) => {
					outgoing.destroy();
					broke(thrown);
				},
			);
		});
		outgoing.on('error', broke);
		// NOTE: `signal` would be an option of the request too, but its error names no code.
		request.follow?.until.addEventListener('abort', () => outgoing.destroy(new Error('ended')), { once: true });
		if (request.follow?.until.aborted) outgoing.destroy(new Error('ended'));
		else outgoing.end(packed.body);
	});

/** An IPv4 connection on a double socket is named `::ffff:a.b.c.d`; the addresses were checked in their own form. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, '');

/** Never contains the request: tokens stand in its headers. */
export const failureOf = (thrown: Error, handed: boolean): OutboundFailure => {
	if (thrown instanceof Forbidden) return forbidden(thrown.message);
	const { code } = thrown as NodeJS.ErrnoException;
	const reason = thrown instanceof TooLarge || code === undefined ? thrown.message : code;
	return { type: handed ? 'outbound.lost' : 'outbound.unreachable', reason };
};
