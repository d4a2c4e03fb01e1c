import type { Actor } from '#kernel/permission.ts';
import { ok, type Result } from '#kernel/result.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Authority } from './domain/authority.ts';
import { people } from './tables.ts';
import type { PeopleWork } from './work.ts';

export const saveAuthority = async (
	tx: Tx,
	{ name, kind, zone, land, language, contact }: Authority,
): Promise<void> => {
	const row = { name, kind, zone, land, language, contact: JSON.stringify(contact) };
	await people(tx)
		.insertInto('people_authority')
		.values({ one_row: true, ...row })
		.onConflict((conflict) => conflict.column('one_row').doUpdateSet(row))
		.execute();
};

/** Changes name, zone and contact data: what stands in the legal notice. */
export const changeAuthority =
	(work: PeopleWork) =>
	async (next: Authority, actor: Actor): Promise<Result<Authority>> => {
		const changed = await work.act('change authority', actor, async (tx) => {
			await saveAuthority(tx, next);
			await work.announce(tx, 'authority');
			const payload = { ...next, contact: { ...next.contact } };
			return done(undefined, { kind: 'authority.changed', subject: 'authority', payload });
		});
		return changed.ok ? ok(next) : changed;
	};
