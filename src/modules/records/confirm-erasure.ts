import type { Actor } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { toDate, toIso } from '#kernel/time.ts';
import { done, type Leaf } from '#platform/act.ts';

import { TOMBSTONE } from './domain/kinds.ts';
import { decideErasure, destroy, erasable, findErasure, isHeld, lockSubject } from './erasure-store.ts';
import type { ActNeeds } from './needs.ts';
import { mayErase } from './request-erasure.ts';

export type ConfirmFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'records.no-such-erasure' }
	| { readonly type: 'records.own-request' }
	| { readonly type: 'records.held' };

/** Erases what another person asked to erase: key and salt are destroyed, a tombstone is left for each record. */
export const confirmErasure = (
	{ act, clock, sealer }: ActNeeds,
	actor: Actor,
	id: string,
): Promise<Result<{ erased: number }, ConfirmFailure>> =>
	act<{ erased: number }, ConfirmFailure>('confirm erasure', actor, async (tx) => {
		if (!mayErase(actor)) return fail({ type: 'access.denied' });
		const request = await findErasure(tx, id);
		if (request?.state !== 'open') return fail({ type: 'records.no-such-erasure' });
		if (request.requested_by === sealer.fingerprint('records.actor', actor.id))
			return fail({ type: 'records.own-request' });
		await lockSubject(tx, request.subject);
		if (await isHeld(tx, request.subject)) return fail({ type: 'records.held' });
		const found = await erasable(tx, request.subject, request.entry_id);
		if (found.length > 0)
			await destroy(
				tx,
				found.map((entry) => entry.id),
			);
		await decideErasure(tx, id, { state: 'done', decided_at: toDate(clock.now()) });
		const at = toIso(clock.now());
		const tombstones = found.map(
			(entry): Leaf => ({
				kind: TOMBSTONE,
				subject: entry.subject,
				...(entry.unit_id === null ? {} : { unitId: entry.unit_id }),
				payload: { recordId: entry.id, legalBasis: request.legal_basis, at, erasureId: id },
			}),
		);
		const confirmed: Leaf = {
			kind: 'record.erasure-confirmed',
			subject: request.subject,
			payload: { erasureId: id, erased: found.length },
		};
		return done({ erased: found.length }, confirmed, ...tombstones);
	});
