import type { z } from 'zod';

import type { RecordDetail } from '#contract/records.ts';
import { type Actor, unitsWhere } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { done, type Leaf, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { isOthersWord } from './domain/kinds.ts';
import { withoutAuthor } from './domain/names.ts';
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

interface Asked {
	readonly id: string;
	/** Who wrote it is wanted as well. */
	readonly names: boolean;
}

export type ReadRecord = (actor: Actor, asked: Asked) => Promise<Result<Detail, ReadFailure>>;

/** Opens one record. Reading what others wrote is itself recorded, once per visit, however often the page asks. */
export const createReadRecord = (needs: ActNeeds): ReadRecord => {
	const readings = createReadings(needs.clock);
	const running = new Map<string, Promise<Result<Detail, ReadFailure>>>();
	const read = async (actor: Actor, asked: Asked): Promise<Result<Detail, ReadFailure>> => {
		const visit = visitOf(asked);
		const again = readings.isFresh(actor.id, visit);
		const result = await open(needs, actor, { ...asked, again });
		if (result.ok && !again && isOthersWord(result.value.kind)) readings.note(actor.id, visit);
		return result;
	};
	return (actor, asked) => {
		const key = `${actor.id} ${visitOf(asked)}`;
		const reading = running.get(key) ?? read(actor, asked).finally(() => running.delete(key));
		running.set(key, reading);
		return reading;
	};
};

/** To ask for the names is a visit of its own. */
const visitOf = ({ id, names }: Asked): string => (names ? `${id} names` : id);

interface Wish extends Asked {
	/** The same visit as a moment ago. */
	readonly again: boolean;
}

const open = ({ act, sealer }: ActNeeds, actor: Actor, wish: Wish): Promise<Result<Detail, ReadFailure>> =>
	act<Detail, ReadFailure>('read record', actor, async (tx) => {
		const row = await findEntry(tx, wish.id);
		if (!row) return fail({ type: 'records.no-such-record' });
		if (!maySee(actor, row.unit_id)) return fail({ type: 'access.denied' });
		const payload = openPayload(sealer, row);
		const detail = await describe(tx, row, shownTo(wish, row, payload));
		if (payload === null || wish.again || !isOthersWord(row.kind)) return unchanged(detail);
		return done(detail, readLeaf(wish, row));
	});

/** Names are left out unless they are wanted. */
const shownTo = ({ names }: Wish, { kind }: EntryRow, payload: OpenedPayload | null): Shown => {
	const nameless = payload === null || names ? null : withoutAuthor(kind, payload.data);
	return payload === null || nameless === null
		? { payload, namesHidden: false }
		: { payload: { ...payload, data: nameless }, namesHidden: true };
};

const readLeaf = ({ id, names }: Wish, { subject, unit_id: unitId }: EntryRow): Leaf => ({
	...{ kind: 'record.read', subject, payload: { recordId: id, ...(names ? { names } : {}) } },
	...(unitId === null ? {} : { unitId }),
});

/** Records without a unit concern the whole authority. */
const maySee = (actor: Actor, unitId: string | null): boolean => {
	const units = unitsWhere(actor, 'record.read');
	return units === 'all' || (unitId !== null && units.includes(unitId));
};

interface Shown {
	readonly payload: OpenedPayload | null;
	readonly namesHidden: boolean;
}

const describe = async (tx: Tx, row: EntryRow, shown: Shown): Promise<Detail> => {
	const checkpoint = await lastCheckpoint(tx);
	const [proof] = await proveAll(tx, checkpoint, [row]);
	return {
		...toItem(row),
		...shown,
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
