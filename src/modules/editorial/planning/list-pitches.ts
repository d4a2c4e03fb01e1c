import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';

import type { listPitchesEndpoint, listWritersEndpoint, PitchShape } from '#contract/planning-topics.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { fromCursor, toCursor } from '#platform/http/cursor.ts';

import type { PlanningNeeds } from './needs.ts';
import { perUnit, unitsAsked } from './per-unit.ts';
import { type PitchRow, planning } from './tables.ts';

type Query = z.output<typeof listPitchesEndpoint.input>;
type View = z.input<typeof PitchShape>;

/** Topics by how far they have come, last touched first. */
export const listPitches =
	(needs: PlanningNeeds) =>
	async (query: Query, actor: Actor): Promise<Result<{ items: View[]; next?: string }, never>> => {
		const { state, unitId, cursor, limit } = query;
		const after = fromCursor(cursor, 2);
		const deep = after ? sql`(changed_at, id) < (${String(after[0])}::timestamptz, ${String(after[1])})` : sql`true`;
		const list = (more: RawBuilder<unknown>) =>
			sql`select * from editorial_pitch where state = ${state} and ${deep} and ${more} order by changed_at desc, id desc limit ${limit + 1}`;
		const order = sql`changed_at desc, id desc`;
		const found = perUnit(unitsAsked(actor, unitId), { list, order, most: limit + 1 });
		const { rows } = await needs.db.read('pitches', (tx) => sql<PitchRow>`${found}`.execute(planning(tx)));
		const shown = rows.slice(0, limit);
		const last = rows.length > limit ? shown.at(-1) : undefined;
		const items = await toViews(needs, shown, actor);
		return ok(last ? { items, next: toCursor([last.changed_at.toISOString(), last.id]) } : { items });
	};

const toViews = async ({ people }: PlanningNeeds, rows: readonly PitchRow[], actor: Actor): Promise<View[]> => {
	const ids = rows.flatMap(({ created_by, assignee_id }) => (assignee_id ? [created_by, assignee_id] : [created_by]));
	const names = await people.names([...new Set(ids)]);
	const named = (id: string) => ({ id, name: names.get(id) ?? '' });
	return rows.map((row) => ({
		id: row.id,
		unitId: row.unit_id,
		title: row.title,
		note: row.note,
		topic: row.topic,
		targetGroups: row.target_groups,
		wishedOn: row.wished_on,
		state: row.state,
		reason: row.reason,
		assignee: row.assignee_id === null ? null : named(row.assignee_id),
		postId: row.post_id,
		createdBy: named(row.created_by),
		changedAt: row.changed_at.toISOString(),
		may: { decide: may(actor, 'pitch.decide', row.unit_id), write: may(actor, 'post.write', row.unit_id) },
	}));
};

type Writers = z.input<typeof listWritersEndpoint.output>;

/** Who may write for a unit. */
export const listWriters =
	({ people }: PlanningNeeds) =>
	async (
		{ unitId }: { readonly unitId: string },
		actor: Actor,
	): Promise<Result<Writers, { type: 'access.denied' }>> => {
		if (!may(actor, 'pitch.decide', unitId)) return fail({ type: 'access.denied' });
		const found = await people.writersOf(unitId);
		return ok({ items: found.map(({ personId, name }) => ({ id: personId, name })) });
	};
