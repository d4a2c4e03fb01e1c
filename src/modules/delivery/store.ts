import { createHash } from 'node:crypto';

import type { Selectable } from 'kysely';

import { canonicalJson, type Json, type JsonObject } from '#kernel/json.ts';
import { shorten } from '#kernel/text.ts';
import { days, fromDate, type Instant, plus, toDate } from '#kernel/time.ts';
import type { ChannelKind, RemoteRef } from '#modules/channels/index.ts';
import type { Leaf } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';
import { announcement } from '#platform/events.ts';

import type { Delivery, DeliveryOrder, DeliveryReason, DeliveryState, Held, StoredRendition } from './delivery.ts';
import { type DeliveryRow, delivery } from './tables.ts';

export type Row = Selectable<DeliveryRow>;
/** What a running dispatcher changes on a row. */
export type Change = Partial<Omit<Row, 'id' | 'position'>>;

/** Rank in the list of what needs a person; looks.md: unclear before refused before what came too late. */
export const helpRank = { unclear: 1, refused: 2, review: 3 } as const;

const TITLE_LENGTH = 120;

/** Cannot be undefined: `canonicalJson` of an object with optional parts that are absent drops them. */
const write = (value: unknown): string => canonicalJson(value as Json);

export const toRow = (order: DeliveryOrder, at: { readonly id: string; readonly now: Instant }) => {
	const rendition = write(order.rendition);
	return {
		id: at.id,
		source: order.source,
		subject: order.subject,
		unit_id: order.unitId,
		presence_id: order.presenceId,
		channel: order.channel,
		operation: order.operation,
		state: 'waiting' as const,
		title: shorten(order.rendition.title || order.rendition.text, TITLE_LENGTH),
		topic: order.rendition.about?.topic ?? null,
		pictures: order.rendition.media.length,
		rendition,
		rendition_hash: createHash('sha256').update(rendition).digest('hex'),
		content_hash: order.contentHash,
		hold_for: order.operation === 'withdraw' ? null : (order.holdFor ?? null),
		due_at: toDate(order.dueAt),
		next_at: toDate(order.dueAt),
		target: order.target ? write(order.target) : null,
		part: order.part?.number ?? 1,
		parts: order.part?.of ?? 1,
		attempts: 0,
		looks: 0,
		ordered_at: toDate(at.now),
	};
};

/** A damaged row must not keep the healthy ones from being claimed or shown: what cannot be read is not there. */
const read = <T extends object>(text: string | null): T | null => {
	try {
		const value: unknown = text === null ? null : JSON.parse(text);
		return typeof value === 'object' ? (value as T | null) : null;
	} catch {
		return null;
	}
};

/** Null when the row is damaged: then nothing can be sent. */
export const renditionOf = (row: Row): StoredRendition | null => {
	const stored = read<Partial<StoredRendition>>(row.rendition);
	return typeof stored?.text === 'string' && Array.isArray(stored.media) ? (stored as StoredRendition) : null;
};

export const remoteOf = (row: Row): RemoteRef | null => {
	if (row.remote_id === null) return null;
	const extra = read<Record<string, string>>(row.remote_extra);
	return { id: row.remote_id, url: row.remote_url ?? '', ...(extra === null ? {} : { extra }) };
};

export const targetOf = (row: Row): RemoteRef | null => {
	const target = read<RemoteRef>(row.target);
	return typeof target?.id === 'string' ? target : null;
};

export const toRemoteColumns = (remote: RemoteRef): Pick<Row, 'remote_id' | 'remote_url' | 'remote_extra'> => ({
	remote_id: remote.id,
	remote_url: remote.url,
	remote_extra: remote.extra ? write(remote.extra) : null,
});

export const reasonOf = (row: Pick<Row, 'reason'>): DeliveryReason | null => read<DeliveryReason>(row.reason);

export const writeReason = <T extends { readonly type: string }>(reason: T): string => write(reason);

export const toDelivery = (row: Row, held: Held | null = row.held, before: DeliveryState | null = null): Delivery => ({
	id: row.id,
	source: row.source,
	subject: row.subject,
	unitId: row.unit_id,
	presenceId: row.presence_id,
	channel: row.channel as ChannelKind,
	operation: row.operation,
	state: row.state,
	title: row.title,
	practice: renditionOf(row)?.practice ?? false,
	contentHash: row.content_hash,
	dueAt: fromDate(row.due_at),
	nextAt: moment(row.next_at),
	held,
	attempts: row.attempts,
	sentAt: moment(row.sent_at),
	looks: row.looks,
	lookedAt: moment(row.looked_at),
	settledAt: moment(row.settled_at),
	remote: remoteOf(row),
	reason: reasonOf(row),
	part: { number: row.part, of: row.parts },
	before: held === 'part' ? before : null,
});

export const moment = (date: Date | null): Instant | null => (date === null ? null : fromDate(date));

/** What the log keeps of one step of a delivery: what it was, which bytes, where it stands, what the network said. */
export const leafOf = (row: Row, kind: `delivery.${string}`, more: JsonObject = {}): Leaf => ({
	kind,
	subject: row.subject,
	unitId: row.unit_id,
	payload: {
		delivery: row.id,
		presence: row.presence_id,
		channel: row.channel,
		operation: row.operation,
		state: row.state,
		attempt: row.attempts,
		renditionSha256: row.rendition_hash,
		contentHash: row.content_hash,
		remoteId: row.remote_id,
		url: row.remote_url,
		reason: reasonOf(row),
		...(row.parts > 1 ? { part: row.part, parts: row.parts, answers: answersOf(row) } : {}),
		...more,
	},
});

/** The post of the part before, as it was answered. */
const answersOf = (row: Row): string | null => (row.operation === 'publish' ? (targetOf(row)?.id ?? null) : null);

/** Reads and locks one delivery for a person's decision. */
export const readDelivery = (tx: Tx, id: string): Promise<Row | undefined> =>
	delivery(tx).selectFrom('delivery_delivery').selectAll().where('id', '=', id).executeTakeFirst();

export const lockDelivery = async (tx: Tx, id: string): Promise<Row | undefined> =>
	delivery(tx).selectFrom('delivery_delivery').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const change = async (tx: Tx, id: string, set: Change): Promise<Row> =>
	delivery(tx).updateTable('delivery_delivery').set(set).where('id', '=', id).returningAll().executeTakeFirstOrThrow();

/** The same, and every process hears of it when the transaction commits. */
export const changeAloud = async (tx: Tx, { id, unit_id: unitId }: Row, set: Change): Promise<Row> => {
	const update = delivery(tx).updateTable('delivery_delivery').set(set).where('id', '=', id).returningAll();
	const news = announcement({ topic: 'delivery', id, unitId }).as('told');
	const { told: _, ...row } = await update.returning(news).executeTakeFirstOrThrow();
	return row;
};

/** The published copy of the subject at this presence: what an edit or withdrawal means when it names none. */
export const standingCopy = (
	tx: Tx,
	{ subject, presence_id, part }: Pick<Row, 'subject' | 'presence_id' | 'part'>,
): Promise<Row | undefined> =>
	delivery(tx)
		.selectFrom('delivery_delivery')
		.selectAll()
		.where('subject', '=', subject)
		.where('presence_id', '=', presence_id)
		.where('part', '=', part)
		.where('operation', '=', 'publish')
		.where('state', '=', 'published')
		.orderBy('position', 'desc')
		.limit(1)
		.executeTakeFirst();

/** What was last brought to where this copy stands: itself, or the newest edit of it. */
export const lastSent = (tx: Tx, { subject, presence_id, part }: Row): Promise<Row> =>
	delivery(tx)
		.selectFrom('delivery_delivery')
		.selectAll()
		.where('subject', '=', subject)
		.where('presence_id', '=', presence_id)
		.where('part', '=', part)
		.where('operation', 'in', ['publish', 'edit'])
		.where('state', '=', 'published')
		.orderBy('position', 'desc')
		.limit(1)
		.executeTakeFirstOrThrow();

/** What other deliveries left at this presence: a copy is never taken for two. */
export const takenAt = async (tx: Tx, row: Row): Promise<ReadonlySet<string>> => {
	const rows = await delivery(tx)
		.selectFrom('delivery_delivery')
		.select('remote_id')
		.where('presence_id', '=', row.presence_id)
		.where('id', '!=', row.id)
		.where('remote_id', 'is not', null)
		.where('sent_at', '>', toDate(plus(renditionOf(row)?.createdAt ?? fromDate(row.ordered_at), -days(1))))
		.execute();
	return new Set(rows.flatMap(({ remote_id }) => remote_id ?? []));
};

export const insertOrders = async (tx: Tx, rows: readonly ReturnType<typeof toRow>[]): Promise<void> => {
	const presences = new Map(rows.map((row) => [row.presence_id, row.channel]));
	await delivery(tx)
		.insertInto('delivery_presence')
		.values([...presences].map(([presence_id, channel]) => ({ presence_id, channel, failures: 0 })))
		.onConflict((conflict) => conflict.column('presence_id').doNothing())
		.execute();
	await delivery(tx).insertInto('delivery_delivery').values(rows).execute();
};
