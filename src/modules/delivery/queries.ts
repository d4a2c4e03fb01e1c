import { type RawBuilder, sql } from 'kysely';

import { type Clock, type Instant, toDate } from '#kernel/time.ts';
import type { RemoteRef } from '#modules/channels/index.ts';
import type { Database } from '#platform/db/database.ts';
import { fromCursor, toCursor } from '#platform/http/cursor.ts';

import type { Delivery, DeliverySource, DeliveryState, Held } from './delivery.ts';
import { helpRank, type Row, remoteOf, toDelivery } from './store.ts';
import { isSwitchedOff } from './switches.ts';
import { delivery } from './tables.ts';
import { isBehindPart, stateBefore } from './thread.ts';

export type Units = readonly string[] | 'all';

/** The units whose answers and whose copies of posts somebody may decide about. */
export interface HelpUnits {
	readonly answers: Units;
	readonly posts: Units;
}

export interface Page {
	readonly cursor?: string | undefined;
	readonly limit: number;
}

interface HelpPage extends Page {
	readonly kind?: keyof typeof helpRank | undefined;
}

export interface DeliveryPage {
	readonly items: readonly Delivery[];
	readonly next?: string;
}

interface Needs {
	readonly db: Database;
	readonly clock: Clock;
}

interface Shown extends Row {
	readonly house_stands: boolean;
	readonly is_paused: boolean;
	readonly rests_until: Date | null;
	readonly is_behind: boolean;
	readonly before_state: DeliveryState | null;
}

/**
 * Rows with what decides why they wait: the newsroom page, the switch, the presence. The rows are chosen first: asked
 * in one sentence, the planner would look up the newsroom pages of the whole house for one page of a list.
 */
const shown = (rows: RawBuilder<unknown>, order: RawBuilder<unknown>) => sql<Shown>`select d.*,
		exists (select 1 from delivery_delivery n where n.subject = d.subject and n.channel = 'newsroom'
			and n.operation = 'publish' and n.state = 'published' limit 1) as house_stands,
		${isSwitchedOff} as is_paused,
		greatest(p.open_until, h.open_until) as rests_until,
		${isBehindPart} as is_behind, ${stateBefore} as before_state
	from (select d.* from delivery_delivery d where ${rows}) d
	join delivery_presence p on p.presence_id = d.presence_id
	left join delivery_host h on h.host = p.host order by ${order}`;

const within = (units: Units) => (units === 'all' ? sql`true` : sql`d.unit_id = any(${[...units]})`);

const heldBy = (row: Shown, now: Instant): Held | null => {
	if (row.state !== 'waiting') return null;
	if (row.held !== null) return row.held;
	if (row.is_paused) return 'paused';
	if (row.hold_for === 'newsroom' && !row.house_stands) return 'newsroom';
	if (row.is_behind) return 'part';
	return row.rests_until !== null && row.rests_until > toDate(now) ? 'presence' : null;
};

/** What can be asked about deliveries. */
export const createQueries = ({ db, clock }: Needs) => {
	const view = (row: Shown): Delivery => toDelivery(row, heldBy(row, clock.now()), row.before_state);
	const page = (rows: readonly Shown[], limit: number, key: (row: Shown) => readonly (string | number)[]) => {
		const items = rows.slice(0, limit);
		const last = items.at(-1);
		const next = rows.length > limit && last ? { next: toCursor(key(last)) } : {};
		return { items: items.map(view), ...next };
	};

	return {
		deliveriesOf: (subjects: readonly string[]): Promise<readonly Delivery[]> =>
			db.read('deliveries of subjects', async (tx) => {
				if (subjects.length === 0) return [];
				const { rows } = await shown(sql`d.subject = any(${[...subjects]})`, sql`d.position`).execute(delivery(tx));
				return rows.map(view);
			}),

		/** What needs a person in these units, for answers and for posts: unclear, then refused, then late; the longest waiting first. */
		needingHelp: ({ answers, posts }: HelpUnits, { cursor, limit, kind }: HelpPage): Promise<DeliveryPage> =>
			db.read('deliveries needing help', async (tx) => {
				const after = fromCursor(cursor, 3);
				const from = after
					? sql`(d.help_rank, d.help_at, d.id) > (${after[0]}, ${toDate(Number(after[1]) as Instant)}, ${after[2]})`
					: sql`true`;
				const order = sql`d.help_rank, d.help_at, d.id`;
				const chosen = sql`d.help_rank is not null and ${kind ? sql`d.help_rank = ${helpRank[kind]}` : sql`true`} and ${from}
					and ((d.source = 'dialogue' and ${within(answers)}) or (d.source <> 'dialogue' and ${within(posts)}))
					order by ${order} limit ${limit + 1}`;
				const { rows } = await shown(chosen, order).execute(delivery(tx));
				return page(rows, limit, (row) => [row.help_rank ?? 0, row.help_at?.getTime() ?? 0, row.id]);
			}),

		/** What goes out in these units until then, earliest first. */
		upcoming: (units: Units, until: Instant, { cursor, limit }: Page): Promise<DeliveryPage> =>
			db.read('upcoming deliveries', async (tx) => {
				const after = fromCursor(cursor, 2);
				const from = after ? sql`(d.due_at, d.id) > (${toDate(Number(after[0]) as Instant)}, ${after[1]})` : sql`true`;
				const order = sql`d.due_at, d.id`;
				const chosen = sql`d.state = 'waiting' and d.due_at <= ${toDate(until)} and ${within(units)} and ${from}
					order by ${order} limit ${limit + 1}`;
				const { rows } = await shown(chosen, order).execute(delivery(tx));
				return page(rows, limit, (row) => [row.due_at.getTime(), row.id]);
			}),

		publishedAs: (
			presenceId: string,
			remoteIds: readonly string[],
		): Promise<
			ReadonlyMap<string, { readonly source: DeliverySource; readonly subject: string; readonly remote: RemoteRef }>
		> =>
			db.read('published as', async (tx) => {
				if (remoteIds.length === 0) return new Map();
				const rows = await delivery(tx)
					.selectFrom('delivery_delivery')
					.selectAll()
					.where('presence_id', '=', presenceId)
					.where('remote_id', 'in', [...remoteIds])
					.where('operation', '=', 'publish')
					.execute();
				return new Map(
					rows.flatMap((row) => {
						const remote = remoteOf(row);
						return remote ? [[remote.id, { source: row.source, subject: row.subject, remote }] as const] : [];
					}),
				);
			}),
	};
};

/** Which presence each of these goes to. */
export const presencesOf =
	({ db }: Pick<Needs, 'db'>) =>
	(ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
		db.read('presences of deliveries', async (tx) => {
			const rows = await delivery(tx)
				.selectFrom('delivery_delivery')
				.select(['id', 'presence_id'])
				.where('id', 'in', [...ids])
				.execute();
			return new Map(rows.map(({ id, presence_id }) => [id, presence_id]));
		});
