import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import type { Attendant, Doing } from '#platform/attendance.ts';

import type { EditorialNeeds } from './needs.ts';
import { findPost, type NotFound } from './store.ts';

interface Here {
	readonly id: string;
	readonly doing: Doing | 'gone';
}

/** Somebody has the post open; answers who else has. Leaves no trace: it changes nothing that is kept. */
export const hereAtPost =
	({ db, attendance }: Pick<EditorialNeeds, 'db' | 'attendance'>) =>
	async ({ id, doing }: Here, actor: Actor): Promise<Result<{ readonly others: Attendant[] }, NotFound>> => {
		const post = await db.read('post that is open', (tx) => findPost(tx, id));
		if (post === null || !may(actor, 'post.read', post.unitId)) return fail({ type: 'post.not-found' });
		const person = { id: actor.id, name: actor.name };
		return ok({ others: [...(await attendance.note({ subject: id, unitId: post.unitId, person, doing }))] });
	};
