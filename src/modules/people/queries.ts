import { fromDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Directory } from './domain/directory.ts';
import { byName, type Person } from './domain/person.ts';
import { unitTree } from './domain/unit-tree.ts';
import { people } from './tables.ts';

/** Reads authority, units, persons with their roles and the substitutions of one snapshot. */
export const readDirectory = async (tx: Tx): Promise<Directory> => {
	const authority = await people(tx).selectFrom('people_authority').selectAll().executeTakeFirst();
	const units = await people(tx).selectFrom('people_unit').selectAll().execute();
	const rows = await people(tx).selectFrom('people_person').selectAll().execute();
	const roles = await people(tx).selectFrom('people_role').selectAll().orderBy('given_at').orderBy('id').execute();
	const substitutions = await people(tx).selectFrom('people_substitution').selectAll().execute();
	const sample = (await readSample(tx)) !== null;
	const held = Map.groupBy(roles, (row) => row.person_id);
	const persons = rows
		.map(
			({ created_at: _, ...row }): Person => ({
				...row,
				roles: (held.get(row.id) ?? []).map(({ role, unit_id }) => ({ role, unitId: unit_id })),
			}),
		)
		.toSorted(byName);
	return {
		authority: authority ? withoutKey(authority) : null,
		sample,
		tree: unitTree(
			units.map(({ id, parent_id, name, short, closed_at }) => ({
				id,
				parentId: parent_id,
				name,
				short,
				closed: closed_at !== null,
			})),
		),
		persons: new Map(persons.map((person) => [person.id, person])),
		substitutions: substitutions.map((row) => ({
			personId: row.person_id,
			substituteId: row.substitute_id,
			from: fromDate(row.from_at),
			until: fromDate(row.until_at),
		})),
	};
};

const withoutKey = <T extends { one_row: boolean }>({ one_row: _, ...rest }: T): Omit<T, 'one_row'> => rest;

/** `building` until the last sample post stands: what a kill left behind is recognised by it. */
export type SampleState = 'building' | 'ready';

export const readSample = async (tx: Tx): Promise<SampleState | null> => {
	const row = await people(tx).selectFrom('people_setup').select('sample').executeTakeFirst();
	return row?.sample ?? null;
};
