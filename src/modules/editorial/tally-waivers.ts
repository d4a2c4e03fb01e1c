import type { z } from 'zod';

import type { waiversTallyEndpoint } from '#contract/editorial-checks.ts';
import { type Actor, unitsWhere } from '#kernel/permission.ts';
import { ok, type Result } from '#kernel/result.ts';
import { days, plus, toDate, toIso } from '#kernel/time.ts';

import type { EditorialNeeds } from './needs.ts';
import { editorial } from './tables.ts';

type Tally = z.input<typeof waiversTallyEndpoint.output>;
const PERIOD_MS = days(90);

/** How often each check was let pass lately, in the units the reader may see. Counts posts, never people. */
export const tallyWaivers =
	({ db, clock }: Pick<EditorialNeeds, 'db' | 'clock'>) =>
	async (actor: Actor): Promise<Result<Tally, never>> => {
		const since = plus(clock.now(), -PERIOD_MS);
		const units = unitsWhere(actor, 'post.read');
		if (units !== 'all' && units.length === 0) return ok({ since: toIso(since), items: [] });
		const rows = await db.read('waivers by rule', (tx) =>
			editorial(tx)
				.selectFrom('editorial_waiver')
				.select(({ fn }) => ['rule', fn.countAll().as('count'), fn.count('post_id').distinct().as('posts')])
				.where('at', '>=', toDate(since))
				.$if(units !== 'all', (query) => query.where('unit_id', 'in', units === 'all' ? [] : units))
				.groupBy('rule')
				.orderBy('count', 'desc')
				.execute(),
		);
		const items = rows.map(({ rule, count, posts }) => ({ rule, count: Number(count), posts: Number(posts) }));
		return ok({ since: toIso(since), items });
	};
