import type { Actor } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';

import { changeContent, type EditFailure } from './change-post.ts';
import type { Changes } from './domain/change.ts';
import type { Post } from './domain/post.ts';
import type { EditorialNeeds, PresenceSeen } from './needs.ts';
import { findPost } from './store.ts';

/** Saves what a person wrote, field by field; the same save twice is one. */
export const saveDraft =
	(needs: EditorialNeeds) =>
	async (
		{ id, changes }: { readonly id: string; readonly changes: Changes },
		actor: Actor,
	): Promise<Result<Post, EditFailure>> => {
		if (changes.presences === undefined) return changeContent(needs, actor, { id, changesOf: () => changes });
		const post = await needs.db.read('post to save', (tx) => findPost(tx, id));
		if (post === null) return fail({ type: 'post.not-found' });
		const presences = await needs.channels.presencesFor(post.unitId);
		return changeContent(needs, actor, { id, changesOf: (now) => withLists(now, changes, presences) });
	};

/** A presence the post goes to from now on puts its films into the list it has for them, unless the same save says otherwise. */
const withLists = ({ content, versions }: Post, changes: Changes, presences: readonly PresenceSeen[]): Changes => {
	const there = new Set(content.renditions.map(({ presenceId }) => presenceId));
	const added = presences.flatMap(({ id, filmList }) =>
		filmList !== null && !there.has(id) && changes.presences?.value.includes(id)
			? [[id, { base: versions[`list:${id}`]?.v ?? 0, value: filmList }] as const]
			: [],
	);
	return { ...changes, renditionLists: { ...Object.fromEntries(added), ...changes.renditionLists } };
};
