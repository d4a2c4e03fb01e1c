import { ok } from '#kernel/result.ts';
import { type Clock, fromDate, hours, type Instant, minutes, plus, toDate } from '#kernel/time.ts';

import type { Background } from '../background.ts';
import type { Sealer } from '../crypto/sealer.ts';
import type { Database, Tx } from '../db/database.ts';
import type { Events } from '../events.ts';
import { errorFields, type Log } from '../log.ts';
import { hasServer, readServer } from './server-settings.ts';
import { mail } from './tables.ts';
import { type MailServer, type SendOutcome, sendThrough, type Thread } from './transport.ts';

const BATCH = 20;
/** Longer than any attempt may take: whoever still holds a mail then is dead. */
const LEASE_MS = minutes(5);
/** After so many attempts, three days with the waits between them, a mail counts as refused. */
const MOST_ATTEMPTS = 80;

/** What fails in our own house, not on the way, does not get better by itself. */
const MOST_OWN_FAILURES = 5;

/** Waits double from one minute up to one hour. */
export const waitBefore = (attempts: number): number => Math.min(minutes(2 ** (attempts - 1)), hours(1));

export const BODY_CONTEXT = 'platform_mail.body';

interface Needs {
	readonly db: Database;
	readonly clock: Clock;
	readonly sealer: Sealer;
	readonly background: Background;
	readonly events: Events;
	readonly log: Log;
}

export interface OutgoingWork {
	/** Looks for due mail as soon as the clock allows. Cheap; call it as often as you like. */
	nudge(): void;
	stop(): void;
}

interface Claimed {
	readonly id: string;
	readonly to: string;
	readonly subject: string;
	readonly body: Buffer;
	readonly attempts: number;
}

/**
 * Sends what waits: claims with a lease, sends outside any transaction, records. A crash between sending and recording
 * repeats the mail after the lease with the same Message-ID: at least once, and recognisable as the same.
 */
export const startOutgoing = (needs: Needs): OutgoingWork => {
	const { clock, background, db } = needs;
	let running = false;
	let again = false;
	let stopped = false;
	let cancel: (() => void) | null = null;

	const rounds = async (): Promise<void> => {
		try {
			do {
				again = false;
				while (!stopped && (await round(needs)) > 0);
			} while (again && !stopped);
		} finally {
			running = false;
		}
		const next = await db.read('next mail', nextDue);
		if (next !== null && !stopped) wakeAt(next);
	};
	const begin = (): void => {
		if (stopped) return;
		if (running) {
			again = true;
			return;
		}
		running = true;
		background.run('mail', rounds);
	};
	const wakeAt = (at: Instant): void => {
		cancel?.();
		cancel = clock.wake(at, begin);
	};
	return {
		nudge: () => wakeAt(clock.now()),
		stop() {
			stopped = true;
			cancel?.();
		},
	};
};

const round = async (needs: Needs): Promise<number> => {
	const server = await needs.db.read('mail server', (tx) => readServer(tx, needs.sealer));
	if (server === null) return 0;
	const claimed = await claim(needs);
	for (const entry of claimed) await record(needs, entry, await attempt(needs, server, entry));
	return claimed.length;
};

const claim = async ({ db, clock }: Needs): Promise<readonly Claimed[]> => {
	const result = await db.transact('claim mail', async (tx) => {
		const now = toDate(clock.now());
		const due = mail(tx)
			.selectFrom('platform_mail')
			.select('id')
			.where((row) =>
				row.or([
					row.and([row('state', '=', 'waiting'), row('due_at', '<=', now)]),
					row.and([row('state', '=', 'sending'), row('lease_until', '<=', now)]),
				]),
			)
			.orderBy('created_at')
			.limit(BATCH)
			.forUpdate()
			.skipLocked();
		const rows = await mail(tx)
			.updateTable('platform_mail')
			.set((row) => ({
				state: 'sending' as const,
				attempts: row('attempts', '+', 1),
				lease_until: toDate(plus(clock.now(), LEASE_MS)),
			}))
			.where('id', 'in', due)
			.returning(['id', 'to_address', 'subject', 'body', 'attempts'])
			.execute();
		return ok(rows.flatMap(({ to_address: to, body, ...row }) => (body === null ? [] : [{ ...row, to, body }])));
	});
	return result.ok ? result.value : [];
};

const attempt = async ({ sealer, log }: Needs, server: MailServer, entry: Claimed): Promise<SendOutcome> => {
	try {
		const { text, html, thread, returnTo } = JSON.parse(sealer.open(entry.body, BODY_CONTEXT).toString('utf8')) as Body;
		const messageId = messageIdOf(entry.id, server);
		const { to, subject } = entry;
		const more = { ...(html === undefined ? {} : { html }), ...(thread === undefined ? {} : { thread }) };
		const back = returnTo === undefined ? {} : { returnTo };
		return await sendThrough(server, { messageId, to, subject, text, ...more, ...back });
	} catch (thrown) {
		log.error('mail could not be attempted', errorFields(thrown));
		return { kind: 'later', step: 'send', reason: 'office' };
	}
};

/** The same for every attempt, so that a mail that came twice is recognised. */
export const messageIdOf = (id: string, { fromMail }: MailServer): string =>
	`<${id}@${fromMail.split('@')[1] ?? 'localhost'}>`;

export interface Body {
	readonly text: string;
	readonly html?: string;
	readonly thread?: Thread;
	readonly returnTo?: string;
}

const record = async ({ db, clock, events, log }: Needs, entry: Claimed, outcome: SendOutcome): Promise<void> => {
	const most = outcome.kind === 'later' && outcome.reason === 'office' ? MOST_OWN_FAILURES : MOST_ATTEMPTS;
	const final = outcome.kind === 'never' || (outcome.kind === 'later' && entry.attempts >= most);
	const settled =
		outcome.kind === 'sent'
			? { state: 'sent' as const, body: null, due_at: null, reason: null }
			: {
					state: final ? ('refused' as const) : ('waiting' as const),
					due_at: final ? null : toDate(plus(clock.now(), waitBefore(entry.attempts))),
					reason: outcome.reason,
				};
	if (outcome.kind !== 'sent')
		log.warn('mail did not go out', { id: entry.id, kind: outcome.kind, step: outcome.step });
	await db.transact('record mail', async (tx) => {
		const row = mail(tx)
			.updateTable('platform_mail')
			.set({ ...settled, lease_until: null });
		await row.where('id', '=', entry.id).where('attempts', '=', entry.attempts).execute();
		await events.announce(tx, { topic: 'mail', id: entry.id });
		return ok(undefined);
	});
};

/** When a waiting mail is due or a lease runs out next; never while there is no server to send through. */
const nextDue = async (tx: Tx): Promise<Instant | null> => {
	if (!(await hasServer(tx))) return null;
	const { due } = await mail(tx)
		.selectFrom('platform_mail')
		.select((row) => row.fn.min(row.fn.coalesce('lease_until', 'due_at')).as('due'))
		.where('state', 'in', ['waiting', 'sending'])
		.executeTakeFirstOrThrow();
	return due === null ? null : fromDate(due);
};
