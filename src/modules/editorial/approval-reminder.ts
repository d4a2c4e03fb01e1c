import { system } from '#kernel/permission.ts';
import { type Instant, minutes, plus } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Chore } from '#platform/chores.ts';
import type { Tx } from '#platform/db/database.ts';

import { type ApprovalAround, approvalAround, askedIn } from './approval-around.ts';
import { writeLetters } from './approval-mail.ts';
import { askedOf } from './approvals.ts';
import { noteCall, tellAll } from './ask-step.ts';
import { type StepStanding, standingOf } from './domain/approval.ts';
import { type Post, stageOf } from './domain/post.ts';
import type { EditorialNeeds } from './needs.ts';
import { findPost, lockPost } from './store.ts';
import { editorial } from './tables.ts';

const machine = system('approval');
/** More posts than this at once wait for the next round. */
const BATCH = 500;

/** Looks once a minute which approvals must be reminded of, pass to a substitute, or are told further up. */
export const reminderChore = (needs: EditorialNeeds): Chore => ({
	name: 'editorial.approval-reminders',
	everyMs: minutes(1),
	async run() {
		const ids = await needs.db.read('posts in approval', (tx) =>
			editorial(tx)
				.selectFrom('editorial_post')
				.select('id')
				.where('tray', '=', 'in-approval')
				.orderBy('sort_at', 'desc')
				.limit(BATCH)
				.execute(),
		);
		for (const { id } of ids) await remind(needs, id);
	},
});

type Stage = 'reminder' | 'substitute' | 'escalated';

/** Which of the three moments have come for a step. */
const stagesDue = ({ step, state, dueAt }: StepStanding, now: Instant): readonly Stage[] => {
	if (state !== 'open' || dueAt === null) return [];
	const late = now >= dueAt;
	const soon = step.remindMinutes !== null && !late && now >= plus(dueAt, -minutes(step.remindMinutes));
	return [
		...(soon ? (['reminder'] as const) : []),
		...(late && step.substituteId !== null ? (['substitute'] as const) : []),
		...(late && step.escalateTo.length > 0 ? (['escalated'] as const) : []),
	];
};

const remind = async (needs: EditorialNeeds, id: string): Promise<void> => {
	const seen = await needs.db.read('approval to remind of', async (tx) => {
		const post = await findPost(tx, id);
		return post === null ? null : { post, asked: await askedOf(tx, post) };
	});
	if (seen === null) return;
	if (!standingOf(seen.asked).some((step) => stagesDue(step, needs.clock.now()).length > 0)) return;
	const around = await approvalAround(needs, seen.post.unitId);
	await needs.act<void, never>('remind of an approval', machine, async (tx) => {
		const found = await lockPost(tx, id);
		if (!found.ok || stageOf(found.value) !== 'in-approval') return unchanged(undefined);
		const post = found.value;
		const told = await tellDue(needs, tx, { post, around });
		if (told.length === 0) return unchanged(undefined);
		await needs.events.announce(tx, { topic: 'post', id, unitId: post.unitId });
		const payload = { told, contentHash: post.contentHash };
		return done(undefined, { kind: 'post.approval-reminded', subject: id, unitId: post.unitId, payload });
	});
};

interface Due {
	readonly post: Post;
	readonly around: ApprovalAround;
}

/** Tells everybody whose moment has come and who was not told; answers which step and what. */
const tellDue = async (needs: EditorialNeeds, tx: Tx, { post, around }: Due): Promise<string[]> => {
	const asked = await askedOf(tx, post);
	const at = needs.clock.now();
	const due = standingOf(asked).flatMap((standing) => stagesDue(standing, at).map((what) => ({ standing, what })));
	const told: string[] = [];
	for (const { standing, what } of due) {
		if (!(await noteCall(tx, { post, step: standing.step.id, what, at }))) continue;
		const to = toldOf(what, standing, { around, wrote: asked.plan.wrote });
		const { step, dueAt } = standing;
		await writeLetters(needs, tx, { kind: what, to, post, around, step, dueAt });
		const kind = what === 'substitute' ? 'approval-asked' : 'approval-overdue';
		await tellAll(needs, tx, { kind, post, to: to.map(({ personId }) => personId), byId: null });
		told.push(`${step.id} ${what}`);
	}
	return told;
};

interface Told {
	readonly around: ApprovalAround;
	readonly wrote: readonly string[];
}

const toldOf = (what: Stage, { step, given }: StepStanding, { around, wrote }: Told) => {
	const { holders } = around;
	const said = given.map(({ personId }) => personId);
	if (what === 'reminder')
		return askedIn(step.deciders, { holders, wrote }).filter(({ personId }) => !said.includes(personId));
	if (what === 'escalated') return askedIn({ roles: step.escalateTo, persons: [] }, { holders, wrote: [] });
	return askedIn({ roles: [], persons: step.substituteId === null ? [] : [step.substituteId] }, { holders, wrote });
};
