import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok } from '#kernel/result.ts';
import { fromCursor, toCursor } from '#platform/http/cursor.ts';

import { byName, type Person, type PersonState } from './domain/person.ts';
import { withSecondFactor } from './sign-in/credentials.ts';
import type { PeopleWork } from './work.ts';

interface Asked {
	readonly cursor?: string | undefined;
	readonly limit: number;
	readonly q?: string | undefined;
	readonly state?: PersonState | undefined;
	readonly unitId?: string | undefined;
}

/** One page of the staff by name, from the directory in memory. Addresses only for those who manage people. */
export const listPersons = (work: PeopleWork) => async (asked: Asked, actor: Actor) => {
	const { persons } = await work.directory.now();
	const key = fromCursor(asked.cursor, 2);
	const last = key === null ? null : { name: String(key[0]), id: String(key[1]) };
	const fitting = [...persons.values()].filter(
		(person) => matches(person, asked) && (last === null || byName(person, last) > 0),
	);
	const page = fitting.slice(0, asked.limit);
	const end = page.at(-1);
	const items = await toShapes(work, page, actor);
	return ok({ items, ...(fitting.length > page.length && end ? { next: toCursor([end.name, end.id]) } : {}) });
};

/** One member of staff. */
export const showPerson = (work: PeopleWork) => async (id: string, actor: Actor) => {
	const person = (await work.directory.now()).persons.get(id);
	const [shown] = person ? await toShapes(work, [person], actor) : [];
	return shown ? ok(shown) : fail({ type: 'person.not-found' });
};

const matches = (person: Person, { q, state, unitId }: Asked): boolean => {
	if (state === undefined ? person.state === 'left' : person.state !== state) return false;
	if (unitId !== undefined && !person.roles.some((held) => held.unitId === unitId)) return false;
	return q === undefined || person.name.toLocaleLowerCase('de').includes(q.trim().toLocaleLowerCase('de'));
};

const toShapes = async (work: PeopleWork, page: readonly Person[], actor: Actor) => {
	const ids = page.map(({ id }) => id);
	const enrolled = await work.db.read('second factors', (tx) => withSecondFactor(tx, ids));
	const all = may(actor, 'person.manage');
	return page.map((person) => ({
		...person,
		roles: [...person.roles],
		mail: all ? person.mail : null,
		secondFactor: enrolled.has(person.id),
	}));
};
