import { sql } from 'kysely';
import type { z } from 'zod';

import type { readSilenceEndpoint, saveSilenceEndpoint } from '#contract/planning-topics.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { days, fromDate, type Instant, plus, toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import type { PlanningNeeds } from './needs.ts';
import { planning } from './tables.ts';

/** After so many days without a post a presence counts as silent, unless it was told otherwise. */
export const USUAL_DAYS = 14;

/** After how many days each presence counts as silent; null: never. */
export const silenceRules = async (tx: Tx): Promise<(presenceId: string) => number | null> => {
	const rows = await planning(tx).selectFrom('editorial_silence').selectAll().execute();
	const known = new Map(rows.map((row) => [row.presence_id, row.days]));
	return (id) => (known.has(id) ? (known.get(id) ?? null) : USUAL_DAYS);
};

/** When each presence spoke last since then. */
export const lastSpoken = async (tx: Tx, since: Instant): Promise<ReadonlyMap<string, Instant>> => {
	const answer = await sql<{ presence_id: string; last: Date }>`
		select r.presence_id, max(p.published_at) as last from editorial_post p join editorial_rendition r on r.post_id = p.id
		where coalesce(published_at, due_at, plan_at) >= ${toDate(since)} and p.published_at >= ${toDate(since)}
			and p.state <> 'withdrawn' group by 1`.execute(planning(tx));
	return new Map(answer.rows.map(({ presence_id, last }) => [presence_id, fromDate(last)]));
};

type Wanted = z.output<typeof saveSilenceEndpoint.input>;
type SilenceFailure = { readonly type: 'presence.not-found' } | { readonly type: 'access.denied' };

/** Sets after how many days a presence counts as silent, or that it may be silent as long as it likes. */
export const saveSilence =
	(needs: PlanningNeeds) =>
	async ({ id, days: count }: Wanted, actor: Actor): Promise<Result<Wanted, SilenceFailure>> => {
		const presence = await needs.channels.presence(id);
		if (presence === null) return fail({ type: 'presence.not-found' });
		if (!may(actor, 'post.schedule', presence.unitId)) return fail({ type: 'access.denied' });
		return needs.act<Wanted, never>('save silence', actor, async (tx) => {
			await planning(tx)
				.insertInto('editorial_silence')
				.values({ presence_id: id, days: count })
				.onConflict((same) => same.column('presence_id').doUpdateSet({ days: count }))
				.execute();
			await needs.events.announce(tx, { topic: 'presence', id, unitId: presence.unitId });
			const leaf = {
				kind: 'plan.silence-set',
				subject: id,
				unitId: presence.unitId,
				payload: { days: count },
			} as const;
			return done({ id, days: count }, leaf);
		});
	};

/** The live presences one may see that have been silent for too long. Looks back no further than the longest of their times. */
export const readSilence =
	(needs: PlanningNeeds) =>
	async (
		{ unitId }: z.output<typeof readSilenceEndpoint.input>,
		actor: Actor,
	): Promise<Result<z.input<typeof readSilenceEndpoint.output>, never>> => {
		const now = needs.clock.now();
		const { items } = await needs.channels.list(actor, { limit: 100, state: 'live', ...(unitId ? { unitId } : {}) });
		const silent = await needs.db.read('silence', async (tx) => {
			const ruleOf = await silenceRules(tx);
			const watched = items.flatMap(({ id, name, createdAt }) => {
				const count = ruleOf(id);
				// Nobody is silent for longer than they have been here.
				return count === null || now - createdAt <= days(count) ? [] : [{ presenceId: id, name, days: count }];
			});
			const spoken = await lastSpoken(tx, plus(now, -days(Math.max(1, ...watched.map((one) => one.days)))));
			return watched.filter(({ presenceId, days: count }) => {
				const last = spoken.get(presenceId);
				return last === undefined || now - last > days(count);
			});
		});
		return ok({ items: silent });
	};
