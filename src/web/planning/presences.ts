import { createContext, useContext } from 'react';

import { listPresencesEndpoint, type PresenceView } from '#contract/channels.ts';

import { useListOf } from '../parts/asking.ts';
import { useOffice } from '../shell/office.tsx';

interface Presences {
	readonly all: readonly PresenceView[];
	of(id: string): PresenceView | undefined;
}

/** Asked once by the page; its hundreds of cards only look. */
export const PresencesContext = createContext<Presences>({ all: [], of: () => undefined });
export const useKnownPresences = (): Presences => useContext(PresencesContext);

/** The presences one may see, to name them by their id. */
export const usePresences = (): Presences => {
	const { may } = useOffice();
	const { items } = useListOf(
		listPresencesEndpoint,
		{ limit: 100 },
		{ topics: ['presence'], enabled: may('presence.read') },
	);
	const all = items.filter(({ state }) => state !== 'retired');
	return { all, of: (id) => items.find((presence) => presence.id === id) };
};
