import type { z } from 'zod';

import { MOST_PLAN_DAYS, type readCalendarEndpoint } from '#contract/planning.ts';
import type { Actor } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toIso } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { addDays, daysFrom, startOfDay } from '../domain/planning/days.ts';
import { freeSlots, type SlotMoment, slotMoments } from '../domain/planning/slots.ts';
import { comingBetween } from './coming.ts';
import { daysBetween } from './days-between.ts';
import type { PlanningNeeds } from './needs.ts';
import { itemsOf, rowsBetween } from './plan-rows.ts';
import { slotsFor, spokenBetween } from './slot-store.ts';

type Query = z.output<typeof readCalendarEndpoint.input>;
type Answer = z.input<typeof readCalendarEndpoint.output>;
export type SpanFailure = { readonly type: 'plan.span-too-long' };

/** More posts than this in one look nobody reads; the list by page has them all. */
const MOST_SHOWN = 3000;

/** The calendar between two days: posts, free slots, and the days that matter. */
export const readCalendar =
	(needs: PlanningNeeds) =>
	async (query: Query, actor: Actor): Promise<Result<Answer, SpanFailure>> => {
		const { from, until } = query;
		const length = daysFrom(from, until);
		if (length < 0 || length > MOST_PLAN_DAYS) return fail({ type: 'plan.span-too-long' });
		const { zone, land } = await needs.people.authority();
		const span = { start: startOfDay(from, zone), end: startOfDay(addDays(until, 1), zone) };
		const now = needs.clock.now();
		const slots = await slotsFor(needs, actor, query.presenceId);
		const presences = [...new Set(slots.map(({ presenceId }) => presenceId))];
		const found = await needs.db.read('calendar', async (tx: Tx) => ({
			rows: await rowsBetween(tx, { ...span, query, actor, most: MOST_SHOWN + 1 }),
			spoken: await spokenBetween(tx, { ...span, presences }),
			days: await daysBetween(tx, { from, until, land }),
			coming: await comingBetween(tx, { ...span, now, query, actor }),
		}));
		const free = freeSlots(slotMoments(slots, { from, until, zone }), { taken: found.spoken, now });
		const rows = found.rows.slice(0, MOST_SHOWN);
		const troubles = await needs.delivery.troublesOf(rows.map(({ id }) => id));
		return ok({
			items: [...itemsOf(rows, actor, troubles), ...found.coming],
			more: found.rows.length > MOST_SHOWN,
			slots: free.map(toSlotView),
			days: [...found.days],
		});
	};

export const toSlotView = ({ presenceId, at, local }: SlotMoment) => ({ presenceId, local, at: toIso(at) });
