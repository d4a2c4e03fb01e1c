import { z } from 'zod';

import { PresenceShape } from './channels.ts';
import { endpoint, IdText, Moment, Nothing, PageQuery, pageOf } from './endpoint.ts';
import { OpeningShape } from './opening.ts';

const Host = z.string().trim().toLowerCase().min(1).max(253);

/** One actor of the own house, as people find it. */
export const FediverseActor = z.object({
	presenceId: IdText,
	unitId: IdText,
	name: z.string(),
	/** `name@host`, to be typed into the search of any server. */
	handle: z.string(),
	address: z.string(),
	followers: z.number(),
	retired: z.boolean(),
});

/** A server that does not answer. */
export const FediverseHost = z.object({
	host: z.string(),
	waiting: z.number(),
	failingSince: Moment.nullable(),
	nextTry: Moment.nullable(),
	reason: z.string().nullable(),
	/** It has not answered for two days. */
	dead: z.boolean(),
	/** It had not answered for a week then: its followers were forgotten. */
	forgottenAt: Moment.nullable(),
});

export const FediverseState = z.object({
	/** `closed` until the first presence is switched on; `moved` when the address of the installation changed since. */
	state: z.enum(['closed', 'open', 'moved', 'sample']),
	/** The origin that addresses and keys belong to. */
	origin: z.string().nullable(),
	host: z.string(),
	/** Other servers must sign their requests; the house's own actor stays open. */
	secure: z.boolean(),
	actors: z.array(FediverseActor),
	waiting: z.number(),
	troubledHosts: z.array(FediverseHost),
});
export type FediverseStateView = z.infer<typeof FediverseState>;

export const fediverseEndpoint = endpoint({
	method: 'GET',
	path: '/api/fediverse',
	allow: 'presence.read',
	summary: 'Shows the Fediverse presences of the own house and how far the sending is.',
	input: Nothing,
	output: FediverseState,
});

export const FediverseFollowing = z.object({ host: z.string(), followers: z.number() });

export const listFediverseFollowersEndpoint = endpoint({
	method: 'GET',
	path: '/api/presences/:id/followers',
	allow: 'presence.read',
	summary: 'Counts who follows a Fediverse presence, by server. Nobody is named.',
	input: PageQuery.extend({ id: IdText }),
	output: pageOf(FediverseFollowing),
});

export const switchOnFediverseEndpoint = endpoint({
	method: 'POST',
	path: '/api/presences/fediverse',
	allow: 'presence.manage',
	summary: 'Gives a unit a presence in the Fediverse under the own domain; its handle never changes afterwards.',
	input: z.object({
		unitId: IdText,
		name: z.string().trim().min(1).max(100),
		handle: z.string().trim().min(1).max(60),
		/** What was agreed for it. */
		opening: OpeningShape.optional(),
	}),
	output: PresenceShape,
	creates: true,
});

export const setFediverseSecureEndpoint = endpoint({
	method: 'PUT',
	path: '/api/fediverse/secure',
	allow: 'settings.manage',
	summary: 'Asks other servers to sign their requests, or no longer.',
	input: z.object({ secure: z.boolean() }),
	output: Nothing,
});

export const FediverseBlock = z.object({ host: z.string(), reason: z.string(), blockedAt: Moment });

export const listFediverseBlocksEndpoint = endpoint({
	method: 'GET',
	path: '/api/fediverse/blocks',
	allow: 'presence.manage',
	summary: 'Lists the servers that are refused in and out.',
	input: PageQuery,
	output: pageOf(FediverseBlock),
});

export const blockFediverseHostEndpoint = endpoint({
	method: 'PUT',
	path: '/api/fediverse/blocks/:host',
	allow: 'settings.manage',
	summary: 'Refuses a server in and out, and forgets its followers.',
	input: z.object({ host: Host, reason: z.string().trim().min(3).max(500) }),
	output: Nothing,
});

export const unblockFediverseHostEndpoint = endpoint({
	method: 'DELETE',
	path: '/api/fediverse/blocks/:host',
	allow: 'settings.manage',
	summary: 'Lets a server in again.',
	input: z.object({ host: Host }),
	output: Nothing,
});

export const FediverseReport = z.object({
	id: IdText,
	host: z.string(),
	presenceId: IdText.nullable(),
	text: z.string(),
	objects: z.array(z.string()),
	reportedAt: Moment,
});

export const listFediverseReportsEndpoint = endpoint({
	method: 'GET',
	path: '/api/fediverse/reports',
	allow: 'record.read',
	summary: 'Lists reports that other servers sent about statements of ours, newest first.',
	input: PageQuery,
	output: pageOf(FediverseReport),
});
