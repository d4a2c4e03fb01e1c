import type { z } from 'zod';

import type { nextSlotsEndpoint, readSlotsEndpoint } from '#contract/planning.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { done } from '#platform/act.ts';

import { addDays, dayAt, startOfDay } from '../domain/planning/days.ts';
import { freeSlots, slotMoments } from '../domain/planning/slots.ts';
import { findPost, type NotFound } from '../store.ts';
import type { PlanningNeeds } from './needs.ts';
import { toSlotView } from './read-calendar.ts';
import { slotsFor, spokenBetween } from './slot-store.ts';
import { planning } from './tables.ts';

interface WeekSlot {
	readonly weekday: number;
	readonly time: string;
}

export type SlotFailure = { readonly type: 'presence.not-found' } | { readonly type: 'access.denied' };

/** Sets when a presence likes to speak. It binds nobody; it is offered. */
export const saveSlots =
	(needs: PlanningNeeds) =>
	async (
		{ id, slots }: { readonly id: string; readonly slots: readonly WeekSlot[] },
		actor: Actor,
	): Promise<Result<{ slots: WeekSlot[] }, SlotFailure>> => {
		const presence = await needs.channels.presence(id);
		if (presence === null) return fail({ type: 'presence.not-found' });
		if (!may(actor, 'post.schedule', presence.unitId)) return fail({ type: 'access.denied' });
		const kept = [...new Map(slots.map((slot) => [`${slot.weekday} ${slot.time}`, slot])).values()].sort(
			(a, b) => a.weekday - b.weekday || a.time.localeCompare(b.time),
		);
		return needs.act<{ slots: WeekSlot[] }, never>('save slots', actor, async (tx) => {
			await planning(tx).deleteFrom('editorial_slot').where('presence_id', '=', id).execute();
			const rows = kept.map(({ weekday, time }) => ({
				id: needs.ids.next('slot'),
				presence_id: id,
				weekday,
				local_time: time,
			}));
			if (rows.length > 0) await planning(tx).insertInto('editorial_slot').values(rows).execute();
			await needs.events.announce(tx, { topic: 'post', id, unitId: presence.unitId });
			const payload = { slots: kept.map(({ weekday, time }) => ({ weekday, time })) };
			return done({ slots: kept }, { kind: 'plan.slots-set', subject: id, unitId: presence.unitId, payload });
		});
	};

type SlotsView = z.input<typeof readSlotsEndpoint.output>;

/** The slots of every presence somebody may see. */
export const readSlots =
	(needs: PlanningNeeds) =>
	async (_: unknown, actor: Actor): Promise<Result<SlotsView, never>> => {
		const slots = await slotsFor(needs, actor);
		const ids = [...new Set(slots.map(({ presenceId }) => presenceId))];
		const items = ids.map((presenceId) => ({
			presenceId,
			slots: slots.filter((one) => one.presenceId === presenceId).map(({ weekday, time }) => ({ weekday, time })),
		}));
		return ok({ items });
	};

/** How far ahead a free slot is looked for, and how many are offered. */
const LOOK_DAYS = 60;
const OFFERED = 6;

type NextView = z.input<typeof nextSlotsEndpoint.output>;

/** The next free slots of the presences a post goes to. */
export const nextSlots =
	(needs: PlanningNeeds) =>
	async ({ id }: { readonly id: string }, actor: Actor): Promise<Result<NextView, NotFound>> => {
		const post = await needs.db.read('post to plan', (tx) => findPost(tx, id));
		if (post === null || !may(actor, 'post.read', post.unitId)) return fail({ type: 'post.not-found' });
		const goesTo = new Set(post.content.renditions.map(({ presenceId }) => presenceId));
		const slots = (await slotsFor(needs, actor)).filter(({ presenceId }) => goesTo.has(presenceId));
		const { zone } = await needs.people.authority();
		const now = needs.clock.now();
		const from = dayAt(now, zone);
		const until = addDays(from, LOOK_DAYS);
		const span = { start: startOfDay(from, zone), end: startOfDay(addDays(until, 1), zone) };
		const taken = await needs.db.read('taken slots', (tx) =>
			spokenBetween(tx, { ...span, presences: [...new Set(slots.map(({ presenceId }) => presenceId))] }),
		);
		const free = freeSlots(slotMoments(slots, { from, until, zone }), { taken, now });
		return ok({ items: free.slice(0, OFFERED).map(toSlotView) });
	};
