import type { Post } from '../plain/state.ts';
import { accountOf, addPost, findPost, reword, unknownField, type World } from '../plain/world.ts';
import type { Answer, Asked } from '../server.ts';
import { activityOf, type Call, commentOf, numberIn, urnOf } from './call.ts';
import { inMood } from './posts.ts';
import { listIn, objectOf, paged, problem, textOf } from './words.ts';

/** SPEC: learn.microsoft.com, Comments API: plain words, 1250 characters; comments go one step deep. */
const MOST = 1250;

const invalid = (message: string): Answer => problem(422, 'INVALID_VALUE', message);
const below = ({ memory }: World, id: string): readonly Post[] =>
	memory.state.posts.filter(({ replyTo, deletedAt }) => replyTo === id && deletedAt === null);

const entityOf = (world: World, post: Post) => {
	const author = accountOf(world, post.by);
	const actor = author ? urnOf(author) : 'urn:li:person:unknown';
	return {
		...{ id: post.id, commentUrn: commentOf(post), actor, object: activityOf(post.root), message: { text: post.text } },
		created: { actor, time: post.at },
		lastModified: { actor, time: post.editedAt ?? post.at },
		...(post.replyTo === post.root ? {} : { parentComment: parentOf(world, post) }),
		commentsSummary: { totalFirstLevelComments: below(world, post.id).length },
	};
};

const parentOf = (world: World, { replyTo }: Post): string | undefined => {
	const parent = findPost(world, replyTo ?? '');
	return parent && commentOf(parent);
};

/** The post or comment that the address names, with the right to act below it. */
const target = (world: World, urn: string): Post | undefined => findPost(world, numberIn(urn) ?? '');
const missing = (urn: string): Answer => problem(404, 'NOT_FOUND', `The object ${urn} does not exist`);

export const listComments = (world: World, { query }: Asked, { id }: Call): Answer => {
	const post = target(world, id);
	if (post === undefined) return missing(id);
	const read = paged(below(world, post.id), query);
	if ('status' in read) return read;
	const total = below(world, post.id).length;
	const elements = inMood(world, read.page).map((one) => entityOf(world, one));
	return { status: 200, json: { paging: { total }, elements } };
};

export const createComment = (world: World, { fields }: Asked, call: Call): Answer => {
	const given = fields ?? {};
	const odd = unknownField(given, ['actor', 'object', 'message', 'parentComment', 'content']);
	if (odd !== undefined) return invalid(`/${odd} :: unrecognized field found but not allowed`);
	const place = target(world, call.id);
	if (place === undefined) return missing(call.id);
	if (given['actor'] !== urnOf(call.account)) return problem(403, 'ACCESS_DENIED', 'actor: you may not speak for it');
	const text = textOf(objectOf(given['message'])['text']);
	if (text.trim() === '') return invalid('/message/text :: field is required but not found');
	if (text.length > MOST) return invalid(`/message/text :: has more than ${MOST} characters`);
	if (textOf(given['object']) === '') return invalid('/object :: field is required but not found');
	const isComment = place.replyTo !== null;
	if (isComment && given['parentComment'] !== commentOf(place))
		return invalid('/parentComment :: has to name the comment that is answered');
	if (isComment && place.replyTo !== place.root) return invalid('/parentComment :: is itself an answer');
	const made = addPost(world, { by: call.account.id, text, language: null, replyTo: place.id, media: [] });
	return { status: 201, headers: { 'x-restli-id': made.id }, json: entityOf(world, made) };
};

const ownComment = (world: World, { query }: Asked, { account, id }: Call): Post | Answer => {
	const comment = findPost(world, id.split('/comments/')[1] ?? '');
	if (query.get('actor') !== urnOf(account)) return problem(403, 'ACCESS_DENIED', 'actor: you may not speak for it');
	if (comment === undefined || comment.replyTo === null) return missing(id);
	return comment.by === account.id ? comment : problem(403, 'ACCESS_DENIED', 'The comment is not one of yours');
};

export const changeComment = (world: World, asked: Asked, call: Call): Answer => {
	if (asked.headers['x-restli-method'] !== 'PARTIAL_UPDATE')
		return problem(400, 'INVALID_METHOD', 'X-RestLi-Method: PARTIAL_UPDATE is missing');
	const comment = ownComment(world, asked, call);
	if ('status' in comment) return comment;
	const text = textOf(objectOf(objectOf(objectOf(asked.fields?.['patch'])['message'])['$set'])['text']);
	if (text.trim() === '' || text.length > MOST) return invalid(`/message/text :: has 1 to ${MOST} characters`);
	reword(comment, text, world.clock.now());
	return { status: 200, json: entityOf(world, comment) };
};

export const deleteComment = (world: World, asked: Asked, call: Call): Answer => {
	const comment = ownComment(world, asked, call);
	if ('status' in comment) return comment;
	comment.deletedAt = world.clock.now();
	return { status: 204 };
};

/** SPEC: Social Metadata API, asked for many at once. */
export const countComments = (world: World, { search }: Asked, _call: Call): Answer => {
	const ids = listIn(search);
	if (ids === null || ids.length === 0) return problem(400, 'INVALID_PARAM', 'ids: List(...) is missing');
	const results = ids.flatMap((urn) => {
		const post = target(world, urn);
		if (post === undefined) return [];
		const [first, all] = [below(world, post.id), world.memory.state.posts];
		const count = all.filter(
			({ root, replyTo, deletedAt }) => root === post.id && replyTo !== null && deletedAt === null,
		).length;
		return [[urn, { entity: urn, commentSummary: { count, topLevelCount: first.length }, commentsState: 'OPEN' }]];
	});
	return { status: 200, json: { results: Object.fromEntries(results), statuses: {}, errors: {} } };
};
