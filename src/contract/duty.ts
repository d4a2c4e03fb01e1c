import { z } from 'zod';

import { endpoint, IdText, Moment, PageQuery, pageOf } from './endpoint.ts';

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const Turn = z.object({ from: Time, until: Time, personId: IdText });

const RosterShape = z.object({
	/** Monday is 0; until on the next day where it does not come after from. */
	turns: z
		.array(
			Turn.extend({
				weekday: z.number().int().min(0).max(6),
				/** Where two weeks take turns: in which of them; absent: in both. */
				week: z.enum(['a', 'b']).optional(),
			}),
		)
		.max(200)
		.readonly(),
	/** A day of a week A; null: every week is alike. */
	anchor: z.iso.date().nullable().default(null),
	/** On such a day nothing of the week begins, only what stands here. */
	exceptions: z
		.array(z.object({ day: z.iso.date(), note: z.string().trim().max(120), turns: z.array(Turn).max(10).readonly() }))
		.max(120)
		.readonly(),
	/** New conversations that nobody has go to who is on duty. */
	assigns: z.boolean(),
});
export type RosterView = z.output<typeof RosterShape>;

const ShiftView = z.object({
	name: z.string(),
	/** For whom they stand in. */
	insteadOf: z.string().nullable(),
	from: Moment,
	until: Moment,
	mine: z.boolean(),
});
export type ShiftView = z.output<typeof ShiftView>;

export const dutyEndpoint = endpoint({
	method: 'GET',
	path: '/api/duty',
	allow: 'conversation.read',
	summary: 'Who is on duty now, next and in the coming eight days, by roster; and how many notes wait to be confirmed.',
	input: z.object({ unit: IdText.optional() }),
	output: z.object({
		units: z.array(
			z.object({
				/** Whose roster it is. */
				unitId: IdText,
				assigns: z.boolean(),
				now: z.array(ShiftView),
				next: ShiftView.nullable(),
				days: z.array(ShiftView),
			}),
		),
		unread: z.number().int(),
	}),
});

export const rosterEndpoint = endpoint({
	method: 'GET',
	path: '/api/duty/roster',
	allow: 'service.manage',
	summary: 'The roster of a unit, its own or inherited, and who can be on duty there.',
	input: z.object({ unit: IdText }),
	output: z.object({
		own: z.boolean(),
		/** Whose roster it inherits; null: its own, or nobody has one. */
		from: IdText.nullable(),
		version: z.number().int(),
		roster: RosterShape,
		people: z.array(z.object({ id: IdText, name: z.string() })),
	}),
});

export const saveRosterEndpoint = endpoint({
	method: 'PUT',
	path: '/api/duty/roster',
	allow: 'service.manage',
	summary: 'Gives a unit its own roster, or with null that of the unit above or none.',
	input: z.object({ unit: IdText, version: z.number().int(), roster: RosterShape.nullable() }),
	output: z.object({ version: z.number().int() }),
});

const Text = z.string().trim().max(2_000);
const NoteFields = z.object({ open: Text, waiting: Text, promised: Text, special: Text });

const ShiftNote = NoteFields.extend({
	id: IdText,
	unitId: IdText,
	by: z.string(),
	mine: z.boolean(),
	at: Moment,
	/** How many conversations stood where then. */
	figures: z.object({ open: z.number().int(), waiting: z.number().int(), due: z.number().int() }),
	readAt: Moment.nullable(),
	readBy: z.string().nullable(),
});
export type ShiftNote = z.output<typeof ShiftNote>;

export const shiftNotesEndpoint = endpoint({
	method: 'GET',
	path: '/api/duty/notes',
	allow: 'conversation.read',
	summary: 'What shifts told each other, the newest first.',
	input: PageQuery.extend({ unit: IdText.optional() }),
	output: pageOf(ShiftNote),
});

export const writeShiftNoteEndpoint = endpoint({
	method: 'POST',
	path: '/api/duty/notes',
	allow: 'conversation.answer',
	summary: 'Tells the next shift what is open, waits, was promised and is special.',
	input: NoteFields.extend({ unit: IdText }),
	output: z.object({ id: IdText }),
	creates: true,
});

export const readShiftNoteEndpoint = endpoint({
	method: 'POST',
	path: '/api/duty/notes/:id/read',
	allow: 'conversation.answer',
	summary: 'Confirms a note as read; with takeOver the open conversations of that shift go on with the reader.',
	input: z.object({ id: IdText, takeOver: z.boolean() }),
	output: z.object({ taken: z.number().int() }),
});
