import type { JSONColumnType } from 'kysely';

import type { Roster } from '../domain/duty.ts';

export interface DutyTables {
	/** What a unit has set itself; those below inherit. */
	dialogue_duty: {
		unit_id: string;
		turns: JSONColumnType<Roster['turns'], string>;
		exceptions: JSONColumnType<Roster['exceptions'], string>;
		/** A day of a week A, where two weeks take turns. */
		anchor: string | null;
		assigns: boolean;
		version: number;
	};
	/** What one shift tells the next. Kept. */
	dialogue_shift_note: {
		id: string;
		unit_id: string;
		author_id: string;
		open: string;
		waiting: string;
		promised: string;
		special: string;
		figures: JSONColumnType<ShiftFigures, string>;
		written_at: Date;
		read_at: Date | null;
		read_by: string | null;
	};
}

/** How many conversations stood where when the note was written. */
export interface ShiftFigures {
	readonly open: number;
	readonly waiting: number;
	readonly due: number;
}

/** What the roster keeps with a conversation. */
export interface DutyColumns {
	/** The beginning of the shift that last got it, and who. */
	duty_from: Date | null;
	duty_to: string | null;
}
