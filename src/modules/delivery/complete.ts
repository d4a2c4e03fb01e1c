import type { Ids } from '#kernel/ids.ts';
import { type Instant, toDate } from '#kernel/time.ts';
import type { RemoteRef } from '#modules/channels/index.ts';
import type { Tx } from '#platform/db/database.ts';

import { nextCompletion } from './domain/completion.ts';
import {
	change,
	insertOrders,
	lastSent,
	type Row,
	reasonOf,
	renditionOf,
	toDelivery,
	toRow,
	writeReason,
} from './store.ts';
import { delivery } from './tables.ts';

interface Bringing {
	readonly at: Instant;
	readonly now: Instant;
	readonly ids: Ids;
}

/** Sends what stands at a copy once more, as an edit: what it lacks is tried again with it. One that is on its way already does so, and no later. */
export const bringAgain = async (tx: Tx, copy: Row, { at, now, ids }: Bringing): Promise<void> => {
	const [underWay] = await delivery(tx)
		.selectFrom('delivery_delivery')
		.select(['id', 'state', 'next_at'])
		.where('subject', '=', copy.subject)
		.where('presence_id', '=', copy.presence_id)
		.where('part', '=', copy.part)
		.where('operation', '=', 'edit')
		.where('state', 'in', ['waiting', 'sending'])
		.orderBy('position', 'desc')
		.execute();
	if (underWay !== undefined) {
		const isLater = underWay.state === 'waiting' && underWay.next_at !== null && underWay.next_at > toDate(at);
		if (isLater) await change(tx, underWay.id, { next_at: toDate(at) });
		return;
	}
	const last = await lastSent(tx, copy);
	const rendition = renditionOf(last);
	if (rendition === null) return;
	const { source, subject, unitId, presenceId, channel, contentHash, part } = toDelivery(last);
	const about = { source, subject, unitId, presenceId, channel, contentHash, part };
	const order = { ...about, operation: 'edit', dueAt: at, rendition } as const;
	await insertOrders(tx, [toRow(order, { id: ids.next<'delivery'>('delivery'), now })]);
};

interface Lacking {
	readonly remote: RemoteRef;
	readonly now: Instant;
	readonly ids: Ids;
}

/** What a copy that stands lacks, as it is kept with it; what will pass is ordered anew by itself, for a while. */
export const completeByItself = async (tx: Tx, copy: Row, { remote, now, ids }: Lacking): Promise<string | null> => {
	if (remote.lack === undefined) return null;
	const { again, ...lack } = remote.lack;
	if (again === undefined) return writeReason(lack);
	const since = sinceOf(copy) ?? now;
	const at = nextCompletion({ since, again }, now);
	if (at === null) return writeReason({ ...lack, why: 'unknown' });
	await bringAgain(tx, copy, { at, now, ids });
	return writeReason({ ...lack, again: at, since });
};

/** Since when it has lacked what is tried by itself. */
const sinceOf = (copy: Row): Instant | null => {
	const since = reasonOf(copy)?.['since'];
	return typeof since === 'number' ? (since as Instant) : null; // NOTE: it was written here as a moment.
};
