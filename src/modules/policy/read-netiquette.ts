import type { z } from 'zod';

import type { netiquetteEndpoint } from '#contract/netiquette.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { ok, type Result } from '#kernel/result.ts';
import { fromDate, type Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Netiquette } from './domain/netiquette.ts';
import type { PolicyNeeds } from './needs.ts';
import { netiquetteIn, netiquetteInForce, type Version, versionOf } from './store.ts';

/** The netiquette as one version says it. */
export interface NetiquetteOf extends Netiquette {
	/** 0 is what the house came with. */
	readonly version: number;
	readonly since: Instant | null;
}

/** The netiquette in force, or as it was in one version; null for a version there never was. */
export const netiquetteOf =
	({ db }: Pick<PolicyNeeds, 'db'>) =>
	(version?: number): Promise<NetiquetteOf | null> =>
		db.read('netiquette', async (tx) => {
			const found = version === undefined ? await netiquetteInForce(tx) : await asOf(tx, version);
			if (found === null) return null;
			return { ...found.document, version: found.number, since: found.row ? fromDate(found.row.at) : null };
		});

const asOf = async (tx: Tx, version: number): Promise<Version<Netiquette> | null> => {
	const row = await versionOf(tx, 'netiquette', version);
	return version === 0 || row !== undefined ? netiquetteIn(row) : null;
};

type Shown = z.input<typeof netiquetteEndpoint.output>;

/** Everything the page of the netiquette shows. */
export const readNetiquette =
	({ db, people }: PolicyNeeds) =>
	async (actor: Actor): Promise<Result<Shown, never>> => {
		const { number, document, row } = await db.read('netiquette', netiquetteInForce);
		const names = await people.names(row ? [row.by_id] : []);
		return ok({
			number,
			at: row?.at.toISOString() ?? null,
			by: row ? { id: row.by_id, name: names.get(row.by_id) ?? '' } : null,
			note: row?.note ?? '',
			// NOTE: documents were parsed by the contract's own shape; there they are not readonly.
			document: document as Shown['document'],
			mayChange: may(actor, 'policy.manage'),
		});
	};
