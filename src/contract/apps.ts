import { z } from 'zod';

import { appNetworks, wakingNetworks } from '#kernel/channel-name.ts';

import { Secret, Server } from './channels.ts';
import { endpoint, Moment } from './endpoint.ts';
import { RightShape } from './presence-health.ts';

/** The authority's own app at a network that lets nobody speak for an account without one. */
export const AppShape = z.object({
	network: z.enum(appNetworks),
	/** Null: none is registered here yet. */
	clientId: z.string().nullable(),
	/** Where requests go instead of the network's own address. */
	server: z.string().nullable(),
	/** To be entered at the network, letter by letter. */
	redirectUri: z.string(),
	/** What the app asks the owner of an account for, and why. */
	rights: z.array(RightShape),
	/** The network fetches media itself, and this installation has no public address under https: nobody can agree. */
	noAddress: z.boolean(),
	/** How its network calls this installation when something came in; null where it never does. */
	wake: z
		.object({
			/** Null: there is no public address under https, so what came in is only read in turn. */
			address: z.string().nullable(),
			/** To be ticked at the network. */
			fields: z.array(z.string()),
			preparedAt: Moment.nullable(),
			/** When the network asked whether the address is ours; null: not yet. */
			verifiedAt: Moment.nullable(),
			/** Calls that were not the network's, or made no sense. */
			refused: z.number(),
			refusedAt: Moment.nullable(),
		})
		.nullable(),
});
export type AppView = z.infer<typeof AppShape>;

export const listAppsEndpoint = endpoint({
	method: 'GET',
	path: '/api/apps',
	allow: 'presence.manage',
	summary: 'Lists the networks at which the authority registers an app of its own, and which it has.',
	input: z.object({}),
	output: z.object({ items: z.array(AppShape) }),
});

export const keepAppEndpoint = endpoint({
	method: 'PUT',
	path: '/api/apps/:network',
	allow: 'presence.manage',
	summary: 'Keeps id and secret of the app registered at a network. Without a secret the known one stays.',
	input: z.object({
		network: z.enum(appNetworks),
		clientId: Server,
		clientSecret: Secret.optional(),
		server: z.string().trim().max(200).nullable().optional(),
	}),
	output: AppShape,
});

export const prepareWakeEndpoint = endpoint({
	method: 'POST',
	path: '/api/apps/:network/wake',
	allow: 'presence.manage',
	summary:
		'Makes the word by which a network asks whether the address it shall call is ours. It is shown this once; the one before ends.',
	input: z.object({ network: z.enum(wakingNetworks) }),
	output: z.object({ address: z.string(), token: z.string(), fields: z.array(z.string()) }),
});
