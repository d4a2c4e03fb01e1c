import type { Post } from '../plain/state.ts';
import { accountOf, addPost, findPost, reword, unknownField, type World } from '../plain/world.ts';
import type { Answer, Asked } from '../server.ts';
import { type Call, etag } from './films.ts';
import { invalid, isAnswer, objectOf, paged, problem, textOf, wrongPart } from './words.ts';

const MOST = 10_000;
/** SPEC: a thread shows a few of its answers beside it. */
const SHOWN_BESIDE = 5;

const isFilm = ({ memory }: World, id: string): boolean => memory.state.films.some(({ post }) => post === id);
const isComment = (world: World, { id, deletedAt }: Post): boolean => deletedAt === null && !isFilm(world, id);

/** The first comment of a thread: right below the film, or on the channel. */
const topOf = (world: World, post: Post): Post => {
	const before = post.replyTo === null || isFilm(world, post.replyTo) ? undefined : findPost(world, post.replyTo);
	return before ? topOf(world, before) : post;
};

const living = (world: World): readonly Post[] => world.memory.state.posts.filter((post) => isComment(world, post));
const standing = (world: World): readonly Post[] => living(world).filter(({ hidden }) => !hidden);

const entityOf = (world: World, post: Post) => {
	const author = accountOf(world, post.by);
	const top = topOf(world, post);
	const updatedAt = new Date(post.editedAt ?? post.at).toISOString();
	const film = world.memory.state.films.find((one) => one.post === top.replyTo);
	return {
		...{ kind: 'youtube#comment', etag: etag(post.id), id: post.id },
		snippet: {
			...{ textDisplay: post.text, textOriginal: post.text, authorDisplayName: author?.name ?? '' },
			...{ authorChannelUrl: `http://www.youtube.com/@${author?.handle}`, authorChannelId: { value: post.by } },
			...{ canRate: true, viewerRating: 'none', likeCount: post.likes, updatedAt },
			publishedAt: new Date(post.at).toISOString(),
			...(film ? { videoId: film.post, channelId: film.by } : {}),
			...(top === post ? {} : { parentId: top.id }),
			...(post.hidden ? { moderationStatus: 'heldForReview' } : {}),
		},
	};
};

const threadOf = (world: World, top: Post) => {
	const answers = standing(world).filter((post) => post !== top && topOf(world, post) === top);
	const beside = answers.slice(-SHOWN_BESIDE).map((post) => entityOf(world, post));
	const topLevelComment = entityOf(world, top);
	const { videoId } = topLevelComment.snippet;
	return {
		...{ kind: 'youtube#commentThread', etag: etag(top.id), id: top.id },
		snippet: {
			...(videoId ? { videoId } : {}),
			...{ topLevelComment, canReply: true, isPublic: true, totalReplyCount: answers.length },
		},
		...(beside.length > 0 ? { replies: { comments: beside } } : {}),
	};
};

export const listThreads = (world: World, asked: Asked, { account }: Call): Answer => {
	const wrong = wrongPart(asked, ['id', 'snippet', 'replies']);
	if (wrong) return wrong;
	const { query } = asked;
	const [channel, video] = [query.get('allThreadsRelatedToChannelId'), query.get('videoId')];
	if ((channel === null) === (video === null))
		return problem(400, 'missingRequiredParameter', 'Exactly one filter has to be selected.');
	if (channel !== null && channel !== account.id)
		return problem(404, 'channelNotFound', 'The channel cannot be found.');
	if (video !== null && (!isFilm(world, video) || findPost(world, video) === undefined))
		return problem(404, 'videoNotFound', 'The video identified by the videoId parameter could not be found.');
	const tops = standing(world).filter((post) => topOf(world, post) === post);
	const wanted = tops.filter(({ replyTo }) => (video === null ? true : replyTo === video));
	const page = paged(
		wanted.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1)),
		asked,
		100,
	);
	if (isAnswer(page)) return page;
	const { mood } = world.memory.state;
	const each = page.items.map((post) => threadOf(world, post));
	const items =
		mood === 'duplicates' ? each.flatMap((one) => [one, one]) : mood === 'reordering' ? each.toReversed() : each;
	const head = { kind: 'youtube#commentThreadListResponse', etag: etag(String(items.length)) };
	return { status: 200, json: { ...head, items, pageInfo: page.info, ...page.next } };
};

export const listComments = (world: World, asked: Asked): Answer => {
	const wrong = wrongPart(asked, ['id', 'snippet']);
	if (wrong) return wrong;
	const [ids, parent] = [asked.query.get('id'), asked.query.get('parentId')];
	if ((ids === null) === (parent === null))
		return problem(400, 'missingRequiredParameter', 'Exactly one filter has to be selected.');
	const wanted = ids?.split(',') ?? [];
	if (wanted.length > 50) return problem(400, 'invalidFilters', 'At most 50 ids.');
	const top = parent === null ? undefined : standing(world).find(({ id }) => id === parent);
	if (parent !== null && top === undefined) return problem(404, 'commentNotFound', 'The comment cannot be found.');
	const found =
		top === undefined
			? living(world).filter(({ id }) => wanted.includes(id))
			: standing(world).filter((post) => post !== top && topOf(world, post) === top);
	const page = paged(found, asked, 100);
	if (isAnswer(page)) return page;
	const items = (top === undefined ? found : page.items).map((post) => entityOf(world, post));
	const head = { kind: 'youtube#commentListResponse', etag: etag(String(items.length)) };
	return { status: 200, json: { ...head, items, pageInfo: page.info, ...(top === undefined ? {} : page.next) } };
};

const wrongText = (text: string): Answer | null => {
	if (text.trim() === '')
		return problem(400, 'commentTextRequired', 'The request does not include the text of the comment.');
	return text.length > MOST ? problem(400, 'commentTextTooLong', 'The comment is too long.') : null;
};

const wrongFields = (snippet: Readonly<Record<string, unknown>>, known: readonly string[]): Answer | null => {
	const odd = unknownField(snippet, known);
	return odd === undefined ? null : invalid(`Unknown name "${odd}" at 'comment.snippet': Cannot find field.`);
};

const say = (world: World, account: Call['account'], { text, replyTo }: { text: string; replyTo: string }) =>
	addPost(world, { by: account.id, text, language: null, replyTo, media: [] });

export const insertComment = (world: World, asked: Asked, { account }: Call): Answer => {
	const snippet = objectOf(asked.fields?.['snippet']);
	const refused =
		wrongPart(asked, ['id', 'snippet']) ??
		wrongFields(snippet, ['parentId', 'textOriginal']) ??
		wrongText(textOf(snippet['textOriginal']));
	if (refused) return refused;
	const parent = standing(world).find(({ id }) => id === snippet['parentId']);
	if (parent === undefined)
		return problem(404, 'parentCommentNotFound', 'The specified parent comment could not be found.');
	if (topOf(world, parent) !== parent)
		return problem(400, 'processingFailure', 'The parent has to be the first comment of a thread.');
	const post = say(world, account, { text: textOf(snippet['textOriginal']), replyTo: parent.id });
	return { status: 200, json: entityOf(world, post) };
};

export const insertThread = (world: World, asked: Asked, { account }: Call): Answer => {
	const snippet = objectOf(asked.fields?.['snippet']);
	const words = objectOf(objectOf(snippet['topLevelComment'])['snippet']);
	const refused =
		wrongPart(asked, ['id', 'snippet']) ??
		wrongFields(snippet, ['channelId', 'videoId', 'topLevelComment']) ??
		wrongText(textOf(words['textOriginal']));
	if (refused) return refused;
	const video = findPost(world, textOf(snippet['videoId']));
	if (video === undefined || !isFilm(world, video.id))
		return problem(404, 'videoNotFound', 'The video identified by the videoId parameter could not be found.');
	const post = say(world, account, { text: textOf(words['textOriginal']), replyTo: video.id });
	return { status: 200, json: threadOf(world, post) };
};

const commentNotFound = (): Answer => problem(404, 'commentNotFound', 'The specified comment could not be found.');

export const updateComment = (world: World, asked: Asked, { account }: Call): Answer => {
	const text = textOf(objectOf(asked.fields?.['snippet'])['textOriginal']);
	const refused = wrongPart(asked, ['id', 'snippet']) ?? wrongText(text);
	if (refused) return refused;
	const post = living(world).find(({ id }) => id === asked.fields?.['id']);
	if (post === undefined) return commentNotFound();
	if (post.by !== account.id) return problem(403, 'forbidden', 'The comment cannot be updated by you.');
	reword(post, text, world.clock.now());
	return { status: 200, json: entityOf(world, post) };
};

export const deleteComment = (world: World, { query }: Asked, { account }: Call): Answer => {
	const post = living(world).find(({ id }) => id === query.get('id'));
	if (post === undefined) return commentNotFound();
	if (post.by !== account.id) return problem(403, 'forbidden', 'The comment cannot be deleted by you.');
	post.deletedAt = world.clock.now();
	return { status: 204 };
};

const STATES = ['heldForReview', 'published', 'rejected'];

export const setModeration = (world: World, { query }: Asked, { account }: Call): Answer => {
	const state = query.get('moderationStatus') ?? '';
	if (!STATES.includes(state)) return invalid("Invalid value at 'moderation_status'.");
	const posts = (query.get('id') ?? '').split(',').map((id) => living(world).find((post) => post.id === id));
	if (posts.some((post) => post === undefined)) return commentNotFound();
	const foreign = posts.some((post) => post?.by === account.id || !isBelowOurs(world, post, account.id));
	if (foreign) return problem(403, 'forbidden', 'The comment cannot be moderated by you.');
	for (const post of posts) if (post) post.hidden = state !== 'published';
	return { status: 204 };
};

const isBelowOurs = (world: World, post: Post | undefined, channel: string): boolean => {
	const { replyTo } = post ? topOf(world, post) : { replyTo: null };
	return replyTo !== null && findPost(world, replyTo)?.by === channel;
};
