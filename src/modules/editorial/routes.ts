import type { z } from 'zod';

import { hereAtPostEndpoint } from '#contract/attendance.ts';
import * as readings from '#contract/editorial.ts';
import * as acts from '#contract/editorial-acts.ts';
import { checkPostEndpoint } from '#contract/editorial-check.ts';
import * as checks from '#contract/editorial-checks.ts';
import type { Endpoint } from '#contract/endpoint.ts';
import type { Actor } from '#kernel/permission.ts';
import { type Failure, ok, type Result } from '#kernel/result.ts';
import { toIso } from '#kernel/time.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Problems } from '#platform/http/problem.ts';

import type { EditorialActs } from './acts.ts';
import type { Changes } from './domain/change.ts';
import { toWanted } from './domain/due.ts';
import type { Post } from './domain/post.ts';

const common = { 'access.denied': 403, 'post.not-found': 404, 'post.not-possible-now': 409 } as const;
const edit = {
	...common,
	'post.changed-meanwhile': 409,
	'post.presences-fixed': 409,
	'post.media-unknown': 422,
	'post.document-unknown': 422,
	'post.media-expired': 422,
} as const;
const go = {
	...common,
	'post.blocked': 422,
	'post.media-not-ready': 409,
	'post.not-approved': 409,
	'post.content-differs': 409,
	'post.embargoed': 409,
} as const;
const due = {
	'post.time-unreadable': 422,
	'post.time-missing': 422,
	'post.time-twice': 422,
	'post.time-past': 422,
	'post.time-too-far': 422,
} as const;
const approve = {
	...common,
	'post.own-approval': 403,
	'post.content-differs': 409,
	'post.approved-already': 409,
	'post.not-asked': 403,
	'post.step-waits': 409,
} as const;
const ask = { ...common, 'post.blocked': 422, 'post.media-not-ready': 409, 'post.nobody-to-approve': 409 } as const;

export const settled = ({ id, state, correction, dueAt }: Post) => ({
	id,
	state,
	correction,
	dueAt: dueAt === null ? null : toIso(dueAt),
});
type Settled = ReturnType<typeof settled>;

/** Hangs every act and reading of the editorial desk on its address. */
export const editorialRoutes = (mount: Mount, { read, ...act }: EditorialActs): void => {
	/** An act that answers where the post stands now. */
	const mountAct = <I extends z.ZodType, E extends Failure>(
		endpoint: Endpoint<I, typeof acts.askForApprovalEndpoint.output>,
		problems: Problems<E>,
		work: (input: z.output<I>, actor: Actor) => Promise<Result<Post, E>>,
	) =>
		mount(endpoint, {
			problems,
			async handle(input, { actor }): Promise<Result<Settled, E>> {
				const result = await work(input, actor);
				return result.ok ? ok(settled(result.value)) : result;
			},
		});

	mount(readings.listPostsEndpoint, { problems: {}, handle: (input, { actor }) => read.list(input, actor) });
	mount(readings.waitingPostsEndpoint, { problems: {}, handle: (input, { actor }) => read.waiting(input, actor) });
	mount(readings.outgoingPostsEndpoint, { problems: {}, handle: (input, { actor }) => read.outgoing(input, actor) });
	checkRoutes(mount, act, read);
	mount(readings.readPostEndpoint, {
		problems: { 'post.not-found': 404 },
		handle: (input, { actor }) => read.one(input, actor),
	});
	mount(hereAtPostEndpoint, {
		problems: { 'post.not-found': 404 },
		handle: (input, { actor }) => read.here(input, actor),
	});
	mount(readings.readRevisionEndpoint, {
		problems: { 'post.not-found': 404 },
		handle: (input, { actor }) => read.revision(input, actor),
	});
	mount(readings.createPostEndpoint, {
		problems: { 'access.denied': 403, 'post.not-found': 404, 'piece.not-found': 404 },
		handle: async (input, { actor }) => idOf(await act.createDraft(input, actor)),
	});
	mount(acts.duplicatePostEndpoint, {
		problems: { 'access.denied': 403, 'post.not-found': 404, 'piece.not-found': 404 },
		handle: async (input, { actor }) => idOf(await act.duplicatePost(input, actor)),
	});
	mount(readings.savePostEndpoint, {
		problems: edit,
		async handle({ id, ...changes }, { actor }) {
			const saved = await act.saveDraft({ id, changes: changes satisfies Changes }, actor);
			if (!saved.ok) return saved;
			const { state, correction, revision, versions } = saved.value;
			return ok({ state: correction ?? state, revision, versions: { ...versions } });
		},
	});
	mountAct(acts.addMediaEndpoint, edit, act.addMedia);
	mountAct(acts.describeMediaEndpoint, edit, act.describeMedia);
	mountAct(acts.removeMediaEndpoint, edit, act.removeMedia);
	mountAct(acts.askForApprovalEndpoint, ask, act.askForApproval);
	mountAct(acts.approvePostEndpoint, approve, act.approvePost);
	mountAct(acts.sendBackEndpoint, common, act.sendBack);
	mountAct(acts.publishPostEndpoint, go, act.publishNow);
	mountAct(acts.schedulePostEndpoint, { ...go, ...due }, ({ id, ...wanted }, actor) =>
		act.schedulePost({ id, wanted: toWanted(wanted) }, actor),
	);
	mountAct(
		acts.reschedulePostEndpoint,
		{ ...common, ...due, 'post.embargoed': 409, 'post.too-late': 409, 'post.media-expired': 422 },
		({ id, ...wanted }, actor) => act.reschedulePost({ id, wanted: toWanted(wanted) }, actor),
	);
	mountAct(acts.correctPostEndpoint, common, act.correctPost);
	mountAct(acts.dropCorrectionEndpoint, common, act.dropCorrection);
	farReaching(mount, act);
};

/** Looking at a draft, letting a block pass, and how often that happens. */
const checkRoutes = (mount: Mount, act: Pick<EditorialActs, 'waiveFinding'>, read: EditorialActs['read']): void => {
	mount(checkPostEndpoint, {
		problems: { 'post.not-found': 404 },
		handle: (input, { actor }) => read.check(input, actor),
	});
	mount(checks.waiversTallyEndpoint, { problems: {}, handle: (_, { actor }) => read.waivers(actor) });
	mount(checks.waiveFindingEndpoint, {
		problems: { ...common, 'post.finding-gone': 409, 'post.not-waivable': 403 },
		async handle(input, { actor }) {
			const result = await act.waiveFinding(input, actor);
			return result.ok ? ok({ id: result.value.id, state: result.value.state }) : result;
		},
	});
};

/** Acts that reach copies already out there: they say which could not be reached. */
const farReaching = (mount: Mount, act: Omit<EditorialActs, 'read'>): void => {
	mount(acts.recallPostEndpoint, {
		problems: { ...common, 'post.too-late': 409 },
		async handle(input, { actor }) {
			const result = await act.recallPost(input, actor);
			if (!result.ok) return result;
			const { post, recalled, tooLate } = result.value;
			return ok({ ...settled(post), recalled, tooLate: [...tooLate] });
		},
	});
	mount(acts.publishCorrectionEndpoint, {
		problems: go,
		handle: async (input, { actor }) => withLeft(await act.publishCorrection(input, actor)),
	});
	mount(acts.withdrawPostEndpoint, {
		problems: common,
		handle: async (input, { actor }) => withLeft(await act.withdrawPost(input, actor)),
	});
};

const idOf = <E extends Failure>(result: Result<Post, E>) => (result.ok ? ok({ id: result.value.id }) : result);

type WithLeft = { readonly post: Post; readonly left: readonly { presenceId: string; url: string | null }[] };
const withLeft = <E extends Failure>(result: Result<WithLeft, E>) =>
	result.ok ? ok({ ...settled(result.value.post), left: [...result.value.left] }) : result;
