import type { LegalBasis } from '#contract/records.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';

import { erasable, isHeld } from './erasure-store.ts';
import type { ActNeeds } from './needs.ts';
import { records } from './tables.ts';

export interface ErasureRequest {
	readonly subject: string;
	readonly entryId?: string | undefined;
	readonly legalBasis: LegalBasis;
	readonly reason: string;
}

export type RequestFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'records.held' }
	| { readonly type: 'records.nothing-to-erase' };

/** Asks to erase. Nothing is erased yet: another person must confirm. */
export const requestErasure = (
	{ act, ids, clock, sealer }: ActNeeds,
	actor: Actor,
	{ subject, entryId, legalBasis, reason }: ErasureRequest,
): Promise<Result<{ id: string }, RequestFailure>> =>
	act<{ id: string }, RequestFailure>('request erasure', actor, async (tx) => {
		if (!mayErase(actor)) return fail({ type: 'access.denied' });
		if (await isHeld(tx, subject)) return fail({ type: 'records.held' });
		if ((await erasable(tx, subject, entryId ?? null)).length === 0) return fail({ type: 'records.nothing-to-erase' });
		const id = ids.next<'erasure'>('erasure');
		await records(tx)
			.insertInto('records_erasure')
			.values({
				id,
				subject,
				entry_id: entryId ?? null,
				legal_basis: legalBasis,
				reason: sealer.seal(reason, erasureReason(id)),
				state: 'open',
				requested_by: sealer.fingerprint('records.actor', actor.id),
				requested_at: toDate(clock.now()),
				decided_at: null,
			})
			.execute();
		const payload = { erasureId: id, entryId: entryId ?? null, legalBasis };
		return done({ id }, { kind: 'record.erasure-requested', subject, payload });
	});

/** Two people are asked for, so a program's key may neither ask nor confirm. */
export const mayErase = (actor: Actor): boolean => actor.kind === 'person' && may(actor, 'record.erase');

/** Binds a sealed reason to its row. */
export const erasureReason = (id: string): string => `records_erasure.reason:${id}`;
