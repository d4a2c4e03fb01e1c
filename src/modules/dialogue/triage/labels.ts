import { sql } from 'kysely';

import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { dialogue } from '../tables.ts';
import type { TriageNeeds } from './needs.ts';

/** A list one can take in at a glance. */
const MOST_IN_USE = 30;

export type LabelFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'label.too-many' }
	| { readonly type: 'label.there-already' }
	| { readonly type: 'label.not-found' };

/** How many of these can be put on a conversation. */
export const labelsInUse = async (tx: Tx, ids: readonly string[]): Promise<number> => {
	const found = dialogue(tx)
		.selectFrom('dialogue_label')
		.select('id')
		.where('id', 'in', [...ids]);
	return (await found.where('retired_at', 'is', null).execute()).length;
};

const allLabels = (tx: Tx) => dialogue(tx).selectFrom('dialogue_label').selectAll().orderBy(sql`lower(name)`).execute();

export const listLabels =
	({ db }: Pick<TriageNeeds, 'db'>) =>
	async () => {
		const rows = await db.read('labels', allLabels);
		return ok({ items: rows.map(({ id, name, retired_at }) => ({ id, name, retired: retired_at !== null })) });
	};

/** One list for the house: a name is there once, and one out of use comes back. */
export const addLabel =
	(needs: TriageNeeds) =>
	({ name }: { readonly name: string }, actor: Actor): Promise<Result<{ id: string }, LabelFailure>> =>
		needs.act<{ id: string }, LabelFailure>('add label', actor, async (tx) => {
			if (!may(actor, 'label.manage')) return fail({ type: 'access.denied' });
			await sql`select pg_advisory_xact_lock(hashtextextended('dialogue.labels', 0))`.execute(dialogue(tx));
			const rows = await allLabels(tx);
			const same = rows.find((row) => row.name.toLowerCase() === name.toLowerCase());
			if (same && same.retired_at === null) return fail({ type: 'label.there-already' });
			if (rows.filter(({ retired_at }) => retired_at === null).length >= MOST_IN_USE)
				return fail({ type: 'label.too-many' });
			const id = same?.id ?? needs.ids.next('label');
			await dialogue(tx)
				.insertInto('dialogue_label')
				.values({ id, name, retired_at: null })
				.onConflict((there) => there.column('id').doUpdateSet({ name, retired_at: null }))
				.execute();
			await needs.events.announce(tx, { topic: 'setting', id });
			return done({ id }, { kind: 'label.added', subject: id, payload: { name } });
		});

/** Nobody can choose it any more; what carries it keeps it. */
export const retireLabel =
	(needs: TriageNeeds) =>
	({ id }: { readonly id: string }, actor: Actor): Promise<Result<{ id: string }, LabelFailure>> =>
		needs.act<{ id: string }, LabelFailure>('retire label', actor, async (tx) => {
			if (!may(actor, 'label.manage')) return fail({ type: 'access.denied' });
			const row = (await allLabels(tx)).find((label) => label.id === id);
			if (!row) return fail({ type: 'label.not-found' });
			if (row.retired_at !== null) return unchanged({ id });
			const retired = { retired_at: toDate(needs.clock.now()) };
			await dialogue(tx).updateTable('dialogue_label').set(retired).where('id', '=', id).execute();
			await needs.events.announce(tx, { topic: 'setting', id });
			return done({ id }, { kind: 'label.retired', subject: id, payload: { name: row.name } });
		});
