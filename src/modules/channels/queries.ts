import type { ExpressionBuilder } from 'kysely';
import { type ChannelKind, channelNames } from '#kernel/channel-name.ts';

import type { Actor } from '#kernel/permission.ts';
import { may, unitsWhere } from '#kernel/permission.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import { fromCursor, toCursor } from '#platform/http/cursor.ts';

import { takingPart } from './domain/presence-state.ts';
import { type Presence, toPresence } from './presence.ts';
import { type ChannelsTables, channels, type PresenceState } from './tables.ts';

export interface PresenceFilter {
	readonly unitId?: string | undefined;
	readonly state?: PresenceState | undefined;
	readonly cursor?: string | undefined;
	readonly limit: number;
}

/** The own house first. */
const rank = (channel: ChannelKind): number => channelNames.indexOf(channel);

/** More accounts than this no authority has given up. */
const RETIRED_SHOWN = 200;

const all = (tx: Tx) => channels(tx).selectFrom('channels_presence').selectAll();

const onePresence = { label: 'presence', words: (tx: Tx, id: string) => all(tx).where('id', '=', id) };

/** Accounts of these units that take part now, in the caller's transaction. */
const presencesOf = async (tx: Tx, unitIds: readonly string[]): Promise<readonly string[]> => {
	if (unitIds.length === 0) return [];
	const rows = await all(tx).where('state', 'in', takingPart).where('unit_id', 'in', unitIds).execute();
	return rows.flatMap((row) => (toPresence(row).connected ? [row.id] : []));
};

export const createPresenceQueries = ({
	db,
	unitPath,
}: {
	readonly db: Database;
	readonly unitPath: (unitId: string) => Promise<readonly string[]>;
}) => {
	const presence = async (id: string): Promise<Presence | null> => {
		const [row] = await db.ask(onePresence, id);
		return row ? toPresence(row) : null;
	};
	const within = async (units: readonly string[] | 'all'): Promise<Reach> => {
		if (units === 'all') return { own: 'all', above: [] };
		const paths = await Promise.all(units.map((unit) => unitPath(unit)));
		return { own: units, above: [...new Set(paths.flat())].filter((unit) => !units.includes(unit)) };
	};
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
				return rows.map(toPresence).sort((a, b) => rank(a.channel) - rank(b.channel));
			});
		},

		/** Every presence that takes part now: live or restrained, with a key where one is needed. */
		livePresences: (): Promise<readonly Presence[]> =>
			db.read('live presences', async (tx) => {
				const rows = await all(tx).where('state', 'in', takingPart).orderBy('id').execute();
				return rows.map(toPresence).filter(({ connected }) => connected);
			}),

		presencesOf,

		/** Presences that were given up, the latest first: the register keeps them. */
		retiredPresences: (): Promise<readonly Presence[]> =>
			db.read('retired presences', async (tx) => {
				const query = all(tx).where('state', '=', 'retired').where('channel', '<>', 'newsroom');
				const rows = await query.orderBy('retired_at', 'desc').orderBy('id').limit(RETIRED_SHOWN).execute();
				return rows.map(toPresence);
			}),

		/** One page of the presences the actor may see, by name: those of their units, and those above that are open to them. */
		async list(actor: Actor, filter: PresenceFilter) {
			const reach = await within(unitsWhere(actor, 'presence.read'));
			const wanted = filter.unitId === undefined ? null : await within([filter.unitId]);
			return db.read('list presences', async (tx) => {
				const { limit } = filter;
				const rows = await filtered(tx, wanted ? [reach, wanted] : [reach], filter).execute();
				const items = rows.slice(0, limit).map(toPresence);
				const last = items.at(-1);
				return rows.length > limit && last ? { items, next: toCursor([last.name, last.id]) } : { items };
			});
		},

		/** A presence the actor may see; null otherwise. */
		async visible(actor: Actor, id: string): Promise<Presence | null> {
			const found = await presence(id);
			if (!found || may(actor, 'presence.read', found.unitId)) return found;
			const { above } = await within(unitsWhere(actor, 'presence.read'));
			return found.sharedBelow && above.includes(found.unitId) ? found : null;
		},
	};
};

/** Units whose presences count, and units above them: of those only what is open to the units below. */
interface Reach {
	readonly own: readonly string[] | 'all';
	readonly above: readonly string[];
}

const reachable =
	({ own, above }: Reach) =>
	(of: ExpressionBuilder<ChannelsTables, 'channels_presence'>) =>
		own === 'all'
			? of.lit(true)
			: of.or([
					of('unit_id', 'in', ['', ...own]),
					of.and([of('shared_below', '=', true), of('unit_id', 'in', ['', ...above])]),
				]);

const filtered = (tx: Tx, reaches: readonly Reach[], { state, cursor, limit }: PresenceFilter) => {
	const key = fromCursor(cursor, 2);
	return all(tx)
		.where((of) => of.and(reaches.map((reach) => reachable(reach)(of))))
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
