import { days, type Instant } from '#kernel/time.ts';

import type { Api } from '../granted-api.ts';
import type { NetworkNeeds } from '../network.ts';
import type { Session } from '../session.ts';

/** SPEC: keys of sixty days are renewed while they are good, never afterwards; half of their time is left for it. */
const RENEWED_BEFORE_MS = days(30);

interface Keeping {
	readonly session: Session;
	/** When the key in the session runs out. */
	readonly expiresAt: number | null;
	readonly clock: NetworkNeeds['clock'];
}

/** Renews a key of sixty days in good time, whatever it is used for. If that fails, the key at hand goes on as long as it is good. */
export const keptAlive = (api: Api, { session, expiresAt, clock }: Keeping): Api => {
	let asked = false;
	const isDue = (now: Instant): boolean =>
		!asked && expiresAt !== null && expiresAt > now && expiresAt - now < RENEWED_BEFORE_MS;
	return async (call) => {
		if (isDue(clock.now())) {
			asked = true;
			await session.refresh(session.accessToken());
		}
		return api(call);
	};
};
