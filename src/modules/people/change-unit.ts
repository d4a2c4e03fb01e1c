import type { Actor } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { type Unit, type UnitTree, wouldLoop } from './domain/unit-tree.ts';
import { readDirectory } from './queries.ts';
import { people } from './tables.ts';
import type { PeopleWork } from './work.ts';

export type UnitFailure =
	| { readonly type: 'unit.not-found' }
	| { readonly type: 'unit.no-such-parent' }
	| { readonly type: 'unit.below-itself' }
	| { readonly type: 'unit.has-units-below' };

interface NewUnit {
	readonly name: string;
	readonly short: string;
	readonly parentId: string | null;
}

const place = (tree: UnitTree, parentId: string | null): boolean =>
	parentId === null || tree.get(parentId)?.closed === false;

/** The tree as it stands, and nobody moves a branch meanwhile. */
const lockedTree = async (tx: Tx): Promise<UnitTree> => {
	await people(tx).selectFrom('people_unit').select('id').orderBy('id').forUpdate().execute();
	return (await readDirectory(tx)).tree;
};

const tellMoved = async (work: PeopleWork, tx: Tx, moved: boolean): Promise<void> => {
	if (moved) await work.unitsMoved(tx, (await readDirectory(tx)).tree.below);
};

/** Makes a unit at the top or below another. */
export const createUnit =
	(work: PeopleWork) =>
	(input: NewUnit, actor: Actor): Promise<Result<Unit, UnitFailure>> =>
		work.act<Unit, UnitFailure>('create unit', actor, async (tx) => {
			if (!place(await lockedTree(tx), input.parentId)) return fail({ type: 'unit.no-such-parent' });
			const id = work.ids.next('unit');
			const { name, short, parentId } = input;
			await people(tx)
				.insertInto('people_unit')
				.values({ id, name, short, parent_id: parentId, closed_at: null })
				.execute();
			if (parentId === null) await work.unitAtTop(tx, id);
			await tellMoved(work, tx, parentId !== null);
			await work.announce(tx, id);
			const leaf = { kind: 'unit.created', subject: id, unitId: id, payload: { name, short, parentId } } as const;
			return done({ id, parentId, name, short, closed: false }, leaf);
		});

interface Change {
	readonly id: string;
	readonly name?: string | undefined;
	readonly short?: string | undefined;
	readonly parentId?: string | null | undefined;
}

/** Renames a unit or hangs it, with all below it, somewhere else. Never below itself. */
export const changeUnit =
	(work: PeopleWork) =>
	({ id, ...change }: Change, actor: Actor): Promise<Result<Unit, UnitFailure>> =>
		work.act<Unit, UnitFailure>('change unit', actor, async (tx) => {
			const tree = await lockedTree(tx);
			const before = tree.get(id);
			if (!before) return fail({ type: 'unit.not-found' });
			const { parentId = before.parentId, name = before.name, short = before.short } = change;
			const moves = parentId !== before.parentId;
			if (wouldLoop(tree, id, parentId)) return fail({ type: 'unit.below-itself' });
			if (moves && !place(tree, parentId)) return fail({ type: 'unit.no-such-parent' });
			const after = { ...before, name, short, parentId };
			const row = { name, short, parent_id: parentId };
			await people(tx).updateTable('people_unit').set(row).where('id', '=', id).execute();
			await tellMoved(work, tx, moves);
			await work.announce(tx, id);
			const payload = { before: { ...before }, after: { ...after } };
			return done(after, { kind: 'unit.changed', subject: id, unitId: id, payload });
		});

/** Closes a unit with nothing open below it: no new work there; what it said stays. */
export const closeUnit =
	(work: PeopleWork) =>
	(id: string, actor: Actor): Promise<Result<void, UnitFailure>> =>
		work.act<void, UnitFailure>('close unit', actor, async (tx) => {
			const tree = await lockedTree(tx);
			const unit = tree.get(id);
			if (!unit) return fail({ type: 'unit.not-found' });
			if (unit.closed) return unchanged(undefined);
			const open = tree.below(id).filter((below) => below !== id && tree.get(below)?.closed === false);
			if (open.length > 0) return fail({ type: 'unit.has-units-below' });
			await setClosed(tx, id, toDate(work.clock.now()));
			await work.announce(tx, id);
			return done(undefined, { kind: 'unit.closed', subject: id, unitId: id, payload: {} });
		});

/** Opens a closed unit again, below an open one. */
export const reopenUnit =
	(work: PeopleWork) =>
	(id: string, actor: Actor): Promise<Result<void, UnitFailure>> =>
		work.act<void, UnitFailure>('reopen unit', actor, async (tx) => {
			const tree = await lockedTree(tx);
			const unit = tree.get(id);
			if (!unit) return fail({ type: 'unit.not-found' });
			if (!unit.closed) return unchanged(undefined);
			if (!place(tree, unit.parentId)) return fail({ type: 'unit.no-such-parent' });
			await setClosed(tx, id, null);
			await work.announce(tx, id);
			return done(undefined, { kind: 'unit.reopened', subject: id, unitId: id, payload: {} });
		});

const setClosed = async (tx: Tx, id: string, closed_at: Date | null): Promise<void> => {
	await people(tx).updateTable('people_unit').set({ closed_at }).where('id', '=', id).execute();
};
