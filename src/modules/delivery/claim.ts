import { sql } from 'kysely';

import { canonicalJson, type Json } from '#kernel/json.ts';
import { system } from '#kernel/permission.ts';
import { fromDate, type Instant, plus, toDate } from '#kernel/time.ts';
import type { RemoteRef } from '#modules/channels/index.ts';
import { type Act, done, type Leaf, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';

import { isAccessLost } from './access.ts';
import type { Book } from './book.ts';
import type { DeliverySource, Gate } from './delivery.ts';
import { LATE_MS } from './domain/course.ts';
import { lookAround } from './due.ts';
import { askGates } from './gates.ts';
import { payFor } from './payment.ts';
import { type Picked, pickDue } from './pick.ts';
import { restsBeyond } from './resting.ts';
import { change, helpRank, leafOf, type Row, remoteOf, standingCopy, targetOf, writeReason } from './store.ts';
import { isSwitchedOff, takeTurn } from './switches.ts';
import { delivery } from './tables.ts';
import { type Tell, tidingsOf } from './tell.ts';
import { answeredBy, isBehindPart, stopLaterParts } from './thread.ts';

/** A delivery this process has taken to carry out, with what it stood at before. */
export interface Claimed {
	readonly row: Row;
	readonly doubtSince: Instant | null;
	readonly mayPublish: boolean;
	readonly target: RemoteRef | null;
	/** The part of a thread it answers. */
	readonly answers: RemoteRef | null;
	/** The network refused our access before: ask whether it holds again before sending anything. */
	readonly probe: boolean;
}

/** What one look came to. */
export interface Claim {
	readonly claimed: readonly Claimed[];
	/** When something may be due that is not now. */
	readonly next: Instant | null;
}

export interface ClaimNeeds {
	readonly act: Act;
	readonly gates: ReadonlyMap<DeliverySource, Gate>;
	readonly tell: Tell;
	readonly book: Book;
	readonly events: Events;
}

interface Asking {
	readonly owner: string;
	readonly now: Instant;
	readonly room: number;
}

export const machinery = system('delivery');

/**
 * Takes what is due, in one transaction: nothing while the switch is off (share lock on its row), nothing whose approval
 * fell, nothing before its turn. One process claims at a time, so that the limits per presence hold across processes.
 */
export const claimDue =
	({ act, gates, tell, book, events }: ClaimNeeds) =>
	async (asking: Asking): Promise<Claim> => {
		const result = await act('claim deliveries', machinery, async (tx) => {
			const { late, rows, next } = await findDue(tx, asking);
			const sorted = await sort(tx, rows, await askGates(tx, rows, gates));
			const stopped = await stopAll(tx, sorted.stop, { now: asking.now, tell });
			const unpaid = await payFor(
				tx,
				sorted.go.map(({ row }) => row),
				{ book, now: asking.now },
			);
			for (const { id, unit_id: unitId } of unpaid) await events.announce(tx, { topic: 'delivery', id, unitId });
			const paid = sorted.go.filter(({ row }) => unpaid.every(({ id }) => id !== row.id));
			const claimed = await take(tx, paid, asking);
			const [first, ...rest] = leavesOf({ late: [...late, ...unpaid], stopped, claimed });
			return first ? done<Claim>({ claimed, next }, first, ...rest) : unchanged<Claim>({ claimed, next });
		});
		return result.ok ? result.value : { claimed: [], next: null };
	};

interface Found extends Picked {
	readonly late: readonly Row[];
}

const findDue = async (tx: Tx, asking: Asking): Promise<Found> => {
	const { stopped: isAllStopped } = await takeTurn(tx);
	const scene = await lookAround(tx, asking);
	if (isAllStopped) return { late: [], rows: [], next: scene.next };
	const late = scene.late ? await setAsideLate(tx, asking.now) : [];
	return { late, ...(await pickDue(tx, asking, late.length > 0 ? await lookAround(tx, asking) : scene)) };
};

/** With a part of a thread goes what would have answered it. */
const stopAll = async (
	tx: Tx,
	refused: Sorted['stop'],
	{ now, tell }: { readonly now: Instant; readonly tell: Tell },
): Promise<readonly Row[]> => {
	const stopped: Row[] = [];
	for (const { row, why } of refused) {
		const gone = await stop(tx, row, { type: why, now });
		stopped.push(gone, ...(await stopLaterParts(tx, gone, now)));
	}
	for (const one of stopped) await tell(tx, tidingsOf('stopped', one));
	return stopped;
};

interface Taken {
	readonly late: readonly Row[];
	readonly stopped: readonly Row[];
	readonly claimed: readonly Claimed[];
}

const leavesOf = ({ late, stopped, claimed }: Taken): readonly Leaf[] => [
	...late.map((row) => leafOf(row, 'delivery.set-aside')),
	...stopped.map((row) => leafOf(row, 'delivery.stopped')),
	...claimed.map(({ row }) => leafOf(row, 'delivery.sending')),
];

/** What should have gone out long ago and could not waits for a person; what a network put off in words is on time. */
const setAsideLate = async (tx: Tx, now: Instant): Promise<readonly Row[]> => {
	const limit = plus(now, -LATE_MS);
	const { rows } = await sql<Row>`update delivery_delivery d
		set held = 'review', help_rank = ${helpRank.review}, help_at = ${toDate(now)}
		from delivery_presence p
		where p.presence_id = d.presence_id and d.state = 'waiting' and d.held is null and d.operation = 'publish'
			and d.next_at < ${toDate(limit)} and not ${isSwitchedOff} and not ${isBehindPart}
			and not ${restsBeyond(limit)}
		returning d.*`.execute(delivery(tx));
	return rows;
};

interface Going {
	readonly row: Row;
	readonly target: RemoteRef | null;
	readonly answers: RemoteRef | null;
	readonly mayPublish: boolean;
}

interface Sorted {
	readonly go: Going[];
	readonly stop: { readonly row: Row; readonly why: string }[];
}

/** What may not go is stopped, unless it may be public already: then it goes on, but only to be looked for. */
const sort = async (tx: Tx, rows: readonly Row[], refused: ReadonlyMap<string, string>): Promise<Sorted> => {
	const sorted: Sorted = { go: [], stop: [] };
	for (const row of rows) {
		const why = refused.get(row.id);
		const target = row.operation === 'publish' ? null : await aimOf(tx, row);
		const answers = await answeredBy(tx, row);
		const isBroken = row.part > 1 && answers === null && row.doubt_at === null;
		const isLost = row.operation === 'publish' ? isBroken : target === null;
		if (why !== undefined && row.doubt_at === null) sorted.stop.push({ row, why });
		else if (isLost) sorted.stop.push({ row, why: 'delivery.nothing-there' });
		else sorted.go.push({ row, target, answers, mayPublish: why === undefined });
	}
	return sorted;
};

const aimOf = async (tx: Tx, row: Row): Promise<RemoteRef | null> => {
	if (row.target !== null) return targetOf(row);
	const copy = await standingCopy(tx, row);
	return copy ? remoteOf(copy) : null;
};

/** Marks them as sent before anything is: whoever finds the mark later knows that the copy may be public. */
const take = async (tx: Tx, going: readonly Going[], { owner, now }: Asking): Promise<readonly Claimed[]> => {
	if (going.length === 0) return [];
	const at = toDate(now);
	const ids = going.map(({ row }) => row.id);
	for (const { row, answers } of going)
		if (answers !== null) await change(tx, row.id, { target: canonicalJson(answers as unknown as Json) }); // NOTE: an address is plain data.
	const { rows } = await sql<Row & { trouble: string | null }>`update delivery_delivery d
		set state = 'sending', owner = ${owner}, sent_at = ${at}, attempts = attempts + 1,
			doubt_at = case when operation = 'publish' then coalesce(doubt_at, ${at}) end, help_rank = null, help_at = null
		from delivery_presence p
		where p.presence_id = d.presence_id and d.id = any(${ids})
		returning d.*, p.reason as trouble`.execute(delivery(tx));
	const taken = new Map(rows.map((row) => [row.id, row]));
	return going.flatMap(({ row: before, target, answers, mayPublish }) => {
		const found = taken.get(before.id);
		if (!found) return [];
		const { trouble, ...row } = found;
		return {
			row,
			doubtSince: before.doubt_at === null ? null : fromDate(before.doubt_at),
			mayPublish,
			target,
			answers,
			probe: isAccessLost({ reason: trouble }),
		};
	});
};

const stop = (tx: Tx, row: Row, { type, now }: { readonly type: string; readonly now: Instant }): Promise<Row> =>
	change(tx, row.id, {
		state: 'withdrawn',
		next_at: null,
		settled_at: toDate(now),
		help_rank: null,
		help_at: null,
		reason: writeReason({ type }),
	});
