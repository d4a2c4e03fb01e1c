import { sql } from 'kysely';

import type { Actor } from '#kernel/permission.ts';
import { unitsWhere } from '#kernel/permission.ts';
import { fromDate, toIso } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';
import { fromCursor, toCursor } from '#platform/http/cursor.ts';

import type { Actors } from './actors.ts';
import { acct, actorAddresses } from './domain/addresses.ts';
import { DEAD_MS } from './domain/backoff.ts';
import { readHouse } from './house.ts';
import type { FederationNeeds } from './needs.ts';
import { type ActorRow, federation, type HostRow } from './tables.ts';

/** The desk shows no more silent servers than a person can look at. */
const MOST_HOSTS = 50;

interface Paged {
	readonly cursor?: string | undefined;
	readonly limit: number;
}

export const createFediverseQueries = (needs: FederationNeeds, actors: Actors) => {
	const { db, origin, clock, channels } = needs;
	const now = () => clock.now();
	const shown = async (row: ActorRow, followers: ReadonlyMap<string, number>) => {
		const presence = row.presence_id === null ? null : await channels.presence(row.presence_id);
		if (presence === null) return [];
		return [
			{
				presenceId: presence.id,
				unitId: presence.unitId,
				name: presence.name,
				handle: acct(origin, row.identifier),
				address: actorAddresses(origin, row.identifier).id,
				followers: followers.get(row.identifier) ?? 0,
				retired: presence.state === 'retired',
			},
		];
	};
	const hostView = (row: HostRow & { readonly waiting: number }) => ({
		host: row.host,
		waiting: row.waiting,
		failingSince: row.failing_since_at && toIso(fromDate(row.failing_since_at)),
		nextTry: nextTryAt(row),
		reason: row.reason,
		dead: row.failing_since_at !== null && now() - row.failing_since_at.getTime() > DEAD_MS,
		forgottenAt: row.forgotten_at && toIso(fromDate(row.forgotten_at)),
	});

	return {
		/** How the Fediverse stands, for the units the actor may see. */
		async state(actor: Actor) {
			const house = await readHouse(needs);
			const units = unitsWhere(actor, 'presence.read');
			const rows = (await actors.all()).filter(
				({ unit_id }) => unit_id !== null && (units === 'all' || units.includes(unit_id)),
			);
			const numbers = await db.read('fediverse numbers', async (tx) => ({
				followers: await followersOf(tx),
				waiting: await waiting(tx),
				hosts: await troubledHosts(tx),
			}));
			return {
				state: house.state,
				origin: 'origin' in house ? house.origin : null,
				host: new URL(origin).host,
				secure: 'secure' in house && house.secure,
				actors: (await Promise.all(rows.map((row) => shown(row, numbers.followers)))).flat(),
				waiting: numbers.waiting,
				troubledHosts: numbers.hosts.map(hostView),
			};
		},
		...createLists(needs, actors),
		...createCounting(needs, actors),
	};
};

/** The lists of the page, each page by key. */
const createLists = ({ db }: FederationNeeds, actors: Actors) => ({
	blocks: ({ cursor, limit }: Paged) =>
		db.read('blocked hosts', async (tx) => {
			const key = fromCursor(cursor, 1);
			const all = federation(tx).selectFrom('federation_block').selectAll();
			const page = key === null ? all : all.where('host', '>', String(key[0]));
			const rows = await page
				.orderBy('host')
				.limit(limit + 1)
				.execute();
			const items = rows
				.slice(0, limit)
				.map(({ host, reason, blocked_at }) => ({ host, reason, blockedAt: toIso(fromDate(blocked_at)) }));
			const last = items.at(-1);
			return rows.length > limit && last ? { items, next: toCursor([last.host]) } : { items };
		}),

	/** Reports about presences of the units the actor leads; those about none, with whoever sees everything. */
	async reports(actor: Actor, { cursor, limit }: Paged) {
		const units = unitsWhere(actor, 'record.read');
		const mine = (await actors.all()).flatMap(({ presence_id, unit_id }) =>
			presence_id !== null && unit_id !== null && units !== 'all' && units.includes(unit_id) ? [presence_id] : [],
		);
		return db.read('fediverse reports', async (tx) => {
			const key = fromCursor(cursor, 2);
			const rows = await federation(tx)
				.selectFrom('federation_report')
				.selectAll()
				.$if(units !== 'all', (query) => query.where('presence_id', 'in', ['', ...mine]))
				.$if(key !== null, (query) =>
					query.where(
						sql<boolean>`(reported_at, id) < (${new Date(Number(key?.[0]))}::timestamptz, ${String(key?.[1])})`,
					),
				)
				.orderBy('reported_at', 'desc')
				.orderBy('id', 'desc')
				.limit(limit + 1)
				.execute();
			const items = rows.slice(0, limit).map(({ id, host, presence_id, text, objects, reported_at }) => ({
				...{ id, host, text, presenceId: presence_id, objects: [...objects] },
				reportedAt: toIso(fromDate(reported_at)),
			}));
			const last = rows.length > limit ? rows[limit - 1] : undefined;
			return last ? { items, next: toCursor([last.reported_at.getTime(), last.id]) } : { items };
		});
	},
});
/** Who follows, counted by server: nobody is named. */
const createCounting = ({ db, channels }: FederationNeeds, actors: Actors) => ({
	/** Null for a presence the actor may not see. */
	async followers(actor: Actor, { id, cursor, limit }: Paged & { readonly id: string }) {
		const units = unitsWhere(actor, 'presence.read');
		const presence = await channels.presence(id);
		if (presence === null || (units !== 'all' && !units.includes(presence.unitId))) return null;
		const identifier = (await actors.ofPresence(id))?.identifier ?? '';
		return db.read('followers by server', async (tx) => {
			const key = fromCursor(cursor, 1);
			const all = federation(tx).selectFrom('federation_follower').where('identifier', '=', identifier);
			const page = key === null ? all : all.where('host', '>', String(key[0]));
			const rows = await page
				.select((of) => ['host', of.fn.countAll<number>().as('followers')])
				.groupBy('host')
				.orderBy('host')
				.limit(limit + 1)
				.execute();
			const items = rows.slice(0, limit);
			const last = items.at(-1);
			return rows.length > limit && last ? { items, next: toCursor([last.host]) } : { items };
		});
	},
});

export type FediverseQueries = ReturnType<typeof createFediverseQueries>;

const followersOf = async (tx: Tx): Promise<ReadonlyMap<string, number>> => {
	const rows = await federation(tx)
		.selectFrom('federation_follower')
		.select((of) => ['identifier', of.fn.countAll<number>().as('n')])
		.groupBy('identifier')
		.execute();
	return new Map(rows.map(({ identifier, n }) => [identifier, n]));
};

const waiting = async (tx: Tx): Promise<number> =>
	(
		await federation(tx)
			.selectFrom('federation_recipient')
			.select((of) => of.fn.countAll<number>().as('n'))
			.executeTakeFirstOrThrow()
	).n;

/** When it may be asked again: whichever of the two reasons to leave it alone lasts longer. */
const nextTryAt = ({ open_at, asks_until_at }: HostRow): string | null => {
	const moments = [open_at, asks_until_at].flatMap((at) => (at === null ? [] : [at.getTime()]));
	return moments.length === 0 ? null : new Date(Math.max(...moments)).toISOString();
};

const troubledHosts = (tx: Tx) =>
	federation(tx)
		.selectFrom('federation_host as h')
		.selectAll('h')
		.select((of) =>
			of
				.selectFrom('federation_recipient as r')
				.select((inner) => inner.fn.countAll<number>().as('n'))
				.whereRef('r.host', '=', 'h.host')
				.where('r.owner', 'is', null)
				.$castTo<{ n: number }>()
				.$asScalar()
				.as('waiting'),
		)
		.where('h.failing_since_at', 'is not', null)
		.orderBy('h.failing_since_at')
		.orderBy('h.host')
		.limit(MOST_HOSTS)
		.execute();
