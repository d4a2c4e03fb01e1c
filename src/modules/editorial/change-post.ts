import type { JsonObject } from '#kernel/json.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { type Instant, minutes, toDate, toIso } from '#kernel/time.ts';
import { done, type Leaf, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { voidApprovals } from './approvals.ts';
import { askedIsOver } from './ask-step.ts';
import { dayOf } from './context.ts';
import { findDocument } from './documents/store.ts';
import { applyChanges, type ChangeFailure, type Changes } from './domain/change.ts';
import { expiredOn, type MediaExpired } from './domain/library.ts';
import { afterEdit, inStage, type Post, type StageFailure } from './domain/post.ts';
import { mediaItems } from './media-store.ts';
import type { EditorialNeeds } from './needs.ts';
import { addStep, keepFrozen, lockPost, type NotFound, savePost, writeContent } from './store.ts';
import { editorial } from './tables.ts';

export type EditFailure =
	| NotFound
	| StageFailure
	| ChangeFailure
	| { readonly type: 'access.denied' }
	| { readonly type: 'post.presences-fixed' }
	| { readonly type: 'post.media-unknown' }
	| { readonly type: 'post.document-unknown' }
	| MediaExpired;

type Needs = Pick<EditorialNeeds, 'act' | 'clock' | 'ids' | 'events' | 'notices' | 'people'>;

/** Saves within this time by the same person make one entry of the history. */
const ONE_SITTING_MS = minutes(5);

/** The one way content changes: versions checked, approvals voided, editor noted, history kept, one leaf. */
export const changeContent = async (
	needs: Needs,
	actor: Actor,
	{ id, changesOf }: { readonly id: string; readonly changesOf: (post: Post) => Changes },
): Promise<Result<Post, EditFailure>> => {
	const { zone } = await needs.people.authority();
	return needs.act<Post, EditFailure>('change post', actor, async (tx) => {
		const found = await lockPost(tx, id);
		if (!found.ok) return found;
		const post = found.value;
		if (!may(actor, 'post.write', post.unitId)) return fail({ type: 'access.denied' });
		const now = needs.clock.now();
		const changes = changesOf(post);
		const changed = applyChanges(post, changes, { by: actor.id, at: toIso(now) });
		if (!changed.ok) return changed;
		const { fields } = changed.value;
		if (fields.length === 0) return unchanged(post);
		const fitting = await fitsPost(tx, post, { fields, changes, today: dayOf(now, zone) });
		if (!fitting.ok) return fitting;
		const edited = { ...afterEdit(post, changed.value, actor.id), changedAt: now };
		const leaves = await write(needs, tx, { before: post, edited, actor, fields, now });
		return done(edited, ...leaves);
	});
};

/** Content changes only while nothing of it is on its way, with pictures of the unit's own, where it is not out already. */
const fitsPost = async (
	tx: Tx,
	post: Post,
	{ fields, changes, today }: { readonly fields: readonly string[]; readonly changes: Changes; readonly today: string },
): Promise<Result<void, EditFailure>> => {
	if (post.correction !== null && fields.includes('presences')) return fail({ type: 'post.presences-fixed' });
	const wanted = changes.media?.value ?? [];
	const known = await mediaItems(tx, wanted);
	const usable = wanted.every((id) => known.some((item) => item.id === id && item.unitId === post.unitId));
	if (!usable) return fail({ type: 'post.media-unknown' });
	const document = changes.document?.value;
	if (document && (await findDocument(tx, document.documentId))?.unitId !== post.unitId)
		return fail({ type: 'post.document-unknown' });
	const there = post.content.media.map(({ mediaId }) => mediaId);
	const fresh = known.filter(({ id }) => !there.includes(id));
	const over = expiredOn(fresh, today);
	if (over !== null) return fail(over);
	return inStage(post, 'draft', 'in-approval', 'approved');
};

interface Edit {
	readonly before: Post;
	readonly edited: Post;
	readonly actor: Actor;
	readonly fields: readonly string[];
	readonly now: Instant;
}

const write = async (needs: Needs, tx: Tx, edit: Edit): Promise<readonly [Leaf, ...Leaf[]]> => {
	const { before, edited, actor, fields, now } = edit;
	const { id, unitId } = edited;
	await savePost(tx, edited);
	await writeContent(tx, edited);
	await keepFrozen(tx, id, null);
	await keepRevision(tx, edit);
	const taken = await voidApprovals(tx, id, { at: now, reason: 'changed' });
	if (before.contentHash !== null) {
		await addStep(tx, { id: needs.ids.next('step'), postId: id, at: now, byId: actor.id, what: 'approval-voided' });
		await askedIsOver(needs, tx, id);
	}
	await needs.events.announce(tx, { topic: 'post', id, unitId });
	const payload = { revision: edited.revision, fields: [...fields], content: edited.content as unknown as JsonObject }; // NOTE: content is plain data; the interface only lacks an index signature.
	const voided = taken.map(
		({ personId, contentHash }): Leaf => ({
			kind: 'post.approval-voided',
			subject: id,
			unitId,
			payload: { person: personId, contentHash, reason: 'changed' },
		}),
	);
	return [{ kind: 'post.changed', subject: id, unitId, payload }, ...voided];
};

export const keepRevision = async (tx: Tx, { edited, actor, fields, now }: Omit<Edit, 'before'>): Promise<void> => {
	const content = JSON.stringify(edited.content);
	const earlier = await editorial(tx)
		.selectFrom('editorial_revision')
		.select(['number', 'fields'])
		.where('post_id', '=', edited.id)
		.where('number', '=', edited.revision - 1)
		.where('by_id', '=', actor.id)
		.where('sealed', '=', false)
		.where('started_at', '>', toDate((now - ONE_SITTING_MS) as Instant)) // NOTE: a difference of instants is an instant again.
		.executeTakeFirst();
	if (earlier) {
		const all = [...new Set([...earlier.fields, ...fields])];
		await editorial(tx)
			.updateTable('editorial_revision')
			.set({ number: edited.revision, at: toDate(now), fields: all, content })
			.where('post_id', '=', edited.id)
			.where('number', '=', earlier.number)
			.execute();
		return;
	}
	const row = { post_id: edited.id, number: edited.revision, by_id: actor.id, fields: [...fields], content };
	await editorial(tx)
		.insertInto('editorial_revision')
		.values({ ...row, started_at: toDate(now), at: toDate(now) })
		.execute();
};
