import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { type Instant, toDate, toIso } from '#kernel/time.ts';
import { done } from '#platform/act.ts';

import { people } from './tables.ts';
import type { PeopleWork } from './work.ts';

export type SubstitutionFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'person.not-found' }
	| { readonly type: 'substitution.self' }
	| { readonly type: 'substitution.wrong-time' }
	| { readonly type: 'substitution.not-found' };

interface Asked {
	readonly id: string;
	readonly substituteId: string;
	readonly from: Instant;
	readonly until: Instant;
}

export interface Arranged {
	readonly id: string;
	readonly personId: string;
	readonly substituteId: string;
	readonly substitute: string;
	readonly from: string;
	readonly until: string;
}

/** For oneself, or as manager of people. */
const mayFor = (actor: Actor, personId: string): boolean => actor.id === personId || may(actor, 'person.manage');

/** Names who stands in during an absence. The substitute then holds the unit roles of the absent person, no others. */
export const arrangeSubstitution =
	(work: PeopleWork) =>
	async (
		{ id: personId, substituteId, from, until }: Asked,
		actor: Actor,
	): Promise<Result<Arranged, SubstitutionFailure>> => {
		if (!mayFor(actor, personId)) return fail({ type: 'access.denied' });
		if (personId === substituteId) return fail({ type: 'substitution.self' });
		if (from >= until || until <= work.clock.now()) return fail({ type: 'substitution.wrong-time' });
		const { persons } = await work.directory.now();
		const substitute = persons.get(substituteId);
		if (!persons.has(personId) || substitute?.state !== 'active') return fail({ type: 'person.not-found' });
		return work.act<Arranged, SubstitutionFailure>('arrange substitution', actor, async (tx) => {
			const id = work.ids.next('substitution');
			await people(tx)
				.insertInto('people_substitution')
				.values({
					id,
					person_id: personId,
					substitute_id: substituteId,
					from_at: toDate(from),
					until_at: toDate(until),
				})
				.execute();
			await work.announce(tx, personId);
			const payload = { substituteId, from: toIso(from), until: toIso(until) };
			const arranged = { id, personId, substitute: substitute.name, ...payload };
			return done(arranged, { kind: 'substitution.arranged', subject: personId, payload });
		});
	};

/** Ends a substitution, or calls off one to come. */
export const endSubstitution =
	(work: PeopleWork) =>
	async ({ id: personId, substitutionId }: { readonly id: string; readonly substitutionId: string }, actor: Actor) => {
		if (!mayFor(actor, personId)) return fail({ type: 'access.denied' });
		return work.act<void, SubstitutionFailure>('end substitution', actor, async (tx) => {
			const ending = people(tx).deleteFrom('people_substitution').where('id', '=', substitutionId);
			const { numDeletedRows } = await ending.where('person_id', '=', personId).executeTakeFirst();
			if (numDeletedRows === 0n) return fail({ type: 'substitution.not-found' });
			await work.announce(tx, personId);
			return done(undefined, { kind: 'substitution.ended', subject: personId, payload: { substitutionId } });
		});
	};

/** Current and coming absences of a person. */
export const listSubstitutions = (work: PeopleWork) => async (personId: string, actor: Actor) => {
	if (!mayFor(actor, personId)) return fail({ type: 'access.denied' });
	const { persons } = await work.directory.now();
	const rows = await work.db.read('substitutions', (tx) =>
		people(tx)
			.selectFrom('people_substitution')
			.selectAll()
			.where('person_id', '=', personId)
			.where('until_at', '>', toDate(work.clock.now()))
			.orderBy('from_at')
			.execute(),
	);
	const items = rows.map((row) => ({
		id: row.id,
		personId,
		substituteId: row.substitute_id,
		substitute: persons.get(row.substitute_id)?.name ?? '',
		from: row.from_at.toISOString(),
		until: row.until_at.toISOString(),
	}));
	return ok({ items });
};
