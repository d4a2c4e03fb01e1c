import { planPresenceEndpoint, presenceOpeningEndpoint, stateOpeningEndpoint } from '#contract/presence-opening.ts';
import { fail, ok } from '#kernel/result.ts';
import type { Mount } from '#platform/http/mount.ts';

import type { ChannelsActs } from './acts.ts';
import { openingProblems, shown } from './routes.ts';

/** Planning a presence, and what was agreed for it. */
export const mountOpeningRoutes = (mount: Mount, acts: ChannelsActs): void => {
	mount(planPresenceEndpoint, {
		problems: openingProblems,
		handle: async (input, { actor }) => shown(await acts.planPresence(actor, input)),
	});
	mount(presenceOpeningEndpoint, {
		problems: { 'presence.not-found': 404 },
		async handle({ id }, { actor }) {
			const found = await acts.visible(actor, id);
			return found ? ok(await acts.showOpening(found)) : fail({ type: 'presence.not-found' });
		},
	});
	mount(stateOpeningEndpoint, {
		problems: openingProblems,
		handle: async (input, { actor }) => shown(await acts.stateOpening(actor, input)),
	});
};
