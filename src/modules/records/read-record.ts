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
import { createReadings } from './readings.ts';
import { lastCheckpoint } from './store.ts';
import { records } from './tables.ts';

type Detail = z.input<typeof RecordDetail>;

export type ReadFailure = { readonly type: 'access.denied' } | { readonly type: 'records.no-such-record' };

export type ReadRecord = (actor: Actor, id: string) => Promise<Result<Detail, ReadFailure>>;

/** Opens one record. Reading what others wrote is itself recorded, once per visit, however often the page asks. */
export const createReadRecord = (needs: ActNeeds): ReadRecord => {
	const readings = createReadings(needs.clock);
	const running = new Map<string, Promise<Result<Detail, ReadFailure>>>();
	const read = async (actor: Actor, id: string): Promise<Result<Detail, ReadFailure>> => {
		const again = readings.isFresh(actor.id, id);
		const result = await open(needs, actor, { id, again });
		if (result.ok && !again && isOthersWord(result.value.kind)) readings.note(actor.id, id);
		return result;
	};
	return (actor, id) => {
		const key = `${actor.id} ${id}`;
		const reading = running.get(key) ?? read(actor, id).finally(() => running.delete(key));
		running.set(key, reading);
		return reading;
	};
};

interface Wish {
	readonly id: string;
	/** The same visit as a moment ago. */
	readonly again: boolean;
}

const open = ({ act, sealer }: ActNeeds, actor: Actor, { id, again }: Wish): Promise<Result<Detail, ReadFailure>> =>
	act<Detail, ReadFailure>('read record', actor, async (tx) => {
		const row = await findEntry(tx, id);
		if (!row) return fail({ type: 'records.no-such-record' });
		if (!maySee(actor, row.unit_id)) return fail({ type: 'access.denied' });
		const payload = openPayload(sealer, row);
		const detail = await describe(tx, row, payload);
		if (payload === null || again || !isOthersWord(row.kind)) return unchanged(detail);
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
