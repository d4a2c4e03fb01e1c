import { sql } from 'kysely';

import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Tx } from '#platform/db/database.ts';

import { maskMail, plainMail } from '../domain/press/mask.ts';
import { type ContactTable, press } from './tables.ts';

export type Denied = { readonly type: 'access.denied' };
export type ContactGone = Denied | { readonly type: 'press.no-such-contact' };
export type ListGone = Denied | { readonly type: 'press.no-such-list' };

/** What stands for an address where the address itself must not be kept. */
export const fingerprintOf = (sealer: Sealer, mail: string): string =>
	sealer.fingerprint('press address', plainMail(mail));

/** Whom an entry of the record is about, without saying it. */
export const proofOf = (sealer: Sealer, mail: string) => ({
	recipient: maskMail(mail),
	fingerprint: fingerprintOf(sealer, mail),
});

export const sortNameOf = ({ name, outlet }: Pick<ContactTable, 'name' | 'outlet'>): string =>
	`${outlet} ${name}`.trim().toLocaleLowerCase('de');

export const lockContact = async (tx: Tx, id: string, actor: Actor): Promise<Result<ContactTable, ContactGone>> => {
	const row = await press(tx)
		.selectFrom('editorial_press_contact')
		.selectAll()
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (row === undefined) return fail({ type: 'press.no-such-contact' });
	return may(actor, 'post.write', row.unit_id) ? ok(row) : fail({ type: 'access.denied' });
};

export const lockList = async (tx: Tx, id: string, actor: Actor) => {
	const row = await press(tx)
		.selectFrom('editorial_press_list')
		.selectAll()
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (row === undefined) return fail({ type: 'press.no-such-list' as const });
	return may(actor, 'post.write', row.unit_id) ? ok(row) : fail({ type: 'access.denied' as const });
};

/** Which of these lists are lists of the unit. */
export const listsOfUnit = async (tx: Tx, unitId: string, ids: readonly string[]): Promise<readonly string[]> => {
	if (ids.length === 0) return [];
	const rows = await press(tx)
		.selectFrom('editorial_press_list')
		.select('id')
		.where('unit_id', '=', unitId)
		.where('id', 'in', [...ids])
		.execute();
	return rows.map(({ id }) => id);
};

/** Puts the contact on exactly these lists. */
export const keepMembership = async (
	tx: Tx,
	{ id, sort_name }: Pick<ContactTable, 'id' | 'sort_name'>,
	listIds: readonly string[],
): Promise<void> => {
	const of = press(tx);
	await of.deleteFrom('editorial_press_member').where('contact_id', '=', id).execute();
	if (listIds.length === 0) return;
	const rows = listIds.map((list_id) => ({ list_id, contact_id: id, sort_name }));
	await of.insertInto('editorial_press_member').values(rows).execute();
};

/** Whoever unsubscribed, among these addresses. */
export const refusedAmong = async (
	tx: Tx,
	unitId: string,
	fingerprints: readonly string[],
): Promise<ReadonlySet<string>> => {
	if (fingerprints.length === 0) return new Set();
	const rows = await press(tx)
		.selectFrom('editorial_press_refusal')
		.select('fingerprint')
		.where('unit_id', '=', unitId)
		.where('fingerprint', 'in', [...fingerprints])
		.execute();
	return new Set(rows.map(({ fingerprint }) => fingerprint));
};

/** The contact of a unit with this address, however it is spelled. */
export const contactByMail = (tx: Tx, unitId: string, mail: string) =>
	press(tx)
		.selectFrom('editorial_press_contact')
		.select(['id', 'name', 'outlet', 'sort_name'])
		.where('unit_id', '=', unitId)
		.where(sql<string>`lower(mail)`, '=', plainMail(mail))
		.executeTakeFirst();

/** What waits of a mailing and nobody has in hand: whoever writes to several of them waits for none, so that nobody waits in a circle. */
export const freeOf = (tx: Tx, postId: string) =>
	press(tx)
		.selectFrom('editorial_press_recipient')
		.select('id')
		.where('post_id', '=', postId)
		.where('state', '=', 'waiting')
		.forUpdate()
		.skipLocked();
