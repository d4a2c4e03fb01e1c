import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';

import { lockSubject } from './erasure-store.ts';
import type { ActNeeds } from './needs.ts';
import { records } from './tables.ts';

export interface HoldRequest {
	readonly subject: string;
	readonly reason: string;
	readonly reviewAt?: string | undefined;
}

/** Puts a subject under legal hold: none of its records can be erased until the hold is lifted. */
export const setHold = (
	{ act, ids, clock, sealer }: ActNeeds,
	actor: Actor,
	{ subject, reason, reviewAt }: HoldRequest,
): Promise<Result<{ id: string }, { readonly type: 'access.denied' }>> =>
	act('set legal hold', actor, async (tx) => {
		if (!may(actor, 'record.erase')) return fail({ type: 'access.denied' });
		await lockSubject(tx, subject);
		const id = ids.next<'hold'>('hold');
		await records(tx)
			.insertInto('records_hold')
			.values({
				id,
				subject,
				reason: sealer.seal(reason, holdReason(id)),
				review_at: reviewAt === undefined ? null : new Date(reviewAt),
				set_at: toDate(clock.now()),
				lifted_at: null,
			})
			.execute();
		return done({ id }, { kind: 'record.hold-set', subject, payload: { holdId: id, reviewAt: reviewAt ?? null } });
	});

/** Binds a sealed reason to its row. */
export const holdReason = (id: string): string => `records_hold.reason:${id}`;
