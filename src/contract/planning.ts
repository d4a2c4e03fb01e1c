import { z } from 'zod';

import { CorrectionName, Id, PostKindName, PostStateName } from './editorial.ts';
import { endpoint, IdText, Moment, Nothing, PageQuery, pageOf } from './endpoint.ts';
import { WallShape } from './post-details.ts';

const DayText = z.iso.date();
/** `07:30`, wall time. */
const ClockText = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const PlanFilter = z.object({
	unitId: IdText.optional(),
	presenceId: IdText.optional(),
	topic: z.string().max(60).optional(),
	kind: PostKindName.optional(),
});

/** A post as the calendar shows it. */
export const PlanItemShape = z.object({
	id: IdText,
	unitId: IdText,
	title: z.string(),
	kind: PostKindName,
	topic: z.string().nullable(),
	state: PostStateName,
	correction: CorrectionName.nullable(),
	/** When it went out, goes out, or is wished for; null while it has no date. */
	at: Moment.nullable(),
	presenceIds: z.array(IdText),
	/** Whoever asks may give it another time. */
	mayMove: z.boolean(),
	/** A time at which a series comes round, without a post of its own yet; the id is that of its first post. */
	comes: z.boolean(),
	/** A copy of it needs a person. */
	trouble: z.enum(['unclear', 'refused']).nullable(),
});

/** A day that matters for what is said on it. */
export const PlanDayShape = z.object({
	day: DayText,
	name: z.string(),
	/** A public holiday, one of a few places of the Land only, or a day of the own list. */
	kind: z.enum(['holiday', 'local-holiday', 'school-holiday', 'awareness']),
});

const FreeSlotShape = z.object({ presenceId: IdText, at: Moment, local: WallShape.shape.local });

/** The longest stretch one look at the calendar may ask for. */
export const MOST_PLAN_DAYS = 62;

export const readCalendarEndpoint = endpoint({
	method: 'GET',
	path: '/api/planning/calendar',
	allow: 'post.read',
	summary: 'Posts, free slots and remarkable days between two days of the authority, at most two months.',
	input: PlanFilter.extend({ from: DayText, until: DayText }),
	output: z.object({
		items: z.array(PlanItemShape),
		/** There are more than one look shows. */
		more: z.boolean(),
		slots: z.array(FreeSlotShape),
		days: z.array(PlanDayShape),
	}),
});

export const listPlanEndpoint = endpoint({
	method: 'GET',
	path: '/api/planning/posts',
	allow: 'post.read',
	summary: 'Posts from a day on, by the time they stand in the calendar.',
	input: PageQuery.extend(PlanFilter.shape).extend({ from: DayText }),
	output: pageOf(PlanItemShape),
});

export const listUndatedEndpoint = endpoint({
	method: 'GET',
	path: '/api/planning/undated',
	allow: 'post.read',
	summary: 'Posts being written that have no date yet, last touched first.',
	input: PageQuery.extend(PlanFilter.shape),
	output: pageOf(PlanItemShape),
});

export const movePostEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/:id/move',
	allow: 'post.schedule',
	summary: 'Gives a post another time: a scheduled one goes out then, one in the making is wished for then.',
	input: Id.extend(WallShape.shape).extend({ acceptMissing: z.boolean().optional() }),
	output: z.object({ id: IdText, state: PostStateName, at: Moment.nullable() }),
});

export const undatePostEndpoint = endpoint({
	method: 'POST',
	path: '/api/posts/:id/undate',
	allow: 'post.schedule',
	summary: 'Takes the wished time from a post in the making.',
	input: Id,
	output: z.object({ id: IdText, state: PostStateName, at: Moment.nullable() }),
});

const SlotShape = z.object({ weekday: z.number().int().min(1).max(7), time: ClockText });

export const readSlotsEndpoint = endpoint({
	method: 'GET',
	path: '/api/planning/slots',
	allow: 'presence.read',
	summary: 'The times of the week at which presences like to speak.',
	input: Nothing,
	output: z.object({ items: z.array(z.object({ presenceId: IdText, slots: z.array(SlotShape) })) }),
});

export const saveSlotsEndpoint = endpoint({
	method: 'PUT',
	path: '/api/presences/:id/slots',
	allow: 'post.schedule',
	summary: 'Sets the times of the week at which a presence likes to speak, in wall time.',
	input: Id.extend({ slots: z.array(SlotShape).max(70) }),
	output: z.object({ slots: z.array(SlotShape) }),
});

export const nextSlotsEndpoint = endpoint({
	method: 'GET',
	path: '/api/posts/:id/free-slots',
	allow: 'post.read',
	summary: 'The next free slots of the presences a post goes to.',
	input: Id,
	output: z.object({ items: z.array(FreeSlotShape) }),
});
