import { timingSafeEqual } from 'node:crypto';

import type { Actor } from '#kernel/permission.ts';
import { toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Tx } from '#platform/db/database.ts';

import { maskMail } from '../domain/press/mask.ts';
import type { PressNeeds } from './needs.ts';
import { fingerprintOf, proofOf } from './store.ts';
import { press } from './tables.ts';

const signed = (sealer: Sealer, mailId: string): string => sealer.fingerprint('press unsubscribe', mailId);

/** Leads to the way out for whoever holds this very mail; nothing of it is kept. */
export const unsubscribeLink = (
	{ origin, sealer }: { readonly origin: string; readonly sealer: Sealer },
	mailId: string,
): string => `${origin}/verteiler/${mailId}.${signed(sealer, mailId)}`;

/** What the public page says to whoever opens the way out. */
export interface WayOut {
	/** Null once the address is gone from every list. */
	readonly address: string | null;
	readonly unit: string;
}

const readToken = (sealer: Sealer, token: string): string | null => {
	const [mailId = '', signature = ''] = token.split('.');
	const [given, right] = [Buffer.from(signature), Buffer.from(signed(sealer, mailId))];
	return given.length === right.length && timingSafeEqual(given, right) ? mailId : null;
};

const behind = async (tx: Tx, mailId: string) => {
	const of = press(tx);
	const mail = await of
		.selectFrom('editorial_press_recipient as r')
		.innerJoin('editorial_press_mailing as m', 'm.post_id', 'r.post_id')
		.select(['r.contact_id', 'r.fingerprint', 'm.unit_id'])
		.where('r.id', '=', mailId)
		.executeTakeFirst();
	if (mail === undefined) return null;
	const contact = of.selectFrom('editorial_press_contact').select(['id', 'mail', 'unit_id']);
	return { mail, contact: await contact.where('id', '=', mail.contact_id).executeTakeFirst() };
};

/** Who stands behind a way out; null where the link was never ours. */
export const showWayOut =
	({ db, sealer, people }: PressNeeds) =>
	async (token: string): Promise<WayOut | null> => {
		const mailId = readToken(sealer, token);
		const found = mailId === null ? null : await db.read('way out of press lists', (tx) => behind(tx, mailId));
		if (found === null) return null;
		const { contact, mail } = found;
		const [unit] = await people.unitPath(contact?.unit_id ?? mail.unit_id);
		// The link travels with forwarded mails: the address itself is not told to whoever holds it.
		return { address: contact ? maskMail(contact.mail) : null, unit: unit?.name ?? '' };
	};

const guest: Actor = { kind: 'guest', id: 'press-contact', name: 'press-contact', grants: [], elevated: false };

/** Deletes the contact; a fingerprint stays, so that no table brings the address back. Doing it twice is harmless. */
export const takeWayOut =
	({ db, act, clock, sealer, events }: PressNeeds) =>
	async (token: string): Promise<boolean> => {
		const mailId = readToken(sealer, token);
		if (mailId === null || (await db.read('way out of press lists', (tx) => behind(tx, mailId))) === null) return false;
		await act<void, never>('unsubscribe press contact', guest, async (tx) => {
			const contact = (await behind(tx, mailId))?.contact;
			if (contact === undefined) return unchanged(undefined);
			const { id, mail, unit_id: unitId } = contact;
			const gone = await press(tx).deleteFrom('editorial_press_contact').where('id', '=', id).executeTakeFirst();
			if (gone.numDeletedRows === 0n) return unchanged(undefined);
			const at = toDate(clock.now());
			await press(tx)
				.insertInto('editorial_press_refusal')
				.values({ unit_id: unitId, fingerprint: fingerprintOf(sealer, mail), at })
				.onConflict((there) => there.columns(['unit_id', 'fingerprint']).doUpdateSet({ at }))
				.execute();
			await events.announce(tx, { topic: 'setting', id, unitId });
			const leaf = { kind: 'press.unsubscribed' as const, subject: id, unitId };
			return done(undefined, { ...leaf, payload: { mail: mailId, ...proofOf(sealer, mail) } });
		});
		return true;
	};
