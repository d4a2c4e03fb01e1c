import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { seconds } from '#kernel/time.ts';

import { Refusal } from './parts/asking.ts';
import { Spoken } from './shell/language.tsx';
import { applyPreferences } from './shell/preferences.ts';
import { createDeskRouter } from './shell/router.tsx';

applyPreferences();

/** An answer of the office is final; only a lost connection is tried again. */
const worthRepeating = (count: number, thrown: unknown): boolean =>
	thrown instanceof Refusal && thrown.failure.type === 'office.offline' && count < 3;

/** A session that ended leads back to the sign-in, from wherever it was noticed. */
const onError = (thrown: unknown): void => {
	if (!(thrown instanceof Refusal) || thrown.failure.type !== 'access.sign-in') return;
	const weiter = router.state.location.href;
	// What this session read is nobody else's business.
	void router.navigate({ to: '/anmelden', search: { weiter } }).then(() => client.clear());
};

const client = new QueryClient({
	queryCache: new QueryCache({ onError }),
	mutationCache: new MutationCache({ onError }),
	defaultOptions: { queries: { staleTime: seconds(20), retry: worthRepeating } },
});
const router = createDeskRouter(client);
const place = document.getElementById('office');

if (place) {
	createRoot(place).render(
		<StrictMode>
			<Spoken>
				<QueryClientProvider client={client}>
					<RouterProvider router={router} />
				</QueryClientProvider>
			</Spoken>
		</StrictMode>,
	);
}
