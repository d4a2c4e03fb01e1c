import { sql } from 'kysely';
import type { z } from 'zod';

import type { listRecipientsEndpoint, postPressEndpoint, RecipientShape } from '#contract/press.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { detailsFor } from '#kernel/post-kind.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import type { Tx } from '#platform/db/database.ts';
import { fromCursor, toCursor } from '#platform/http/cursor.ts';

import { findPost, frozenOf, type NotFound } from '../store.ts';
import type { PressNeeds } from './needs.ts';
import { listsOf } from './plan-mailing.ts';
import { ownAmong } from './read-lists.ts';
import { type MailingTable, press, type RecipientTable } from './tables.ts';

type View = z.input<typeof postPressEndpoint.output>;
type Needs = Pick<PressNeeds, 'db' | 'people'>;

const visible = async ({ db }: Needs, id: string, actor: Actor) => {
	const seen = await db.read('post for the press', async (tx) => {
		const post = await findPost(tx, id);
		return post === null ? null : { post, frozen: await frozenOf(tx, id) };
	});
	return seen !== null && may(actor, 'post.read', seen.post.unitId) ? seen : null;
};

/** To whom a post goes by mail, as approved or else as it is being written, and what became of it. */
export const readPostPress =
	(needs: Needs) =>
	async ({ id }: { readonly id: string }, actor: Actor): Promise<Result<View, NotFound>> => {
		const seen = await visible(needs, id, actor);
		if (seen === null) return fail({ type: 'post.not-found' });
		const { post, frozen } = seen;
		const { kind, details } = post.content;
		const draft = { details: detailsFor(kind, details) };
		const chosen = listsOf(frozen.frozen ?? (draft.details === null ? {} : { details: draft.details }));
		const path = (await needs.people.unitPath(post.unitId)).map((unit) => unit.id);
		return ok(
			await needs.db.read('press of a post', async (tx) => {
				const mailing = await mailingOf(tx, id);
				const ids = mailing?.list_ids ?? chosen;
				const lists = await ownAmong(tx, path, ids);
				const known = new Map(lists.map((list) => [list.id, list]));
				return {
					lists: ids.map((one) => ({
						...{ id: one, name: known.get(one)?.name ?? null, recipients: known.get(one)?.recipients ?? 0 },
					})),
					...(await headsOn(tx, [...known.keys()])),
					mailing: mailing && (await toMailing(tx, mailing, actor)),
				};
			}),
		);
	};

const mailingOf = async (tx: Tx, id: string): Promise<MailingTable | null> =>
	(await press(tx).selectFrom('editorial_press_mailing').selectAll().where('post_id', '=', id).executeTakeFirst()) ??
	null;

/** Everybody on one of these lists, counted once. */
const headsOn = async (tx: Tx, listIds: readonly string[]) => {
	const { rows } = await sql<{ recipients: number; leftOut: number }>`select
			count(*) filter (where state = 'active')::integer as recipients,
			count(*) filter (where state <> 'active')::integer as "leftOut"
		from editorial_press_contact c where exists (select 1 from editorial_press_member m
			where m.contact_id = c.id and m.list_id = any(${[...listIds]}::text[]))`.execute(press(tx));
	return rows[0] ?? { recipients: 0, leftOut: 0 };
};

const toMailing = async (tx: Tx, mailing: MailingTable, actor: Actor): Promise<NonNullable<View['mailing']>> => {
	const rows = await press(tx)
		.selectFrom('editorial_press_recipient')
		.select(['state', sql<number>`count(*)::integer`.as('count')])
		.where('post_id', '=', mailing.post_id)
		.groupBy('state')
		.execute();
	const rests = mailing.held_at ? ('held' as const) : mailing.switched_off_at ? ('switched-off' as const) : null;
	return {
		orderedAt: mailing.ordered_at.toISOString(),
		rests: rows.some(({ state }) => state === 'waiting') ? rests : null,
		total: rows.reduce((sum, { count }) => sum + count, 0),
		counts: Object.fromEntries(rows.map(({ state, count }) => [state, count])),
		mayDecide: may(actor, 'post.resolve', mailing.unit_id),
	};
};

type Asked = z.output<typeof listRecipientsEndpoint.input>;
type Item = z.input<typeof RecipientShape>;
type Row = RecipientTable & { readonly name: string | null; readonly outlet: string | null; readonly ordered_at: Date };

/** Recipient by recipient, page by page: those that need a person, or all as a proof. */
export const listRecipients =
	(needs: Needs) =>
	async (asked: Asked, actor: Actor): Promise<Result<{ items: Item[]; next?: string }, NotFound>> => {
		if ((await visible(needs, asked.id, actor)) === null) return fail({ type: 'post.not-found' });
		const rows = await needs.db.read('recipients of a post', (tx) => recipientPage(tx, asked));
		const shown = rows.slice(0, asked.limit);
		const names = await needs.people.names(shown.flatMap(({ said_by }) => (said_by === null ? [] : [said_by])));
		const items = shown.map((row) => toItem(row, names));
		const last = rows.length > asked.limit ? shown.at(-1) : undefined;
		return ok(last ? { items, next: toCursor([last.id]) } : { items });
	};

/** One more row than asked tells whether there is another page. */
export const recipientPage = async (tx: Tx, { id, only, cursor, limit }: Asked): Promise<readonly Row[]> => {
	const after = fromCursor(cursor, 1);
	const some = only === 'trouble' ? sql`r.state in ('refused', 'unclear')` : sql`true`;
	const deep = after ? sql`r.id > ${String(after[0])}` : sql`true`;
	const { rows } = await sql<Row>`select r.*, c.name, c.outlet, m.ordered_at
		from (select * from editorial_press_recipient r
			where r.post_id = ${id} and ${some} and ${deep} order by r.id limit ${limit + 1}) r
		join editorial_press_mailing m on m.post_id = r.post_id
		left join editorial_press_contact c on c.id = r.contact_id order by r.id`.execute(press(tx));
	return rows;
};

const toItem = (row: Row, names: ReadonlyMap<string, string>): Item => {
	const name = [row.name, row.outlet].filter((part) => part !== null && part !== '').join(', ');
	return {
		...{ id: row.id, mail: row.masked, state: row.state, attempts: row.attempts },
		name: name === '' ? null : name,
		reason: row.reason === null ? null : (JSON.parse(row.reason) as NonNullable<Item['reason']>), // NOTE: written by us in this shape.
		at: (row.settled_at ?? row.due_at ?? row.ordered_at).toISOString(),
		saidBy: row.said_by === null ? null : (names.get(row.said_by) ?? ''),
	};
};
