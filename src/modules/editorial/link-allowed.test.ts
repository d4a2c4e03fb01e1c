import { expect, it } from 'vitest';

import type { Instant } from '#kernel/time.ts';

import { linkApprovalAllowed, type Restraint } from './link-allowed.ts';

const election: Restraint = async ({ unitId, at }) => unitId === 'wahlamt' && at < 100;
const crisis: Restraint = async ({ at }) => at >= 500;

it('lets links decide only where and while nothing restrains them', async () => {
	const allowed = (unitId: string, at: number) =>
		linkApprovalAllowed([election, crisis], { unitId, at: at as Instant });
	expect(await allowed('wahlamt', 50)).toBe(false);
	expect(await allowed('tiefbau', 50)).toBe(true);
	expect(await allowed('wahlamt', 150)).toBe(true);
	expect(await allowed('tiefbau', 500)).toBe(false);
});
