import { listsOfPresenceEndpoint } from '#contract/outlets.ts';
import { presenceHealthEndpoint, presenceLooksEndpoint, presenceTasksEndpoint } from '#contract/presence-health.ts';
import { fail, ok } from '#kernel/result.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';

import type { ChannelsActs } from './acts.ts';
import type { ListsFailure } from './film-lists.ts';
import type { MissingPresence } from './store.ts';

const missing = { 'presence.not-found': 404 } as const;

const listing: Problems<ListsFailure | MissingPresence> = {
	'presence.not-found': 404,
	'presence.no-lists': 409,
	'presence.lists-used-up': 409,
	'presence.lists-unanswered': 502,
};

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
	mount(listsOfPresenceEndpoint, {
		problems: listing,
		async handle({ id }, { actor }) {
			const found = await acts.visible(actor, id);
			if (found === null) return fail({ type: 'presence.not-found' });
			const asked = await acts.filmLists(found);
			return asked.ok ? ok({ items: [...asked.value] }) : asked;
		},
	});
	mount(presenceTasksEndpoint, {
		problems: {},
		handle: async (input, { actor }) => ok(await acts.tasks(actor, input)),
	});
};
