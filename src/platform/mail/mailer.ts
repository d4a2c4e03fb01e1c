import { ok } from '#kernel/result.ts';
import { type Clock, days, plus, toDate } from '#kernel/time.ts';

import type { Chore } from '../chores.ts';
import type { Database, Tx } from '../db/database.ts';
import type { Mount } from '../http/mount.ts';
import type { MailNeeds } from './needs.ts';
import { BODY_CONTEXT, type Body, messageIdOf, startOutgoing } from './outgoing.ts';
import { mailRoutes } from './routes.ts';
import { hasServer, readServer } from './server-settings.ts';
import { mail } from './tables.ts';
import { type Outgoing, type SendOutcome, sendThrough, type Thread } from './transport.ts';

export { mailMigrations } from './tables.ts';

/** One mail to one person. */
export interface Letter {
	readonly to: string;
	readonly subject: string;
	readonly text: string;
	readonly html?: string;
	/** What it is about, for the list of mail: `people.invitation`. */
	readonly kind: string;
	/** The same id again is the same mail; absent: one is made. */
	readonly id?: string;
	/** An answer in a thread, from an address of its own. */
	readonly thread?: Thread;
	/** Which mailbox hears when it comes back; absent: the office's own address. */
	readonly returnTo?: string;
}

export interface Mailer {
	/** Puts the letter on its way if, and only if, the caller's transaction commits. It goes out at least once. */
	send(tx: Tx, letter: Letter): Promise<void>;
	/** Which of these mails have not left, by id; what is absent has, or lies in the practice mailbox. */
	held(ids: readonly string[]): Promise<ReadonlyMap<string, 'waiting' | 'refused'>>;
	/** Why the newest mails of this kind were refused for good, by id. */
	refused(kind: string): Promise<ReadonlyMap<string, string>>;
	/**
	 * Hands one mail to the server now and answers what became of it; nothing is repeated. Call it outside any transaction, with
	 * an id of your own: it is the Message-ID, and without a mail server the mail lies in the practice mailbox once under it.
	 */
	sendOnce(letter: OnceLetter): Promise<OnceOutcome>;
	mountRoutes(mount: Mount): void;
	readonly chores: readonly Chore[];
	/** From now on this process carries mail to the server. */
	start(): void;
	stop(): void;
}

/** One mail whose sender keeps account of it. */
export interface OnceLetter
	extends Omit<Letter, 'html' | 'id' | 'thread' | 'returnTo'>,
		Pick<Outgoing, 'replyTo' | 'unsubscribe'> {
	readonly id: string;
}
/** `practice`: there is no mail server, so it stayed in the house. */
export type OnceOutcome = SendOutcome | { readonly kind: 'practice' };

const SENT_KEPT_MS = days(30);
const REST_KEPT_MS = days(90);

/** Opens the mail room. Without a mail server every letter stays in the practice mailbox, to be read on the desk. */
export const createMailer = (needs: MailNeeds): Mailer => {
	const { db, clock, ids, sealer, events } = needs;
	let work: ReturnType<typeof startOutgoing> | null = null;
	let off: (() => void) | null = null;
	const nudge = (): void => work?.nudge();

	const keepForPractice = async ({ id, to, subject, text, kind }: OnceLetter): Promise<OnceOutcome> => {
		const row = { id, to_address: to, subject: oneLine(subject), kind, state: 'practice' as const, attempts: 0 };
		const body = sealer.seal(JSON.stringify({ text } satisfies Body), BODY_CONTEXT);
		const times = { created_at: toDate(clock.now()), due_at: null, lease_until: null, reason: null };
		await db.transact('keep mail for practice', async (tx) => {
			const values = { ...row, ...times, body };
			await mail(tx)
				.insertInto('platform_mail')
				.values(values)
				.onConflict((there) => there.doNothing())
				.execute();
			await events.announce(tx, { topic: 'mail', id });
			return ok(undefined);
		});
		return { kind: 'practice' };
	};

	return {
		async sendOnce(letter) {
			const server = await db.read('mail server', (tx) => readServer(tx, sealer));
			if (server === null) return keepForPractice(letter);
			const { id, kind: _, ...rest } = letter;
			return sendThrough(server, { ...rest, subject: oneLine(letter.subject), messageId: messageIdOf(id, server) });
		},
		async send(tx, { to, subject, kind, id: given, ...body }) {
			const real = await hasServer(tx);
			const id = given ?? ids.next('mail');
			const now = toDate(clock.now());
			await mail(tx)
				.insertInto('platform_mail')
				.values({
					id,
					to_address: to,
					subject: oneLine(subject),
					kind,
					body: sealer.seal(JSON.stringify(body satisfies Body), BODY_CONTEXT),
					state: real ? 'waiting' : 'practice',
					attempts: 0,
					created_at: now,
					due_at: real ? now : null,
					lease_until: null,
					reason: null,
				})
				.onConflict((there) => there.doNothing())
				.execute();
			await events.announce(tx, { topic: 'mail', id });
			// NOTE: before the commit there may be nothing to find yet; the live event nudges once more.
			nudge();
		},
		...whatBecame(db),
		mountRoutes: (mount) => mailRoutes(mount, { ...needs, nudge }),
		chores: [{ name: 'mail.clear', everyMs: days(1), run: () => clearOld(db, clock) }],
		start() {
			work = startOutgoing(needs);
			off = events.subscribe(({ topic }) => topic === 'mail' && nudge(), nudge);
			nudge();
		},
		stop() {
			off?.();
			work?.stop();
		},
	};
};

const whatBecame = (db: Database): Pick<Mailer, 'held' | 'refused'> => ({
	held: (ids) => db.read('mail that has not left', (tx) => heldIn(tx, ids)),
	refused: (kind) => db.read('refused mail', (tx) => refusedIn(tx, kind)),
});

const heldIn = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, 'waiting' | 'refused'>> => {
	if (ids.length === 0) return new Map();
	const rows = await mail(tx)
		.selectFrom('platform_mail')
		.select(['id', 'state'])
		.where('id', 'in', [...ids])
		.where('state', 'in', ['waiting', 'sending', 'refused'])
		.execute();
	return new Map(rows.map(({ id, state }) => [id, state === 'refused' ? 'refused' : 'waiting']));
};

const MOST_REFUSED = 200;

const refusedIn = async (tx: Tx, kind: string): Promise<ReadonlyMap<string, string>> => {
	const rows = await mail(tx)
		.selectFrom('platform_mail')
		.select(['id', 'reason'])
		.where('state', '=', 'refused')
		.where('kind', '=', kind)
		.orderBy('created_at', 'desc')
		.limit(MOST_REFUSED)
		.execute();
	return new Map(rows.map(({ id, reason }) => [id, reason ?? '']));
};

const oneLine = (subject: string): string => subject.replaceAll(/[\r\n]+/g, ' ');

const clearOld = async (db: Database, clock: Clock): Promise<void> => {
	const before = (keptMs: number) => toDate(plus(clock.now(), -keptMs));
	await db.transact('clear old mail', async (tx) => {
		const sent = mail(tx).deleteFrom('platform_mail').where('state', '=', 'sent');
		await sent.where('created_at', '<', before(SENT_KEPT_MS)).execute();
		const rest = mail(tx).deleteFrom('platform_mail').where('state', 'in', ['practice', 'refused']);
		await rest.where('created_at', '<', before(REST_KEPT_MS)).execute();
		return ok(undefined);
	});
};
