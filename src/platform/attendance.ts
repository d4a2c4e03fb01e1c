import { ok } from '#kernel/result.ts';
import { type Clock, type Instant, plus, seconds } from '#kernel/time.ts';

import type { Database } from './db/database.ts';
import type { Events, LiveEvent } from './events.ts';

export type Doing = 'reading' | 'writing';

/** Somebody who has the same thing open right now. */
export interface Attendant {
	readonly id: string;
	readonly name: string;
	readonly doing: Doing;
}

interface Here {
	/** Id of the post or conversation. */
	readonly subject: string;
	readonly unitId: string;
	readonly person: { readonly id: string; readonly name: string };
	readonly doing: Doing | 'gone';
}

export interface Attendance {
	/** Somebody has a thing open, or closed it; answers who else has. Every process knows it for a moment, nobody stores it. */
	note(here: Here): Promise<readonly Attendant[]>;
}

/** Whoever is not heard of for this long is gone; an open page says every ten seconds that it is there. */
const KNOWN_MS = seconds(25);

interface Entry extends Attendant {
	readonly until: Instant;
}

interface Needs {
	readonly events: Events;
	readonly clock: Clock;
	readonly db: Database;
}

/** Who reads and writes beside whom, in memory only. Other processes hear it as an event. */
export const createAttendance = ({ events, clock, db }: Needs): Attendance => {
	const rooms = new Map<string, Map<string, Entry>>();

	const prune = (subject: string): Map<string, Entry> => {
		const room = rooms.get(subject) ?? new Map<string, Entry>();
		for (const [id, { until }] of room) if (until < clock.now()) room.delete(id);
		if (room.size === 0) rooms.delete(subject);
		return room;
	};
	/** Answers whether anything is different now. */
	const enter = ({ subject, person, doing }: Pick<Here, 'subject' | 'person' | 'doing'>): boolean => {
		const room = prune(subject);
		const before = room.get(person.id)?.doing;
		if (doing === 'gone') room.delete(person.id);
		else room.set(person.id, { ...person, doing, until: plus(clock.now(), KNOWN_MS) });
		if (room.size > 0) rooms.set(subject, room);
		else rooms.delete(subject);
		return before !== (doing === 'gone' ? undefined : doing);
	};
	events.subscribe(({ id, here }: LiveEvent) => here && void enter({ subject: id, ...here }));

	return {
		async note({ subject, unitId, person, doing }) {
			const silent = !enter({ subject, person, doing });
			await db.transact('say who is here', async (tx) =>
				ok(await events.announce(tx, { topic: 'here', id: subject, unitId, here: { person, doing, silent } })),
			);
			return [...prune(subject).values()].flatMap(({ id, name, doing: does }) =>
				id === person.id ? [] : [{ id, name, doing: does }],
			);
		},
	};
};
