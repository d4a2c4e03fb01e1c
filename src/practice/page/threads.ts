import type { Shown } from '../practice.ts';

/** A post and everything below it, in the order it was said. */
export interface Thread {
	readonly head: Shown;
	readonly below: readonly Shown[];
}

/** Orders a timeline into threads, the newest thread first; a thread whose head is gone begins with its first answer. */
export const threadsOf = (posts: readonly Shown[]): readonly Thread[] => {
	const byId = new Map(posts.map((post) => [post.id, post]));
	const headOf = (post: Shown): Shown => {
		const above = post.replyTo === null ? undefined : byId.get(post.replyTo);
		return above === undefined ? post : headOf(above);
	};
	const threads = Map.groupBy(posts, (post) => headOf(post).id);
	return [...threads]
		.flatMap(([id, all]) => {
			const head = byId.get(id);
			return head ? [{ head, below: all.filter((post) => post.id !== id) }] : [];
		})
		.sort((a, b) => b.head.at - a.head.at);
};
