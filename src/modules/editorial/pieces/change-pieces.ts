import type { Selectable } from 'kysely';
import type { z } from 'zod';

import type { changePieceEndpoint, createPieceEndpoint } from '#contract/pieces.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done, type Leaf, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import type { EditorialNeeds } from '../needs.ts';
import { type PieceKind, type PieceTable, pieces } from './tables.ts';

type Needs = Pick<EditorialNeeds, 'act' | 'clock' | 'ids' | 'events' | 'channels'>;
type Made = { readonly id: string };
type Denied = { readonly type: 'access.denied' };
type Taken =
	| { readonly type: 'piece.name-taken'; readonly name: string }
	| { readonly type: 'piece.signature-there' }
	| { readonly type: 'piece.presence-unknown' };
export type CreatePieceFailure = Denied | Taken;
export type PieceFailure = CreatePieceFailure | { readonly type: 'piece.not-found' };
export type ChangePieceFailure = PieceFailure | { readonly type: 'piece.changed-meanwhile' };

type Fields = Pick<
	z.output<typeof changePieceEndpoint.input>,
	'name' | 'title' | 'text' | 'postKind' | 'topic' | 'forms' | 'presenceId'
>;

const columns = ({ name, title, text, postKind, topic, forms, presenceId }: Fields) => ({
	...{ name, title, text, topic, post_kind: postKind, presence_id: presenceId },
	forms: JSON.stringify(Object.fromEntries(Object.entries(forms).filter(([, words]) => words !== ''))),
});

/** Keeps a template, a text block or a signature for a unit. */
export const createPiece =
	(needs: Needs) =>
	async (
		{ unitId, kind, ...fields }: z.output<typeof createPieceEndpoint.input>,
		actor: Actor,
	): Promise<Result<Made, CreatePieceFailure>> => {
		if (!may(actor, 'post.write', unitId)) return fail({ type: 'access.denied' });
		if (!(await knowsPresence(needs, unitId, fields.presenceId))) return fail({ type: 'piece.presence-unknown' });
		return needs.act<Made, CreatePieceFailure>('keep piece', actor, async (tx) => {
			const free = await isFree(tx, { id: null, unitId, kind, fields });
			if (!free.ok) return free;
			const id = needs.ids.next('piece');
			const at = toDate(needs.clock.now());
			const row = { id, unit_id: unitId, kind, version: 1, changed_by: actor.id, changed_at: at, removed_at: null };
			await pieces(tx)
				.insertInto('editorial_piece')
				.values({ ...row, ...columns(fields) })
				.execute();
			await needs.events.announce(tx, { topic: 'setting', id, unitId });
			return done({ id }, { kind: 'piece.kept', subject: id, unitId, payload: { kind, ...fields } });
		});
	};

const knowsPresence = async ({ channels }: Needs, unitId: string, presenceId: string | null): Promise<boolean> =>
	presenceId === null || (await channels.presencesFor(unitId)).some(({ id }) => id === presenceId);

interface Wanted {
	readonly id: string | null;
	readonly unitId: string;
	readonly kind: PieceKind;
	readonly fields: Pick<Fields, 'name' | 'presenceId'>;
}

/** A name stands once per unit and kind, a signature once per unit and presence. */
const isFree = async (tx: Tx, { id, unitId, kind, fields }: Wanted): Promise<Result<void, Taken>> => {
	const others = await pieces(tx)
		.selectFrom('editorial_piece')
		.select(['id', 'name', 'presence_id'])
		.where('unit_id', '=', unitId)
		.where('kind', '=', kind)
		.where('removed_at', 'is', null)
		.where((where) =>
			where.or([
				where(where.fn<string>('lower', ['name']), '=', fields.name.toLowerCase()),
				...(kind === 'signature' ? [where('presence_id', 'is not distinct from', fields.presenceId)] : []),
			]),
		)
		.execute();
	const beside = others.filter((one) => one.id !== id);
	if (beside.some(({ name }) => name.toLowerCase() === fields.name.toLowerCase()))
		return fail({ type: 'piece.name-taken', name: fields.name });
	return beside.length > 0 ? fail({ type: 'piece.signature-there' }) : ok(undefined);
};

type Row = Selectable<PieceTable>;

const lockPiece = async (tx: Tx, id: string, actor: Actor) => {
	const row = await pieces(tx)
		.selectFrom('editorial_piece')
		.selectAll()
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (row === undefined) return fail({ type: 'piece.not-found' as const });
	return may(actor, 'post.write', row.unit_id) ? ok(row) : fail({ type: 'access.denied' as const });
};

type Change = z.output<typeof changePieceEndpoint.input>;

export const changePiece =
	(needs: Needs) =>
	({ id, base, ...fields }: Change, actor: Actor): Promise<Result<Made, ChangePieceFailure>> =>
		needs.act<Made, ChangePieceFailure>('change piece', actor, async (tx) => {
			const found = await lockPiece(tx, id, actor);
			if (!found.ok) return found;
			const fits = await mayBecome(needs, tx, { row: found.value, base, fields });
			if (!fits.ok) return fits;
			const { unit_id: unitId, kind, version } = found.value;
			const at = toDate(needs.clock.now());
			await pieces(tx)
				.updateTable('editorial_piece')
				.set({ ...columns(fields), version: version + 1, changed_by: actor.id, changed_at: at })
				.where('id', '=', id)
				.execute();
			await needs.events.announce(tx, { topic: 'setting', id, unitId });
			return done({ id }, { kind: 'piece.changed', subject: id, unitId, payload: { kind, ...fields } });
		});

interface Becoming {
	readonly row: Row;
	readonly base: number;
	readonly fields: Fields;
}

const mayBecome = async (
	needs: Needs,
	tx: Tx,
	{ row, base, fields }: Becoming,
): Promise<Result<void, ChangePieceFailure>> => {
	if (row.removed_at !== null) return fail({ type: 'piece.not-found' });
	if (row.version !== base) return fail({ type: 'piece.changed-meanwhile' });
	const moved = fields.presenceId !== row.presence_id;
	if (moved && !(await knowsPresence(needs, row.unit_id, fields.presenceId)))
		return fail({ type: 'piece.presence-unknown' });
	return isFree(tx, { id: row.id, unitId: row.unit_id, kind: row.kind, fields });
};

/** Takes a piece out of use; what was written with it stays. */
export const removePiece =
	(needs: Needs) =>
	({ id }: Made, actor: Actor): Promise<Result<Made, PieceFailure>> =>
		needs.act<Made, PieceFailure>('remove piece', actor, async (tx) => {
			const found = await lockPiece(tx, id, actor);
			if (!found.ok) return found;
			if (found.value.removed_at !== null) return unchanged({ id });
			return done({ id }, await markRemoved(needs, tx, { row: found.value, at: toDate(needs.clock.now()) }));
		});

/** Takes it into use again, where its name is still free. */
export const restorePiece =
	(needs: Needs) =>
	({ id }: Made, actor: Actor): Promise<Result<Made, PieceFailure>> =>
		needs.act<Made, PieceFailure>('restore piece', actor, async (tx) => {
			const found = await lockPiece(tx, id, actor);
			if (!found.ok) return found;
			const { unit_id: unitId, kind, name, presence_id: presenceId, removed_at } = found.value;
			if (removed_at === null) return unchanged({ id });
			const free = await isFree(tx, { id, unitId, kind, fields: { name, presenceId } });
			return free.ok ? done({ id }, await markRemoved(needs, tx, { row: found.value, at: null })) : free;
		});

const markRemoved = async (
	{ events }: Needs,
	tx: Tx,
	{ row: { id, unit_id: unitId, name }, at }: { readonly row: Row; readonly at: Date | null },
): Promise<Leaf> => {
	await pieces(tx).updateTable('editorial_piece').set({ removed_at: at }).where('id', '=', id).execute();
	await events.announce(tx, { topic: 'setting', id, unitId });
	return { kind: at === null ? 'piece.restored' : 'piece.removed', subject: id, unitId, payload: { name } };
};
