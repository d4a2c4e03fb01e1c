import type { Actor } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';

import type { DeskNeeds } from './needs.ts';
import { deskTables } from './tables.ts';

interface View {
	readonly id: string;
	readonly name: string;
	readonly search: Record<string, string>;
}

export type ViewFailure = { readonly type: 'desk.view-not-found' } | { readonly type: 'desk.too-many-views' };

const MOST = 50;

export const listViews =
	({ db }: DeskNeeds) =>
	async ({ place }: { readonly place: string }, actor: Actor) => {
		const rows = await db.read('kept views', (tx) =>
			deskTables(tx)
				.selectFrom('desk_view')
				.select(['id', 'name', 'search'])
				.where('person_id', '=', actor.id)
				.where('place', '=', place)
				.orderBy('name')
				.limit(MOST)
				.execute(),
		);
		// NOTE: jsonb, written by keepView in this shape.
		return ok({ items: rows.map(({ search, ...row }) => ({ ...row, search: search as unknown as View['search'] })) });
	};

interface Keep {
	readonly place: string;
	readonly name: string;
	readonly search: Record<string, string>;
}

/** Keeps a view of a list for oneself; it concerns nobody else and leaves no leaf. */
export const keepView =
	({ db, ids, clock }: DeskNeeds) =>
	({ place, name, search }: Keep, actor: Actor): Promise<Result<View, ViewFailure>> =>
		db.transact<View, ViewFailure>('keep view', async (tx) => {
			const own = deskTables(tx).selectFrom('desk_view').select('name').where('person_id', '=', actor.id);
			const names = (await own.where('place', '=', place).execute()).map((row) => row.name);
			if (!names.includes(name) && names.length >= MOST) return fail({ type: 'desk.too-many-views' });
			const row = { id: ids.next('view'), person_id: actor.id, place, name, at: toDate(clock.now()) };
			const kept = await deskTables(tx)
				.insertInto('desk_view')
				.values({ ...row, search: JSON.stringify(search) })
				.onConflict((same) =>
					same.columns(['person_id', 'place', 'name']).doUpdateSet({ search: JSON.stringify(search), at: row.at }),
				)
				.returning('id')
				.executeTakeFirstOrThrow();
			return ok({ id: kept.id, name, search });
		});

export const dropView =
	({ db }: DeskNeeds) =>
	({ id }: { readonly id: string }, actor: Actor): Promise<Result<{ id: string }, ViewFailure>> =>
		db.transact<{ id: string }, ViewFailure>('drop view', async (tx) => {
			const gone = deskTables(tx).deleteFrom('desk_view').where('id', '=', id).where('person_id', '=', actor.id);
			const { numDeletedRows } = await gone.executeTakeFirst();
			return numDeletedRows === 1n ? ok({ id }) : fail({ type: 'desk.view-not-found' });
		});
