import type { Actor } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';

import { decideErasure, findErasure } from './erasure-store.ts';
import type { ActNeeds } from './needs.ts';
import { mayErase } from './request-erasure.ts';

export type DeclineFailure = { readonly type: 'access.denied' } | { readonly type: 'records.no-such-erasure' };

/** Turns a request to erase down; whoever made it may take it back this way too. */
export const declineErasure = (
	{ act, clock }: ActNeeds,
	actor: Actor,
	id: string,
): Promise<Result<Record<string, never>, DeclineFailure>> =>
	act<Record<string, never>, DeclineFailure>('decline erasure', actor, async (tx) => {
		if (!mayErase(actor)) return fail({ type: 'access.denied' });
		const request = await findErasure(tx, id);
		if (request?.state !== 'open') return fail({ type: 'records.no-such-erasure' });
		await decideErasure(tx, id, { state: 'declined', decided_at: toDate(clock.now()) });
		return done({}, { kind: 'record.erasure-declined', subject: request.subject, payload: { erasureId: id } });
	});
