import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { askedOf } from './approvals.ts';
import { isApproved, validApprovals } from './domain/approval.ts';
import type { Post } from './domain/post.ts';
import { occurrencesIn, type Rule, readRule } from './domain/series.ts';
import type { EditorialNeeds } from './needs.ts';
import { type OnPost, onSeries, type SeriesAnswer, type SeriesFailure } from './series.ts';
import { digestOf, enterOccurrences, lockSeries, markOccurrence, type StandingYes } from './series-store.ts';
import { editorial } from './tables.ts';

interface Start extends OnPost, Rule {
	readonly approval: 'each' | 'once';
}

/**
 * Lets an approved post come round again. `once`: a person who may approve and wrote none of it says yes to every time
 * whose content is unchanged; else each time is asked for on its own.
 */
export const startSeries =
	(needs: EditorialNeeds) =>
	({ id, approval, ...rule }: Start, actor: Actor): SeriesAnswer =>
		onSeries(needs, actor, {
			id,
			label: 'start series',
			async work({ tx, post, now, settle }) {
				const read = readRule(rule);
				if (!read.ok) return read;
				if (await lockSeries(tx, id)) return fail({ type: 'series.exists' });
				const yes = await yesFor(tx, post, { approval, actor });
				if (!yes.ok) return yes;
				const seriesId = needs.ids.next('series');
				await editorial(tx)
					.insertInto('editorial_series')
					.values({
						id: seriesId,
						post_id: id,
						unit_id: post.unitId,
						rule: rule.rule,
						start_local: rule.start,
						zone: rule.zone,
						state: 'running',
						content_sha256: digestOf(post.content),
						yes: JSON.stringify(yes.value),
						started_by: actor.id,
						started_at: toDate(now),
					})
					.execute();
				if (post.wall?.local === rule.start) await enterFirst(tx, seriesId, { post, rule });
				const payload = { yes: yes.value.map((one) => ({ ...one })) };
				return ok(await settle(post, { what: 'series-started', detail: { ...rule, approval }, payload }));
			},
		});

interface Granting {
	readonly approval: Start['approval'];
	readonly actor: Actor;
}

/** Whose yes counts for every time: nobody's, or what was said at the desk to the first one, if an approver grants it. */
const yesFor = async (
	tx: Tx,
	post: Post,
	{ approval, actor }: Granting,
): Promise<Result<readonly StandingYes[], SeriesFailure>> => {
	const asked = await askedOf(tx, post);
	if (post.correction !== null || !isApproved(asked)) return fail({ type: 'series.not-approved' });
	if (approval === 'each') return ok([]);
	const mayGrant = actor.kind === 'person' && may(actor, 'post.approve', post.unitId);
	if (!mayGrant || asked.plan.wrote.includes(actor.id)) return fail({ type: 'series.own-approval' });
	const said = validApprovals(asked).filter(({ way }) => way === 'desk');
	return ok(said.map(({ personId, step }) => ({ personId, step })));
};

/** The post itself is the first time its series comes round. */
const enterFirst = async (
	tx: Tx,
	seriesId: string,
	{ post, rule }: { readonly post: Post; readonly rule: Rule },
): Promise<void> => {
	await enterOccurrences(tx, seriesId, occurrencesIn(rule, rule.start, rule.start));
	await markOccurrence(tx, { series_id: seriesId, local: rule.start }, { state: 'done', post_id: post.id });
};
