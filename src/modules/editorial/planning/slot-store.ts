import { sql } from 'kysely';

import type { Actor } from '#kernel/permission.ts';
import { fromDate, type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Slot, Spoken } from '../domain/planning/slots.ts';
import type { PlanningNeeds } from './needs.ts';
import { calendarAt } from './plan-rows.ts';
import { planning } from './tables.ts';

/** The slots of the presences somebody may see. An authority has some dozens of presences, each with a handful of slots. */
export const slotsFor = async (
	{ db, channels }: Pick<PlanningNeeds, 'db' | 'channels'>,
	actor: Actor,
	presenceId?: string,
): Promise<readonly Slot[]> => {
	const rows = await db.read('slots', (tx) => {
		const all = planning(tx).selectFrom('editorial_slot').selectAll().orderBy('presence_id').orderBy('weekday');
		const asked = presenceId === undefined ? all : all.where('presence_id', '=', presenceId);
		return asked.orderBy('local_time').execute();
	});
	const ids = [...new Set(rows.map((row) => row.presence_id))];
	const seen = new Map<string, boolean>();
	for (const id of ids) {
		const presence = await channels.visible(actor, id);
		seen.set(id, presence !== null && presence.state !== 'retired');
	}
	return rows
		.filter((row) => seen.get(row.presence_id))
		.map(({ presence_id, weekday, local_time }) => ({ presenceId: presence_id, weekday, time: local_time }));
};

interface Between {
	readonly start: Instant;
	readonly end: Instant;
	readonly presences: readonly string[];
}

/** When these presences speak between two moments, whoever writes it. */
export const spokenBetween = async (tx: Tx, { start, end, presences }: Between): Promise<readonly Spoken[]> => {
	if (presences.length === 0) return [];
	const answer = await sql<{ presence_id: string; at: Date }>`
		select r.presence_id, ${calendarAt} as at from editorial_post p join editorial_rendition r on r.post_id = p.id
		where ${calendarAt} >= ${toDate(start)} and ${calendarAt} < ${toDate(end)} and p.state <> 'withdrawn'
			and r.presence_id = any(${[...presences]}::text[])`.execute(planning(tx));
	return answer.rows.map(({ presence_id, at }) => ({ presenceId: presence_id, at: fromDate(at) }));
};
