import type { Actor } from '#kernel/permission.ts';
import { may, unitsWhere } from '#kernel/permission.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import { fromCursor, toCursor } from '#platform/http/cursor.ts';

import { type Presence, toPresence } from './presence.ts';
import { channels, type PresenceState } from './tables.ts';

export interface PresenceFilter {
	readonly unitId?: string | undefined;
	readonly state?: PresenceState | undefined;
	readonly cursor?: string | undefined;
	readonly limit: number;
}

/** The own house first. */
const rank = { newsroom: 0, activitypub: 1, mastodon: 2, bluesky: 3 } as const;

/** More accounts than this no authority has given up. */
const RETIRED_SHOWN = 200;

const all = (tx: Tx) => channels(tx).selectFrom('channels_presence').selectAll();

export const createPresenceQueries = ({
	db,
	unitPath,
}: {
	readonly db: Database;
	readonly unitPath: (unitId: string) => Promise<readonly string[]>;
}) => {
	const presence = (id: string): Promise<Presence | null> =>
		db.read('presence', async (tx) => {
			const row = await all(tx).where('id', '=', id).executeTakeFirst();
			return row ? toPresence(row) : null;
		});
	return {
		presence,

		/** Where a unit may publish: its own presences, and those of the units above that are open to it. Newsroom first. */
		async presencesFor(unitId: string): Promise<readonly Presence[]> {
			const path = await unitPath(unitId);
			const above = path.filter((id) => id !== unitId);
			return db.read('presences of a unit', async (tx) => {
				const reachable = all(tx)
					.where('state', '<>', 'retired')
					.where((of) =>
						of.or([
							of('unit_id', '=', unitId),
							...(above.length > 0 ? [of.and([of('unit_id', 'in', above), of('shared_below', '=', true)])] : []),
						]),
					);
				const rows = await reachable.orderBy('name').orderBy('id').execute();
				return rows.map(toPresence).sort((a, b) => rank[a.channel] - rank[b.channel]);
			});
		},

		/** Every presence that takes part now: live or restrained, with a key where one is needed. */
		livePresences: (): Promise<readonly Presence[]> =>
			db.read('live presences', async (tx) => {
				const rows = await all(tx).where('state', 'in', ['live', 'restrained']).orderBy('id').execute();
				return rows.map(toPresence).filter(({ connected }) => connected);
			}),

		/** Presences that were given up, the latest first: the register keeps them. */
		retiredPresences: (): Promise<readonly Presence[]> =>
			db.read('retired presences', async (tx) => {
				const query = all(tx).where('state', '=', 'retired').where('channel', '<>', 'newsroom');
				const rows = await query.orderBy('retired_at', 'desc').orderBy('id').limit(RETIRED_SHOWN).execute();
				return rows.map(toPresence);
			}),

		/** One page of the presences the actor may see, by name. */
		list: (actor: Actor, filter: PresenceFilter) =>
			db.read('list presences', async (tx) => {
				const { limit } = filter;
				const rows = await filtered(tx, unitsWhere(actor, 'presence.read'), filter).execute();
				const items = rows.slice(0, limit).map(toPresence);
				const last = items.at(-1);
				return rows.length > limit && last ? { items, next: toCursor([last.name, last.id]) } : { items };
			}),

		/** A presence the actor may see; null otherwise. */
		async visible(actor: Actor, id: string): Promise<Presence | null> {
			const found = await presence(id);
			return found && may(actor, 'presence.read', found.unitId) ? found : null;
		},
	};
};

const filtered = (tx: Tx, units: readonly string[] | 'all', { unitId, state, cursor, limit }: PresenceFilter) => {
	const key = fromCursor(cursor, 2);
	return all(tx)
		.$if(units !== 'all', (query) =>
			query.where('unit_id', 'in', units === 'all' || units.length === 0 ? [''] : [...units]),
		)
		.$if(unitId !== undefined, (query) => query.where('unit_id', '=', unitId ?? ''))
		.$if(state !== undefined, (query) => query.where('state', '=', state ?? 'live'))
		.$if(key !== null, (query) =>
			query.where((after) =>
				after(after.refTuple('name', 'id'), '>', after.tuple(String(key?.[0] ?? ''), String(key?.[1] ?? ''))),
			),
		)
		.orderBy('name')
		.orderBy('id')
		.limit(limit + 1);
};
