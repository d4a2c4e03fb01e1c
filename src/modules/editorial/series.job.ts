import { system } from '#kernel/permission.ts';
import { ok } from '#kernel/result.ts';
import { fromDate, plus, seconds } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Chore } from '#platform/chores.ts';
import type { Tx } from '#platform/db/database.ts';

import { addApproval, askedOf } from './approvals.ts';
import { askForApproval } from './ask-for-approval.ts';
import { blankPost } from './create-draft.ts';
import { type Approval, isApproved } from './domain/approval.ts';
import { atStage, type Post } from './domain/post.ts';
import { occurrencesIn, wallAt } from './domain/series.ts';
import type { EditorialNeeds } from './needs.ts';
import { schedulePost } from './schedule-post.ts';
import { AHEAD_MS } from './series.ts';
import {
	digestOf,
	enterOccurrences,
	findOccurrence,
	lockOccurrence,
	markOccurrence,
	type OccurrenceRow,
	openOccurrences,
	ruleOf,
	runningSeries,
	type SeriesRow,
	yesOf,
} from './series-store.ts';
import { addPost, addStep, findPost } from './store.ts';
import { editorial } from './tables.ts';
import { workOnPost } from './work-on-post.ts';

const EVERY_MS = seconds(60);
const PAGE = 100;
const MOST_AT_ONCE = 200;
/** Made, asked for, approved, scheduled. */
const STEPS = 4;
const machinery = system('series');

/**
 * Makes the posts of series a week ahead and brings each to its time, one step per round: made, asked for, approved (by
 * whose yes to the series still holds, or by a person), scheduled. Every step is safe to run twice and to be killed in.
 */
export const seriesChore = (needs: EditorialNeeds): Chore => ({
	name: 'editorial.series',
	everyMs: EVERY_MS,
	async run() {
		await enterAll(needs);
		const open = await needs.db.read('open occurrences', (tx) => openOccurrences(tx, MOST_AT_ONCE));
		for (const row of open) for (let step = 0; step < STEPS; step += 1) await bringOn(needs, row);
	},
});

const enterAll = async (needs: EditorialNeeds): Promise<void> => {
	let after = '';
	for (;;) {
		const page = await needs.db.read('running series', (tx) => runningSeries(tx, after, PAGE));
		for (const series of page) await enter(needs, series);
		const last = page.at(-1);
		if (page.length < PAGE || last === undefined) return;
		after = last.id;
	}
};

const enter = async ({ db, clock }: EditorialNeeds, series: SeriesRow): Promise<void> => {
	const now = clock.now();
	const [from, until] = [wallAt(now, series.zone), wallAt(plus(now, AHEAD_MS), series.zone)];
	const found = occurrencesIn(ruleOf(series), from, until).filter(({ at }) => at > now);
	await db.transact('enter occurrences', async (tx) => ok(await enterOccurrences(tx, series.id, found)));
};

const bringOn = async (needs: EditorialNeeds, { series_id, local }: OccurrenceRow): Promise<void> => {
	const now = needs.clock.now();
	const { series, row, post } = await needs.db.read('occurrence', async (tx) => {
		const found = await findOccurrence(tx, { series_id, local });
		const made = found?.post_id ?? null;
		return { series: await seriesOf(tx, series_id), row: found, post: made === null ? null : await findPost(tx, made) };
	});
	if (series === undefined || row === undefined || !isOpen(row)) return;
	if (post !== null && OVER.has(post.state)) return mark(needs, row, 'done');
	if (fromDate(row.at) <= now) return mark(needs, row, 'missed');
	if (post !== null) return bringPostOn(needs, { series, row, post });
	if (series.state === 'running') await make(needs, series, row);
};

const isOpen = ({ state }: OccurrenceRow): boolean => state === 'planned' || state === 'asked';
const OVER: ReadonlySet<string> = new Set(['scheduled', 'published', 'withdrawn']);

interface Coming {
	readonly series: SeriesRow;
	readonly row: OccurrenceRow;
	readonly post: Post;
}

const bringPostOn = async (needs: EditorialNeeds, { series, row, post }: Coming): Promise<void> => {
	if (post.state === 'draft' && row.state === 'planned') await ask(needs, row, post);
	else if (post.state === 'in-approval') await carryYes(needs, series, post);
	else if (post.state === 'approved') await plan(needs, series, row);
};

const seriesOf = (tx: Tx, id: string): Promise<SeriesRow | undefined> =>
	editorial(tx).selectFrom('editorial_series').selectAll().where('id', '=', id).executeTakeFirst();

const mark = async ({ db }: EditorialNeeds, row: OccurrenceRow, state: OccurrenceRow['state']): Promise<void> => {
	await db.transact('mark occurrence', async (tx) => ok(await markOccurrence(tx, row, { state })));
};

/** The post of this time: what the first one says today, under an id of its own. */
const make = async (needs: EditorialNeeds, series: SeriesRow, row: OccurrenceRow): Promise<void> => {
	await needs.act('make post of series', machinery, async (tx) => {
		const locked = await lockOccurrence(tx, row);
		const template = await findPost(tx, series.post_id);
		if (locked?.state !== 'planned' || locked.post_id !== null || template === null) return unchanged(undefined);
		const { authorId, unitId } = template;
		const now = needs.clock.now();
		const made = blankPost(needs.ids.next('post'), { unitId, content: template.content, authorId, now });
		await addPost(tx, made);
		await markOccurrence(tx, row, { post_id: made.id });
		const detail = { from: series.post_id, local: row.local };
		const step = { id: needs.ids.next('step'), postId: made.id, at: now, byId: machinery.id };
		await addStep(tx, { ...step, what: 'series-made', detail });
		await needs.events.announce(tx, { topic: 'post', id: made.id, unitId });
		const payload = { ...detail, series: series.id, title: made.content.title, text: made.content.text };
		return done(undefined, { kind: 'post.series-made', subject: made.id, unitId, payload });
	});
};

/** Asked for once: whoever sends it back wants its author, not the machine. */
const ask = async (needs: EditorialNeeds, row: OccurrenceRow, { id }: Post): Promise<void> => {
	await askForApproval(needs)({ id }, machinery);
	await mark(needs, row, 'asked');
};

/** A yes to the series counts for this post if it says what the yes was given to, and the rule still asks for no other. */
const carryYes = async (needs: EditorialNeeds, series: SeriesRow, { id }: Post): Promise<void> => {
	const yes = yesOf(series);
	if (yes.length === 0) return;
	await workOnPost<undefined, never>(needs, machinery, {
		job: { label: 'carry approval of series', id, permission: 'post.approve' },
		async work({ tx, post, now, settle }) {
			const { contentHash } = post;
			const isSame = digestOf(post.content) === series.content_sha256;
			if (post.state !== 'in-approval' || contentHash === null || !isSame) return unchanged(undefined);
			const asked = await askedOf(tx, post);
			const carried = yes.map(
				(one): Approval => ({ ...one, contentHash, voidAt: null, at: now, way: 'desk', acceptedBy: null }),
			);
			if (!isApproved({ ...asked, approvals: [...asked.approvals, ...carried] })) return unchanged(undefined);
			for (const one of carried) await addApproval(tx, { ...one, id: needs.ids.next('approval'), postId: id });
			const detail = { contentHash, from: series.post_id };
			const payload = { persons: yes.map(({ personId }) => personId), series: series.id };
			return done(undefined, await settle(atStage(post, 'approved'), { what: 'series-approved', detail, payload }));
		},
	});
};

/** A time the clock change skips is the first after the gap; one it gives twice is the earlier. */
const plan = async (needs: EditorialNeeds, { zone }: SeriesRow, { local, post_id }: OccurrenceRow): Promise<void> => {
	const wanted = { local, zone, acceptMissing: true, occurrence: 'earlier' } as const;
	await schedulePost(needs)({ id: post_id ?? '', wanted }, machinery);
};
