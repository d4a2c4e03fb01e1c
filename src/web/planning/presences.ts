import { listPresencesEndpoint, type PresenceView } from '#contract/channels.ts';

import { useListOf } from '../parts/asking.ts';
import { useOffice } from '../shell/office.tsx';

/** The presences one may see, to name them by their id. */
export const usePresences = (): { readonly all: readonly PresenceView[]; of(id: string): PresenceView | undefined } => {
	const { may } = useOffice();
	const { items } = useListOf(
		listPresencesEndpoint,
		{ limit: 100 },
		{ topics: ['presence'], enabled: may('presence.read') },
	);
	const all = items.filter(({ state }) => state !== 'retired');
	return { all, of: (id) => items.find((presence) => presence.id === id) };
};
