import type { Medium, Post } from '../plain/state.ts';
import { addPost, findPost, reword, unknownField, type World } from '../plain/world.ts';
import type { Answer, Asked } from '../server.ts';
import { type Call, numberIn, shareOf, urnOf } from './call.ts';
import { DOCUMENT } from './media.ts';
import { objectOf, paged, problem, readLittle, textOf, writeLittle } from './words.ts';

/** SPEC: learn.microsoft.com, Posts API. */
const FIELDS = [
	...['author', 'commentary', 'visibility', 'distribution', 'content', 'lifecycleState', 'isReshareDisabledByAuthor'],
	...['contentLandingPage', 'contentCallToActionLabel', 'reshareContext'],
];
const MOST = 3000;
const ALT_MOST = 4086;
const DURATIONS = ['ONE_DAY', 'THREE_DAYS', 'SEVEN_DAYS', 'FOURTEEN_DAYS'];

const invalid = (message: string): Answer => problem(422, 'INVALID_VALUE', message);
const isAnswer = (one: object): one is Answer => 'status' in one;

type Beside = Pick<Post, 'media'> & Partial<Pick<Post, 'title' | 'link' | 'options'>>;

const wrongFields = (fields: Readonly<Record<string, unknown>>, call: Call): Answer | null => {
	const odd = unknownField(fields, FIELDS);
	if (odd !== undefined) return invalid(`/${odd} :: unrecognized field found but not allowed`);
	const missing = ['author', 'commentary', 'visibility', 'distribution', 'lifecycleState'].find(
		(name) => !(name in fields),
	);
	if (missing !== undefined) return invalid(`/${missing} :: field is required but not found and has no default value`);
	if (fields['author'] !== urnOf(call.account))
		return problem(403, 'ACCESS_DENIED', 'author: not an organization that you may speak for');
	if (fields['visibility'] !== 'PUBLIC') return invalid('/visibility :: organizations post to PUBLIC only');
	if (fields['lifecycleState'] !== 'PUBLISHED') return invalid('/lifecycleState :: must be PUBLISHED on creation');
	if (objectOf(fields['distribution'])['feedDistribution'] !== 'MAIN_FEED')
		return invalid('/distribution/feedDistribution :: is not a known value');
	return textOf(fields['commentary']).length > MOST ? invalid(`/commentary :: has more than ${MOST} characters`) : null;
};

const shownMedia = (world: World, call: Call, list: readonly unknown[]): Answer | readonly Medium[] => {
	const found: Medium[] = [];
	for (const one of list.map(objectOf)) {
		const medium = shownMedium(world, call, one);
		if (isAnswer(medium)) return medium;
		found.push(medium);
	}
	return found;
};

const shownMedium = (world: World, call: Call, one: Readonly<Record<string, unknown>>): Answer | Medium => {
	const [, kind, id] = /^urn:li:(image|video|document):(\d+)$/.exec(textOf(one['id'])) ?? [];
	const medium = world.memory.state.media.find((known) => known.id === id && known.by === call.account.id);
	if (medium === undefined || !medium.whole) return invalid(`/content/media :: ${textOf(one['id'])} is not available`);
	if (medium.readyAt > world.clock.now()) return invalid('/content/media :: the video is not processed yet');
	const wrong = kind === 'document' ? wrongTitle(one) : wrongDescription(one);
	if (wrong) return wrong;
	medium.alt = textOf(one[kind === 'document' ? 'title' : 'altText']);
	return medium;
};

const wrongDescription = ({ altText }: Readonly<Record<string, unknown>>): Answer | null =>
	textOf(altText).length > ALT_MOST ? invalid(`/content/altText :: more than ${ALT_MOST} characters`) : null;

/** SPEC: Posts API: a document is named by its title and has no description. */
const wrongTitle = ({ title, altText }: Readonly<Record<string, unknown>>): Answer | null => {
	if (textOf(title) === '') return invalid('/content/media/title :: field is required for a document');
	return altText === undefined ? null : invalid('/content/media/altText :: is not allowed for a document');
};

const readMedia = (world: World, call: Call, content: Readonly<Record<string, unknown>>): Answer | Beside => {
	const images = objectOf(content['multiImage'])['images'];
	if ('multiImage' in content && !(Array.isArray(images) && images.length >= 2 && images.length <= 20))
		return invalid('/content/multiImage/images :: takes 2 to 20 images');
	const media = shownMedia(world, call, Array.isArray(images) ? images : [content['media']]);
	if (isAnswer(media)) return media;
	if (Array.isArray(images) && media.some(({ mime }) => mime.startsWith('video/') || mime === DOCUMENT))
		return invalid('/content/multiImage/images :: a video or document goes alone');
	return { media: media.map(({ id }) => id) };
};

const readPoll = (poll: Readonly<Record<string, unknown>>): Answer | Beside => {
	const options = Array.isArray(poll['options']) ? poll['options'].map((one) => textOf(objectOf(one)['text'])) : [];
	const question = textOf(poll['question']);
	if (question.length < 1 || question.length > 140) return invalid('/content/poll/question :: has 1 to 140 characters');
	if (options.length < 2 || options.length > 4) return invalid('/content/poll/options :: takes 2 to 4 options');
	if (options.some(({ length }) => length < 1 || length > 30))
		return invalid('/content/poll/options :: a text has 1 to 30 characters');
	if (!DURATIONS.includes(textOf(objectOf(poll['settings'])['duration'])))
		return invalid('/content/poll/settings/duration :: is not a known value');
	return { media: [], title: question, options };
};

const readArticle = (article: Readonly<Record<string, unknown>>): Answer | Beside => {
	const [link, title] = [textOf(article['source']), textOf(article['title'])];
	if (!/^https?:\/\//.test(link)) return invalid('/content/article/source :: is not an address');
	if (title.length < 1 || title.length > 400) return invalid('/content/article/title :: has 1 to 400 characters');
	return { media: [], link, title };
};

const readBeside = (world: World, call: Call, given: unknown): Answer | Beside => {
	if (given === undefined) return { media: [] };
	const content = objectOf(given);
	const kinds = Object.keys(content);
	if (kinds.length !== 1 || !['media', 'multiImage', 'article', 'poll'].includes(kinds[0] ?? ''))
		return invalid('/content :: takes exactly one of media, multiImage, article, poll');
	if ('poll' in content) return readPoll(objectOf(content['poll']));
	return 'article' in content ? readArticle(objectOf(content['article'])) : readMedia(world, call, content);
};

const DOUBLE_MS = 24 * 3_600_000;

export const createPost = (world: World, { fields }: Asked, call: Call): Answer => {
	const given = fields ?? {};
	const wrong = wrongFields(given, call);
	if (wrong) return wrong;
	const beside = readBeside(world, call, given['content']);
	if (isAnswer(beside)) return beside;
	const text = readLittle(textOf(given['commentary']));
	const now = world.clock.now();
	const twin = postsOf(world, call.account.id).find((post) => post.text === text && now - post.at < DOUBLE_MS);
	if (twin) return problem(422, 'DUPLICATE_POST', `Duplicate post is detected: ${shareOf(twin)}`);
	const post = addPost(world, { by: call.account.id, text, language: null, replyTo: null, ...beside });
	return { status: 201, headers: { 'x-restli-id': shareOf(post) } };
};

const postsOf = ({ memory }: World, by: string): readonly Post[] =>
	memory.state.posts.filter((post) => post.by === by && post.replyTo === null && post.deletedAt === null);

const contentOf = ({ memory }: World, { media, link, title, options }: Post) => {
	const shown = media.map((id) => {
		const { mime = '', alt = '' } = memory.state.media.find((one) => one.id === id) ?? {};
		if (mime === DOCUMENT) return { id: `urn:li:document:${id}`, title: alt };
		return { id: `urn:li:${mime.startsWith('video/') ? 'video' : 'image'}:${id}`, altText: alt };
	});
	if (options)
		return { content: { poll: { question: title, options: options.map((text) => ({ text, voteCount: 0 })) } } };
	if (link) return { content: { article: { source: link, title } } };
	if (shown.length === 0) return {};
	return { content: shown.length > 1 ? { multiImage: { images: shown } } : { media: shown[0] } };
};

const entityOf = (world: World, post: Post) => ({
	...{ id: shareOf(post), author: `urn:li:organization:${post.by}`, commentary: writeLittle(post.text) },
	...{ visibility: 'PUBLIC', lifecycleState: 'PUBLISHED', createdAt: post.at, publishedAt: post.at },
	lastModifiedAt: post.editedAt ?? post.at,
	...contentOf(world, post),
});

export const listPosts = (world: World, { query, headers }: Asked, call: Call): Answer => {
	if (query.get('q') !== 'author') return problem(400, 'INVALID_PARAM', 'q: is not a known finder');
	if (headers['x-restli-method'] !== 'FINDER')
		return problem(400, 'INVALID_METHOD', 'X-RestLi-Method: FINDER is missing');
	if (query.get('author') !== urnOf(call.account))
		return problem(403, 'ACCESS_DENIED', 'author: not an organization that you may read for');
	const read = paged(
		postsOf(world, call.account.id).toSorted((a, b) => b.at - a.at || (BigInt(a.id) < BigInt(b.id) ? 1 : -1)),
		query,
	);
	if (isAnswer(read)) return read;
	const shown = inMood(world, read.page);
	return { status: 200, json: { paging: {}, elements: shown.map((post) => entityOf(world, post)) } };
};

export const inMood = <T>({ memory }: World, page: readonly T[]): readonly T[] => {
	if (memory.state.mood === 'duplicates') return page.flatMap((one) => [one, one]);
	return memory.state.mood === 'reordering' ? page.toReversed() : page;
};

const ownPost = (world: World, { account, id }: Call): Post | Answer => {
	const post = findPost(world, numberIn(id) ?? '');
	if (post === undefined || post.replyTo !== null) return problem(404, 'NOT_FOUND', `The post ${id} does not exist`);
	return post.by === account.id ? post : problem(403, 'ACCESS_DENIED', 'The post is not one of yours');
};

export const showPost = (world: World, _asked: Asked, call: Call): Answer => {
	const post = ownPost(world, call);
	return isPost(post) ? { status: 200, json: entityOf(world, post) } : post;
};

const isPost = (one: Post | Answer): one is Post => 'root' in one;

export const changePost = (world: World, { fields, headers }: Asked, call: Call): Answer => {
	if (headers['x-restli-method'] !== 'PARTIAL_UPDATE')
		return problem(400, 'INVALID_METHOD', 'X-RestLi-Method: PARTIAL_UPDATE is missing');
	const post = ownPost(world, call);
	if (!isPost(post)) return post;
	const change = objectOf(objectOf(fields?.['patch'])['$set']);
	const odd = unknownField(change, ['commentary', 'contentCallToActionLabel', 'contentLandingPage']);
	if (odd !== undefined) return invalid(`/patch/$set/${odd} :: cannot be changed`);
	if (typeof change['commentary'] !== 'string') return invalid('/patch/$set :: nothing is to be changed');
	if (change['commentary'].length > MOST) return invalid(`/commentary :: has more than ${MOST} characters`);
	reword(post, readLittle(change['commentary']), world.clock.now());
	return { status: 204 };
};

/** SPEC: what was deleted before is deleted again without complaint. */
export const deletePost = (world: World, _asked: Asked, call: Call): Answer => {
	const post = ownPost(world, call);
	if (!isPost(post)) return post.status === 404 ? { status: 204 } : post;
	post.deletedAt = world.clock.now();
	return { status: 204 };
};
