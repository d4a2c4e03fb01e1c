import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';

interface Wanted {
	/** Where the proxy of the house listens, with what opens it. */
	readonly via: URL;
	readonly target: URL;
	readonly ca?: string | undefined;
	readonly timeoutMs: number;
}

const bare = (host: string): string => host.replace(/^\[|\]$/g, '');
/** The port an address leads to, named in it or not. */
export const portOf = ({ port, protocol }: URL): string => port || (protocol === 'https:' ? '443' : '80');

/** Asks a proxy for a line to the target. Rejects without ever naming what opens the proxy; nothing of a request has left then. */
export const openTunnel = ({ via, target, ca, timeoutMs }: Wanted): Promise<Duplex> =>
	new Promise((resolve, reject) => {
		const place = `${target.hostname}:${portOf(target)}`;
		const secret = decodeURIComponent(`${via.username}:${via.password}`);
		const opening = secret === ':' ? {} : { 'proxy-authorization': `Basic ${Buffer.from(secret).toString('base64')}` };
		const options = {
			...{ host: bare(via.hostname), port: portOf(via), method: 'CONNECT', path: place, agent: false },
			headers: { host: place, ...opening },
		};
		const asking = via.protocol === 'https:' ? https.request({ ...options, ...withCa(ca) }) : http.request(options);
		const limit = setTimeout(() => asking.destroy(new Error('the proxy gave no line in time')), timeoutMs);
		asking.once('connect', ({ statusCode = 0 }: IncomingMessage, line: Duplex) => {
			clearTimeout(limit);
			if (statusCode >= 200 && statusCode < 300) return resolve(line);
			line.destroy();
			return reject(new Error(`the proxy answers ${statusCode}`));
		});
		asking.once('error', (thrown) => {
			clearTimeout(limit);
			reject(thrown);
		});
		asking.end();
	});

const withCa = (ca: string | undefined) => (ca === undefined ? {} : { ca });

/** A request over a line that stands: the target proves by its certificate that it is who was asked for. */
export const requestOver = (
	line: Duplex,
	{ target, ca }: Pick<Wanted, 'target' | 'ca'>,
	options: http.RequestOptions,
): http.ClientRequest => {
	// NOTE: the line is the socket of the proxy; its type says less than it is.
	const socket = line as Socket;
	if (target.protocol !== 'https:') return http.request(target, { ...options, createConnection: () => socket });
	const host = bare(target.hostname);
	const name = isIP(host) === 0 ? { servername: host } : {};
	const createConnection = () => tls.connect({ socket, ...name, host, ...withCa(ca) });
	return https.request(target, { ...options, createConnection });
};
