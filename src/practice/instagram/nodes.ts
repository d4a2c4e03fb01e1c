import { moment } from '../meta/words.ts';
import type { Account, Container, Post } from '../plain/state.ts';
import { accountOf, type World } from '../plain/world.ts';
import { stateOf } from './media.ts';

export const profileNode = (_world: World, { id, name, handle, website = '' }: Account) => ({
	...{ id, name, username: handle, website, biography: '' },
	...{ media_count: 0, followers_count: 0, follows_count: 0 },
});

export const containerNode = (world: World, container: Container) => {
	const code = stateOf(world, container);
	return { id: container.id, status_code: code, status: code };
};

export const commentsOf = ({ memory }: World, post: string): readonly Post[] =>
	memory.state.posts.filter((one) => one.root === post && one.id !== post && one.deletedAt === null);

export const mediaNode = (world: World, post: Post) => {
	const author = accountOf(world, post.by);
	const films = post.media.filter((id) =>
		world.memory.state.media.some((one) => one.id === id && one.mime.startsWith('video/')),
	);
	const kind = films.length > 0 ? 'VIDEO' : post.media.length > 1 ? 'CAROUSEL_ALBUM' : 'IMAGE';
	return {
		...{ id: post.id, caption: post.text, timestamp: moment(post.at), username: author?.handle, media_type: kind },
		...{ permalink: `${world.addresses.pages}/p/${post.id}/`, shortcode: post.id, owner: { id: post.by } },
		...{ comments_count: commentsOf(world, post.id).length, like_count: post.likes, is_comment_enabled: true },
	};
};

const bareComment = (world: World, { id, by, text, at, hidden, replyTo, root }: Post) => {
	const { handle = '' } = accountOf(world, by) ?? {};
	return {
		...{ id, text, timestamp: moment(at), username: handle, from: { id: by, username: handle }, hidden },
		...{ like_count: 0, parent_id: replyTo === root ? undefined : (replyTo ?? undefined) },
	};
};

/** So many answers are told with their comment. */
const ANSWERS_TOLD = 25;

export const commentNode = (world: World, post: Post) => {
	const below = commentsOf(world, post.root)
		.filter(({ replyTo }) => replyTo === post.id)
		.map((one) => bareComment(world, one));
	const next = below.length > ANSWERS_TOLD ? { paging: { next: `${world.addresses.origin}/${post.id}/replies` } } : {};
	return {
		...bareComment(world, post),
		replies: below.length > 0 ? { data: below.slice(0, ANSWERS_TOLD), ...next } : undefined,
	};
};
