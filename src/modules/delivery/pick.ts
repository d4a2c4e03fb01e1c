import { sql } from 'kysely';

import { fromDate, type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { type Bucket, type Candidate, type Choice, type Costs, type Counted, choose } from './domain/allowance.ts';
import type { Trouble } from './domain/course.ts';
import { candidates, pickedRows } from './due.ts';
import { type Row, writeReason } from './store.ts';
import { delivery } from './tables.ts';

interface Asking {
	readonly now: Instant;
	readonly room: number;
}

/** What the networks put off makes room for what stands behind it; so often it is looked again. */
const ROUNDS = 4;

/** Locks what is due and may leave: within the limits of presence and server, and within what the network still allows. */
export const pickDue = async (tx: Tx, asking: Asking): Promise<readonly Row[]> => {
	const underWay = await sending(tx);
	for (let round = 0; round < ROUNDS; round += 1) {
		const found = await candidates(tx, asking);
		const buckets = await allowances(tx, [...found, ...underWay]);
		const choice = choose(found, { buckets, underWay, now: asking.now });
		if (choice.go.length > 0 || choice.wait.length === 0) {
			await putOff(tx, choice, asking.now);
			return pickedRows(tx, choice.go, asking.now);
		}
		await putOff(tx, choice, asking.now);
	}
	return [];
};

const sending = async (tx: Tx): Promise<readonly Counted[]> => {
	const { rows } = await sql<Counted>`select d.id, p.host, d.operation, d.pictures, p.buckets
		from delivery_delivery d join delivery_presence p on p.presence_id = d.presence_id
		where d.state = 'sending'`.execute(delivery(tx));
	return rows;
};

const allowances = async (tx: Tx, counted: readonly Counted[]): Promise<ReadonlyMap<string, Bucket>> => {
	const keys = [...new Set(counted.flatMap(({ buckets }) => buckets))];
	if (keys.length === 0) return new Map();
	const rows = await delivery(tx).selectFrom('delivery_bucket').selectAll().where('key', 'in', keys).execute();
	return new Map(
		rows.map(({ key, most, remaining, spare, costs, reset_at }) => {
			// NOTE: what was written here as costs is read back as such.
			const bucket = { key, most, remaining, spare, costs: JSON.parse(costs) as Costs, resetAt: fromDate(reset_at) };
			return [key, bucket];
		}),
	);
};

/** Nothing is asked of a network before it allows it again; whatever counts the same waits with it. */
const putOff = async (tx: Tx, { wait }: Choice, now: Instant): Promise<void> => {
	const told = new Set<string>();
	for (const { candidate, until } of wait) {
		const key = sameKind(candidate);
		if (told.has(key)) continue;
		told.add(key);
		await sql`update delivery_delivery d
			set next_at = ${toDate(until)}, reason = ${writeReason(throttled(until))}
			where d.state = 'waiting' and d.held is null and d.next_at <= ${toDate(now)}
				and d.operation = ${candidate.operation} and d.pictures >= ${candidate.pictures}
				and d.presence_id = (select presence_id from delivery_delivery where id = ${candidate.id})`.execute(
			delivery(tx),
		);
	}
};

const throttled = (until: Instant): Trouble => ({ type: 'channel.throttled', until });

const sameKind = ({ buckets, operation, pictures }: Candidate): string => `${buckets.join()} ${operation} ${pictures}`;
