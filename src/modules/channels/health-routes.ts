import { presenceHealthEndpoint, presenceLooksEndpoint, presenceTasksEndpoint } from '#contract/presence-health.ts';
import { fail, ok } from '#kernel/result.ts';
import type { Mount } from '#platform/http/mount.ts';

import type { ChannelsActs } from './acts.ts';

const missing = { 'presence.not-found': 404 } as const;

/** How presences have been, and what waits at them. */
export const mountHealthRoutes = (mount: Mount, acts: ChannelsActs): void => {
	mount(presenceHealthEndpoint, {
		problems: missing,
		async handle({ id }, { actor }) {
			const found = await acts.visible(actor, id);
			return found ? ok(await acts.health(actor, found)) : fail({ type: 'presence.not-found' });
		},
	});
	mount(presenceLooksEndpoint, {
		problems: missing,
		async handle(input, { actor }) {
			const found = await acts.visible(actor, input.id);
			return found ? ok(await acts.looks(input)) : fail({ type: 'presence.not-found' });
		},
	});
	mount(presenceTasksEndpoint, {
		problems: {},
		handle: async (input, { actor }) => ok(await acts.tasks(actor, input)),
	});
};
