import {
	blockFediverseHostEndpoint,
	fediverseEndpoint,
	listFediverseBlocksEndpoint,
	listFediverseFollowersEndpoint,
	listFediverseReportsEndpoint,
	setFediverseSecureEndpoint,
	switchOnFediverseEndpoint,
	unblockFediverseHostEndpoint,
} from '#contract/federation.ts';
import { fail, ok } from '#kernel/result.ts';
import { openingProblems, toPresenceView } from '#modules/channels/index.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';

import type { BlockFailure, blockHost, setSecure, unblockHost } from './block-host.ts';
import type { FediverseQueries } from './queries.ts';
import type { SwitchOnFailure, switchOn } from './switch-on.ts';

interface Acts {
	readonly switchOn: ReturnType<typeof switchOn>;
	readonly blockHost: ReturnType<typeof blockHost>;
	readonly unblockHost: ReturnType<typeof unblockHost>;
	readonly setSecure: ReturnType<typeof setSecure>;
	readonly queries: FediverseQueries;
}

const switching: Problems<SwitchOnFailure> = {
	...openingProblems,
	'access.denied': 403,
	'fediverse.handle-invalid': 422,
	'fediverse.handle-reserved': 422,
	'fediverse.handle-taken': 409,
	'fediverse.unit-unknown': 404,
	'fediverse.unit-has-one': 409,
	'fediverse.in-sample': 409,
	'fediverse.moved': 409,
};

const blocking: Problems<BlockFailure> = { 'fediverse.host-invalid': 422, 'fediverse.not-open': 409 };

export const federationRoutes = (mount: Mount, { queries, ...acts }: Acts): void => {
	mount(fediverseEndpoint, { problems: {}, handle: async (_, { actor }) => ok(await queries.state(actor)) });
	mount(listFediverseFollowersEndpoint, {
		problems: { 'presence.not-found': 404 },
		async handle(input, { actor }) {
			const page = await queries.followers(actor, input);
			return page === null ? fail({ type: 'presence.not-found' as const }) : ok(page);
		},
	});
	mount(switchOnFediverseEndpoint, {
		problems: switching,
		async handle(input, { actor }) {
			const made = await acts.switchOn(actor, input);
			return made.ok ? ok(toPresenceView(made.value)) : made;
		},
	});
	mount(setFediverseSecureEndpoint, {
		problems: blocking,
		handle: async ({ secure }, { actor }) => {
			const set = await acts.setSecure(actor, secure);
			return set.ok ? ok({}) : set;
		},
	});
	mount(listFediverseBlocksEndpoint, { problems: {}, handle: async (input) => ok(await queries.blocks(input)) });
	mount(blockFediverseHostEndpoint, {
		problems: blocking,
		handle: async (input, { actor }) => {
			const blocked = await acts.blockHost(actor, input);
			return blocked.ok ? ok({}) : blocked;
		},
	});
	mount(unblockFediverseHostEndpoint, {
		problems: blocking,
		handle: async ({ host }, { actor }) => {
			const free = await acts.unblockHost(actor, host);
			return free.ok ? ok({}) : free;
		},
	});
	mount(listFediverseReportsEndpoint, {
		problems: {},
		handle: async (input, { actor }) => ok(await queries.reports(actor, input)),
	});
};
