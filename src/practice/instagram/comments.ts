import { showList } from '../meta/show.ts';
import { graphError, invalid, missing } from '../meta/words.ts';
import type { Account, Post } from '../plain/state.ts';
import { addPost, findPost, unknownField, type World } from '../plain/world.ts';
import type { Answer, Asked } from '../server.ts';
import type { Call } from './media.ts';
import { commentNode, commentsOf, mediaNode } from './nodes.ts';

const COMMENT_MOST = 300;
const COMMENT_TAGS = 4;
const COMMENT_LINKS = 1;

const listing = ({ addresses, memory }: World, node: string) => ({
	node,
	origin: addresses.origin,
	mood: memory.state.mood,
});

/** Stands below a post of the account. */
const isOurs = ({ memory }: World, post: Post, account: Account): boolean =>
	memory.state.posts.find(({ id }) => id === post.root)?.by === account.id;

/** SPEC: below a post stand comments, below a comment answers. Newest first. */
export const listBelow = (world: World, asked: Asked, { account, id }: Call): Answer => {
	const post = findPost(world, id);
	const isPost = post?.replyTo === null;
	if (post === undefined || !isOurs(world, post, account) || asked.path.endsWith('/comments') !== isPost)
		return missing(id, 'GET');
	const below = commentsOf(world, post.root).filter(({ replyTo }) => replyTo === id);
	return showList(
		below.toReversed().map((one) => commentNode(world, one)),
		asked,
		listing(world, 'IGComment'),
	);
};

/** SPEC: IG Media comments and IG Comment replies: 300 signs, four hashtags, one address. */
export const say = (world: World, { fields, path }: Asked, { account, id }: Call): Answer => {
	const given = fields ?? {};
	const odd = unknownField(given, ['message']);
	if (odd !== undefined) return invalid(`Unexpected parameter ${odd}`);
	const answered = findPost(world, id);
	if (answered === undefined || !isOurs(world, answered, account)) return missing(id, 'POST');
	if (path.endsWith('/comments') !== (answered.replyTo === null)) return missing(id, 'POST');
	if (answered.replyTo !== null && answered.replyTo !== answered.root)
		return invalid('An answer cannot be answered: answer the comment above it.');
	const message = wordsIn(given);
	if (typeof message !== 'string') return message;
	const post = addPost(world, { by: account.id, text: message, language: null, replyTo: id, media: [] });
	return { status: 200, json: { id: post.id } };
};

const wordsIn = ({ message }: Readonly<Record<string, unknown>>): string | Answer => {
	if (typeof message !== 'string' || message.trim() === '') return invalid('param message must be a string.');
	if (message.length > COMMENT_MOST) return invalid('The comment is too long.');
	if ((message.match(/#[\p{L}\p{N}_]+/gu)?.length ?? 0) > COMMENT_TAGS) return invalid('Too many hashtags.');
	return (message.match(/https?:\/\//g)?.length ?? 0) > COMMENT_LINKS ? invalid('Too many addresses.') : message;
};

/** SPEC: POST /{comment} hides or shows; POST /{media} opens or closes comments. Words are never changed. */
export const update = (world: World, { fields }: Asked, { account, id }: Call): Answer => {
	const given = fields ?? {};
	const post = findPost(world, id);
	if (post === undefined || !isOurs(world, post, account)) return missing(id, 'POST');
	const name = post.replyTo === null ? 'comment_enabled' : 'hide';
	const odd = unknownField(given, [name]);
	if (odd !== undefined) return invalid(`Unexpected parameter ${odd}`);
	if (typeof given[name] !== 'boolean') return invalid(`param ${name} must be a boolean.`);
	if (name === 'hide' && post.by === account.id) return invalid('A comment of the account itself cannot be hidden.');
	if (name === 'hide') post.hidden = given[name];
	return { status: 200, json: { success: true } };
};

export const remove = (world: World, _asked: Asked, { account, id }: Call): Answer => {
	const post = findPost(world, id);
	if (post === undefined) return missing(id, 'DELETE');
	if (!isOurs(world, post, account)) return graphError(200, '(#200) Permissions error');
	post.deletedAt = world.clock.now();
	return { status: 200, json: { success: true } };
};

const standing = ({ memory }: World): readonly Post[] =>
	memory.state.posts.filter(({ deletedAt, replyTo }) => deletedAt === null && replyTo === null).toReversed();

export const listMedia = (world: World, asked: Asked, { account, id }: Call): Answer => {
	if (id !== account.id) return missing(id, 'GET');
	const own = standing(world).filter(({ by }) => by === id);
	return showList(
		own.map((post) => mediaNode(world, post)),
		asked,
		listing(world, 'IGMedia'),
	);
};

/** Posts of others in which the account is tagged; here whoever names it tags it. */
export const listTags = (world: World, asked: Asked, { account, id }: Call): Answer => {
	if (id !== account.id) return missing(id, 'GET');
	const named = new RegExp(`@${account.handle}\\b`, 'i');
	const tagged = standing(world).filter(({ by, text }) => by !== id && named.test(text));
	return showList(
		tagged.map((post) => mediaNode(world, post)),
		asked,
		listing(world, 'IGMedia'),
	);
};
