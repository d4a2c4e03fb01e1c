import type { z } from 'zod';

import type { policyVersionEndpoint } from '#contract/policy.ts';
import { fail, ok, type Result } from '#kernel/result.ts';

import type { PolicyNeeds } from './needs.ts';
import { checksIn, netiquetteIn, openingsIn, profileIn, versionOf } from './store.ts';

type Asked = z.output<typeof policyVersionEndpoint.input>;
type Version = z.input<typeof policyVersionEndpoint.output>;

export type MissingVersion = { readonly type: 'policy.no-such-version' };

/** One version beside the one before it; the first lies beside what the house came with. */
export const readVersion =
	({ db, catalogue, people }: PolicyNeeds) =>
	async ({ area, number }: Asked): Promise<Result<Version, MissingVersion>> => {
		const [row, before] = await db.read('version of rules', async (tx) => [
			await versionOf(tx, area, number),
			await versionOf(tx, area, number - 1),
		]);
		if (row === undefined) return fail({ type: 'policy.no-such-version' });
		const names = await people.names([row.by_id]);
		const by = { id: row.by_id, name: names.get(row.by_id) ?? '' };
		const about = { number, at: row.at.toISOString(), by, note: row.note };
		const nothing = { checks: null, profile: null, netiquette: null, openings: null };
		// NOTE: documents were parsed by the contract's own shape; there they are not readonly.
		const differences = {
			checks: () => difference(checksIn(before, catalogue), checksIn(row, catalogue)),
			profile: () => difference(profileIn(before), profileIn(row)),
			netiquette: () => difference(netiquetteIn(before), netiquetteIn(row)),
			openings: () => difference(openingsIn(before), openingsIn(row)),
		};
		return ok({ ...about, ...nothing, [area]: differences[area]() } as Version);
	};

const difference = <T>(before: { readonly document: T }, now: { readonly document: T }) => ({
	before: before.document,
	now: now.document,
});
