import type { Post } from './state.ts';
import type { World } from './world.ts';

const HOUR = 3_600_000;
/** Seen mostly in the first three days. */
const FRESH_HOURS = 72;

/** What happened to a post so far, as the networks would count it: the same again from the same life. */
export interface Figures {
	readonly views: number;
	/** How many people that were. */
	readonly reach: number;
	readonly likes: number;
	/** All that was said below it. */
	readonly answers: number;
}

export const figuresOf = ({ memory, clock }: World, post: Post): Figures => {
	const answers = memory.state.posts.filter(
		({ root, id, deletedAt }) => root === post.id && id !== post.id && deletedAt === null,
	).length;
	const hours = Math.min(FRESH_HOURS, Math.floor((clock.now() - post.at) / HOUR));
	const views = hours * 7 + post.likes * 25 + answers * 40;
	return { views, reach: Math.floor((views * 3) / 4), likes: post.likes, answers };
};
