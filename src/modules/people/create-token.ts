import type { Actor, Permission } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { days, plus, toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';

import { sha256, TOKEN_PREFIX } from './sign-in/identify.ts';
import { people } from './tables.ts';
import { toToken } from './token-list.ts';
import type { PeopleWork } from './work.ts';

export type TokenFailure = { readonly type: 'unit.not-found' } | { readonly type: 'token.not-found' };

interface NewToken {
	readonly name: string;
	readonly scopes: readonly Permission[];
	readonly unitId: string | null;
	readonly days: number;
}

/** Makes a key for a program. The key itself is shown this once; we keep its hash. */
export const createToken = (work: PeopleWork) => async (input: NewToken, actor: Actor) => {
	const { tree } = await work.directory.now();
	if (input.unitId !== null && !tree.get(input.unitId)) return fail({ type: 'unit.not-found' });
	return work.act('create access key', actor, async (tx) => {
		const id = work.ids.next('token');
		const token = `${TOKEN_PREFIX}${work.ids.secret()}`;
		const { name, scopes, unitId } = input;
		const now = work.clock.now();
		const row = await people(tx)
			.insertInto('people_api_token')
			.values({
				id,
				name,
				token_hash: sha256(token),
				scopes: JSON.stringify(scopes),
				unit_id: unitId,
				created_by: actor.id,
				created_at: toDate(now),
				expires_at: toDate(plus(now, days(input.days))),
				revoked_at: null,
			})
			.returningAll()
			.executeTakeFirstOrThrow();
		await work.announce(tx, id);
		const payload = { name, scopes: [...scopes], unitId, days: input.days };
		return done({ ...toToken(row), token }, { kind: 'token.created', subject: id, payload });
	});
};

/** Ends a key at once. */
export const revokeToken =
	(work: PeopleWork) =>
	(id: string, actor: Actor): Promise<Result<void, TokenFailure>> =>
		work.act<void, TokenFailure>('revoke access key', actor, async (tx) => {
			const ending = people(tx)
				.updateTable('people_api_token')
				.set({ revoked_at: toDate(work.clock.now()) });
			const { numUpdatedRows } = await ending.where('id', '=', id).where('revoked_at', 'is', null).executeTakeFirst();
			if (numUpdatedRows === 0n) return fail({ type: 'token.not-found' });
			await work.announce(tx, id);
			return done(undefined, { kind: 'token.revoked', subject: id, payload: {} });
		});
