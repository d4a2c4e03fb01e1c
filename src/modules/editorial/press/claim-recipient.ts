import { sql } from 'kysely';

import { system } from '#kernel/permission.ts';
import type { Result } from '#kernel/result.ts';
import { type Instant, minutes, plus, toDate } from '#kernel/time.ts';
import { type Done, done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Frozen } from '../domain/frozen.ts';
import type { PressNeeds } from './needs.ts';
import { freeOf } from './store.ts';
import { type ContactTable, press, type RecipientTable } from './tables.ts';

export const machine = system('press');

/** Longer than any attempt may take: whoever still holds a mail then is dead, and the mail may have arrived. */
const LEASE_MS = minutes(5);
/** What a switch kept back for longer than this does not go out by itself. */
const LATE_MS = minutes(30);

/** A mail this process is about to hand over, with everything that goes into it. */
export interface Claimed {
	readonly id: string;
	readonly postId: string;
	readonly attempts: number;
	readonly contact: ContactTable;
	readonly frozen: Frozen;
	readonly contentHash: string;
	readonly publishedAt: Date;
}

type Taken = 'nothing' | 'look-again' | Claimed;

/**
 * Takes one mail that is due. One at a time, because each is handed over on a connection of its own: what is marked as under
 * way is under way, so that after a crash no more than the mail in hand is unclear. In the transaction that marks it, the
 * switches are asked, the post, and the contact.
 */
export const claimRecipient = (needs: PressNeeds): Promise<Result<Taken, never>> =>
	needs.act<Taken, never>('claim press mail', machine, async (tx) => {
		const held = await needs.delivery.heldBack(tx);
		const now = needs.clock.now();
		const row = await pickDue(tx, now);
		if (row === undefined) return unchanged('nothing' as const);
		const { post_id: postId } = row;
		const off = held.all || (held.some && (await needs.delivery.stoppedAmong(tx, [row.delivery_id])).size > 0);
		if (off) return rest(tx, { postId, set: { switched_off_at: toDate(now) } });
		if (row.switched_off_at !== null) return afterSwitch(needs, tx, { row, now });
		return take(tx, row, now);
	});

type Due = RecipientTable & {
	readonly delivery_id: string;
	readonly unit_id: string;
	readonly ready_at: Date;
	readonly switched_off_at: Date | null;
};

/** The next mail of a mailing that nothing holds. A mailing that a switch stopped is looked at anew by the chore. */
const pickDue = async (tx: Tx, now: Instant): Promise<Due | undefined> => {
	const { rows } = await sql<Due>`select r.*, m.delivery_id, m.unit_id, m.ready_at, m.switched_off_at
		from editorial_press_recipient r join editorial_press_mailing m on m.post_id = r.post_id
		where r.state = 'waiting' and r.due_at <= ${toDate(now)}
		order by r.due_at, r.id limit 1 for update of r skip locked`.execute(press(tx));
	return rows[0];
};

interface Resting {
	readonly postId: string;
	readonly set: { readonly switched_off_at?: Date; readonly held_at?: Date };
}

/** Puts off all that waits of a mailing; it is not due before it is looked at again. What another lane holds puts itself off. */
const rest = async (tx: Tx, { postId, set }: Resting): Promise<Result<Done<Taken>, never>> => {
	await press(tx)
		.updateTable('editorial_press_recipient')
		.set({ due_at: null })
		.where('id', 'in', freeOf(tx, postId))
		.execute();
	await press(tx)
		.updateTable('editorial_press_mailing')
		.set((row) => ({
			...set,
			...(set.switched_off_at ? { switched_off_at: sql<Date>`coalesce(switched_off_at, ${set.switched_off_at})` } : {}),
			post_id: row.ref('post_id'),
		}))
		.where('post_id', '=', postId)
		.execute();
	return unchanged<Taken>('look-again');
};

/** The switch is on again: what is only just late goes out, the rest waits for a person. */
const afterSwitch = async (
	{ events }: PressNeeds,
	tx: Tx,
	{ row, now }: { readonly row: Due; readonly now: Instant },
): Promise<Result<Done<Taken>, never>> => {
	const { post_id: postId, unit_id: unitId } = row;
	if (now - row.ready_at.getTime() < LATE_MS) {
		const mailing = press(tx).updateTable('editorial_press_mailing').set({ switched_off_at: null });
		await mailing.where('post_id', '=', postId).execute();
		return unchanged<Taken>('look-again');
	}
	await events.announce(tx, { topic: 'delivery', id: postId, unitId });
	await rest(tx, { postId, set: { held_at: toDate(now) } });
	const leaf = { kind: 'press.set-aside' as const, subject: postId, unitId, payload: {} };
	return done<Taken>('look-again', leaf);
};

/** Nothing goes out of a post that was taken back, and nothing to whom we may not write any more. */
const take = async (tx: Tx, row: Due, now: Instant): Promise<Result<Done<Taken>, never>> => {
	const { id, post_id: postId } = row;
	const of = press(tx);
	const post = await of
		.selectFrom('editorial_post')
		.select(['state', 'published', 'published_hash', 'published_at'])
		.where('id', '=', postId)
		.forShare()
		.executeTakeFirst();
	const contact = await of
		.selectFrom('editorial_press_contact')
		.selectAll()
		.where('id', '=', row.contact_id)
		.forShare()
		.executeTakeFirst();
	const { published, published_hash: contentHash, published_at: publishedAt } = post ?? {};
	if (post?.state !== 'published' || !published || !contentHash || !publishedAt)
		return stop(tx, { row, now, type: 'press.post-withdrawn' });
	if (contact === undefined) return stop(tx, { row, now, type: 'press.contact-gone' });
	if (contact.state !== 'active') return stop(tx, { row, now, type: `press.contact-${contact.state}` });
	const attempts = row.attempts + 1;
	const mark = {
		state: 'sending' as const,
		attempts,
		lease_until: toDate(plus(now, LEASE_MS)),
		content_hash: contentHash,
	};
	await of.updateTable('editorial_press_recipient').set(mark).where('id', '=', id).execute();
	const frozen = published as unknown as Frozen; // NOTE: jsonb, written by us in this shape.
	return unchanged<Taken>({ id, postId, attempts, contact, frozen, contentHash, publishedAt });
};

interface Stopping {
	readonly row: Due;
	readonly now: Instant;
	readonly type: string;
}

const stop = async (tx: Tx, { row, now, type }: Stopping): Promise<Result<Done<Taken>, never>> => {
	const { id, post_id: postId, unit_id: unitId, fingerprint, masked } = row;
	const set = { state: 'stopped' as const, due_at: null, settled_at: toDate(now), reason: JSON.stringify({ type }) };
	await press(tx).updateTable('editorial_press_recipient').set(set).where('id', '=', id).execute();
	const payload = { mail: id, recipient: masked, fingerprint, reason: type };
	return done<Taken>('look-again', { kind: 'press.stopped', subject: postId, unitId, payload });
};

/** Mails under way, for whoever turns a switch off and waits for them. */
export const mailsUnderWay = async (tx: Tx) => {
	const { rows } = await sql<{ deliveryId: string; presenceId: string; copies: number }>`
		select m.delivery_id as "deliveryId", m.presence_id as "presenceId", count(*)::integer as copies
		from editorial_press_recipient r join editorial_press_mailing m on m.post_id = r.post_id
		where r.state = 'sending' group by m.delivery_id, m.presence_id`.execute(press(tx));
	return rows;
};
