import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { approvalsOf } from './approvals.ts';
import { isApproved, validApprovals } from './domain/approval.ts';
import type { Post } from './domain/post.ts';
import { occurrencesIn, type Rule, readRule } from './domain/series.ts';
import type { EditorialNeeds } from './needs.ts';
import { type OnPost, onSeries, type SeriesAnswer, type SeriesFailure } from './series.ts';
import { digestOf, enterOccurrences, lockSeries, markOccurrence } from './series-store.ts';
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
				const approvers = await approversFor(tx, post, { approval, actor });
				if (!approvers.ok) return approvers;
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
						approvers: [...approvers.value],
						started_by: actor.id,
						started_at: toDate(now),
					})
					.execute();
				if (post.wall?.local === rule.start) await enterFirst(tx, seriesId, { post, rule });
				const payload = { approvers: [...approvers.value] };
				return ok(await settle(post, { what: 'series-started', detail: { ...rule, approval }, payload }));
			},
		});

interface Granting {
	readonly approval: Start['approval'];
	readonly actor: Actor;
}

/** Whose yes counts for every time: nobody's, or that to the first together with that of who grants it. */
const approversFor = async (
	tx: Tx,
	post: Post,
	{ approval, actor }: Granting,
): Promise<Result<readonly string[], SeriesFailure>> => {
	const asked = { ...post, approvals: await approvalsOf(tx, post.id) };
	if (post.correction !== null || !isApproved(asked)) return fail({ type: 'series.not-approved' });
	if (approval === 'each') return ok([]);
	const mayGrant = actor.kind === 'person' && may(actor, 'post.approve', post.unitId);
	if (!mayGrant || (await hasWritten(tx, post, actor.id))) return fail({ type: 'series.own-approval' });
	return ok([...new Set([...validApprovals(asked).map(({ personId }) => personId), actor.id])]);
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

/** Whoever wrote a word of it, ever: what went out no longer says so itself. */
const hasWritten = async (tx: Tx, { id, authorId, editors }: Post, personId: string): Promise<boolean> => {
	if (personId === authorId || editors.includes(personId)) return true;
	const row = await editorial(tx)
		.selectFrom('editorial_revision')
		.select('number')
		.where('post_id', '=', id)
		.where('by_id', '=', personId)
		.executeTakeFirst();
	return row !== undefined;
};
