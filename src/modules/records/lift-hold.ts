import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';

import type { ActNeeds } from './needs.ts';
import { records } from './tables.ts';

export type LiftFailure = { readonly type: 'access.denied' } | { readonly type: 'records.no-such-hold' };

/** Lifts a legal hold; its history stays. */
export const liftHold = (
	{ act, clock }: ActNeeds,
	actor: Actor,
	id: string,
): Promise<Result<Record<string, never>, LiftFailure>> =>
	act<Record<string, never>, LiftFailure>('lift legal hold', actor, async (tx) => {
		if (!may(actor, 'record.erase')) return fail({ type: 'access.denied' });
		const lifted = await records(tx)
			.updateTable('records_hold')
			.set({ lifted_at: toDate(clock.now()) })
			.where('id', '=', id)
			.where('lifted_at', 'is', null)
			.returning('subject')
			.executeTakeFirst();
		if (!lifted) return fail({ type: 'records.no-such-hold' });
		return done({}, { kind: 'record.hold-lifted', subject: lifted.subject, payload: { holdId: id } });
	});
