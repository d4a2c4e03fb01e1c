import { fail, ok } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Caller } from '#platform/http/mount.ts';

import type { PeopleWork } from '../work.ts';
import { auth } from './tables.ts';

/** Where one is signed in, the newest first, with the name of the program as the browser gives it. */
export const listSessions = (work: PeopleWork) => async (caller: Caller) => {
	const session = await work.identity.session(caller.request);
	if (session === null) return ok({ items: [] });
	const rows = await work.db.read('sessions', (tx) =>
		auth(tx)
			.selectFrom('auth.session')
			.select(['id', 'createdAt', 'userAgent'])
			.where('userId', '=', session.personId)
			.where('expiresAt', '>', toDate(work.clock.now()))
			.orderBy('createdAt', 'desc')
			.execute(),
	);
	const items = rows.map(({ id, createdAt, userAgent }) => ({
		id,
		current: id === session.id,
		since: createdAt.toISOString(),
		program: userAgent ?? '',
	}));
	return ok({ items });
};

/** Ends one of one's own sessions at once. */
export const revokeSession = (work: PeopleWork) => (id: string, caller: Caller) =>
	work.act('end session', caller.actor, async (tx) => {
		const ending = auth(tx).deleteFrom('auth.session').where('id', '=', id).where('userId', '=', caller.actor.id);
		const { numDeletedRows } = await ending.executeTakeFirst();
		if (numDeletedRows === 0n) return fail({ type: 'session.not-found' });
		await work.announce(tx, caller.actor.id);
		return done(undefined, { kind: 'session.ended', subject: caller.actor.id, payload: {} });
	});
