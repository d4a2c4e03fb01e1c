import { lookup as resolveName } from 'node:dns/promises';
import { isIP, type LookupFunction, type Socket, connect as tcpConnect } from 'node:net';
import { type ConnectionOptions, connect as tlsConnect } from 'node:tls';

import { fail, ok, type Result } from '#kernel/result.ts';
import { minutes, seconds } from '#kernel/time.ts';

import { isInnerAddress, isLoopbackAddress, isPublicAddress } from '../outbound/addresses.ts';
import type { World } from '../outbound/create-outbound.ts';
import { type InnerHosts, innerPlace } from '../outbound/inner-hosts.ts';
import { type ImapSession, openSession, Refused } from './session.ts';
import { ImapTooLarge, imapWire } from './wire.ts';

export type { ImapSession } from './session.ts';

/** A mailbox on a server of others. Its password travels encrypted, or not at all beyond this machine. */
export interface ImapServer {
	readonly host: string;
	readonly port: number;
	readonly security: 'tls' | 'starttls' | 'none';
	readonly user: string;
	readonly password: string;
}

export type ImapFailure =
	/** No connection, or none that can be trusted. */
	| { readonly type: 'imap.unreachable'; readonly reason: string }
	/** We do not go there. */
	| { readonly type: 'imap.forbidden'; readonly reason: string }
	/** It stands in the own network, and the operator has not named it; `reason` is how it would be named. */
	| { readonly type: 'imap.inner-host'; readonly reason: string }
	| { readonly type: 'imap.login-refused'; readonly reason: string }
	| { readonly type: 'imap.no-folder'; readonly reason: string }
	/** More bytes announced than are taken. */
	| { readonly type: 'imap.too-large'; readonly reason: string }
	/** It broke off, or what came is not IMAP. */
	| { readonly type: 'imap.broken'; readonly reason: string };

interface Needs extends World {
	/** The sample city: nothing beyond this machine can be reached. */
	readonly onlyPractice: boolean;
	/** Mail servers of the own network that may be reached. */
	readonly innerHosts?: InnerHosts;
	readonly mostBytes?: number;
	/** How long a server may be silent. */
	readonly silentMs?: number;
}

/** Signs in, lets `work` read, and leaves. Nothing on the server changes: folders are only ever examined. */
export type Imap = <T>(
	server: ImapServer,
	work: (session: ImapSession) => Promise<T>,
) => Promise<Result<T, ImapFailure>>;

/** The largest mail that is fetched. */
export const MOST_MAIL_BYTES = 10 * 1024 * 1024;
const SILENT_MS = seconds(20);
/** One round takes no longer, however slowly a server drips. */
const ROUND_MS = minutes(3);

class Forbidden extends Error {}
class Inner extends Error {}

export const createImap =
	(needs: Needs): Imap =>
	async (server, work) => {
		const sockets: Socket[] = [];
		const line = { sockets, silentMs: needs.silentMs ?? SILENT_MS };
		const limit = setTimeout(() => {
			for (const socket of sockets) socket.destroy(new Error('took too long'));
		}, ROUND_MS);
		let isConnected = false;
		try {
			const first = await open(needs, server, line);
			isConnected = true;
			const most = needs.mostBytes ?? MOST_MAIL_BYTES + 64 * 1024;
			const upgrade = async () => {
				const secured = await settled(tlsOver(needs, server, { socket: first }), 'secureConnect', line);
				return imapWire(secured, most);
			};
			const session = await openSession(imapWire(first, most), { server, upgrade });
			const done = await work(session);
			session.leave();
			return ok(done);
		} catch (thrown) {
			return fail(failureOf(thrown, isConnected));
		} finally {
			clearTimeout(limit);
			for (const socket of sockets.reverse()) socket.destroy();
		}
	};

/** Why an address is not called: plain text never leaves this machine, and of the own network only what the operator named is. */
const refusalFor =
	({ onlyPractice, innerHosts = [] }: Needs, { host, port, security }: ImapServer) =>
	(address: string): Error | null => {
		if (isLoopbackAddress(address)) return null;
		if (security === 'none' || onlyPractice) return new Forbidden('nothing beyond this machine');
		if (isPublicAddress(address)) return null;
		if (!isInnerAddress(address)) return new Forbidden(`${host} leads to an address that is never called`);
		const place = innerPlace(host, port);
		return innerHosts.includes(place) ? null : new Inner(place);
	};
type Refusal = ReturnType<typeof refusalFor>;

const open = async (needs: Needs, server: ImapServer, line: Line): Promise<Socket> => {
	const { host, port, security } = server;
	const refusal = refusalFor(needs, server);
	const typed = isIP(host) === 0 ? null : refusal(host);
	if (typed) throw typed;
	const at = { host, port, lookup: lookupOf(needs, refusal) };
	const isTls = security === 'tls';
	const socket = isTls ? tlsOver(needs, server, at) : tcpConnect(at);
	const standing = await settled(socket, isTls ? 'secureConnect' : 'connect', line);
	// It was resolved once, and this is where the line leads now.
	const refused = refusal(standing.remoteAddress?.replace(/^::ffff:(?=\d+\.)/, '') ?? '');
	if (refused) throw refused;
	return standing;
};

const tlsOver = ({ ca }: Needs, { host }: ImapServer, over: ConnectionOptions): Socket =>
	tlsConnect({
		...over,
		...(ca === undefined ? {} : { ca }),
		...(isIP(host) === 0 ? { servername: host } : { host }),
		minVersion: 'TLSv1.2',
	});

interface Line {
	readonly sockets: Socket[];
	readonly silentMs: number;
}

const settled = (socket: Socket, event: string, { sockets, silentMs }: Line): Promise<Socket> =>
	new Promise((resolve, reject) => {
		sockets.push(socket);
		socket.setTimeout(silentMs, () => socket.destroy(new Error('no answer in time')));
		socket.once(event, () => resolve(socket));
		socket.on('error', reject);
		socket.once('close', () => reject(new Error('the server closed the connection')));
	});

const lookupOf =
	({ resolve = everyAddress }: Needs, refusal: Refusal): LookupFunction =>
	(host, options, callback) => {
		resolve(host).then(
			(found) => {
				const [first] = found;
				if (first === undefined) return callback(new Error(`${host} has no address`), '', 4);
				const refused = found.map(({ address }) => refusal(address)).find((one) => one !== null);
				if (refused) return callback(refused, '', 4);
				return options.all ? callback(null, [...found]) : callback(null, first.address, first.family);
			},
			(thrown: Error) => callback(thrown, '', 4),
		);
	};

const everyAddress = (host: string) => resolveName(host, { all: true });

const failureOf = (thrown: unknown, isConnected: boolean): ImapFailure => {
	if (!(thrown instanceof Error)) throw thrown;
	const reason = thrown.message.slice(0, 300);
	if (thrown instanceof Forbidden) return { type: 'imap.forbidden', reason };
	if (thrown instanceof Inner) return { type: 'imap.inner-host', reason };
	if (thrown instanceof Refused) return { type: thrown.what, reason };
	if (thrown instanceof ImapTooLarge) return { type: 'imap.too-large', reason };
	return { type: isConnected ? 'imap.broken' : 'imap.unreachable', reason };
};
