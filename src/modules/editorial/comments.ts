import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done, type Leaf } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { tellAll } from './ask-step.ts';
import { type Anchor, anchorAt } from './domain/anchor.ts';
import type { Post } from './domain/post.ts';
import type { EditorialNeeds } from './needs.ts';
import { findPost, frozenOf } from './store.ts';
import { editorial } from './tables.ts';

type NotFound = { readonly type: 'post.not-found' } | { readonly type: 'comment.not-found' };
type Denied = { readonly type: 'access.denied' };
export type CommentFailure =
	| NotFound
	| Denied
	/** The passage is not in the text as it stands now. */
	| { readonly type: 'comment.passage-gone' }
	/** Somebody named in it may not read the post. */
	| { readonly type: 'comment.person-unknown' };

interface NewComment {
	readonly id: string;
	readonly body: string;
	readonly parentId?: string | undefined;
	readonly passage?: { readonly field: string; readonly start: number; readonly end: number } | undefined;
	readonly mentions: readonly string[];
	readonly taskFor?: string | undefined;
}

/** Says something about a post: about all of it, about a passage, or in answer to somebody. */
export const addComment =
	(needs: EditorialNeeds) =>
	async (input: NewComment, actor: Actor): Promise<Result<{ id: string }, CommentFailure>> => {
		const seen = await needs.db.read('post to comment', (tx) => findPost(tx, input.id));
		if (seen === null || !may(actor, 'post.read', seen.unitId)) return fail({ type: 'post.not-found' });
		if (actor.kind !== 'person') return fail({ type: 'access.denied' });
		const named = [...new Set([...input.mentions, ...(input.taskFor === undefined ? [] : [input.taskFor])])];
		const holders = (await needs.people.holdersIn(seen.unitId)).map(({ personId }) => personId);
		if (!named.every((id) => holders.includes(id))) return fail({ type: 'comment.person-unknown' });
		return needs.act<{ id: string }, CommentFailure>('comment on a post', actor, async (tx) => {
			const place = await placeOf(tx, input);
			if (!place.ok) return place;
			const { post, parent, anchor } = place.value;
			const id = needs.ids.next('comment');
			await insert(needs, tx, { id, input, anchor, actor, threadOf: parent?.parent_id ?? parent?.id ?? null });
			const answered = parent?.by_id ?? post.authorId;
			await tellNamed(needs, tx, { post, input, named, rest: [answered], byId: actor.id });
			await needs.events.announce(tx, { topic: 'post', id: post.id, unitId: post.unitId });
			const payload = { comment: id, body: input.body, quote: anchor?.quote ?? null, taskFor: input.taskFor ?? null };
			return done({ id }, leafOf(post, 'post.commented', payload));
		});
	};

/** What the comment stands at: the post, the comment it answers, the passage it speaks of. */
const placeOf = async (tx: Tx, input: NewComment) => {
	const post = await findPost(tx, input.id);
	if (post === null) return fail({ type: 'post.not-found' });
	const parent = input.parentId === undefined ? null : await commentOf(tx, post.id, input.parentId);
	if (input.parentId !== undefined && parent === null) return fail({ type: 'comment.not-found' });
	const anchor = await anchorIn(tx, post, input.passage);
	return anchor === 'gone' ? fail({ type: 'comment.passage-gone' }) : ok({ post, parent, anchor });
};

interface Named {
	readonly post: Post;
	readonly input: NewComment;
	readonly named: readonly string[];
	readonly rest: readonly string[];
	readonly byId: string;
}

/** Nobody is told twice of one comment: the task says more than the mention, the mention more than the comment. */
const tellNamed = async (needs: EditorialNeeds, tx: Tx, { post, input, named, rest, byId }: Named): Promise<void> => {
	const task = input.taskFor === undefined ? [] : [input.taskFor];
	const mentioned = input.mentions.filter((one) => one !== input.taskFor);
	await tellAll(needs, tx, { kind: 'task', post, to: task, byId });
	await tellAll(needs, tx, { kind: 'mention', post, to: mentioned, byId });
	await tellAll(needs, tx, { kind: 'comment', post, to: rest.filter((one) => !named.includes(one)), byId });
};

const leafOf = ({ id, unitId }: Post, kind: Leaf['kind'], payload: Leaf['payload']): Leaf => ({
	kind,
	subject: id,
	unitId,
	payload,
});

const anchorIn = async (tx: Tx, post: Post, passage: NewComment['passage']): Promise<Anchor | 'gone' | null> => {
	if (passage === undefined) return null;
	const text = await fieldText(tx, post, passage.field);
	const { start, end } = passage;
	return text === null || end > text.length || start >= end ? 'gone' : anchorAt(text, start, end);
};

/** The words of a field as they stand now: those waiting for approval or out, else those being written. */
export const fieldText = async (tx: Tx, post: Post, field: string): Promise<string | null> => {
	const { frozen, published } = await frozenOf(tx, post.id);
	const out = frozen ?? published;
	if (field === 'title') return out?.title ?? post.content.title;
	if (field === 'text') return post.content.text;
	const rendition = post.content.renditions.find(({ presenceId }) => presenceId === field);
	const going = out?.renditions.find(({ presence }) => presence === field);
	return going?.text ?? (rendition === undefined ? null : (rendition.text ?? post.content.text));
};

interface Insert {
	readonly id: string;
	readonly input: NewComment;
	readonly anchor: Anchor | null;
	readonly actor: Actor;
	readonly threadOf: string | null;
}

const insert = async ({ clock }: EditorialNeeds, tx: Tx, { id, input, anchor, actor, threadOf }: Insert) => {
	const nothingYet = { done_at: null, resolved_at: null, resolved_by: null, discarded_at: null };
	await editorial(tx)
		.insertInto('editorial_comment')
		.values({
			...{ id, post_id: input.id, parent_id: threadOf, by_id: actor.id, at: toDate(clock.now()), body: input.body },
			...{ field: input.passage?.field ?? null, quote: anchor?.quote ?? null, start_at: anchor?.start ?? null },
			...{ before: anchor?.before ?? null, after: anchor?.after ?? null, mentions: [...input.mentions] },
			...{ task_for: input.taskFor ?? null, ...nothingYet },
		})
		.execute();
};

const commentOf = async (tx: Tx, postId: string, id: string) =>
	(await editorial(tx)
		.selectFrom('editorial_comment')
		.selectAll()
		.where('id', '=', id)
		.where('post_id', '=', postId)
		.executeTakeFirst()) ?? null;

type CommentChange = 'resolve' | 'reopen' | 'discard' | 'restore' | 'do' | 'undo';
interface ChangeComment {
	readonly id: string;
	readonly commentId: string;
	readonly change: CommentChange;
}

/** Settles a thread, finishes a task, or takes an own comment away; each can be undone. */
export const changeComment =
	(needs: EditorialNeeds) =>
	({ id, commentId, change }: ChangeComment, actor: Actor): Promise<Result<{ id: string }, CommentFailure>> =>
		needs.act<{ id: string }, CommentFailure>('change comment', actor, async (tx) => {
			const post = await readable(tx, id, actor);
			if (post === null) return fail({ type: 'post.not-found' });
			const comment = await commentOf(tx, id, commentId);
			if (comment === null) return fail({ type: 'comment.not-found' });
			if (!mayChange(comment, change, actor)) return fail({ type: 'access.denied' });
			const set = setFor(change, actor.id, toDate(needs.clock.now()));
			await editorial(tx).updateTable('editorial_comment').set(set).where('id', '=', commentId).execute();
			const to = change === 'do' ? [comment.by_id] : [];
			await tellAll(needs, tx, { kind: 'comment', post, to, byId: actor.id });
			await needs.events.announce(tx, { topic: 'post', id, unitId: post.unitId });
			return done({ id: commentId }, leafOf(post, 'post.comment-changed', { comment: commentId, change }));
		});

const readable = async (tx: Tx, id: string, actor: Actor): Promise<Post | null> => {
	const post = await findPost(tx, id);
	return post !== null && may(actor, 'post.read', post.unitId) ? post : null;
};

/** Anybody who reads along settles a thread; a task is finished by who has it or gave it; an own comment is taken away. */
const mayChange = (
	comment: { by_id: string; task_for: string | null },
	change: CommentChange,
	actor: Actor,
): boolean => {
	if (actor.kind !== 'person') return false;
	if (change === 'resolve' || change === 'reopen' || comment.by_id === actor.id) return true;
	return (change === 'do' || change === 'undo') && comment.task_for === actor.id;
};

const setFor = (change: CommentChange, by: string, now: Date) =>
	({
		resolve: { resolved_at: now, resolved_by: by },
		reopen: { resolved_at: null, resolved_by: null },
		discard: { discarded_at: now },
		restore: { discarded_at: null },
		do: { done_at: now },
		undo: { done_at: null },
	})[change];
