import type { z } from 'zod';

import type {
	addDayEndpoint,
	changeTargetGroupEndpoint,
	createTargetGroupEndpoint,
	listDaysEndpoint,
	listTargetGroupsEndpoint,
} from '#contract/planning-topics.ts';
import type { Actor } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { done } from '#platform/act.ts';

import type { PlanningNeeds } from './needs.ts';
import { planning } from './tables.ts';

type Needs = Pick<PlanningNeeds, 'db' | 'act' | 'ids' | 'events'>;
type Made = { readonly id: string };

/** Whom the authority speaks to. A handful: read as a whole. */
export const listTargetGroups =
	({ db }: Needs) =>
	async (): Promise<Result<z.input<typeof listTargetGroupsEndpoint.output>, never>> => {
		const rows = await db.read('target groups', (tx) =>
			planning(tx).selectFrom('editorial_target_group').selectAll().orderBy('name').orderBy('id').execute(),
		);
		const items = rows.map(({ id, name, age_from, age_until, archived }) => ({
			id,
			name,
			ageFrom: age_from,
			ageUntil: age_until,
			archived,
		}));
		return ok({ items });
	};

export type BandFailure = { readonly type: 'plan.ages-reversed' };
const bandHolds = (from: number | null, until: number | null): boolean =>
	from === null || until === null || from <= until;

export const createTargetGroup =
	({ act, ids }: Needs) =>
	async (
		{ name, ageFrom, ageUntil }: z.output<typeof createTargetGroupEndpoint.input>,
		actor: Actor,
	): Promise<Result<Made, BandFailure>> => {
		if (!bandHolds(ageFrom, ageUntil)) return fail({ type: 'plan.ages-reversed' });
		return act<Made, BandFailure>('name target group', actor, async (tx) => {
			const id = ids.next('target-group');
			const row = { id, name, age_from: ageFrom, age_until: ageUntil, archived: false };
			await planning(tx).insertInto('editorial_target_group').values(row).execute();
			return done({ id }, { kind: 'plan.target-group-named', subject: id, payload: { name, ageFrom, ageUntil } });
		});
	};

export type GroupFailure = BandFailure | { readonly type: 'plan.no-such-group' };

export const changeTargetGroup =
	({ act }: Needs) =>
	async (
		{ id, name, ageFrom, ageUntil, archived }: z.output<typeof changeTargetGroupEndpoint.input>,
		actor: Actor,
	): Promise<Result<Made, GroupFailure>> => {
		if (!bandHolds(ageFrom, ageUntil)) return fail({ type: 'plan.ages-reversed' });
		return act<Made, GroupFailure>('change target group', actor, async (tx) => {
			const changed = await planning(tx)
				.updateTable('editorial_target_group')
				.set({ name, age_from: ageFrom, age_until: ageUntil, archived })
				.where('id', '=', id)
				.executeTakeFirst();
			if (changed.numUpdatedRows === 0n) return fail({ type: 'plan.no-such-group' });
			const payload = { name, ageFrom, ageUntil, archived };
			return done({ id }, { kind: 'plan.target-group-changed', subject: id, payload });
		});
	};

/** The own list of days that matter. */
export const listDays =
	({ db }: Needs) =>
	async (): Promise<Result<z.input<typeof listDaysEndpoint.output>, never>> => {
		const rows = await db.read('own days', (tx) =>
			planning(tx).selectFrom('editorial_day').selectAll().orderBy('first_day').orderBy('id').execute(),
		);
		const items = rows.map(({ first_day, last_day, ...rest }) => ({ ...rest, first: first_day, last: last_day }));
		return ok({ items });
	};

export type DayFailure = { readonly type: 'plan.days-reversed' };

export const addDay =
	({ act, ids, events }: Needs) =>
	async (
		{ name, kind, first, last, source }: z.output<typeof addDayEndpoint.input>,
		actor: Actor,
	): Promise<Result<Made, DayFailure>> => {
		if (first.length !== last.length || first > last) return fail({ type: 'plan.days-reversed' });
		return act<Made, DayFailure>('add a day', actor, async (tx) => {
			const id = ids.next('day');
			const row = { id, name, kind, first_day: first, last_day: last, source };
			await planning(tx).insertInto('editorial_day').values(row).execute();
			await events.announce(tx, { topic: 'setting', id });
			return done({ id }, { kind: 'plan.day-added', subject: id, payload: { name, kind, first, last, source } });
		});
	};

export const removeDay =
	({ act, events }: Needs) =>
	({ id }: Made, actor: Actor): Promise<Result<Record<string, never>, { readonly type: 'plan.no-such-day' }>> =>
		act<Record<string, never>, { readonly type: 'plan.no-such-day' }>('remove a day', actor, async (tx) => {
			const gone = await planning(tx)
				.deleteFrom('editorial_day')
				.where('id', '=', id)
				.returning('name')
				.executeTakeFirst();
			if (gone === undefined) return fail({ type: 'plan.no-such-day' });
			await events.announce(tx, { topic: 'setting', id });
			return done({}, { kind: 'plan.day-removed', subject: id, payload: { name: gone.name } });
		});
