import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';

import { topics } from '#contract/editorial.ts';
import type { readCoverageEndpoint } from '#contract/planning-topics.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { ok, type Result } from '#kernel/result.ts';
import { days, type Instant, plus, toDate, toIso } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import type { PlanningNeeds } from './needs.ts';
import { unitsAsked } from './per-unit.ts';
import { lastSpoken, silenceRules } from './silence.ts';
import { planning } from './tables.ts';

type Query = z.output<typeof readCoverageEndpoint.input>;
type View = z.input<typeof readCoverageEndpoint.output>;

/** How far back the last one is looked for. */
const LOOK_BACK_DAYS = 366;

interface Stretch {
	readonly now: Instant;
	readonly since: Instant;
	readonly inUnits: RawBuilder<unknown>;
}

interface Counted {
	readonly key: string;
	readonly published: number;
	readonly planned: number;
	readonly last: Date | null;
}

/** What was said and is planned per topic and target group, and how long each presence has been silent. */
export const readCoverage =
	(needs: PlanningNeeds) =>
	async ({ unitId, days: length }: Query, actor: Actor): Promise<Result<View, never>> => {
		const now = needs.clock.now();
		const units = unitsAsked(actor, unitId);
		const inUnits = units === 'all' ? sql`true` : sql`unit_id = any(${[...units]}::text[])`;
		const stretch = { now, since: plus(now, -days(length)), inUnits };
		const found = await needs.db.read('coverage', async (tx) => ({
			topics: await countedBy(tx, sql`topic`, stretch),
			groups: await countedBy(tx, sql`unnest(target_groups)`, stretch),
			names: await planning(tx)
				.selectFrom('editorial_target_group')
				.select('id')
				.where('archived', '=', false)
				.execute(),
			spoken: await lastSpoken(tx, plus(now, -days(LOOK_BACK_DAYS))),
			ruleOf: await silenceRules(tx),
		}));
		return ok({
			topics: whole(topics, found.topics),
			groups: whole(
				found.names.map(({ id }) => id),
				found.groups,
			),
			presences: await silence(needs, { actor, unitId, now, ...found }),
			asOf: toIso(now),
		});
	};

const countedBy = async (
	tx: Tx,
	key: RawBuilder<unknown>,
	{ now, since, inUnits }: Stretch,
): Promise<readonly Counted[]> => {
	const at = sql`coalesce(published_at, due_at, plan_at)`;
	const answer = await sql<Counted>`
		select key, count(*) filter (where published_at >= ${toDate(since)})::int as published,
			count(*) filter (where published_at is null and at > ${toDate(now)})::int as planned, max(published_at) as last
		from (select ${key} as key, published_at, ${at} as at from editorial_post
			where ${at} >= ${toDate(plus(now, -days(LOOK_BACK_DAYS)))} and state <> 'withdrawn' and ${inUnits}) one
		where key is not null group by key`.execute(planning(tx));
	return answer.rows;
};

/** Every key, those never spoken of as well: the gap is what is looked for. */
const whole = (keys: readonly string[], counted: readonly Counted[]): View['topics'] => {
	const found = new Map(counted.map((one) => [one.key, one]));
	return keys.map((key) => {
		const one = found.get(key);
		return {
			key,
			published: one?.published ?? 0,
			planned: one?.planned ?? 0,
			lastAt: one?.last?.toISOString() ?? null,
		};
	});
};

interface Silence {
	readonly actor: Actor;
	readonly unitId: string | undefined;
	readonly now: Instant;
	readonly spoken: ReadonlyMap<string, Instant>;
	readonly ruleOf: (presenceId: string) => number | null;
}

/** The presences one may see, the longest silent first. */
const silence = async (
	{ channels }: PlanningNeeds,
	{ actor, unitId, now, spoken, ruleOf }: Silence,
): Promise<View['presences']> => {
	const seen = await channels.list(actor, { limit: 100, state: 'live', ...(unitId === undefined ? {} : { unitId }) });
	const found = seen.items.map(({ id, unitId: owner }) => {
		const last = spoken.get(id);
		const alarmDays = ruleOf(id);
		return {
			presenceId: id,
			lastAt: last === undefined ? null : toIso(last),
			alarmDays,
			stale: alarmDays !== null && (last === undefined || now - last > days(alarmDays)),
			mayChange: may(actor, 'post.schedule', owner),
		};
	});
	return found.sort((a, b) => (a.lastAt ?? '').localeCompare(b.lastAt ?? ''));
};
