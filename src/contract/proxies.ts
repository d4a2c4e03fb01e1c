import { z } from 'zod';

import { networkNames } from '#kernel/channel-name.ts';

import { endpoint, Nothing } from './endpoint.ts';

const ProxyShape = z.object({
	network: z.enum(networkNames),
	/** Without what opens it; null: the straight way. */
	address: z.string().nullable(),
});
export type ProxyView = z.infer<typeof ProxyShape>;

export const listProxiesEndpoint = endpoint({
	method: 'GET',
	path: '/api/proxies',
	allow: 'presence.manage',
	summary: 'Through which proxy of the house each network is reached.',
	input: Nothing,
	output: z.object({ items: z.array(ProxyShape) }),
});

export const keepProxyEndpoint = endpoint({
	method: 'PUT',
	path: '/api/proxies/:network',
	allow: 'presence.manage',
	summary:
		'Names the proxy a network is reached through, or none. What opens the proxy is kept sealed and never shown.',
	input: z.object({ network: z.enum(networkNames), address: z.string().trim().min(1).max(500).nullable() }),
	output: ProxyShape,
});
