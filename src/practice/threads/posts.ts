import type { ReplyControl } from '#kernel/reply-control.ts';

import { show, showList } from '../meta/show.ts';
import { graphError, invalid, missing, moment } from '../meta/words.ts';
import type { Account, Container, Post } from '../plain/state.ts';
import { accountOf, addPost, findPost, unknownField, type World } from '../plain/world.ts';
import type { Answer, Asked } from '../server.ts';
import { type Call, findContainer, optionsIn, stateOf } from './containers.ts';

/** SPEC: docs/threads/overview: in 24 hours that roll on. */
const POSTS_MOST = 250;
const REPLIES_MOST = 1000;
const DAY_MS = 24 * 3_600_000;

const published = ({ memory, clock }: World, { id }: Account, answers: boolean): number =>
	memory.state.posts.filter(
		({ by, at, replyTo }) => by === id && clock.now() - at < DAY_MS && (replyTo !== null) === answers,
	).length;

const unknownContainer = (id: string): Answer =>
	graphError(24, 'The requested resource does not exist', {
		subcode: 4_279_009,
		user: { title: 'Media Not Found', words: `The media with id ${id} cannot be found.` },
	});

const elsewhere = ({ account, id }: Call): Answer | null =>
	id === 'me' || id === account.id
		? null
		: graphError(10, '(#10) Application does not have permission for this action');

/** SPEC: POST /{account}/threads_publish: a container becomes a post once. */
export const publish = (world: World, { fields }: Asked, call: Call): Answer => {
	const odd = unknownField(fields ?? {}, ['creation_id']);
	if (odd !== undefined) return invalid(`Unexpected parameter ${odd}`);
	const id = String(fields?.['creation_id'] ?? '');
	const container = findContainer(world, call.account, id);
	const wrong = elsewhere(call) ?? notReady(world, container, id);
	if (wrong) return wrong;
	return container === undefined ? unknownContainer(id) : bringOut(world, call.account, container);
};

const notReady = (world: World, container: Container | undefined, id: string): Answer | null => {
	const state = container === undefined ? 'IN_PROGRESS' : stateOf(world, container);
	if (state === 'IN_PROGRESS') return unknownContainer(id);
	if (state === 'PUBLISHED') return invalid('The container was published already.');
	if (state !== 'FINISHED') return invalid(`The container cannot be published: ${state}.`);
	return container?.item ? invalid('A carousel item is not published by itself.') : null;
};

const bringOut = (world: World, account: Account, container: Container): Answer => {
	const { text } = container;
	const { reply_to_id: replyTo = null, poll_attachment: poll, link_attachment: link } = container.given ?? {};
	const replyControl = CONTROLS[container.given?.['reply_control'] ?? ''];
	const most = replyTo === null ? POSTS_MOST : REPLIES_MOST;
	if (published(world, account, replyTo !== null) >= most)
		return graphError(4, 'Application request limit reached', {
			subcode: 2_207_042,
			user: { title: 'Publishing limit', words: 'You reached the maximum number of posts in 24 hours.' },
		});
	const options = poll === undefined ? null : optionsIn(poll);
	const post = addPost(world, {
		...{ by: account.id, text, language: null, replyTo, media: container.media },
		...(options === null ? {} : { options }),
		...(link === undefined ? {} : { link }),
		...(replyControl === undefined ? {} : { replyControl }),
	});
	container.post = post.id;
	return { status: 200, json: { id: post.id } };
};

/** SPEC: docs/threads/reply-management, `reply_control`, for posts that begin something. */
const CONTROLS: Readonly<Record<string, ReplyControl>> = {
	accounts_you_follow: 'following',
	mentioned_only: 'mentioned',
	followers_only: 'followers',
};
const audienceOf = ({ replyControl }: Post): string =>
	(Object.entries(CONTROLS).find(([, control]) => control === replyControl)?.[0] ?? 'everyone').toUpperCase();

/** SPEC: GET /{account}/threads_publishing_limit. */
export const showLimit = (world: World, asked: Asked, call: Call): Answer => {
	const wrong = elsewhere(call);
	if (wrong) return wrong;
	const whole = {
		...{ quota_usage: published(world, call.account, false), config: configOf(POSTS_MOST) },
		...{ reply_quota_usage: published(world, call.account, true), reply_config: configOf(REPLIES_MOST) },
		...{ delete_quota_usage: 0, delete_config: configOf(100) },
	};
	const shown = show('ThreadsPublishingLimit', whole, asked);
	return shown.status === 200 ? { status: 200, json: { data: [withoutId(shown.json)] } } : shown;
};

const configOf = (quota_total: number) => ({ quota_total, quota_duration: 86_400 });
const withoutId = (json: unknown): unknown => {
	const { id: _, ...rest } = json as Readonly<Record<string, unknown>>;
	return rest;
};

const handleOf = (world: World, id: string): string => accountOf(world, id)?.handle ?? '';

const kindOf = ({ memory }: World, { media }: Post): string => {
	if (media.length > 1) return 'CAROUSEL_ALBUM';
	const only = memory.state.media.find(({ id }) => id === media[0]);
	return only === undefined ? 'TEXT_POST' : only.mime.startsWith('video/') ? 'VIDEO' : 'IMAGE';
};

const living = ({ memory }: World): readonly Post[] =>
	memory.state.posts.filter(({ deletedAt }) => deletedAt === null).toReversed();

/** SPEC: docs/threads/threads-media and reply-management. Of its author it tells the short name. */
const postNode = (world: World, account: Account, post: Post) => {
	const { addresses, memory } = world;
	const handle = handleOf(world, post.by);
	const [first] = memory.state.media.filter(({ id }) => post.media.includes(id));
	const isReply = post.replyTo !== null;
	return {
		...{ id: post.id, text: post.text || undefined, username: handle, timestamp: moment(post.at) },
		...{ permalink: `${addresses.pages}/@${handle}/post/${post.id}`, shortcode: post.id, topic_tag: undefined },
		...{ media_product_type: 'THREADS', media_type: kindOf(world, post), is_quote_post: false },
		media_url: first ? `${addresses.origin}/media/${first.id}` : undefined,
		...{ thumbnail_url: undefined, alt_text: first?.alt || undefined, link_attachment_url: post.link },
		children: post.media.length > 1 ? { data: post.media.map((id) => ({ id })) } : undefined,
		has_replies: living(world).some(({ replyTo }) => replyTo === post.id),
		...{ is_reply: isReply, is_reply_owned_by_me: isReply && post.by === account.id },
		...{ root_post: isReply ? { id: post.root } : undefined, replied_to: isReply ? { id: post.replyTo } : undefined },
		...{ hide_status: post.hidden ? 'HIDDEN' : 'NOT_HUSHED', reply_audience: audienceOf(post) },
		owner: post.by === account.id ? { id: post.by } : undefined,
		poll_attachment: post.options && Object.fromEntries(post.options.map((one, at) => [`option_${'abcd'[at]}`, one])),
	};
};

const accountNode = ({ id, handle, name, website = '' }: Account) => ({
	...{ id, username: handle, name, threads_biography: website, threads_profile_picture_url: undefined },
	is_verified: false,
});

/** SPEC: GET of an account, a container or a post. */
export const showObject = (world: World, asked: Asked, { account, id }: Call): Answer => {
	if (id === 'me' || id === account.id) return show('ThreadsUser', accountNode(account), asked);
	const container = findContainer(world, account, id);
	if (container) {
		return show('ThreadsContainer', { id, status: stateOf(world, container), error_message: container.error }, asked);
	}
	const post = findPost(world, id);
	return post ? show('ThreadsMedia', postNode(world, account, post), asked) : missing(id, 'GET');
};

const listed = (
	world: World,
	asked: Asked,
	{ posts, account }: { posts: readonly Post[]; account: Account },
): Answer => {
	const [since, until] = ['since', 'until'].map((name) => Number(asked.query.get(name) ?? 0) * 1000);
	const within = posts.filter(({ at }) => at >= (since ?? 0) && (!until || at < until));
	const { origin } = world.addresses;
	const nodes = within.map((post) => postNode(world, account, post));
	return showList(nodes, asked, { node: 'ThreadsMedia', origin, mood: world.memory.state.mood });
};

const listOf =
	(which: (world: World, account: Account) => readonly Post[]) =>
	(world: World, asked: Asked, call: Call): Answer =>
		elsewhere(call) ?? listed(world, asked, { posts: which(world, call.account), account: call.account });

export const listOwn = listOf((world, { id }) =>
	living(world).filter(({ by, replyTo }) => by === id && replyTo === null),
);
export const listOwnReplies = listOf((world, { id }) =>
	living(world).filter(({ by, replyTo }) => by === id && replyTo !== null),
);
export const listMentions = listOf((world, { id, handle }) =>
	living(world).filter(({ by, text }) => by !== id && new RegExp(`@${handle}\\b`, 'i').test(text)),
);

const below =
	(which: (one: Post, post: Post) => boolean) =>
	(world: World, asked: Asked, { account, id }: Call): Answer => {
		const post = findPost(world, id);
		if (post === undefined || post.by !== account.id) return missing(id, 'GET');
		const reverse = asked.query.get('reverse') ?? 'true';
		if (!['true', 'false'].includes(reverse)) return invalid('Param reverse must be a boolean');
		const posts = living(world).filter((one) => which(one, post));
		return listed(world, asked, { posts: reverse === 'true' ? posts : posts.toReversed(), account });
	};

export const listReplies = below((one, post) => one.replyTo === post.id);
export const listConversation = below((one, post) =>
	post.replyTo === null ? one.root === post.id && one.id !== post.id : one.replyTo === post.id,
);

/** SPEC: POST /{reply}/manage_reply: only answers that stand directly below a post of our own. */
export const manageReply = (world: World, { fields }: Asked, { account, id }: Call): Answer => {
	const post = findPost(world, id);
	if (post === undefined) return missing(id, 'POST');
	const hide = String(fields?.['hide'] ?? '');
	if (!['true', 'false'].includes(hide)) return invalid('Param hide must be a boolean');
	const root = findPost(world, post.root);
	if (root?.by !== account.id || post.by === account.id)
		return graphError(10, '(#10) Only replies to your own posts can be hidden.');
	if (post.replyTo !== post.root) return invalid('Only top-level replies can be hidden or shown.');
	post.hidden = hide === 'true';
	return { status: 200, json: { success: true } };
};

export const remove = (world: World, _asked: Asked, { account, id }: Call): Answer => {
	const post = findPost(world, id);
	if (post === undefined) return missing(id, 'DELETE');
	if (post.by !== account.id) return graphError(10, '(#10) Only your own posts can be deleted.');
	post.deletedAt = world.clock.now();
	return { status: 200, json: { success: true, deleted_id: id } };
};
