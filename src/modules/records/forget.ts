import type { LegalBasis } from '#contract/records.ts';
import { type Clock, toIso } from '#kernel/time.ts';
import type { Leaf } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { TOMBSTONE } from './domain/kinds.ts';
import { destroy, erasable, isHeld, lockSubject } from './erasure-store.ts';

export interface Forgetting {
	readonly subject: string;
	readonly legalBasis: LegalBasis;
	/** Which kinds of records go. */
	readonly isGone: (kind: string) => boolean;
	/** Only what was recorded until then. */
	readonly until?: Date;
}

/**
 * Destroys records of a subject whose term is over, in the act of whoever decides that: the tombstones go with its leaves.
 * Null while a legal hold lies on the subject.
 */
export const forgetRecords =
	({ clock }: { readonly clock: Clock }) =>
	async (tx: Tx, { subject, legalBasis, isGone, until }: Forgetting): Promise<readonly Leaf[] | null> => {
		await lockSubject(tx, subject);
		if (await isHeld(tx, subject)) return null;
		const found = (await erasable(tx, subject, null)).filter(
			({ kind, at }) => isGone(kind) && (until === undefined || at <= until),
		);
		if (found.length === 0) return [];
		await destroy(
			tx,
			found.map(({ id }) => id),
		);
		const at = toIso(clock.now());
		return found.map(({ id, unit_id }) => ({
			kind: TOMBSTONE,
			subject,
			...(unit_id === null ? {} : { unitId: unit_id }),
			payload: { recordId: id, legalBasis, at },
		}));
	};
