import type { NetworkName } from '#kernel/channel-name.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { ok } from '#kernel/result.ts';

import type { PolicyNeeds } from './needs.ts';
import { openingsInForce } from './store.ts';

/** Networks on which a presence may be opened without a resolution. */
export const freeNetworks =
	({ db }: Pick<PolicyNeeds, 'db'>) =>
	async (): Promise<readonly NetworkName[]> =>
		(await db.read('openings in force', openingsInForce)).document.networks;

/** The rule of openings as its page shows it. */
export const readOpenings =
	({ db }: Pick<PolicyNeeds, 'db'>) =>
	async (actor: Actor) => {
		const { number, document } = await db.read('openings in force', openingsInForce);
		return ok({ number, document: { networks: [...document.networks] }, mayChange: may(actor, 'policy.manage') });
	};
