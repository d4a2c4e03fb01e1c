import type { z } from 'zod';

import type {
	assignPitchEndpoint,
	createPitchEndpoint,
	decidePitchEndpoint,
	draftPitchEndpoint,
} from '#contract/planning-topics.ts';
import { type Actor, may, type Permission } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { type Done, done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { outletsFor, placeDraft } from '../create-draft.ts';
import { type PitchStep, pitchStates, stepPitch } from '../domain/planning/pitch.ts';
import type { PlanningNeeds } from './needs.ts';
import { writeAssignment } from './pitch-mail.ts';
import { knownGroups } from './post-plan.ts';
import { type PitchRow, planning } from './tables.ts';

type Made = { readonly id: string };
export type PitchFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'plan.no-such-pitch' }
	| { readonly type: 'plan.pitch-elsewhere' }
	| { readonly type: 'plan.reason-missing' }
	| { readonly type: 'plan.cannot-write' };

/** Proposes a topic for a unit. */
export const createPitch =
	(needs: PlanningNeeds) =>
	async (
		{ unitId, title, note, topic, targetGroups, wishedOn }: z.output<typeof createPitchEndpoint.input>,
		actor: Actor,
	): Promise<Result<Made, PitchFailure>> => {
		if (!may(actor, 'post.write', unitId)) return fail({ type: 'access.denied' });
		return needs.act<Made, PitchFailure>('propose a topic', actor, async (tx) => {
			const id = needs.ids.next('pitch');
			const at = toDate(needs.clock.now());
			const fields = { unit_id: unitId, title, note, topic, wished_on: wishedOn };
			const target_groups = await knownGroups(tx, targetGroups);
			const made = { state: 'pitched' as const, reason: null, assignee_id: null, post_id: null, created_by: actor.id };
			const row = { id, ...fields, target_groups, ...made, created_at: at, changed_at: at };
			await planning(tx).insertInto('editorial_pitch').values(row).execute();
			await needs.events.announce(tx, { topic: 'post', id, unitId });
			return done({ id }, { kind: 'pitch.proposed', subject: id, unitId, payload: { title, note, topic } });
		});
	};

interface Work<T> {
	readonly id: string;
	readonly permission: Permission;
	readonly step: PitchStep;
	readonly work: (tx: Tx, pitch: PitchRow) => Promise<Result<Done<T>, PitchFailure>>;
}

/** One step of one topic: locked, allowed, and possible from where it stands. */
const workOnPitch = <T>(needs: PlanningNeeds, actor: Actor, { id, permission, step, work }: Work<T>) =>
	needs.act<T, PitchFailure>(`pitch: ${step}`, actor, async (tx) => {
		const pitch = await planning(tx)
			.selectFrom('editorial_pitch')
			.selectAll()
			.where('id', '=', id)
			.forUpdate()
			.executeTakeFirst();
		if (pitch === undefined) return fail({ type: 'plan.no-such-pitch' });
		if (!may(actor, permission, pitch.unit_id)) return fail({ type: 'access.denied' });
		if (stepPitch(pitch.state, step) === null) return fail({ type: 'plan.pitch-elsewhere' });
		await needs.events.announce(tx, { topic: 'post', id, unitId: pitch.unit_id });
		return work(tx, pitch);
	});

interface Next {
	readonly step: PitchStep;
	readonly reason?: string;
	readonly assigneeId?: string;
	readonly postId?: string;
}

const keepNext = async (
	{ clock }: Pick<PlanningNeeds, 'clock'>,
	tx: Tx,
	{ pitch, next }: { pitch: PitchRow; next: Next },
) => {
	await planning(tx)
		.updateTable('editorial_pitch')
		.set({
			state: pitchStates[next.step],
			changed_at: toDate(clock.now()),
			...(next.reason === undefined ? {} : { reason: next.reason }),
			...(next.assigneeId === undefined ? {} : { assignee_id: next.assigneeId }),
			...(next.postId === undefined ? {} : { post_id: next.postId }),
		})
		.where('id', '=', pitch.id)
		.execute();
};

/** Takes a topic into the plan, or declines it. Declining needs a reason: who proposed it reads it. */
export const decidePitch =
	(needs: PlanningNeeds) =>
	async (
		{ id, accept, reason }: z.output<typeof decidePitchEndpoint.input>,
		actor: Actor,
	): Promise<Result<Made, PitchFailure>> => {
		if (!accept && reason.length < 3) return fail({ type: 'plan.reason-missing' });
		const step = accept ? 'accept' : 'decline';
		return workOnPitch<Made>(needs, actor, {
			...{ id, permission: 'pitch.decide', step },
			async work(tx, pitch) {
				await keepNext(needs, tx, { pitch, next: { step, ...(accept ? {} : { reason }) } });
				const kind = accept ? 'pitch.accepted' : 'pitch.declined';
				return done({ id }, { kind, subject: id, unitId: pitch.unit_id, payload: { title: pitch.title, reason } });
			},
		});
	};

/** Gives a topic to who writes it, and tells them by mail. */
export const assignPitch =
	(needs: PlanningNeeds) =>
	({ id, personId }: z.output<typeof assignPitchEndpoint.input>, actor: Actor): Promise<Result<Made, PitchFailure>> =>
		workOnPitch<Made>(needs, actor, {
			...{ id, permission: 'pitch.decide', step: 'assign' },
			async work(tx, pitch) {
				const writers = await needs.people.writersOf(pitch.unit_id);
				if (!writers.some((one) => one.personId === personId)) return fail({ type: 'plan.cannot-write' });
				await keepNext(needs, tx, { pitch, next: { step: 'assign', assigneeId: personId } });
				await writeAssignment(needs, tx, { pitch, personId, by: actor.name });
				const payload = { title: pitch.title, person: personId };
				return done({ id }, { kind: 'pitch.assigned', subject: id, unitId: pitch.unit_id, payload });
			},
		});

type Drafted = z.input<typeof draftPitchEndpoint.output>;

/** Makes a draft of a topic, in one act: the draft and the topic's state stand or fall together. */
export const draftPitch =
	(needs: PlanningNeeds) =>
	async ({ id }: Made, actor: Actor): Promise<Result<Drafted, PitchFailure>> => {
		const seen = await needs.db.read('topic to write', (tx) =>
			planning(tx).selectFrom('editorial_pitch').select('unit_id').where('id', '=', id).executeTakeFirst(),
		);
		if (seen === undefined) return fail({ type: 'plan.no-such-pitch' });
		const renditions = await outletsFor(needs, seen.unit_id);
		return workOnPitch<Drafted>(needs, actor, {
			...{ id, permission: 'post.write', step: 'draft' },
			async work(tx, pitch) {
				const { title, note: text, topic, unit_id: unitId } = pitch;
				const content = {
					title,
					text,
					kind: 'news' as const,
					topic,
					language: 'de',
					renditions,
					media: [],
					details: null,
				};
				const { post, leaf } = await placeDraft(needs, tx, { start: { unitId, content, what: 'created' }, actor });
				await planning(tx)
					.updateTable('editorial_post')
					.set({ target_groups: pitch.target_groups })
					.where('id', '=', post.id)
					.execute();
				await keepNext(needs, tx, { pitch, next: { step: 'draft', postId: post.id } });
				const kept = { kind: 'pitch.drafted' as const, subject: id, unitId, payload: { post: post.id } };
				return done({ id, postId: post.id }, leaf, kept);
			},
		});
	};
