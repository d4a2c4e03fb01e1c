import { createHash } from 'node:crypto';

import { sql } from 'kysely';

import { ok } from '#kernel/result.ts';
import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { GIVE_UP_MS, hostOpensAt, retryAt } from './domain/backoff.ts';
import type { FederationNeeds } from './needs.ts';
import type { Attempt } from './send-copy.ts';
import type { SignatureKind } from './signing.ts';
import { federation, type HostRow } from './tables.ts';

type Needs = Pick<FederationNeeds, 'db' | 'clock'>;

/** Writes down in one transaction what a batch of attempts came to. Only an answer makes a copy disappear. */
export const recordAttempts = async ({ db, clock }: Needs, attempts: readonly Attempt[]): Promise<void> => {
	const now = clock.now();
	await db.transact('record fan-out', async (tx) => {
		const settled = attempts.filter((attempt) => isSettled(attempt, now));
		const waiting = attempts.filter((attempt) => !isSettled(attempt, now));
		await settle(tx, settled);
		await postpone(tx, waiting, now);
		await forgetInboxes(
			tx,
			settled.flatMap(({ copy, carried }) => (carried.kind === 'gone' ? [copy.inbox] : [])),
		);
		await noteHosts(tx, attempts, now);
		return ok(undefined);
	});
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

const postpone = async (tx: Tx, attempts: readonly Attempt[], now: Instant): Promise<void> => {
	if (attempts.length === 0) return;
	const table = attempts.map(({ copy: { id, attempts: before } }) => ({
		id,
		at: toDate(retryAt(now, before, luckOf(id, before))),
	}));
	await sql`update federation_recipient r set owner = null, attempts = r.attempts + 1, next_at = c.at
		from jsonb_to_recordset(${JSON.stringify(table)}::jsonb) as c(id bigint, at timestamptz)
		where r.id = c.id`.execute(federation(tx));
};

/** Spread evenly, and the same again when asked again. */
const luckOf = (id: number, attempts: number): number =>
	createHash('sha256').update(`${id}.${attempts}`).digest().readUInt32BE() / 2 ** 32;

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

interface Verdict {
	readonly host: string;
	readonly lives: boolean;
	readonly reason: string | null;
	readonly signature: SignatureKind | null;
}

/** One verdict per server and batch: an answer of any kind shows that it lives. */
const verdictsOf = (attempts: readonly Attempt[]): readonly Verdict[] => {
	const verdicts = new Map<string, Verdict>();
	for (const { copy, carried } of attempts) {
		const before = verdicts.get(copy.host);
		const lives = carried.kind !== 'later' || carried.alive || before?.lives === true;
		const reason = carried.kind === 'later' ? carried.reason.slice(0, 200) : (before?.reason ?? null);
		const signature = carried.kind === 'taken' ? carried.signature : (before?.signature ?? null);
		verdicts.set(copy.host, { host: copy.host, lives, reason, signature });
	}
	return [...verdicts.values()].sort((a, b) => (a.host < b.host ? -1 : 1));
};

const noteHosts = async (tx: Tx, attempts: readonly Attempt[], now: Instant): Promise<void> => {
	const verdicts = verdictsOf(attempts);
	const known = await federation(tx)
		.selectFrom('federation_host')
		.selectAll()
		.where('host', 'in', ['', ...verdicts.map(({ host }) => host)])
		.execute();
	const before = new Map(known.map((row) => [row.host, row]));
	for (const verdict of verdicts) await noteHost(tx, { verdict, before: before.get(verdict.host), now });
};

interface Noting {
	readonly verdict: Verdict;
	readonly before: HostRow | undefined;
	readonly now: Instant;
}

/** A server that simply takes what we bring, signed the usual way, needs no row. */
const noteHost = async (tx: Tx, { verdict, before, now }: Noting): Promise<void> => {
	const { host, lives, reason, signature } = verdict;
	const kind = signature ?? before?.signature ?? 'cavage';
	const failedBefore = before?.failures ?? 0;
	if (lives && failedBefore === 0 && kind === (before?.signature ?? 'cavage')) return;
	const failures = lives ? 0 : failedBefore + 1;
	const opens = hostOpensAt(now, failures);
	const trouble = { failing_since_at: before?.failing_since_at ?? toDate(now), reason };
	const next = {
		failures,
		signature: kind,
		open_at: opens === null ? null : toDate(opens),
		...(lives ? { failing_since_at: null, reason: null } : trouble),
	};
	await federation(tx)
		.insertInto('federation_host')
		.values({ host, ...next })
		.onConflict((conflict) => conflict.column('host').doUpdateSet(next))
		.execute();
	if (opens !== null) await putOff(tx, host, toDate(opens));
	if (lives && failedBefore > 0) await hurry(tx, host, toDate(now));
};

/** What waits for a silent server is out of the way of everything else until it is worth asking again. */
const putOff = (tx: Tx, host: string, until: Date) =>
	federation(tx)
		.updateTable('federation_recipient')
		.set({ next_at: until })
		.where('host', '=', host)
		.where('owner', 'is', null)
		.where('next_at', '<', until)
		.execute();

/** It answers again: what waited for it goes at once. */
const hurry = (tx: Tx, host: string, now: Date) =>
	federation(tx)
		.updateTable('federation_recipient')
		.set({ next_at: now })
		.where('host', '=', host)
		.where('owner', 'is', null)
		.where('next_at', '>', now)
		.execute();
