import type { Mount } from '#platform/http/mount.ts';

import type { PolicyNeeds } from './needs.ts';
import { netiquetteOf } from './read-netiquette.ts';
import { freeNetworks } from './read-openings.ts';
import { inForce, restrains } from './read-rules.ts';
import { policyRoutes } from './routes.ts';

export { policyMigrations } from './migrations.ts';
export type { NetiquetteOf } from './read-netiquette.ts';
export type { InForce } from './read-rules.ts';

/** Regeln: how the house checks what it says, and what it holds for its own. */
export const createPolicy = (needs: PolicyNeeds) => ({
	/** The checks and the city profile of today. */
	inForce: inForce(needs),
	/** Whether a time of restraint before an election runs at a moment. */
	restrains: restrains(needs),
	/** What holds for those who write to us: in force, or as one version said it. */
	netiquette: netiquetteOf(needs),
	/** Networks on which a presence may be opened without a resolution. */
	freeNetworks: freeNetworks(needs),
	mountRoutes: (mount: Mount): void => policyRoutes(mount, needs),
});
export type Policy = ReturnType<typeof createPolicy>;
