import { sql } from 'kysely';

import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { type Candidate, type Choice, choose } from './domain/allowance.ts';
import type { Trouble } from './domain/course.ts';
import { lookAround, pickedRows, type Scene } from './due.ts';
import { type Row, writeReason } from './store.ts';
import { delivery } from './tables.ts';

interface Asking {
	readonly now: Instant;
	readonly room: number;
}

export interface Picked {
	readonly rows: readonly Row[];
	/** When something may be due that is not now. */
	readonly next: Instant | null;
}

/** What the networks put off makes room for what stands behind it; so often it is looked again. */
const ROUNDS = 4;

/** Locks what is due and may leave: within the limits of presence and server, and within what the network still allows. */
export const pickDue = async (tx: Tx, asking: Asking, first: Scene): Promise<Picked> => {
	let scene = first;
	for (let round = 1; ; round += 1) {
		const choice = choose(scene.due, { ...scene, now: asking.now });
		if (choice.wait.length > 0) await putOff(tx, choice, asking.now);
		const next = earliest([scene.next, ...choice.wait.map(({ until }) => until)]);
		if (choice.go.length > 0) return { rows: await pickedRows(tx, choice.go, asking.now), next };
		if (choice.wait.length === 0 || round === ROUNDS) return { rows: [], next };
		scene = await lookAround(tx, asking);
	}
};

const earliest = (moments: readonly (Instant | null)[]): Instant | null =>
	moments.reduce((first, at) => (first === null || (at !== null && at < first) ? at : first), null);

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
