import * as wire from '#contract/planning.ts';
import { ok } from '#kernel/result.ts';
import { toIso } from '#kernel/time.ts';
import type { Mount } from '#platform/http/mount.ts';

import { toWanted } from '../domain/due.ts';
import type { PlanningActs } from './acts.ts';
import type { Moved } from './move-post.ts';

const common = { 'access.denied': 403, 'post.not-found': 404, 'post.not-possible-now': 409 } as const;
const move = {
	...common,
	'plan.published-fixed': 409,
	'post.embargoed': 409,
	'post.too-late': 409,
	'post.media-expired': 422,
	'post.time-unreadable': 422,
	'post.time-missing': 422,
	'post.time-twice': 422,
	'post.time-past': 422,
	'post.time-too-far': 422,
} as const;

const moved = ({ post, at }: Moved) => ({ id: post.id, state: post.state, at: at === null ? null : toIso(at) });

/** Hangs the calendar, its moves and its slots on their addresses. */
export const planningRoutes = (mount: Mount, act: PlanningActs): void => {
	mount(wire.readCalendarEndpoint, {
		problems: { 'plan.span-too-long': 422 },
		handle: (input, { actor }) => act.readCalendar(input, actor),
	});
	mount(wire.listPlanEndpoint, { problems: {}, handle: (input, { actor }) => act.listPlan(input, actor) });
	mount(wire.listUndatedEndpoint, { problems: {}, handle: (input, { actor }) => act.listUndated(input, actor) });
	mount(wire.movePostEndpoint, {
		problems: move,
		async handle({ id, ...wanted }, { actor }) {
			const result = await act.movePost({ id, wanted: toWanted(wanted) }, actor);
			return result.ok ? ok(moved(result.value)) : result;
		},
	});
	mount(wire.undatePostEndpoint, {
		problems: move,
		async handle(input, { actor }) {
			const result = await act.undatePost(input, actor);
			return result.ok ? ok(moved(result.value)) : result;
		},
	});
	mount(wire.readSlotsEndpoint, { problems: {}, handle: (input, { actor }) => act.readSlots(input, actor) });
	mount(wire.saveSlotsEndpoint, {
		problems: { 'presence.not-found': 404, 'access.denied': 403 },
		handle: (input, { actor }) => act.saveSlots(input, actor),
	});
	mount(wire.nextSlotsEndpoint, {
		problems: { 'post.not-found': 404 },
		handle: (input, { actor }) => act.nextSlots(input, actor),
	});
};
