import { moment } from '../meta/words.ts';
import type { Account, Medium, Post } from '../plain/state.ts';
import { accountOf, type World } from '../plain/world.ts';

const fromOf = (world: World, by: string) => {
	const author = accountOf(world, by);
	return author ? { id: author.id, name: author.name } : undefined;
};

const livingBelow = ({ memory }: World, root: string): readonly Post[] =>
	memory.state.posts.filter((post) => post.root === root && post.id !== root && post.deletedAt === null);

export const pageNode = ({ addresses }: World, { id, name, handle, website = '' }: Account) => ({
	...{ id, name, username: handle, link: `${addresses.pages}/@${handle}`, website, about: undefined },
	...{ access_token: undefined, tasks: ['CREATE_CONTENT', 'MODERATE', 'MANAGE'] },
});

const shown = ({ addresses, memory }: World, id: string) => {
	const { mime = '' } = memory.state.media.find((one) => one.id === id) ?? {};
	const target = { id, url: `${addresses.pages}/${id}` };
	return {
		media_type: mime.startsWith('video/') ? 'video' : 'photo',
		media: { image: { src: `${addresses.origin}/media/${id}` } },
		target,
	};
};

const attachmentsOf = (world: World, { media, link }: Post) => {
	const all = media.map((id) => shown(world, id));
	if (all.length > 1) return { data: [{ media_type: 'album', subattachments: { data: all } }] };
	if (all.length === 1) return { data: all };
	return link === undefined ? undefined : { data: [{ media_type: 'link', url: link }] };
};

export const postNode = (world: World, post: Post) => {
	const below = livingBelow(world, post.id);
	const newest = Math.max(post.at, post.editedAt ?? 0, ...below.map(({ at }) => at));
	return {
		...{ id: post.id, message: post.text || undefined, from: fromOf(world, post.by) },
		...{ created_time: moment(post.at), updated_time: moment(newest), is_hidden: post.hidden },
		permalink_url: `${world.addresses.pages}/${post.id}`,
		attachments: attachmentsOf(world, post),
		reactions: { data: [], summary: { total_count: post.likes } },
		shares: undefined,
		comments: { data: [], summary: { order: 'ranked', total_count: below.length, can_comment: true } },
	};
};

export const commentNode = (world: World, post: Post) => {
	const [picture] = post.media;
	const above = world.memory.state.posts.find(({ id }) => id === post.replyTo);
	return {
		...{ id: post.id, message: post.text, from: fromOf(world, post.by), created_time: moment(post.at) },
		...{
			permalink_url: `${world.addresses.pages}/${post.id}`,
			is_hidden: post.hidden,
			can_hide: true,
			can_remove: true,
		},
		parent: above && above.replyTo !== null ? { id: above.id } : undefined,
		attachment: picture === undefined ? undefined : shown(world, picture),
	};
};

export const filmNode = ({ memory, clock, addresses }: World, { id, readyAt }: Medium) => {
	const post = memory.state.posts.find(({ media, deletedAt }) => media.includes(id) && deletedAt === null);
	return {
		...{ id, post_id: post?.id, published: post !== undefined, permalink_url: `${addresses.pages}/${id}` },
		status: { video_status: readyAt > clock.now() ? 'processing' : 'ready' },
	};
};
