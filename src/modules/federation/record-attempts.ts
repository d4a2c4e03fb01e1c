import { createHash } from 'node:crypto';

import { sql } from 'kysely';

import { ok } from '#kernel/result.ts';
import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { GIVE_UP_MS, isMissingForGood, retryAt } from './domain/backoff.ts';
import { refreshLanes } from './lanes.ts';
import type { FederationNeeds } from './needs.ts';
import { noteHosts } from './note-hosts.ts';
import type { Attempt, Later } from './send-copy.ts';
import { federation } from './tables.ts';

type Needs = Pick<FederationNeeds, 'db' | 'clock'>;

/** Writes down in one transaction what a batch of attempts came to. Only an answer makes a copy disappear. */
export const recordAttempts = async ({ db, clock }: Needs, tried: readonly Attempt[]): Promise<void> => {
	const now = clock.now();
	const attempts = tried.map((attempt) => concluded(attempt, now));
	await db.transact('record fan-out', async (tx) => {
		const settled = attempts.filter((attempt) => isSettled(attempt, now));
		const waiting = attempts.flatMap(({ copy, carried }) =>
			carried.kind === 'later' && !isSettled({ copy, carried }, now) ? [{ copy, carried }] : [],
		);
		await settle(tx, settled);
		await postpone(tx, waiting, now);
		await forgetInboxes(
			tx,
			settled.flatMap(({ copy, carried }) => (carried.kind === 'gone' ? [copy.inbox] : [])),
		);
		const hosts = await noteHosts(tx, attempts, now);
		await refreshLanes(tx, { lanes: waiting.map(({ copy }) => copy), hosts, now });
		return ok(undefined);
	});
};

/** An inbox that was not there again and again is gone. */
const concluded = ({ copy, carried }: Attempt, now: Instant): Attempt => {
	const isGone =
		carried.kind === 'later' &&
		carried.missing === true &&
		isMissingForGood({ missing: copy.missing + 1, madeAt: copy.madeAt }, now);
	return isGone ? { copy, carried: { kind: 'gone' } } : { copy, carried };
};

/** Gives up after a week: whoever has not answered for so long is not waiting for us either. */
const isSettled = ({ copy, carried }: Attempt, now: Instant): boolean =>
	carried.kind !== 'later' || now - copy.madeAt > GIVE_UP_MS;

const settle = async (tx: Tx, attempts: readonly Attempt[]): Promise<void> => {
	if (attempts.length === 0) return;
	const counts = new Map<string, { sent: number; failed: number }>();
	for (const { copy, carried } of attempts) {
		const count = counts.get(copy.activityId) ?? { sent: 0, failed: 0 };
		count[carried.kind === 'taken' ? 'sent' : 'failed'] += 1;
		counts.set(copy.activityId, count);
	}
	const table = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, count]) => ({ id, ...count }));
	await sql`delete from federation_recipient where id = any(${attempts.map(({ copy }) => copy.id)}::bigint[])`.execute(
		federation(tx),
	);
	await sql`update federation_activity a set sent = a.sent + c.sent, failed = a.failed + c.failed
		from jsonb_to_recordset(${JSON.stringify(table)}::jsonb) as c(id text, sent integer, failed integer)
		where a.id = c.id`.execute(federation(tx));
};

interface Waiting {
	readonly copy: Attempt['copy'];
	readonly carried: Later;
}

const postpone = async (tx: Tx, waiting: readonly Waiting[], now: Instant): Promise<void> => {
	if (waiting.length === 0) return;
	const table = waiting.map(({ copy: { id, attempts, missing }, carried }) => ({
		id,
		missing: carried.missing ? missing + 1 : 0,
		at: toDate(carried.until ?? retryAt(now, attempts, luckOf(id, attempts))),
	}));
	await sql`update federation_recipient r
		set owner = null, attempts = r.attempts + 1, missing = c.missing, next_at = c.at
		from jsonb_to_recordset(${JSON.stringify(table)}::jsonb) as c(id bigint, missing integer, at timestamptz)
		where r.id = c.id`.execute(federation(tx));
};

/** Spread evenly, and the same again when asked again. */
const luckOf = (id: number, attempts: number): number =>
	createHash('sha256').update(`${id}.${attempts}`).digest().readUInt32BE() / 2 ** 32;

/** Who received there follows no more; whoever follows again is welcome. */
const forgetInboxes = async (tx: Tx, inboxes: readonly string[]): Promise<void> => {
	if (inboxes.length === 0) return;
	await federation(tx)
		.deleteFrom('federation_follower')
		.where((of) =>
			of.or([
				of('shared_inbox', 'in', [...inboxes]),
				of.and([of('inbox', 'in', [...inboxes]), of('shared_inbox', 'is', null)]),
			]),
		)
		.execute();
};
