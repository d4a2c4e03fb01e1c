import { lookup as resolveName } from 'node:dns/promises';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';

import { fail, ok, type Result } from '#kernel/result.ts';

import type { Log } from '../log.ts';
import { isLoopbackAddress, isPublicAddress } from './addresses.ts';
import { readAnswer, TooLarge } from './answer.ts';
import type { Outbound, OutboundAnswer, OutboundFailure, OutboundRequest } from './outbound.ts';
import { type Packed, pack } from './pack.ts';

interface Needs {
	/** A trial on this machine: loopback and plain http are allowed as well. Never anything else that is private. */
	readonly lab: boolean;
	/** Origins of the in-house practice networks: these may be loopback and plain http, and must be loopback. */
	readonly allowLoopback: Pick<readonly string[], 'includes'>;
	/** The sample city: nothing but the practice networks can be reached, whatever else is asked for. */
	readonly onlyPractice?: boolean;
	readonly log: Log;
	/** For requests that name no limit of their own. */
	readonly timeoutMs?: number;
	/** How names become addresses; tests give their own. */
	readonly resolve?: (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;
	/** Whom to trust besides nobody; tests have an authority of their own. */
	readonly ca?: string;
}

/** Names and certificates of a world that is not the real one. */
export type World = Pick<Needs, 'resolve' | 'ca'>;

const TIMEOUT_MS = 20_000;
const ANSWER_BYTES = 2 * 1024 * 1024;
/** A quiet connection is given up before the other side does, so that no request meets a closing one. */
const IDLE_MS = 4_000;

const forbidden = (reason: string): OutboundFailure => ({ type: 'outbound.forbidden', reason });

class Forbidden extends Error {}

/** Which addresses a connection to this origin may use. */
type Allowed = (address: string) => boolean;

interface Rules {
	/** It is one of the in-house practice networks. */
	readonly practice: boolean;
	readonly lab: boolean;
	readonly onlyPractice: boolean;
}

const refused = (url: URL, { practice, lab, onlyPractice }: Rules): string | undefined => {
	if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'only web addresses';
	if (url.username !== '' || url.password !== '') return 'no credentials in an address';
	if (practice) return undefined;
	if (onlyPractice) return 'the sample city reaches nothing outside';
	return url.protocol === 'http:' && !lab ? 'plain http' : undefined;
};

/** Makes the door. Nobody else in the program opens a connection to another machine, database and mail aside. */
export const createOutbound = (needs: Needs): Outbound => {
	const { lab, allowLoopback, onlyPractice = false, log, timeoutMs = TIMEOUT_MS, resolve = everyAddress } = needs;
	const trusted = needs.ca === undefined ? kept : { ...kept, ca: needs.ca };
	const agents = { 'http:': new http.Agent(kept), 'https:': new https.Agent(trusted) };

	const check = (url: URL): Result<Allowed, OutboundFailure> => {
		const practice = allowLoopback.includes(url.origin);
		const reason = refused(url, { practice, lab, onlyPractice });
		if (reason !== undefined) return fail(forbidden(reason));
		const allowed: Allowed = practice
			? isLoopbackAddress
			: (address) => isPublicAddress(address) || (lab && isLoopbackAddress(address));
		const host = url.hostname.replace(/^\[|\]$/g, '');
		return isIP(host) === 0 || allowed(host) ? ok(allowed) : fail(forbidden('not a public address'));
	};

	const lookup =
		(allowed: Allowed): LookupFunction =>
		(host, options, callback) => {
			resolve(host).then(
				(found) => {
					const [first] = found;
					if (first === undefined)
						return callback(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '', 4);
					const refused = found.find(({ address }) => !allowed(address));
					if (refused) return callback(new Forbidden(`${host} leads to an address that is not public`), '', 4);
					return options.all ? callback(null, [...found]) : callback(null, first.address, first.family);
				},
				(thrown: NodeJS.ErrnoException) => callback(thrown, '', 4),
			);
		};

	const once = (request: OutboundRequest, packed: Packed, allowed: Allowed) =>
		exchange({
			request,
			packed,
			open: (options) =>
				request.url.protocol === 'https:'
					? https.request(request.url, { ...options, agent: agents['https:'], lookup: lookup(allowed) })
					: http.request(request.url, { ...options, agent: agents['http:'], lookup: lookup(allowed) }),
			allowed,
			timeoutMs: request.timeoutMs ?? timeoutMs,
		});

	return async (request) => {
		const allowed = check(request.url);
		if (!allowed.ok) return allowed;
		const packed = await pack(request);
		const first = await once(request, packed, allowed.value);
		// A kept connection may be closed by the other side at the very moment we use it; asking again is harmless for a GET.
		const again = first.stale && request.method === 'GET';
		const { result } = again ? await once(request, packed, allowed.value) : first;
		if (!result.ok)
			log.warn('outbound request failed', {
				method: request.method,
				host: request.url.host,
				type: result.error.type,
				reason: result.error.reason,
			});
		return result;
	};
};

const kept = { keepAlive: true, timeout: IDLE_MS, maxSockets: 32, maxFreeSockets: 8, scheduling: 'lifo' } as const;

const everyAddress = (host: string) => resolveName(host, { all: true });

interface Exchange {
	readonly request: OutboundRequest;
	readonly packed: Packed;
	readonly open: (options: http.RequestOptions) => http.ClientRequest;
	readonly allowed: Allowed;
	readonly timeoutMs: number;
}
interface Outcome {
	readonly result: Result<OutboundAnswer, OutboundFailure>;
	/** True when a kept connection broke before a byte of the answer came. */
	readonly stale: boolean;
}

/** One request, one answer. From the moment the connection stands, the other side may have acted: what fails later is `lost`. */
const exchange = ({ request, packed, open, allowed, timeoutMs }: Exchange): Promise<Outcome> =>
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
			if (outgoing.reusedSocket) ready();
			else socket.once(request.url.protocol === 'https:' ? 'secureConnect' : 'connect', ready);
		});
		outgoing.on('response', (incoming: IncomingMessage) => {
			answered = true;
			readAnswer(incoming, request.maxAnswerBytes ?? ANSWER_BYTES).then(
				(answer) => end(ok(answer)),
				(thrown: Error) => {
					outgoing.destroy();
					broke(thrown);
				},
			);
		});
		outgoing.on('error', broke);
		outgoing.end(packed.body);
	});

/** An IPv4 connection on a double socket is named `::ffff:a.b.c.d`; the addresses were checked in their own form. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, '');

/** Never contains the request: tokens stand in its headers. */
const failureOf = (thrown: Error, handed: boolean): OutboundFailure => {
	if (thrown instanceof Forbidden) return forbidden(thrown.message);
	const { code } = thrown as NodeJS.ErrnoException;
	const reason = thrown instanceof TooLarge || code === undefined ? thrown.message : code;
	return { type: handed ? 'outbound.lost' : 'outbound.unreachable', reason };
};
