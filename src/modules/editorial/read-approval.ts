import type { z } from 'zod';

import type { ApprovalShape } from '#contract/approval.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { type Instant, toIso } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { type ApprovalAround, approvalAround, askedIn, candidatesOf, deciderOf, standsIn } from './approval-around.ts';
import { askedOf } from './approvals.ts';
import { planAnyway } from './ask-for-approval.ts';
import { type Surroundings, surroundingsOf } from './context.ts';
import { type Asked, lackingStep, mayApprove, type StepStanding, standingOf, unseenChange } from './domain/approval.ts';
import { stageOf } from './domain/post.ts';
import { linkApprovalAllowed } from './link-allowed.ts';
import type { EditorialNeeds } from './needs.ts';
import { findPost, type NotFound } from './store.ts';
import { editorial } from './tables.ts';

type View = z.input<typeof ApprovalShape>;
type Named = (id: string) => { id: string; name: string };

/** The rule a post is under, how far its steps have come, and what this person can do about it. */
export const readApproval =
	(needs: EditorialNeeds) =>
	async ({ id }: { readonly id: string }, actor: Actor): Promise<Result<View, NotFound>> => {
		const found = await needs.db.read('post', (tx) => findPost(tx, id));
		if (found === null || !may(actor, 'post.read', found.unitId)) return fail({ type: 'post.not-found' });
		const around = await approvalAround(needs, found.unitId);
		const surroundings = await surroundingsOf(needs, found.unitId);
		const now = needs.clock.now();
		const seen = await needs.db.read('approval of a post', (tx) => everythingOf(tx, id, { around, surroundings, now }));
		if (seen === null) return fail({ type: 'post.not-found' });
		const { post, asked } = seen;
		const names = await needs.people.names(personsIn(seen));
		const named: Named = (person) => ({ id: person, name: names.get(person) ?? '' });
		const { plan } = asked;
		const change = unseenChange(asked);
		const isAsked = stageOf(post) !== 'draft';
		const lacking = lackingStep(plan.steps, candidatesOf(plan.steps, { holders: around.holders, wrote: plan.wrote }));
		return ok({
			rule: { id: plan.ruleId, name: plan.ruleName, version: plan.ruleVersion },
			order: plan.order,
			asked: isAsked,
			steps: standingOf(asked).map((standing) => stepView(standing, { seen, around, named, isAsked })),
			lacking: isAsked ? null : (lacking?.name ?? null),
			change: change && {
				by: named(change.personId),
				revision: post.revision,
				mayAccept: plan.wrote.includes(actor.id) && may(actor, 'post.write', post.unitId),
			},
			release: releaseView(seen, { actor, named }),
			refused: refusalOf(actor, seen, now),
			mayRelease: may(actor, 'post.release-emergency', post.unitId) && post.correction === null,
			linksRest: !(await linkApprovalAllowed(needs.restraints, { unitId: post.unitId, at: now })),
		});
	};

interface Given {
	readonly around: ApprovalAround;
	readonly surroundings: Surroundings;
	readonly now: Instant;
}

const everythingOf = async (tx: Tx, id: string, { around, surroundings, now }: Given) => {
	const post = await findPost(tx, id);
	if (post === null) return null;
	const draft = stageOf(post) === 'draft';
	const asked: Asked = draft
		? {
				plan: await planAnyway(tx, post, { around: surroundings, people: around, now }),
				contentHash: null,
				approvals: [],
			}
		: await askedOf(tx, post);
	const [release] = await editorial(tx)
		.selectFrom('editorial_emergency')
		.selectAll()
		.where('post_id', '=', id)
		.orderBy('at', 'desc')
		.limit(1)
		.execute();
	const links = await editorial(tx)
		.selectFrom('editorial_approval_link')
		.select(['guest_id', 'at', 'expires_at', 'content_hash'])
		.where('post_id', '=', id)
		.where('ended_at', 'is', null)
		.orderBy('at', 'desc')
		.limit(50)
		.execute();
	const guests = await editorial(tx)
		.selectFrom('editorial_approval')
		.select(['person_id', 'guest_name', 'guest_office'])
		.where('post_id', '=', id)
		.where('guest_name', 'is not', null)
		.execute();
	return { post, asked, release, links: links.filter((one) => one.content_hash === post.contentHash), guests };
};
type Everything = NonNullable<Awaited<ReturnType<typeof everythingOf>>>;

const personsIn = ({ asked, release }: Everything): readonly string[] => [
	...asked.approvals.map(({ personId }) => personId),
	...asked.plan.steps.flatMap(({ substituteId }) => (substituteId === null ? [] : [substituteId])),
	...(release ? [release.by_id, release.checked_by ?? release.by_id] : []),
];

interface StepWith {
	readonly seen: Everything;
	readonly around: ApprovalAround;
	readonly named: Named;
	readonly isAsked: boolean;
}

const stepView = (standing: StepStanding, { seen, around, named, isAsked }: StepWith): View['steps'][number] => {
	const { step, state, given, dueAt } = standing;
	const { plan, approvals } = seen.asked;
	const said = new Set(approvals.filter(({ voidAt }) => voidAt === null).map(({ personId }) => personId));
	const guestOf = (id: string) => seen.guests.find((guest) => guest.person_id === id);
	const staff = askedIn(step.deciders, { holders: around.holders, wrote: plan.wrote });
	return {
		...{ id: step.id, name: step.name, eyes: step.eyes, state, deadlineMinutes: step.deadlineMinutes },
		dueAt: dueAt === null || !isAsked ? null : toIso(dueAt),
		given: given.map(({ personId, at, way }) => {
			const guest = guestOf(personId);
			const person = guest ? { id: personId, name: guest.guest_name ?? '' } : named(personId);
			return { person, at: toIso(at), way, office: guest?.guest_office ?? null };
		}),
		asked: staff
			.filter(({ personId }) => !said.has(personId))
			.map((one) => ({ id: one.personId, name: one.name, standsIn: standsIn(one, step.deciders.roles) })),
		guests: step.deciders.guests.map(({ id, name, office }) => {
			const link = seen.links.find((one) => one.guest_id === id);
			return {
				id,
				name,
				office,
				sentAt: link?.at.toISOString() ?? null,
				expiresAt: link?.expires_at.toISOString() ?? null,
			};
		}),
		substitute: step.substituteId === null ? null : named(step.substituteId),
	};
};

interface ReleaseWith {
	readonly actor: Actor;
	readonly named: Named;
}

const releaseView = ({ release, post }: Everything, { actor, named }: ReleaseWith): View['release'] => {
	if (release === undefined) return null;
	const own = release.by_id === actor.id || release.wrote.includes(actor.id);
	const { reason, verdict, note } = release;
	return {
		...{ by: named(release.by_id), reason, at: release.at.toISOString(), verdict, note },
		checkedBy: release.checked_by === null ? null : named(release.checked_by),
		checkedAt: release.checked_at?.toISOString() ?? null,
		mayCheck: release.checked_at === null && !own && may(actor, 'post.approve', post.unitId),
	};
};

const refusalOf = (actor: Actor, { post, asked }: Everything, now: Instant): string | null => {
	if (stageOf(post) !== 'in-approval' || post.contentHash === null) return 'post.not-possible-now';
	if (actor.kind !== 'person') return 'access.denied';
	const allowed = mayApprove(asked, { by: deciderOf(actor, post.unitId), hash: post.contentHash, now });
	return allowed.ok ? null : allowed.error.type;
};
