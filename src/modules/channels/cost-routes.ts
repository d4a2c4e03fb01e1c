import { keepPricesEndpoint, readCostsEndpoint, readPricesEndpoint, setTermsEndpoint } from '#contract/costs.ts';
import { keepProxyEndpoint, listProxiesEndpoint } from '#contract/proxies.ts';
import { ok } from '#kernel/result.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';

import type { ChannelsActs } from './acts.ts';
import type { TermsFailure } from './cost-acts.ts';
import type { CostsFailure } from './cost-queries.ts';
import { toPresenceView } from './presence.ts';

const reading: Problems<CostsFailure> = { 'presence.not-found': 404, 'presence.not-charged': 409 };
const setting: Problems<TermsFailure> = {
	'access.denied': 403,
	'presence.not-found': 404,
	'presence.not-charged': 409,
};

/** What a network charges by the call and may, and the way out to each. */
export const mountCostRoutes = (mount: Mount, acts: ChannelsActs): void => {
	mount(readCostsEndpoint, {
		problems: reading,
		handle: (input, { actor }) => acts.costs(actor, input),
	});
	mount(setTermsEndpoint, {
		problems: setting,
		async handle(input, { actor }) {
			const set = await acts.setTerms(actor, input);
			return set.ok ? ok(toPresenceView(set.value)) : set;
		},
	});
	mount(listProxiesEndpoint, { problems: {}, handle: async () => ok({ items: [...(await acts.proxies())] }) });
	mount(keepProxyEndpoint, {
		problems: { 'access.denied': 403, 'proxy.no-address': 422 },
		handle: (input, { actor }) => acts.keepProxy(actor, input),
	});
	mount(readPricesEndpoint, { problems: {}, handle: async () => ok(await acts.prices()) });
	mount(keepPricesEndpoint, {
		problems: { 'access.denied': 403 },
		handle: (input, { actor }) => acts.keepPrices(actor, input),
	});
};
