import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';
import { done, type Leaf } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { keepRevision } from './change-post.ts';
import type { Content, Post, Rendition } from './domain/post.ts';
import { NEWSROOM } from './domain/rendition.ts';
import type { EditorialNeeds, PresenceSeen } from './needs.ts';
import { findTemplate } from './pieces/read-pieces.ts';
import { addPost, addStep, findPost } from './store.ts';

export type CreateFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'post.not-found' }
	| { readonly type: 'piece.not-found' };

export interface NewDraft {
	readonly unitId: string;
	readonly title: string;
	readonly text: string;
	readonly language: string;
	readonly templateId?: string | undefined;
}

interface Start {
	readonly unitId: string;
	readonly content: Content;
	readonly what: 'created' | 'duplicated';
	readonly from?: string;
	/** Who counts as its author where machinery places it. */
	readonly authorId?: string;
}

/** Begins a post of the unit. It goes to the newsroom and everywhere the unit speaks, until the author says otherwise. */
export const createDraft =
	(needs: EditorialNeeds) =>
	async (
		{ unitId, title, text, language, templateId }: NewDraft,
		actor: Actor,
	): Promise<Result<Post, CreateFailure>> => {
		if (!may(actor, 'post.write', unitId)) return fail({ type: 'access.denied' });
		const renditions = await outletsFor(needs, unitId);
		const content: Content = { title, text, kind: 'news', topic: null, language, renditions, media: [], details: null };
		if (templateId === undefined) return begin(needs, { unitId, content, what: 'created' }, actor);
		const filled = await fromTemplate(needs, templateId, { unitId, content });
		return filled.ok
			? begin(needs, { unitId, content: filled.value, what: 'created', from: templateId }, actor)
			: filled;
	};

/** The content with what a template of the unit, or of one above it, says; its words per network stand as own words there. */
const fromTemplate = async (
	needs: EditorialNeeds,
	templateId: string,
	{ unitId, content }: Pick<Start, 'unitId' | 'content'>,
): Promise<Result<Content, { readonly type: 'piece.not-found' }>> => {
	const path = (await needs.people.unitPath(unitId)).map(({ id }) => id);
	const found = await needs.db.read('template', (tx) => findTemplate(tx, templateId, path));
	if (found === null) return fail({ type: 'piece.not-found' });
	const { forms } = found;
	const channels = new Map((await needs.channels.presencesFor(unitId)).map(({ id, channel }) => [id, channel]));
	const formFor = (presenceId: string): string | null => {
		const channel = channels.get(presenceId);
		return channel === undefined ? null : (forms[channel] ?? null);
	};
	return ok({
		...content,
		title: content.title.trim() === '' ? found.title : content.title,
		text: content.text.trim() === '' ? found.text : content.text,
		kind: found.post_kind ?? content.kind,
		topic: found.topic,
		renditions: content.renditions.map((one) => ({ ...one, text: formFor(one.presenceId) })),
	});
};

/** Where a new post of the unit goes until its author says otherwise: everywhere the unit speaks, the own house first. */
export const outletsFor = async (
	{ channels }: Pick<EditorialNeeds, 'channels'>,
	unitId: string,
): Promise<Rendition[]> => {
	const presences = await channels.presencesFor(unitId);
	const live = presences.filter(({ state }) => state === 'live' || state === 'paused');
	const order = [
		...live.filter(({ channel }) => channel === NEWSROOM),
		...live.filter(({ channel }) => channel !== NEWSROOM),
	];
	return order.map((presence) => ({ presenceId: presence.id, text: null, ...listAt(presence) }));
};

/** Films are put into the list of the presence from the start, so that the writer sees it and can choose another. */
const listAt = ({ filmList }: Pick<PresenceSeen, 'filmList'>): Pick<Rendition, 'list'> =>
	filmList === null ? {} : { list: filmList };

/** Takes what a post says as the beginning of a new one of the same unit. */
export const duplicatePost =
	(needs: EditorialNeeds) =>
	async ({ id }: { readonly id: string }, actor: Actor): Promise<Result<Post, CreateFailure>> => {
		const post = await needs.db.read('post to duplicate', (tx) => findPost(tx, id));
		if (post === null || !may(actor, 'post.read', post.unitId)) return fail({ type: 'post.not-found' });
		if (!may(actor, 'post.write', post.unitId)) return fail({ type: 'access.denied' });
		return begin(needs, { unitId: post.unitId, content: post.content, what: 'duplicated', from: id }, actor);
	};

const begin = (needs: EditorialNeeds, start: Start, actor: Actor): Promise<Result<Post, never>> =>
	needs.act<Post, never>('begin post', actor, async (tx) => {
		const { post, leaf } = await placeDraft(needs, tx, { start, actor });
		return done(post, leaf);
	});

/** Puts a new draft into the office in a transaction that does more than that; the leaf belongs to the caller's act. */
export const placeDraft = async (
	needs: Pick<EditorialNeeds, 'clock' | 'ids' | 'events'>,
	tx: Tx,
	{ start, actor }: { readonly start: Start; readonly actor: Actor },
): Promise<{ readonly post: Post; readonly leaf: Leaf }> => {
	const { unitId, content, what, from, authorId = actor.id } = start;
	const now = needs.clock.now();
	const post = blankPost(needs.ids.next('post'), { unitId, content, authorId, now });
	await addPost(tx, post);
	await keepRevision(tx, { edited: post, actor, fields: [], now });
	const detail = from === undefined ? {} : { from };
	await addStep(tx, { id: needs.ids.next('step'), postId: post.id, at: now, byId: actor.id, what, detail });
	await needs.events.announce(tx, { topic: 'post', id: post.id, unitId });
	const payload = { title: content.title, text: content.text, language: content.language, ...detail };
	return { post, leaf: { kind: `post.${what}`, subject: post.id, unitId, payload } };
};

interface Blank {
	readonly unitId: string;
	readonly content: Content;
	readonly authorId: string;
	readonly now: Instant;
}

/** A post of which nothing is known but who writes it and what it says. */
export const blankPost = (id: string, { unitId, content, authorId, now }: Blank): Post => ({
	id,
	unitId,
	authorId,
	state: 'draft',
	correction: null,
	correctionReason: null,
	content,
	versions: {},
	revision: 1,
	editors: [],
	slug: null,
	shortCode: null,
	wall: null,
	dueAt: null,
	contentHash: null,
	askedAt: null,
	publishedAt: null,
	publishedRevision: null,
	withdrawnAt: null,
	withdrawnNote: null,
	createdAt: now,
	changedAt: now,
});
