import { sql } from 'kysely';
import { ok } from '#kernel/result.ts';
import { type Clock, toDate } from '#kernel/time.ts';
import type { Delivery } from '#modules/delivery/index.ts';
import type { Database, Tx } from '#platform/db/database.ts';

import type { Frozen } from '../domain/frozen.ts';
import { maskMail } from '../domain/press/mask.ts';
import type { PressNeeds } from './needs.ts';
import { fingerprintOf } from './store.ts';
import { type ContactTable, type MailingTable, press } from './tables.ts';

/** The lists a press release goes to; other kinds go to none. */
export const listsOf = ({ details }: Pick<Frozen, 'details'>): readonly string[] =>
	details?.kind === 'press-release' ? (details.lists ?? []) : [];

interface Published {
	readonly frozen: Frozen;
	readonly delivery: Delivery;
}

/** The page of a press release stands, in the transaction that notes it: from now on it goes to the press as well, once. */
export const planMailing = async (
	{ clock }: { readonly clock: Clock },
	tx: Tx,
	{ frozen, delivery }: Published,
): Promise<void> => {
	const lists = listsOf(frozen);
	if (lists.length === 0) return;
	const now = toDate(clock.now());
	const about = { post_id: frozen.post, unit_id: frozen.unit, delivery_id: delivery.id };
	await press(tx)
		.insertInto('editorial_press_mailing')
		.values({
			...{ ...about, presence_id: delivery.presenceId, list_ids: [...lists], ordered_at: now, ready_at: now },
			...{ spread_at: null, switched_off_at: null, held_at: null },
		})
		.onConflict((there) => there.doNothing())
		.execute();
};

/** Mailings whose recipients are not written down yet. */
const unspread = (db: Database): Promise<readonly Pick<MailingTable, 'post_id' | 'unit_id'>[]> =>
	db.read('mailings to spread', (tx) =>
		press(tx)
			.selectFrom('editorial_press_mailing')
			.select(['post_id', 'unit_id'])
			.where('spread_at', 'is', null)
			.orderBy('ordered_at')
			.limit(20)
			.execute(),
	);

/** Writes down who gets it: everybody once who is on one of the lists and gets mail now. Safe to run twice. */
export const spreadMailings = async (needs: PressNeeds): Promise<void> => {
	for (const { post_id: postId, unit_id: unitId } of await unspread(needs.db)) {
		const path = (await needs.people.unitPath(unitId)).map(({ id }) => id);
		await needs.db.transact('spread mailing', async (tx) => {
			const mailing = await lockUnspread(tx, postId);
			if (mailing !== undefined) await spread(needs, tx, { mailing, path });
			return ok(undefined);
		});
	}
};

const lockUnspread = (tx: Tx, postId: string) =>
	press(tx)
		.selectFrom('editorial_press_mailing')
		.selectAll()
		.where('post_id', '=', postId)
		.where('spread_at', 'is', null)
		.forUpdate()
		.executeTakeFirst();

/** Rows of one statement. */
const BATCH = 500;

const spread = async (
	{ clock, ids, sealer, events }: PressNeeds,
	tx: Tx,
	{ mailing, path }: { readonly mailing: MailingTable; readonly path: readonly string[] },
): Promise<void> => {
	const { post_id, unit_id: unitId, list_ids } = mailing;
	const now = toDate(clock.now());
	const { rows } = await sql<Pick<ContactTable, 'id' | 'mail'>>`select c.id, c.mail from editorial_press_contact c
		where c.state = 'active' and exists (select 1 from editorial_press_member m
			join editorial_press_list l on l.id = m.list_id
			where m.contact_id = c.id and l.id = any(${[...list_ids]}::text[]) and l.unit_id = any(${[...path]}::text[]))
		order by c.sort_name, c.id`.execute(press(tx));
	for (let at = 0; at < rows.length; at += BATCH) {
		const values = rows.slice(at, at + BATCH).map(({ id, mail }) => ({
			...{ id: ids.next('press'), post_id, contact_id: id, state: 'waiting' as const, attempts: 0, due_at: now },
			...{ fingerprint: fingerprintOf(sealer, mail), masked: maskMail(mail) },
			...{ lease_until: null, reason: null, content_hash: null, settled_at: null, said_by: null },
		}));
		await press(tx)
			.insertInto('editorial_press_recipient')
			.values(values)
			.onConflict((same) => same.doNothing())
			.execute();
	}
	await press(tx)
		.updateTable('editorial_press_mailing')
		.set({ spread_at: now })
		.where('post_id', '=', post_id)
		.execute();
	await events.announce(tx, { topic: 'delivery', id: post_id, unitId });
};
