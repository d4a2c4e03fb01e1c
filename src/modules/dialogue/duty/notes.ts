import { sql } from 'kysely';
import type { z } from 'zod';

import type { shiftNotesEndpoint, writeShiftNoteEndpoint } from '#contract/duty.ts';
import { type Actor, may, unitsWhere } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';
import { fromCursor, momentIn, toCursor } from '#platform/http/cursor.ts';

import { dialogue } from '../tables.ts';
import { type DutyNeeds, dutyBy, rosterOf } from './roster.ts';
import type { ShiftFigures } from './tables.ts';
import { takeOver } from './take-over.ts';

export type NoteFailure = { readonly type: 'access.denied' } | { readonly type: 'duty.empty-note' };
export type ReadNoteFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'duty.no-such-note' }
	/** It is for the others. */
	| { readonly type: 'duty.own-note' };

type Written = z.output<typeof writeShiftNoteEndpoint.input>;

/** Tells the next shift what is open, waits, was promised, and is special; who comes next hears of it. */
export const writeNote =
	(needs: DutyNeeds) =>
	async ({ unit, ...said }: Written, actor: Actor): Promise<Result<{ id: string }, NoteFailure>> => {
		if (!may(actor, 'conversation.answer', unit)) return fail({ type: 'access.denied' });
		const words = [said.special, said.promised, said.open, said.waiting].filter((text) => text !== '');
		if (words.length === 0) return fail({ type: 'duty.empty-note' });
		return needs.act<{ id: string }, NoteFailure>('write a shift note', actor, async (tx) => {
			const id = needs.ids.next('shift-note');
			const figures = await figuresOf(tx, unit);
			const written = { written_at: toDate(needs.clock.now()), read_at: null, read_by: null };
			await dialogue(tx)
				.insertInto('dialogue_shift_note')
				.values({ id, unit_id: unit, author_id: actor.id, ...said, figures: JSON.stringify(figures), ...written })
				.execute();
			const about = { postId: id, unitId: unit, title: (words[0] ?? '').slice(0, 120), byId: actor.id };
			const to = await nextOnes(needs, tx, { unit, actor });
			await needs.notices.tell(tx, { ...about, to, kind: 'shift-note' });
			await needs.events.announce(tx, { topic: 'conversation', id: unit, unitId: unit });
			const payload = { ...said, ...figures, told: to };
			return done({ id }, { kind: 'shift.noted', subject: unit, unitId: unit, payload });
		});
	};

/** How many conversations of the unit stand where. */
const figuresOf = async (tx: Tx, unit: string): Promise<ShiftFigures> => {
	const { rows } = await sql<Record<keyof ShiftFigures, string>>`select count(*) filter (where state = 'open') as open,
			count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'open' and warned) as due
		from dialogue_conversation where unit_id = ${unit} and state in ('open', 'waiting') and snoozed_until is null`.execute(
		dialogue(tx),
	);
	return { open: Number(rows[0]?.open), waiting: Number(rows[0]?.waiting), due: Number(rows[0]?.due) };
};

/** Whoever else is on duty already, else who comes next. */
const nextOnes = async (
	needs: DutyNeeds,
	tx: Tx,
	{ unit, actor }: { readonly unit: string; readonly actor: Actor },
): Promise<readonly string[]> => {
	const found = await rosterOf(tx, await needs.people.unitPath(unit));
	if (found === null) return [];
	const { now, next } = await dutyBy(needs, found.roster);
	const others = now.map(({ personId }) => personId).filter((id) => id !== actor.id);
	if (others.length > 0) return [...new Set(others)];
	return next === null || next.personId === actor.id ? [] : [next.personId];
};

type Asked = z.output<typeof shiftNotesEndpoint.input>;

export const notePage = (tx: Tx, { unit, cursor, limit }: Asked, actor: Actor) => {
	const after = fromCursor(cursor, 2);
	const units =
		unit === undefined ? unitsWhere(actor, 'conversation.read') : may(actor, 'conversation.read', unit) ? [unit] : [];
	const newest = dialogue(tx).selectFrom('dialogue_shift_note').selectAll();
	// One unit is read along its own index.
	const [only = ''] = units;
	const theirs = units.length < 2 ? newest.where('unit_id', '=', only) : newest.where('unit_id', 'in', [...units]);
	return (units === 'all' ? newest : theirs)
		.$if(after !== null, (list) =>
			list.where(
				sql<boolean>`(written_at, id) < (${momentIn(after?.[0]).toISOString()}::timestamptz, ${String(after?.[1])})`,
			),
		)
		.orderBy('written_at', 'desc')
		.orderBy('id', 'desc')
		.limit(limit + 1)
		.execute();
};

/** The notes of a unit or of all one may read, the newest first. */
export const listNotes = (needs: DutyNeeds) => async (asked: Asked, actor: Actor) => {
	const rows = await needs.db.read('shift notes', (tx) => notePage(tx, asked, actor));
	const shown = rows.slice(0, asked.limit);
	const last = rows.length > asked.limit ? shown.at(-1) : undefined;
	const names = await needs.people.names([...new Set(shown.flatMap((row) => [row.author_id, row.read_by ?? '']))]);
	const items = shown.map((row) => ({
		...{ id: row.id, unitId: row.unit_id, figures: row.figures },
		...{ open: row.open, waiting: row.waiting, promised: row.promised, special: row.special },
		by: names.get(row.author_id) ?? '',
		mine: row.author_id === actor.id,
		at: row.written_at.toISOString(),
		readAt: row.read_at?.toISOString() ?? null,
		readBy: row.read_by === null ? null : (names.get(row.read_by) ?? ''),
	}));
	return ok(last ? { items, next: toCursor([last.written_at.getTime(), last.id]) } : { items });
};

interface Reading {
	readonly id: string;
	/** What came to the author by the roster and is still open goes on with the reader. */
	readonly takeOver: boolean;
}

/** The note, unless it is not for this reader to confirm. */
const toConfirm = async (tx: Tx, id: string, actor: Actor) => {
	const found = dialogue(tx).selectFrom('dialogue_shift_note').selectAll().where('id', '=', id);
	const note = await found.forUpdate().executeTakeFirst();
	if (!note) return fail({ type: 'duty.no-such-note' as const });
	if (!may(actor, 'conversation.answer', note.unit_id)) return fail({ type: 'access.denied' as const });
	return note.author_id === actor.id ? fail({ type: 'duty.own-note' as const }) : ok(note);
};

/** The next shift has read it; who and when is kept with it. */
export const readNote =
	(needs: DutyNeeds) =>
	(asked: Reading, actor: Actor): Promise<Result<{ taken: number }, ReadNoteFailure>> =>
		needs.act<{ taken: number }, ReadNoteFailure>('read a shift note', actor, async (tx) => {
			const found = await toConfirm(tx, asked.id, actor);
			if (!found.ok) return found;
			const { id, unit_id: unitId, author_id: from, read_at: before } = found.value;
			if (before !== null) return unchanged({ taken: 0 });
			const read = { read_at: toDate(needs.clock.now()), read_by: actor.id };
			await dialogue(tx).updateTable('dialogue_shift_note').set(read).where('id', '=', id).execute();
			const taken = asked.takeOver ? await takeOver(tx, { from, to: actor }) : [];
			await needs.notices.over(tx, { postId: id, kinds: ['shift-note'] });
			await needs.events.announce(tx, { topic: 'conversation', id: unitId, unitId });
			const payload = { note: id, taken };
			return done({ taken: taken.length }, { kind: 'shift.read', subject: unitId, unitId, payload });
		});
