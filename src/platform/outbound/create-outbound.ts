import { lookup as resolveName } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';

import { fail, ok, type Result } from '#kernel/result.ts';

import type { Log } from '../log.ts';
import { isInnerAddress, isLoopbackAddress, isPublicAddress } from './addresses.ts';
import { type Allowed, exchange, Forbidden, forbidden } from './exchange.ts';
import { type InnerHosts, innerPlace } from './inner-hosts.ts';
import type { Outbound, OutboundFailure, OutboundRequest } from './outbound.ts';
import { type Packed, pack } from './pack.ts';
import { proxyWay } from './proxy-way.ts';
import { portOf } from './tunnel.ts';

interface Needs {
	/** A trial on this machine: loopback and plain http are allowed as well. Never anything else that is private. */
	readonly lab: boolean;
	/** Origins of the in-house practice networks: these may be loopback and plain http, and must be loopback. */
	readonly allowLoopback: Pick<readonly string[], 'includes'>;
	/** The sample city: nothing but the practice networks can be reached, whatever else is asked for. */
	readonly onlyPractice?: boolean;
	/** Machines of the own network that requests marked as such may reach. */
	readonly innerHosts?: InnerHosts;
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
/** A quiet connection is given up before the other side does, so that no request meets a closing one. */
const IDLE_MS = 4_000;

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

type Asking = Pick<OutboundRequest, 'url' | 'inner'>;
type Within = Required<Pick<Needs, 'lab' | 'allowLoopback' | 'onlyPractice' | 'innerHosts'>>;

/** Says which addresses a request may be carried to, or why it is not carried at all. */
const checking = ({ lab, allowLoopback, onlyPractice, innerHosts }: Within) => {
	const isNamed = ({ url, inner }: Asking): boolean =>
		inner === true && innerHosts.includes(innerPlace(url.hostname, Number(portOf(url))));
	const allowedFor = (asked: Asking): Allowed => {
		if (allowLoopback.includes(asked.url.origin)) return isLoopbackAddress;
		const named = isNamed(asked);
		return (address) =>
			isPublicAddress(address) || (lab && isLoopbackAddress(address)) || (named && isInnerAddress(address));
	};
	return (asked: Asking): Result<Allowed, OutboundFailure> => {
		const { url } = asked;
		const reason = refused(url, { practice: allowLoopback.includes(url.origin), lab, onlyPractice });
		if (reason !== undefined) return fail(forbidden(reason));
		const allowed = allowedFor(asked);
		const host = url.hostname.replace(/^\[|\]$/g, '');
		return isIP(host) === 0 || allowed(host) ? ok(allowed) : fail(forbidden('not a public address'));
	};
};

/** Makes the door. Nobody else in the program opens a connection to another machine, database and mail aside. */
export const createOutbound = (needs: Needs): Outbound => {
	const { lab, allowLoopback, onlyPractice = false, innerHosts = [], log } = needs;
	const { timeoutMs = TIMEOUT_MS, resolve = everyAddress } = needs;
	const ca = needs.ca === undefined ? {} : { ca: needs.ca };
	const trusted = { ...kept, ...ca };
	const agents = { 'http:': new http.Agent(kept), 'https:': new https.Agent(trusted) };

	const check = checking({ lab, allowLoopback, onlyPractice, innerHosts });

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

	const throughProxy = proxyWay({ resolve, ca: needs.ca, timeoutMs });
	const once = (request: OutboundRequest, packed: Packed, allowed: Allowed) =>
		request.via ? throughProxy(request.via, { request, packed, allowed }) : straight(request, packed, allowed);

	const straight = (request: OutboundRequest, packed: Packed, allowed: Allowed) =>
		exchange({
			request,
			packed,
			open: (options) => {
				const own = request.follow ? { agent: false as const, ...ca } : {};
				return request.url.protocol === 'https:'
					? https.request(request.url, { ...options, agent: agents['https:'], lookup: lookup(allowed), ...own })
					: http.request(request.url, { ...options, agent: agents['http:'], lookup: lookup(allowed), ...own });
			},
			allowed,
			timeoutMs: request.timeoutMs ?? timeoutMs,
		});

	return async (request) => {
		const allowed = check(request);
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
