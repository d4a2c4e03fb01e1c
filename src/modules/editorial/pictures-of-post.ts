import type { Actor } from '#kernel/permission.ts';
import type { Result } from '#kernel/result.ts';

import { changeContent, type EditFailure } from './change-post.ts';
import type { Changes } from './domain/change.ts';
import type { Post } from './domain/post.ts';
import type { EditorialNeeds } from './needs.ts';

interface Which {
	readonly id: string;
	readonly mediaId: string;
}

const listed = (post: Post, media: readonly string[]): Changes => ({
	media: { base: post.versions['media']?.v ?? 0, value: media },
});
const idsOf = ({ content }: Post): readonly string[] => content.media.map(({ mediaId }) => mediaId);

/** Puts a picture to the post, last in line; one that is there already stays where it is. */
export const addMedia =
	(needs: EditorialNeeds) =>
	({ id, mediaId }: Which, actor: Actor): Promise<Result<Post, EditFailure>> =>
		changeContent(needs, actor, {
			id,
			changesOf: (post) => (idsOf(post).includes(mediaId) ? {} : listed(post, [...idsOf(post), mediaId])),
		});

/** Takes a picture from the post; the picture itself stays with the unit. */
export const removeMedia =
	(needs: EditorialNeeds) =>
	({ id, mediaId }: Which, actor: Actor): Promise<Result<Post, EditFailure>> =>
		changeContent(needs, actor, {
			id,
			changesOf: (post) =>
				listed(
					post,
					idsOf(post).filter((one) => one !== mediaId),
				),
		});

interface Description extends Which {
	/** The version of the description the writer read. */
	readonly base: number;
	readonly alt: Readonly<Record<string, string>>;
}

/** Says what is to be seen on a picture, per language. */
export const describeMedia =
	(needs: EditorialNeeds) =>
	({ id, mediaId, base, alt }: Description, actor: Actor): Promise<Result<Post, EditFailure>> =>
		changeContent(needs, actor, { id, changesOf: () => ({ alts: { [mediaId]: { base, value: alt } } }) });
