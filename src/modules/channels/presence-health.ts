import { sql } from 'kysely';

import { isNetwork, type NetworkName } from '#kernel/channel-name.ts';
import { type Actor, may, unitsWhere } from '#kernel/permission.ts';
import type { Rights, RightUse } from '#kernel/right-use.ts';
import { dayIn, days, plus, toIso } from '#kernel/time.ts';
import { fromCursor, toCursor } from '#platform/http/cursor.ts';

import type { ChannelKind } from './channel.ts';
import { rightsIn } from './domain/rights.ts';
import { daysOfLooks, listLooks } from './looks.ts';
import type { ChannelsNeeds } from './needs.ts';
import type { Networks } from './networks.ts';
import { keyOf } from './open-channel.ts';
import type { Presence } from './presence.ts';
import { compareRights } from './rights.job.ts';
import { surprisesOf } from './surprises.ts';
import { channels } from './tables.ts';
import { openSince } from './tasks.ts';
import { wakeOf } from './waking/store.ts';

/** Days the strip shows, today among them. */
const SHOWN = 90;

/** What a key was granted beside what we need; null where the network does not say. */
const rightsOf = async (needs: ChannelsNeeds, networks: Networks, { id }: Presence) => {
	const key = await keyOf(needs, id);
	const compared = key && compareRights(networks, key);
	if (compared === null) return null;
	const since = await needs.db.read('since when rights are missing', (tx) => openSince(tx, id, 'rights-missing'));
	return {
		granted: [...compared.granted],
		missing: compared.missing.map(({ right, uses }) => ({ right, uses: [...uses] })),
		since: since === null || compared.missing.length === 0 ? null : toIso(since),
	};
};

/** How a presence has been: the last ninety days, what it was granted, and each look. */
export const createHealth = (needs: ChannelsNeeds, networks: Networks) => ({
	looks: listLooks(needs),
	async health(actor: Actor, presence: Presence) {
		const { zone } = await needs.people.authority();
		const now = needs.clock.now();
		const asked = { id: presence.id, zone, now };
		const { rows } = await needs.db.read('strip of a presence', (tx) => daysOfLooks(tx, asked));
		const surprises = await needs.db.read('surprises of a presence', (tx) => surprisesOf(tx, presence.id));
		const wake = await needs.db.read('calls for a presence', (tx) => wakeOf(tx, presence.id));
		const known = new Map(rows.map(({ day, outcome }) => [day, outcome]));
		const shown = Array.from({ length: SHOWN }, (_, index) => dayIn(zone, plus(now, days(index - SHOWN + 1))));
		const rights = may(actor, 'presence.manage', presence.unitId) ? await rightsOf(needs, networks, presence) : null;
		return {
			days: shown.map((day) => ({ day, outcome: known.get(day) ?? null })),
			surprises: surprises.map(({ field, count, first_at, last_at }) => ({
				...{ field, count, firstAt: first_at.toISOString(), lastAt: last_at.toISOString() },
			})),
			wake,
			rights,
		};
	},
	tasks: listTasks({ ...needs, rightsAt: (channel) => networks.agreement(channel)?.rights ?? {} }),
});

interface Page {
	readonly cursor?: string | undefined;
	readonly limit: number;
}

interface Listing extends Pick<ChannelsNeeds, 'db'> {
	readonly rightsAt: (channel: NetworkName) => Rights;
}

/** What waits at presences for those who manage them, and for who is responsible; the oldest first. */
export const listTasks =
	({ db, rightsAt }: Listing) =>
	(actor: Actor, { cursor, limit }: Page) =>
		db.read('tasks at presences', async (tx) => {
			const units = unitsWhere(actor, 'presence.manage');
			const after = fromCursor(cursor, 3);
			const rows = await channels(tx)
				.selectFrom('channels_task as t')
				.innerJoin('channels_presence as p', 'p.id', 't.presence_id')
				.select(['t.presence_id', 't.kind', 't.stage', 't.opened_at', 'p.name', 'p.channel', 'p.practice', 'p.unit_id'])
				.select('p.key_ends_at')
				.$if(units !== 'all', (query) =>
					query.where((of) =>
						of.or([
							of('p.unit_id', 'in', ['', ...(units === 'all' ? [] : units)]),
							of(of.ref('p.opening', '->>').key('responsibleId'), '=', actor.id),
							of(of.ref('p.opening', '->>').key('deputyId'), '=', actor.id),
						]),
					),
				)
				.$if(after !== null, (query) =>
					query.where(
						sql<boolean>`(t.opened_at, t.presence_id, t.kind)
							> (${new Date(String(after?.[0]))}, ${String(after?.[1])}, ${String(after?.[2])})`,
					),
				)
				.orderBy('t.opened_at')
				.orderBy('t.presence_id')
				.orderBy('t.kind')
				.limit(limit + 1)
				.execute();
			const items = rows.slice(0, limit).map((row) => ({
				...{ presenceId: row.presence_id, kind: row.kind, stage: row.stage, name: row.name },
				...{ channel: row.channel, practice: row.practice, unitId: row.unit_id },
				lacks: row.kind === 'rights-missing' ? lacksOf(row, rightsAt) : [],
				openedAt: row.opened_at.toISOString(),
				keyEndsAt: row.key_ends_at?.toISOString() ?? null,
			}));
			const last = rows.length > limit ? items.at(-1) : undefined;
			return { items, ...(last ? { next: toCursor([last.openedAt, last.presenceId, last.kind]) } : {}) };
		});

/** What does not work without the rights a task names. */
const lacksOf = (
	{ channel, stage }: { readonly channel: ChannelKind; readonly stage: string | null },
	rightsAt: Listing['rightsAt'],
): RightUse[] => {
	if (!isNetwork(channel)) return [];
	const named = new Set(stage?.split(' '));
	const missing = rightsIn(rightsAt(channel)).filter(({ right }) => named.has(right));
	return [...new Set(missing.flatMap(({ uses }) => uses))];
};
