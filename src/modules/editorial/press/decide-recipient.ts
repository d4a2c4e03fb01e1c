import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done, type Leaf } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { maskMail } from '../domain/press/mask.ts';
import type { EditorialNeeds } from '../needs.ts';
import { fingerprintOf } from './store.ts';
import { type MailingTable, press, type RecipientTable } from './tables.ts';

type Needs = Pick<EditorialNeeds, 'act' | 'clock' | 'events' | 'sealer'>;
type Made = { readonly id: string };
type Which = Made & { readonly recipientId: string };

export type MailingFailure = { readonly type: 'access.denied' } | { readonly type: 'press.no-such-mailing' };
export type RecipientFailure =
	| MailingFailure
	| { readonly type: 'press.decided-meanwhile' }
	| { readonly type: 'press.contact-gone' }
	| { readonly type: 'press.contact-paused' };

interface Bench {
	readonly tx: Tx;
	readonly mailing: MailingTable;
	readonly now: Date;
}

interface Asked extends Made {
	readonly label: string;
	readonly actor: Actor;
	/** It is about everything that waits: that is locked before the mailing, as whoever sends does it. */
	readonly all?: boolean;
}

const onMailing = <E extends { readonly type: string }>(
	{ act, clock, events }: Needs,
	{ label, id, actor, all = false }: Asked,
	work: (bench: Bench) => Promise<Result<Leaf, E>>,
): Promise<Result<Made, E | MailingFailure>> =>
	act<Made, E | MailingFailure>(label, actor, async (tx) => {
		const post = press(tx).selectFrom('editorial_post').select('unit_id').where('id', '=', id);
		const unitId = (await post.executeTakeFirst())?.unit_id;
		if (unitId !== undefined && !may(actor, 'post.resolve', unitId)) return fail({ type: 'access.denied' });
		if (all) await lockWaiting(tx, id);
		const of = press(tx).selectFrom('editorial_press_mailing').selectAll().where('post_id', '=', id);
		const mailing = await of.forUpdate().executeTakeFirst();
		if (mailing === undefined) return fail({ type: 'press.no-such-mailing' });
		const worked = await work({ tx, mailing, now: toDate(clock.now()) });
		if (!worked.ok) return worked;
		await events.announce(tx, { topic: 'delivery', id, unitId: mailing.unit_id });
		return done({ id }, worked.value);
	});

const lockWaiting = (tx: Tx, postId: string): Promise<unknown> =>
	press(tx)
		.selectFrom('editorial_press_recipient')
		.select('id')
		.where('post_id', '=', postId)
		.where('state', '=', 'waiting')
		.orderBy('id')
		.forUpdate()
		.execute();

type States = readonly RecipientTable['state'][];

const lockRecipient = async (tx: Tx, { id, recipientId }: Which, states: States) => {
	const row = await press(tx)
		.selectFrom('editorial_press_recipient')
		.selectAll()
		.where('id', '=', recipientId)
		.where('post_id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	return row !== undefined && states.includes(row.state) ? ok(row) : fail({ type: 'press.decided-meanwhile' as const });
};

const leafOf = (row: RecipientTable, kind: Leaf['kind'], { unit_id: unitId }: MailingTable): Leaf => {
	const { id: mail, masked: recipient, fingerprint, state: before } = row;
	return { kind, subject: row.post_id, unitId, payload: { mail, recipient, fingerprint, before } };
};

/** Sends a mail once more that was refused or may not have arrived. A person decides that, never the machine. */
export const resendMail =
	(needs: Needs) =>
	(which: Which, actor: Actor): Promise<Result<Made, RecipientFailure>> =>
		onMailing<RecipientFailure>(
			needs,
			{ label: 'resend press mail', id: which.id, actor },
			async ({ tx, mailing, now }) => {
				const found = await lockRecipient(tx, which, ['refused', 'unclear']);
				if (!found.ok) return found;
				const contact = await press(tx)
					.selectFrom('editorial_press_contact')
					.select(['state', 'mail'])
					.where('id', '=', found.value.contact_id)
					.executeTakeFirst();
				if (contact === undefined) return fail({ type: 'press.contact-gone' });
				if (contact.state !== 'active') return fail({ type: 'press.contact-paused' });
				const address = await addressFor(needs, tx, { which, mail: contact.mail });
				if (address === null) return fail({ type: 'press.decided-meanwhile' });
				const set = { state: 'waiting' as const, attempts: 0, due_at: now, settled_at: null, reason: null };
				await change(tx, which.recipientId, { ...set, ...address });
				return ok(leafOf(found.value, 'press.sent-again', mailing));
			},
		);

/** The address may have been mended since; null where it is one that the mailing has already. */
const addressFor = async (
	{ sealer }: Needs,
	tx: Tx,
	{ which, mail }: { readonly which: Which; readonly mail: string },
): Promise<Pick<RecipientTable, 'fingerprint' | 'masked'> | null> => {
	const fingerprint = fingerprintOf(sealer, mail);
	const other = await press(tx)
		.selectFrom('editorial_press_recipient')
		.select('id')
		.where('post_id', '=', which.id)
		.where('fingerprint', '=', fingerprint)
		.where('id', '<>', which.recipientId)
		.executeTakeFirst();
	return other === undefined ? { fingerprint, masked: maskMail(mail) } : null;
};

/** Notes that an unclear mail arrived: somebody asked there. */
export const confirmMail =
	(needs: Needs) =>
	(which: Which, actor: Actor): Promise<Result<Made, RecipientFailure>> =>
		onMailing<RecipientFailure>(
			needs,
			{ label: 'confirm press mail', id: which.id, actor },
			async ({ tx, mailing, now }) => {
				const found = await lockRecipient(tx, which, ['unclear']);
				if (!found.ok) return found;
				await change(tx, which.recipientId, { state: 'sent', settled_at: now, reason: null, said_by: actor.id });
				return ok(leafOf(found.value, 'press.confirmed', mailing));
			},
		);

const change = (tx: Tx, id: string, set: Partial<RecipientTable>): Promise<unknown> =>
	press(tx).updateTable('editorial_press_recipient').set(set).where('id', '=', id).execute();

/** Lets go out what a stop held back for long. */
export const releaseMailing =
	(needs: Needs) =>
	({ id }: Made, actor: Actor): Promise<Result<Made, MailingFailure>> =>
		onMailing<MailingFailure>(
			needs,
			{ label: 'release press mail', id, actor, all: true },
			async ({ tx, mailing, now }) => {
				await press(tx)
					.updateTable('editorial_press_mailing')
					.set({ held_at: null, switched_off_at: null, ready_at: now })
					.where('post_id', '=', id)
					.execute();
				await waiting(tx, id, { due_at: now });
				return ok({ kind: 'press.released', subject: id, unitId: mailing.unit_id, payload: {} });
			},
		);

/** Sends nothing more of what still waits. */
export const stopMailing =
	(needs: Needs) =>
	({ id }: Made, actor: Actor): Promise<Result<Made, MailingFailure>> =>
		onMailing<MailingFailure>(
			needs,
			{ label: 'stop press mail', id, actor, all: true },
			async ({ tx, mailing, now }) => {
				const reason = JSON.stringify({ type: 'press.stopped-by-hand' });
				await waiting(tx, id, { state: 'stopped', due_at: null, settled_at: now, reason });
				return ok({ kind: 'press.mailing-stopped', subject: id, unitId: mailing.unit_id, payload: {} });
			},
		);

const waiting = (tx: Tx, postId: string, set: Partial<RecipientTable>): Promise<unknown> =>
	press(tx)
		.updateTable('editorial_press_recipient')
		.set(set)
		.where('post_id', '=', postId)
		.where('state', '=', 'waiting')
		.execute();
