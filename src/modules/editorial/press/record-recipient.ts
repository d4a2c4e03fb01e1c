import { sql } from 'kysely';
import { ok } from '#kernel/result.ts';
import { type Clock, plus, toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { type Handing, type Next, nextOf } from '../domain/press/course.ts';
import { type Claimed, machine } from './claim-recipient.ts';
import type { PressNeeds } from './needs.ts';
import { freeOf, proofOf } from './store.ts';
import { press, type RecipientTable } from './tables.ts';

type Change = Partial<RecipientTable>;

/** Writes down what became of one mail, with its proof in the record. */
export const recordRecipient = async (needs: PressNeeds, claimed: Claimed, handing: Handing): Promise<void> => {
	const { id, postId, attempts, contact, frozen, contentHash } = claimed;
	const next = nextOf(handing, attempts);
	await needs.act<void, never>('record press mail', machine, async (tx) => {
		if (isTrouble(next)) await lockMailing(tx, postId);
		const row = press(tx).updateTable('editorial_press_recipient').set(changeTo(next, needs.clock));
		const own = row.where('id', '=', id).where('state', '=', 'sending').where('attempts', '=', attempts);
		if ((await own.executeTakeFirst()).numUpdatedRows === 0n) return unchanged(undefined);
		await follow(needs, tx, { claimed, next });
		await needs.events.announce(tx, { topic: 'delivery', id: postId, unitId: frozen.unit });
		const proof = { mail: id, ...proofOf(needs.sealer, contact.mail), contentHash };
		const payload = { ...proof, ...('reason' in next ? { reason: next.reason.type } : {}) };
		const kind = `press.${next.state === 'waiting' ? 'put-off' : next.state}` as const;
		return done(undefined, { kind, subject: postId, unitId: frozen.unit, payload });
	});
};

/** What one outcome means for the contact, for the other mails, and for who wrote the post. */
const follow = async (needs: PressNeeds, tx: Tx, { claimed, next }: Telling): Promise<void> => {
	const { contact, postId } = claimed;
	if (next.state === 'refused' && next.bounced) await noteBounce(tx, contact.id, next.reason.answer ?? '');
	if (next.state === 'waiting' && next.all) await putOff(tx, postId, toDate(plus(needs.clock.now(), next.afterMs)));
	await tellIfTrouble(needs, tx, { claimed, next });
};

const changeTo = (next: Next, clock: Clock): Change => {
	const now = clock.now();
	if (next.state === 'waiting') {
		const due = { state: next.state, due_at: toDate(plus(now, next.afterMs)), lease_until: null };
		return { ...due, reason: JSON.stringify(next.reason) };
	}
	const settled = { state: next.state, due_at: null, lease_until: null, settled_at: toDate(now) };
	return { ...settled, reason: 'reason' in next ? JSON.stringify(next.reason) : null };
};

/** The mailbox is not there: nothing goes to it until somebody mends the address. */
const noteBounce = async (tx: Tx, contactId: string, answer: string): Promise<void> => {
	await press(tx)
		.updateTable('editorial_press_contact')
		.set((row) => ({ state: 'bounced' as const, bounce: answer, version: row('version', '+', 1) }))
		.where('id', '=', contactId)
		.execute();
};

/** The server is away for all of them, not for this one alone. */
const putOff = async (tx: Tx, postId: string, until: Date): Promise<void> => {
	await press(tx)
		.updateTable('editorial_press_recipient')
		.set({ due_at: until })
		.where('id', 'in', freeOf(tx, postId))
		.where('due_at', '<', until)
		.execute();
};

interface Telling {
	readonly claimed: Claimed;
	readonly next: Next;
}

const isTrouble = ({ state }: Next): boolean => state === 'refused' || state === 'unclear';

/** Two lanes that meet trouble at once take turns: only one of them is the first. */
const lockMailing = async (tx: Tx, postId: string): Promise<void> => {
	const mailing = press(tx).selectFrom('editorial_press_mailing').select('post_id').where('post_id', '=', postId);
	await mailing.forUpdate().execute();
};

/** The author hears of the first mail that needs a person; the page of the post shows every one. */
const tellIfTrouble = async (needs: PressNeeds, tx: Tx, { claimed, next }: Telling): Promise<void> => {
	if (!isTrouble(next)) return;
	const { postId, frozen } = claimed;
	const of = press(tx);
	const troubles = of.selectFrom('editorial_press_recipient').select('id').where('post_id', '=', postId);
	const two = await troubles.where('state', 'in', ['refused', 'unclear']).limit(2).execute();
	if (two.length > 1) return;
	const post = await of
		.selectFrom('editorial_post')
		.select('author_id')
		.where('id', '=', postId)
		.executeTakeFirstOrThrow();
	const about = { postId, unitId: frozen.unit, title: frozen.title, byId: null };
	await needs.notices.tell(tx, { ...about, to: [post.author_id], kind: 'press-trouble' });
};

/** Whoever held these mails is gone: each may have arrived, and nobody sends it again unasked. */
export const settleAbandoned = (needs: PressNeeds): Promise<unknown> =>
	needs.act<void, never>('settle abandoned press mail', machine, async (tx) => {
		const now = toDate(needs.clock.now());
		const reason = JSON.stringify({ type: 'press.process-ended' });
		const { rows } = await sql<RecipientTable & { unit_id: string }>`update editorial_press_recipient r
			set state = 'unclear', lease_until = null, settled_at = ${now}, reason = ${reason}
			from editorial_press_mailing m
			where m.post_id = r.post_id and r.state = 'sending' and r.lease_until <= ${now}
			returning r.*, m.unit_id`.execute(press(tx));
		const leaves = rows.map(({ id, post_id, unit_id, masked, fingerprint }) => ({
			...{ kind: 'press.unclear' as const, subject: post_id, unitId: unit_id },
			payload: { mail: id, recipient: masked, fingerprint, reason: 'press.process-ended' },
		}));
		for (const { subject, unitId } of leaves)
			await needs.events.announce(tx, { topic: 'delivery', id: subject, unitId });
		const [first, ...rest] = leaves;
		return first ? done(undefined, first, ...rest) : unchanged(undefined);
	});

/** What a switch put off is due again, to be looked at. What waits for a person is not. */
export const wakeRested = ({ db, clock }: Pick<PressNeeds, 'db' | 'clock'>): Promise<unknown> =>
	db.transact('wake rested press mail', async (tx) => {
		await sql`update editorial_press_recipient set due_at = ${toDate(clock.now())} where id in (
			select r.id from editorial_press_recipient r join editorial_press_mailing m on m.post_id = r.post_id
			where m.switched_off_at is not null and m.held_at is null and r.state = 'waiting' and r.due_at is null
			for update of r skip locked)`.execute(press(tx));
		return ok(undefined);
	});
