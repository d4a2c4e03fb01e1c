import {
	dutyEndpoint,
	readShiftNoteEndpoint,
	rosterEndpoint,
	saveRosterEndpoint,
	shiftNotesEndpoint,
	writeShiftNoteEndpoint,
} from '#contract/duty.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';

import { listNotes, type NoteFailure, type ReadNoteFailure, readNote, writeNote } from './notes.ts';
import { readDuty } from './read-duty.ts';
import type { DutyNeeds } from './roster.ts';
import { readRoster, type SaveRosterFailure, saveRoster } from './save-roster.ts';

const saving: Problems<SaveRosterFailure> = {
	'access.denied': 403,
	'duty.changed-meanwhile': 409,
	'duty.day-twice': 422,
	'duty.turn-twice': 422,
	'duty.no-anchor': 422,
	'duty.not-answering': 422,
};
const noting: Problems<NoteFailure> = { 'access.denied': 403, 'duty.empty-note': 422 };
const reading: Problems<ReadNoteFailure> = { 'access.denied': 403, 'duty.no-such-note': 404, 'duty.own-note': 409 };

export const mountDuty = (mount: Mount, needs: DutyNeeds): void => {
	const [duty, roster, save] = [readDuty(needs), readRoster(needs), saveRoster(needs)];
	const [list, write, read] = [listNotes(needs), writeNote(needs), readNote(needs)];
	mount(dutyEndpoint, { problems: {}, handle: ({ unit }, { actor }) => duty(unit, actor) });
	mount(rosterEndpoint, { problems: { 'access.denied': 403 }, handle: ({ unit }, { actor }) => roster(unit, actor) });
	mount(saveRosterEndpoint, { problems: saving, handle: (input, { actor }) => save(input, actor) });
	mount(shiftNotesEndpoint, { problems: {}, handle: (query, { actor }) => list(query, actor) });
	mount(writeShiftNoteEndpoint, { problems: noting, handle: (input, { actor }) => write(input, actor) });
	mount(readShiftNoteEndpoint, { problems: reading, handle: (input, { actor }) => read(input, actor) });
};
