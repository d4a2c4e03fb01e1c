import { sql } from 'kysely';
import type { z } from 'zod';

import type { createPressListEndpoint, renamePressListEndpoint } from '#contract/press.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import type { EditorialNeeds } from '../needs.ts';
import { type Denied, type ListGone, lockList } from './store.ts';
import { press } from './tables.ts';

type Needs = Pick<EditorialNeeds, 'act' | 'clock' | 'ids' | 'events'>;
type Made = { readonly id: string };
type Taken = { readonly type: 'press.list-taken'; readonly name: string };
export type CreateListFailure = Denied | Taken;
export type RenameListFailure = ListGone | Taken;

export const createList =
	(needs: Needs) =>
	async (
		{ unitId, name }: z.output<typeof createPressListEndpoint.input>,
		actor: Actor,
	): Promise<Result<Made, CreateListFailure>> => {
		if (!may(actor, 'post.write', unitId)) return fail({ type: 'access.denied' });
		return needs.act<Made, CreateListFailure>('create press list', actor, async (tx) => {
			if (await isTaken(tx, { unitId, name, id: '' })) return fail({ type: 'press.list-taken', name });
			const id = needs.ids.next('list');
			await press(tx)
				.insertInto('editorial_press_list')
				.values({ id, unit_id: unitId, name, made_at: toDate(needs.clock.now()) })
				.execute();
			await needs.events.announce(tx, { topic: 'setting', id, unitId });
			return done({ id }, { kind: 'press.list-made', subject: id, unitId, payload: { name } });
		});
	};

export const renameList =
	(needs: Needs) =>
	(
		{ id, name }: z.output<typeof renamePressListEndpoint.input>,
		actor: Actor,
	): Promise<Result<Made, RenameListFailure>> =>
		needs.act<Made, RenameListFailure>('rename press list', actor, async (tx) => {
			const found = await lockList(tx, id, actor);
			if (!found.ok) return found;
			const { unit_id: unitId, name: before } = found.value;
			if (await isTaken(tx, { unitId, name, id })) return fail({ type: 'press.list-taken', name });
			await press(tx).updateTable('editorial_press_list').set({ name }).where('id', '=', id).execute();
			await needs.events.announce(tx, { topic: 'setting', id, unitId });
			return done({ id }, { kind: 'press.list-renamed', subject: id, unitId, payload: { name, before } });
		});

/** Dissolves a list. Its contacts stay; a post that chose it goes to the others it chose. */
export const removeList =
	(needs: Needs) =>
	({ id }: Made, actor: Actor): Promise<Result<Made, ListGone>> =>
		needs.act<Made, ListGone>('remove press list', actor, async (tx) => {
			const found = await lockList(tx, id, actor);
			if (!found.ok) return found;
			const { unit_id: unitId, name } = found.value;
			await press(tx).deleteFrom('editorial_press_list').where('id', '=', id).execute();
			await needs.events.announce(tx, { topic: 'setting', id, unitId });
			return done({ id }, { kind: 'press.list-dissolved', subject: id, unitId, payload: { name } });
		});

const isTaken = async (
	tx: Tx,
	{ unitId, name, id }: { readonly unitId: string; readonly name: string; readonly id: string },
): Promise<boolean> => {
	const row = await press(tx)
		.selectFrom('editorial_press_list')
		.select('id')
		.where('unit_id', '=', unitId)
		.where(sql<string>`lower(name)`, '=', name.toLowerCase())
		.where('id', '<>', id)
		.executeTakeFirst();
	return row !== undefined;
};
