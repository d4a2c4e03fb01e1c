import type { Frozen, PostView } from './shapes.ts';

/** The content the page speaks of: what is being asked for or planned, else what is out. */
export const frozenToShow = (post: PostView): { readonly frozen: Frozen | null; readonly hash: string | null } =>
	post.frozen !== null && (post.publishedHash === null || post.correction !== null)
		? { frozen: post.frozen, hash: post.contentHash }
		: { frozen: post.published ?? post.frozen, hash: post.publishedHash ?? post.contentHash };
