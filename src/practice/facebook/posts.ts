import { show, showList } from '../meta/show.ts';
import { graphError, invalid, isAnswer, missing } from '../meta/words.ts';
import type { Account, Post } from '../plain/state.ts';
import { accountOf, addPost, findPost, nextId, reword, unknownField, type World } from '../plain/world.ts';
import type { Answer, Asked } from '../server.ts';
import { publishFilm } from './media.ts';
import { commentNode, filmNode, postNode } from './nodes.ts';

export interface Call {
	readonly account: Account;
	readonly id: string;
}

const MOST = 63_206;
const DUPLICATE = { subcode: 1_455_006 } as const;

const unpublished = ({ memory }: World, account: Account, id: string): boolean =>
	memory.state.media.some((one) => one.id === id && one.by === account.id && !one.used);

const mediaOf = (world: World, account: Account, given: unknown): readonly string[] | Answer => {
	if (given === undefined) return [];
	if (!Array.isArray(given)) return invalid('param attached_media must be an array.');
	const ids = given.map((one: unknown) => String((one as { media_fbid?: unknown } | null)?.media_fbid ?? ''));
	return ids.every((id) => unpublished(world, account, id))
		? ids
		: invalid('param attached_media must name unpublished photos of this page.');
};

interface Wanted {
	readonly text: string;
	readonly link?: string;
	readonly media: readonly string[];
}

/** Holds what is to be said to the network's rules. */
const read = (world: World, account: Account, given: Readonly<Record<string, unknown>>): Wanted | Answer => {
	const odd = unknownField(given, ['message', 'link', 'attached_media', 'published']);
	if (odd !== undefined) return invalid(`Unexpected parameter ${odd}`);
	const text = typeof given['message'] === 'string' ? given['message'] : '';
	if (text.length > MOST) return invalid('param message is too long.');
	const media = mediaOf(world, account, given['attached_media']);
	if (isAnswer(media)) return media;
	const { link } = given;
	if (link === undefined) return { text, media };
	if (typeof link !== 'string' || !URL.canParse(link)) return invalid('link URL is not properly formatted');
	return media.length > 0 ? invalid('A post carries a link or media, not both') : { text, media, link };
};

/** SPEC: POST /{page}/feed. */
export const createPost = (world: World, { fields }: Asked, { account, id }: Call): Answer => {
	if (id !== account.id) return graphError(200, '(#200) This is not the page that the key is for');
	const wanted = read(world, account, fields ?? {});
	if (isAnswer(wanted)) return wanted;
	if (wanted.text.trim() === '' && wanted.link === undefined && wanted.media.length === 0)
		return graphError(100, '(#100) The post is empty.', { subcode: 1_349_125 });
	if (isDouble(world, account, wanted.text)) return graphError(506, '(#506) Duplicate status message', DUPLICATE);
	const own = { id: `${account.id}_${nextId(world)}`, by: account.id, language: null, replyTo: null };
	const post = addPost(world, { ...wanted, ...own });
	return { status: 200, json: { id: post.id } };
};

const isDouble = ({ memory }: World, account: Account, text: string): boolean =>
	text !== '' &&
	memory.state.posts
		.filter(({ by, deletedAt, replyTo }) => by === account.id && deletedAt === null && replyTo === null)
		.slice(-20)
		.some((post) => post.text === text);

const isOwn = ({ by }: Post, account: Account): boolean => by === account.id;
/** Stands below a post of the page, or on it. */
const isOurs = (world: World, post: Post, account: Account): boolean =>
	isOwn(post, account) || world.memory.state.posts.find(({ id }) => id === post.root)?.by === account.id;

/** SPEC: POST /{comment} changes words of our own or hides somebody else's; POST /{post} changes words; POST /{video} publishes. */
export const update = (world: World, asked: Asked, { account, id }: Call): Answer => {
	const given = asked.fields ?? {};
	const film = world.memory.state.media.find((one) => one.id === id && one.mime.startsWith('video/'));
	if (film) return film.by === account.id ? publishFilm(world, asked, { account, film }) : missing(id, 'POST');
	const post = findPost(world, id);
	if (post === undefined || !isOurs(world, post, account)) return missing(id, 'POST');
	const odd = unknownField(given, post.replyTo === null ? ['message'] : ['message', 'is_hidden']);
	if (odd !== undefined) return invalid(`Unexpected parameter ${odd}`);
	return 'is_hidden' in given
		? hide(post, account, given['is_hidden'])
		: rewrite(world, { post, account }, given['message']);
};

const hide = (post: Post, account: Account, hidden: unknown): Answer => {
	if (typeof hidden !== 'boolean') return invalid('param is_hidden must be a boolean.');
	if (isOwn(post, account)) return invalid('A comment of the page itself cannot be hidden.');
	post.hidden = hidden;
	return { status: 200, json: { success: true } };
};

const rewrite = (
	world: World,
	{ post, account }: { readonly post: Post; readonly account: Account },
	text: unknown,
): Answer => {
	if (!isOwn(post, account)) return graphError(200, '(#200) Only the author can change the message.');
	if (typeof text !== 'string' || text.trim() === '') return invalid('param message must be a string.');
	if (text.length > MOST) return invalid('param message is too long.');
	reword(post, text, world.clock.now());
	return { status: 200, json: { success: true } };
};

export const remove = (world: World, _asked: Asked, { account, id }: Call): Answer => {
	const film = world.memory.state.media.find((one) => one.id === id && one.by === account.id);
	const post = film
		? world.memory.state.posts.find(({ media, deletedAt }) => media.includes(id) && deletedAt === null)
		: findPost(world, id);
	if (post === undefined) return missing(id, 'DELETE');
	if (!isOurs(world, post, account)) return graphError(200, '(#200) Permissions error');
	post.deletedAt = world.clock.now();
	return { status: 200, json: { success: true } };
};

export const showObject = (world: World, asked: Asked, { account, id }: Call): Answer => {
	const film = world.memory.state.media.find((one) => one.id === id && one.by === account.id);
	if (film) return show('Video', filmNode(world, film), asked);
	const post = findPost(world, id);
	if (post === undefined) return missing(id, 'GET');
	return post.replyTo === null
		? show('PagePost', postNode(world, post), asked)
		: show('Comment', commentNode(world, post), asked);
};

/** SPEC: POST /{post}/comments and /{comment}/comments. */
export const createComment = (world: World, { fields }: Asked, { account, id }: Call): Answer => {
	const given = fields ?? {};
	const answered = findPost(world, id);
	if (answered === undefined) return missing(id, 'POST');
	const odd = unknownField(given, ['message', 'attachment_id']);
	if (odd !== undefined) return invalid(`Unexpected parameter ${odd}`);
	const text = typeof given['message'] === 'string' ? given['message'] : '';
	const picture = given['attachment_id'] === undefined ? undefined : String(given['attachment_id']);
	if (picture !== undefined && !unpublished(world, account, picture))
		return invalid('param attachment_id names no photo of this page.');
	if (text.trim() === '' && picture === undefined) return invalid('The comment is empty.');
	if (text.length > MOST) return invalid('param message is too long.');
	const media = picture === undefined ? [] : [picture];
	const post = addPost(world, { by: account.id, text, language: null, replyTo: answered.id, media });
	return { status: 200, json: { id: post.id } };
};

const living = ({ memory }: World): readonly Post[] =>
	memory.state.posts.filter(({ deletedAt }) => deletedAt === null).toReversed();
const listing = ({ addresses, memory }: World, node: string) => ({
	node,
	origin: addresses.origin,
	mood: memory.state.mood,
});

export const listComments = (world: World, asked: Asked, { id }: Call): Answer => {
	const post = findPost(world, id);
	if (post === undefined) return missing(id, 'GET');
	const filter = asked.query.get('filter') ?? 'toplevel';
	if (!['stream', 'toplevel'].includes(filter)) return invalid('param filter must be one of {STREAM, TOPLEVEL}');
	const order = asked.query.get('order') ?? 'chronological';
	if (!['chronological', 'reverse_chronological'].includes(order))
		return invalid('param order must be one of the known ones');
	const below = living(world).filter((one) =>
		filter === 'stream' && post.replyTo === null ? one.root === id && one.id !== id : one.replyTo === id,
	);
	const ordered = order === 'chronological' ? below.toReversed() : below;
	return showList(
		ordered.map((one) => commentNode(world, one)),
		asked,
		listing(world, 'Comment'),
	);
};

export const listFeed = (world: World, asked: Asked, { account, id }: Call): Answer => {
	if (id !== account.id) return missing(id, 'GET');
	const since = Number(asked.query.get('since') ?? 0) * 1000;
	const own = living(world).filter(({ by, replyTo, at }) => by === id && replyTo === null && at >= since);
	return showList(
		own.map((post) => postNode(world, post)),
		asked,
		listing(world, 'PagePost'),
	);
};

/** Posts of others that name the page. */
export const listTagged = (world: World, asked: Asked, { account, id }: Call): Answer => {
	if (id !== account.id) return missing(id, 'GET');
	const named = new RegExp(`@${account.handle}\\b`, 'i');
	const tagged = living(world).filter(({ by, replyTo, text }) => by !== id && replyTo === null && named.test(text));
	return showList(
		tagged.map((post) => postNode(world, post)),
		asked,
		listing(world, 'PagePost'),
	);
};

/** SPEC: POST and DELETE /{comment}/likes and /{post}/likes, as the page; both as often as one likes. */
export const setLiked = (world: World, asked: Asked, { account, id }: Call): Answer => {
	const post = findPost(world, id);
	if (post === undefined) return missing(id, asked.method);
	const odd = unknownField(asked.fields ?? {}, []);
	if (odd !== undefined) return invalid(`Unexpected parameter ${odd}`);
	const { state } = world.memory;
	const isMine = ({ by, post: liked }: { by: string; post: string }) => by === account.id && liked === post.id;
	const on = asked.method === 'POST';
	const stood = state.liked.some(isMine);
	state.liked = state.liked.filter((one) => !isMine(one));
	if (on) state.liked.push({ by: account.id, post: post.id });
	post.likes += Number(on) - Number(stood);
	return { status: 200, json: { success: true } };
};

export const setBlocked = (world: World, asked: Asked, { account, id }: Call): Answer => {
	if (id !== account.id) return graphError(200, '(#200) Only a page itself can block');
	const on = asked.method === 'POST';
	const given: unknown = on ? asked.fields?.['psid'] : [asked.query.get('psid') ?? ''];
	if (!Array.isArray(given) || given.length === 0) return invalid('param psid must be an array.');
	const who = given.map(String);
	if (who.some((one) => accountOf(world, one) === undefined)) return invalid('Cannot block an invalid user');
	const { state } = world.memory;
	state.blocks = state.blocks.filter((one) => one.by !== id || !who.includes(one.who));
	if (on) state.blocks.push(...who.map((one) => ({ by: id, who: one })));
	return { status: 200, json: on ? Object.fromEntries(who.map((one) => [one, true])) : { success: true } };
};
