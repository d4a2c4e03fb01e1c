import { sql } from 'kysely';

import { fromDate, type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { hostOpensAt, isForgotten } from './domain/backoff.ts';
import { refreshLanes } from './lanes.ts';
import type { Attempt } from './send-copy.ts';
import type { SignatureKind } from './signing.ts';
import { federation, type HostRow } from './tables.ts';

interface Verdict {
	readonly host: string;
	readonly lives: boolean;
	readonly reason: string | null;
	readonly until: Instant | null;
	readonly signature: SignatureKind | null;
}

/** One verdict per server and batch: an answer of any kind shows that it lives. */
const verdictsOf = (attempts: readonly Attempt[]): readonly Verdict[] => {
	const verdicts = new Map<string, Verdict>();
	for (const { copy, carried } of attempts) {
		const before = verdicts.get(copy.host);
		const later = carried.kind === 'later' ? carried : null;
		verdicts.set(copy.host, {
			host: copy.host,
			lives: later === null || later.alive || before?.lives === true,
			reason: later?.reason.slice(0, 200) ?? before?.reason ?? null,
			until: latest(before?.until ?? null, later?.until ?? null),
			signature: carried.kind === 'taken' ? carried.signature : (before?.signature ?? null),
		});
	}
	return [...verdicts.values()].sort((a, b) => (a.host < b.host ? -1 : 1));
};

const latest = (a: Instant | null, b: Instant | null): Instant | null =>
	a === null || b === null ? (a ?? b) : a > b ? a : b;

/** Writes down which servers answer, and in which way they want to be asked. Names those that were closed or opened. */
export const noteHosts = async (tx: Tx, attempts: readonly Attempt[], now: Instant): Promise<readonly string[]> => {
	const verdicts = verdictsOf(attempts);
	const known = await federation(tx)
		.selectFrom('federation_host')
		.selectAll()
		.where('host', 'in', ['', ...verdicts.map(({ host }) => host)])
		.execute();
	const before = new Map(known.map((row) => [row.host, row]));
	const changes = verdicts.flatMap((verdict) => changeOf(verdict, before.get(verdict.host), now) ?? []);
	if (changes.length === 0) return [];
	await sql`insert into federation_host (host, failures, failing_since_at, open_at, asks_until_at, reason, signature)
		select * from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c(host text, failures integer,
			failing_since_at timestamptz, open_at timestamptz, asks_until_at timestamptz, reason text, signature text)
		on conflict (host) do update set failures = excluded.failures, failing_since_at = excluded.failing_since_at,
			open_at = excluded.open_at, reason = excluded.reason, signature = excluded.signature,
			asks_until_at = greatest(federation_host.asks_until_at, excluded.asks_until_at)`.execute(federation(tx));
	await hurry(
		tx,
		changes.flatMap(({ host, failures }) => (failures === 0 && (before.get(host)?.failures ?? 0) > 0 ? [host] : [])),
		now,
	);
	return changes.map(({ host }) => host);
};

/** What is new about a server; null when nothing is: one that simply takes what we bring, signed the usual way, needs no row. */
const changeOf = ({ host, lives, reason, until, signature }: Verdict, before: HostRow | undefined, now: Instant) => {
	const usual = before?.signature ?? 'cavage';
	const kind = signature ?? usual;
	const failedBefore = before?.failures ?? 0;
	if (lives && failedBefore === 0 && until === null && kind === usual) return null;
	const failures = lives ? 0 : failedBefore + 1;
	const opens = hostOpensAt(now, failures);
	return {
		host,
		failures,
		failing_since_at: lives ? null : (before?.failing_since_at ?? toDate(now)),
		open_at: opens === null ? null : toDate(opens),
		asks_until_at: until === null ? null : toDate(until),
		reason: lives ? null : reason,
		signature: kind,
	};
};

/** It answers again: what was put off because it did not goes at once. */
const hurry = async (tx: Tx, hosts: readonly string[], now: Instant): Promise<void> => {
	if (hosts.length === 0) return;
	await sql`update federation_recipient set next_at = ${toDate(now)}
		where host = any(${[...hosts]}::text[]) and owner is null and next_at > ${toDate(now)}`.execute(federation(tx));
};

/** A sign of life from servers themselves: whatever we thought of them is out of date. */
export const reviveHosts = async (tx: Tx, hosts: readonly string[], now: Instant): Promise<void> => {
	if (hosts.length === 0) return;
	const revived = await federation(tx)
		.updateTable('federation_host')
		.set({ failures: 0, failing_since_at: null, open_at: null, forgotten_at: null, reason: null })
		.where('host', 'in', [...hosts])
		.where('failing_since_at', 'is not', null)
		.returning('host')
		.execute();
	const back = revived.map(({ host }) => host).sort();
	await hurry(tx, back, now);
	await refreshLanes(tx, { lanes: [], hosts: back, now });
};

/** Forgets who follows on servers that were silent for a week, and what waits for them. They stay marked. */
export const forgetDeadHosts = async (tx: Tx, now: Instant): Promise<readonly string[]> => {
	const silent = await federation(tx)
		.selectFrom('federation_host')
		.selectAll()
		.where('failing_since_at', 'is not', null)
		.where('forgotten_at', 'is', null)
		.execute();
	const dead = silent.flatMap(({ host, failures, failing_since_at: since }) =>
		isForgotten({ failures, failingSince: since && fromDate(since) }, now) ? [host] : [],
	);
	if (dead.length === 0) return [];
	await federation(tx).deleteFrom('federation_follower').where('host', 'in', dead).execute();
	await federation(tx)
		.deleteFrom('federation_recipient')
		.where('host', 'in', dead)
		.where('owner', 'is', null)
		.execute();
	await federation(tx).deleteFrom('federation_lane').where('host', 'in', dead).execute();
	await federation(tx)
		.updateTable('federation_host')
		.set({ forgotten_at: toDate(now) })
		.where('host', 'in', dead)
		.execute();
	return dead;
};
