import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { aboutPost, type Surroundings, surroundingsOf } from './context.ts';
import type { Finding } from './domain/checks/finding.ts';
import { checkPost } from './domain/checks/post.ts';
import { inStage, type Post, type StageFailure } from './domain/post.ts';
import { mediaWithPosters } from './media-store.ts';
import type { EditorialNeeds } from './needs.ts';
import { findPost } from './store.ts';
import { addWaiver, hashOfSubject } from './waivers.ts';
import { type WorkFailure, workOnPost } from './work-on-post.ts';

type Gone = { readonly type: 'post.finding-gone' } | { readonly type: 'post.not-waivable' };
type Refusal = StageFailure | Gone;
export type WaiveFailure = WorkFailure | Refusal;

export interface Waive {
	readonly id: string;
	readonly rule: string;
	readonly field: string;
	/** The found words as the desk showed them; null where a finding is not about words. */
	readonly found: string | null;
	readonly presenceId: string | null;
	readonly reason: string;
}

/** Whether the actor holds one of these roles for the unit. A program never does: a waiver is a person's word. */
const holdsOneOf = (actor: Actor, roles: readonly string[], unitId: string): boolean =>
	actor.kind === 'person' &&
	actor.grants.some(({ role, units }) => roles.includes(role) && (units === 'all' || units.includes(unitId)));

/** Lets one block pass, for exactly the words found, by whom the configuration names and with a reason. Other words block anew. */
export const waiveFinding =
	(needs: EditorialNeeds) =>
	async ({ id, reason, ...asked }: Waive, actor: Actor): Promise<Result<Post, WaiveFailure>> => {
		const seen = await needs.db.read('post to waive for', (tx) => findPost(tx, id));
		if (seen === null || !may(actor, 'post.read', seen.unitId)) return fail({ type: 'post.not-found' });
		const around = await surroundingsOf(needs, seen.unitId);
		return workOnPost<Post, Refusal>(needs, actor, {
			job: { label: 'waive finding', id, permission: 'post.read' },
			async work({ tx, post, now, settle }) {
				const staged = inStage(post, 'draft');
				if (!staged.ok) return staged;
				const found = await findingToWaive(tx, { post, around, asked, actor });
				if (!found.ok) return found;
				const finding = found.value;
				const { rule } = finding;
				const subject = hashOfSubject(finding);
				const waiver = { id: needs.ids.next('waiver'), postId: id, unitId: post.unitId };
				await addWaiver(tx, { ...waiver, subject, rule, byId: actor.id, reason, at: now });
				const paragraph = finding.guideline?.number ?? finding.paragraph;
				const detail = { rule, reason, ...(paragraph ? { paragraph } : {}) };
				const payload = { subject, rules: { ...around.rules.numbers } };
				return done(post, await settle(post, { what: 'check-waived', detail, payload }));
			},
		});
	};

interface Wanted {
	readonly post: Post;
	readonly around: Surroundings;
	readonly asked: Omit<Waive, 'id' | 'reason'>;
	readonly actor: Actor;
}

/** The block as it stands now, if it still does and this person may let it pass. */
const findingToWaive = async (tx: Tx, { post, around, asked, actor }: Wanted): Promise<Result<Finding, Gone>> => {
	const ids = post.content.media.map(({ mediaId }) => mediaId);
	const findings = checkPost(post.content, aboutPost(post, around, await mediaWithPosters(tx, ids)));
	const finding = findings.find((one) => isAsked(one, asked));
	if (finding === undefined) return fail({ type: 'post.finding-gone' });
	return holdsOneOf(actor, finding.waivableBy, post.unitId) ? ok(finding) : fail({ type: 'post.not-waivable' });
};

const isAsked = (finding: Finding, { rule, field, found, presenceId }: Omit<Waive, 'id' | 'reason'>): boolean =>
	finding.severity === 'block' &&
	finding.rule === rule &&
	(found === null ? finding.field === field && finding.presenceId === presenceId : finding.found === found);
