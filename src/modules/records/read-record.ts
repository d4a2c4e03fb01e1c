import type { z } from 'zod';

import type { RecordDetail } from '#contract/records.ts';
import { type Actor, unitsWhere } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { isOthersWord } from './domain/kinds.ts';
import { isHeld } from './erasure-store.ts';
import type { ActNeeds } from './needs.ts';
import { type OpenedPayload, openPayload } from './open-payload.ts';
import { proveAll } from './proofs.ts';
import { type EntryRow, findEntry, toCheckpoint, toItem } from './queries.ts';
import { lastCheckpoint } from './store.ts';
import { records } from './tables.ts';

type Detail = z.input<typeof RecordDetail>;
export type ReadFailure = { readonly type: 'access.denied' } | { readonly type: 'records.no-such-record' };

/** Opens one record. Reading what others wrote is itself recorded. */
export const readRecord = ({ act, sealer }: ActNeeds, actor: Actor, id: string): Promise<Result<Detail, ReadFailure>> =>
	act<Detail, ReadFailure>('read record', actor, async (tx) => {
		const row = await findEntry(tx, id);
		if (!row) return fail({ type: 'records.no-such-record' });
		if (!maySee(actor, row.unit_id)) return fail({ type: 'access.denied' });
		const payload = openPayload(sealer, row);
		const detail = await describe(tx, row, payload);
		if (payload === null || !isOthersWord(row.kind)) return unchanged(detail);
		const unit = row.unit_id === null ? {} : { unitId: row.unit_id };
		return done(detail, { kind: 'record.read', subject: row.subject, ...unit, payload: { recordId: id } });
	});

/** Records without a unit concern the whole authority. */
const maySee = (actor: Actor, unitId: string | null): boolean => {
	const units = unitsWhere(actor, 'record.read');
	return units === 'all' || (unitId !== null && units.includes(unitId));
};

const describe = async (tx: Tx, row: EntryRow, payload: OpenedPayload | null): Promise<Detail> => {
	const checkpoint = await lastCheckpoint(tx);
	const [proof] = await proveAll(tx, checkpoint, [row]);
	return {
		...toItem(row),
		payload,
		proof: proof && checkpoint ? { ...proof, checkpoint: toCheckpoint(checkpoint) } : null,
		held: await isHeld(tx, row.subject),
		erasureId: await openErasure(tx, row),
	};
};

const openErasure = async (tx: Tx, { subject, id }: EntryRow): Promise<string | null> => {
	const found = await records(tx)
		.selectFrom('records_erasure')
		.select('id')
		.where('subject', '=', subject)
		.where('state', '=', 'open')
		.where((is) => is.or([is('entry_id', 'is', null), is('entry_id', '=', id)]))
		.limit(1)
		.executeTakeFirst();
	return found?.id ?? null;
};
