import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import type { Attendance, Attendant, Doing } from '#platform/attendance.ts';

import type { QueryNeeds } from './queries.ts';
import type { ReadFailure } from './read-conversation.ts';
import { conversations } from './triage/page.ts';

interface Here {
	readonly conversationId: string;
	readonly doing: Doing | 'gone';
}

interface Needs extends Pick<QueryNeeds, 'db'> {
	readonly attendance: Attendance;
}

/** Somebody has the conversation open, or answers in it; answers who else does. Leaves no trace. */
export const hereAtConversation =
	({ db, attendance }: Needs) =>
	async (
		{ conversationId: id, doing }: Here,
		actor: Actor,
	): Promise<Result<{ readonly others: Attendant[] }, ReadFailure>> => {
		const row = await db.read('conversation that is open', (tx) =>
			conversations(tx).where('c.id', '=', id).executeTakeFirst(),
		);
		if (!row) return fail({ type: 'conversation.not-found' });
		if (!may(actor, 'conversation.read', row.unit_id)) return fail({ type: 'access.denied' });
		const person = { id: actor.id, name: actor.name };
		return ok({ others: [...(await attendance.note({ subject: id, unitId: row.unit_id, person, doing }))] });
	};
