import type http from 'node:http';
import { isIP } from 'node:net';

import { fail } from '#kernel/result.ts';

import { type Allowed, type Asked, exchange, failureOf, forbidden, type Outcome } from './exchange.ts';
import type { OutboundFailure } from './outbound.ts';
import { openTunnel, requestOver } from './tunnel.ts';

interface Needs {
	readonly resolve: (host: string) => Promise<readonly { readonly address: string }[]>;
	readonly ca: string | undefined;
	readonly timeoutMs: number;
}

/** The way through a proxy of the house. It may stand anywhere; where it leads to is held to the same rules as the straight way. */
export const proxyWay = ({ resolve, ca, timeoutMs }: Needs) => {
	/** Asks where a name leads before a proxy is told it. One that only the proxy knows is held to its certificate. */
	const checkName = async (url: URL, allowed: Allowed): Promise<OutboundFailure | null> => {
		const host = url.hostname.replace(/^\[|\]$/g, '');
		const found = isIP(host) === 0 ? await resolve(host).catch(() => []) : [{ address: host }];
		if (found.some(({ address }) => !allowed(address)))
			return forbidden(`${host} leads to an address that is not public`);
		return found.length > 0 || url.protocol === 'https:' ? null : { type: 'outbound.unreachable', reason: 'ENOTFOUND' };
	};

	return async (via: URL, { request, packed, allowed }: Asked): Promise<Outcome> => {
		const { url: target, timeoutMs: own = timeoutMs } = request;
		const refusal = await checkName(target, allowed);
		if (refusal) return { result: fail(refusal), stale: false };
		const wanted = { via, target, ca, timeoutMs: own };
		const line = await openTunnel(wanted).catch((thrown: Error) => failureOf(thrown, false));
		if ('type' in line) return { result: fail(line), stale: false };
		const open = (options: http.RequestOptions) => requestOver(line, wanted, options);
		return exchange({
			request,
			packed,
			open,
			allowed: () => true,
			timeoutMs: own,
			stands: target.protocol === 'http:',
		});
	};
};
