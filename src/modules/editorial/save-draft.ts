import type { Actor } from '#kernel/permission.ts';
import type { Result } from '#kernel/result.ts';

import { changeContent, type EditFailure } from './change-post.ts';
import type { Changes } from './domain/change.ts';
import type { Post } from './domain/post.ts';
import type { EditorialNeeds } from './needs.ts';

/** Saves what a person wrote, field by field; the same save twice is one. */
export const saveDraft =
	(needs: EditorialNeeds) =>
	(
		{ id, changes }: { readonly id: string; readonly changes: Changes },
		actor: Actor,
	): Promise<Result<Post, EditFailure>> =>
		changeContent(needs, actor, { id, changesOf: () => changes });
