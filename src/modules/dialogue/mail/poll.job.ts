import { system } from '#kernel/permission.ts';
import { ok } from '#kernel/result.ts';
import { days, type Instant, minutes, plus, toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Chore } from '#platform/chores.ts';
import type { ImapFailure, ImapSession } from '#platform/imap/imap.ts';
import { MOST_MAIL_BYTES } from '#platform/imap/imap.ts';

import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';
import { parseMail } from './parse.ts';
import { type Fetched, polledAt, receiveMail } from './receive.ts';
import { liveMailboxes, type MailboxRow, serverOf } from './store.ts';

const EVERY_MS = minutes(1);
/** The longest a failing mailbox is left alone. */
const LONGEST_PAUSE_MS = minutes(30);
/** Longer than a round may take: who still holds a mailbox then is dead. */
const LEASE_MS = minutes(10);
/** So many mails a round; the rest waits for the next. */
const MOST_PER_ROUND = 100;
/** How far back mails are looked through when a server has numbered them anew. */
const LOOK_BACK_MS = days(2);

/** Asks every mailbox what came since last time, each on its own, one process at a time. */
export const mailboxChore = (needs: DialogueNeeds): Chore => ({
	name: 'dialogue.mailboxes',
	everyMs: EVERY_MS,
	async run() {
		for (const { id } of await needs.db.read('mailboxes', (tx) => liveMailboxes(tx).execute()))
			needs.background.run('dialogue.read-mailbox', () => readMailbox(needs, id));
	},
});

const readMailbox = async (needs: DialogueNeeds, id: string): Promise<void> => {
	const box = await claim(needs, id);
	if (box === null) return;
	const turn: Turn = { box, uid: null };
	const read = await needs.imap(serverOf(needs.sealer, box), (session) => readNew(needs, turn, session));
	if (read.ok) return release(needs, box, null);
	// It is larger than the server said: known as such, so that what came after it is read in the next round.
	if (read.error.type === 'imap.too-large' && turn.uid !== null) {
		await receiveMail(needs)(turn.box, unknown(turn.box, turn.uid));
		return release(needs, box, null);
	}
	await release(needs, box, read.error);
};

/** How far a round has come. */
interface Turn {
	box: MailboxRow;
	uid: number | null;
}

const nobody = { from: { name: '', address: '' }, subject: '', messageId: null };

const unknown = ({ uid_validity }: MailboxRow, uid: number): Fetched => ({
	...{ uid, mail: null, gap: 'too-large', head: nobody },
	raw: Buffer.from(`${uid_validity}:${uid}`),
});

/** Takes a mailbox that is due and that no other process reads. */
const claim = async ({ db, clock }: DialogueNeeds, id: string): Promise<MailboxRow | null> => {
	const now = toDate(clock.now());
	const claimed = await db.transact('claim mailbox', async (tx) => {
		const row = await dialogue(tx)
			.updateTable('dialogue_mailbox')
			.set({ lease_until: toDate(plus(clock.now(), LEASE_MS)) })
			.where('id', '=', id)
			.where('ended_at', 'is', null)
			.where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<=', now)]))
			.where((where) => where.or([where('next_poll_at', 'is', null), where('next_poll_at', '<=', now)]))
			.returningAll()
			.executeTakeFirst();
		return ok(row ?? null);
	});
	return claimed.ok ? claimed.value : null;
};

const release = async (needs: DialogueNeeds, box: MailboxRow, failure: ImapFailure | null): Promise<void> => {
	const now = needs.clock.now();
	const failures = failure === null ? 0 : box.failures + 1;
	const pause = Math.min(EVERY_MS * 2 ** Math.min(failures, 10), LONGEST_PAUSE_MS);
	await needs.db.transact('release mailbox', async (tx) => {
		await dialogue(tx)
			.updateTable('dialogue_mailbox')
			.set({
				...{ lease_until: null, failures, failure: failure?.type ?? null },
				...(failure === null
					? { polled_at: toDate(now), next_poll_at: null }
					: { next_poll_at: toDate(plus(now, pause)) }),
			})
			.where('id', '=', box.id)
			.execute();
		if ((box.failure ?? null) !== (failure?.type ?? null))
			await needs.events.announce(tx, { topic: 'setting', id: box.id, unitId: box.unit_id });
		return ok(undefined);
	});
	if (failure !== null) needs.log.warn('a mailbox does not answer', { mailbox: box.id, ...failure, failures });
};

const readNew = async (needs: DialogueNeeds, turn: Turn, session: ImapSession): Promise<void> => {
	const claimed = turn.box;
	const { uidValidity, uidNext } = await session.examine(claimed.folder);
	const isAnew = uidValidity !== claimed.uid_validity;
	const uids = isAnew
		? await session.since(dayOf(plus(polledAt(claimed), -LOOK_BACK_MS)))
		: await session.from(claimed.last_uid + 1);
	turn.box = isAnew
		? await renumbered(needs, claimed, { uid_validity: uidValidity, last_uid: (uids[0] ?? uidNext) - 1 })
		: claimed;
	const receive = receiveMail(needs);
	for (const uid of uids.slice(0, MOST_PER_ROUND)) {
		turn.uid = uid;
		const fetched = await fetchOne(session, uid);
		if (fetched !== null) await receive(turn.box, fetched);
	}
};

/** The server counts its mails anew: from here on they are told apart by their Message-ID until the numbers hold again. */
const renumbered = async (
	needs: DialogueNeeds,
	box: MailboxRow,
	set: Pick<MailboxRow, 'uid_validity' | 'last_uid'>,
): Promise<MailboxRow> => {
	await needs.act<void, never>('note new numbers', system('dialogue'), async (tx) => {
		const moved = await dialogue(tx)
			.updateTable('dialogue_mailbox')
			.set(set)
			.where('id', '=', box.id)
			.where('uid_validity', '=', box.uid_validity)
			.executeTakeFirst();
		if (moved.numUpdatedRows === 0n) return unchanged(undefined);
		const payload = { before: box.uid_validity, now: set.uid_validity };
		return done(undefined, { kind: 'mailbox.renumbered', subject: box.id, unitId: box.unit_id, payload });
	});
	return { ...box, ...set };
};

/** Null: it has gone meanwhile. */
const fetchOne = async (session: ImapSession, uid: number): Promise<Fetched | null> => {
	const size = await session.size(uid);
	if (size === null) return null;
	if (size > MOST_MAIL_BYTES) return known(session, uid, 'too-large');
	const raw = await session.fetch(uid, 'all');
	if (raw === null) return null;
	const mail = await parseMail(raw);
	if (mail === null) return known(session, uid, 'unreadable');
	const { from, subject, messageId } = mail;
	return { uid, mail, gap: null, head: { from, subject, messageId }, raw };
};

/** What its head tells of a mail that is not taken. */
const known = async (session: ImapSession, uid: number, gap: 'too-large' | 'unreadable'): Promise<Fetched | null> => {
	const raw = await session.fetch(uid, 'head');
	if (raw === null) return null;
	const mail = await parseMail(raw);
	return { uid, mail: null, gap, head: mail ?? nobody, raw };
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** SPEC: RFC 9051, date: `1-Mar-2026`. */
const dayOf = (at: Instant): string => {
	const date = toDate(at);
	return `${date.getUTCDate()}-${MONTHS[date.getUTCMonth()]}-${date.getUTCFullYear()}`;
};
