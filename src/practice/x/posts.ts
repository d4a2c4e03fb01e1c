import type { ReplyControl } from '#kernel/reply-control.ts';

import { figuresOf } from '../plain/figures.ts';
import type { Account, Post } from '../plain/state.ts';
import { accountOf, addPost, findPost, isLetAnswer, nextId, reword, unknownField, type World } from '../plain/world.ts';
import type { Answer, Asked } from '../server.ts';
import { weightOf } from './count.ts';
import { invalid, problem } from './words.ts';

interface Call {
	readonly account: Account;
	readonly id: string;
}

/** SPEC: POST /2/tweets: unknown fields are refused. */
const FIELDS = ['text', 'media', 'poll', 'reply', 'edit_options', 'reply_settings', 'made_with_ai', 'paid_partnership'];
const MOST = 280;
const EDIT_MS = 30 * 60_000;
const MOST_EDITIONS = 6;

interface Wanted {
	readonly text: string;
	readonly media: readonly string[];
	readonly options?: readonly string[];
	readonly replyControl?: ReplyControl;
	readonly replyTo: string | null;
	readonly instead: string | null;
}

const isAnswer = (one: Wanted | Answer): one is Answer => 'status' in one;
const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Holds what is to be said to the network's rules. */
const read = (world: World, account: Account, fields: Readonly<Record<string, unknown>>): Wanted | Answer => {
	const odd = unknownField(fields, FIELDS);
	if (odd !== undefined)
		return invalid(`$.${odd}: is not defined in the schema and the schema does not allow additional properties`);
	const text = textOf(fields['text']) ?? '';
	const ids = objectOf(fields['media'])['media_ids'];
	const media = Array.isArray(ids) ? ids.map(String) : [];
	if (text.trim() === '' && media.length === 0) return invalid('$.text: may not be empty');
	if (weightOf(text) > MOST) return problem(403, 'about:blank', 'Tweet needs to be a bit shorter.');
	const settings = fields['reply_settings'];
	const wrong = wrongMedia(world, account, media) ?? wrongPoll(fields['poll'], media) ?? wrongSettings(settings);
	if (wrong) return wrong;
	const replyControl = SETTINGS[String(settings)];
	const options = objectOf(fields['poll'])['options'];
	return {
		...{ text, media },
		...(Array.isArray(options) ? { options: options.map(String) } : {}),
		...(replyControl === undefined ? {} : { replyControl }),
		replyTo: textOf(objectOf(fields['reply'])['in_reply_to_tweet_id']),
		instead: textOf(objectOf(fields['edit_options'])['previous_post_id']),
	};
};

/** SPEC: POST /2/tweets, `reply_settings`: everybody has no word of its own. */
const SETTINGS: Readonly<Record<string, ReplyControl>> = {
	following: 'following',
	mentionedUsers: 'mentioned',
	subscribers: 'subscribers',
	verified: 'verified',
};

const wrongSettings = (settings: unknown): Answer | null =>
	settings === undefined || SETTINGS[String(settings)] !== undefined
		? null
		: invalid(`$.reply_settings: does not have a value in the enumeration [${Object.keys(SETTINGS).join(', ')}]`);

const wrongMedia = ({ memory, clock }: World, account: Account, ids: readonly string[]): Answer | null => {
	if (ids.length > 4) return invalid('$.media.media_ids: must have at most 4 items');
	const known = ids.map((id) => memory.state.media.find((one) => one.id === id && one.by === account.id));
	if (known.some((one) => one === undefined || !one.whole)) return invalid('Your media IDs are invalid.');
	if (known.some((one) => (one?.readyAt ?? 0) > clock.now())) return invalid('The media is not processed yet.');
	const film = known.some((one) => one?.mime.startsWith('video/'));
	return film && known.length > 1 ? invalid('A video goes alone; the media IDs are invalid.') : null;
};

const wrongPoll = (poll: unknown, media: readonly string[]): Answer | null => {
	if (poll === undefined) return null;
	const { options, duration_minutes: minutes } = objectOf(poll);
	const titles = Array.isArray(options) ? options.map(String) : [];
	if (titles.length < 2 || titles.length > 4) return invalid('$.poll.options: must have 2 to 4 items');
	if (titles.some((title) => title.length === 0 || [...title].length > 25))
		return invalid('$.poll.options: must be 1 to 25 characters');
	if (!(Number(minutes) >= 5 && Number(minutes) <= 10_080))
		return invalid('$.poll.duration_minutes: must be 5 to 10080');
	return media.length > 0 ? invalid('A poll may not have media.') : null;
};

export const createPost = (world: World, { fields }: Asked, { account }: Call): Answer => {
	const wanted = read(world, account, fields ?? {});
	if (isAnswer(wanted)) return wanted;
	if (wanted.instead !== null) return editPost(world, account, wanted);
	const answered = wanted.replyTo === null ? undefined : findPost(world, wanted.replyTo);
	if (wanted.replyTo !== null && answered === undefined)
		return problem(403, 'about:blank', 'The Tweet you are trying to reply to is deleted or not visible to you.');
	if (answered && !mayAnswer(world, account, answered))
		return problem(403, 'client-forbidden', 'Reply is only allowed where the author mentioned you.');
	if (answered && !isLetAnswer(world, answered, account))
		return problem(403, 'about:blank', 'The author of this conversation has limited who can reply.');
	const own = world.memory.state.posts.filter(({ by, deletedAt }) => by === account.id && deletedAt === null);
	if (own.slice(-20).some(({ text, replyTo }) => text === wanted.text && replyTo === wanted.replyTo))
		return problem(403, 'about:blank', 'You are not allowed to create a Tweet with duplicate content.');
	const post = addPost(world, { by: account.id, language: null, ...wanted });
	return { status: 201, json: { data: { id: post.id, text: post.text, edit_history_post_ids: post.editions } } };
};

/** SPEC: changelog of 2026-02-23: only where we were named, or below our own posts. */
const mayAnswer = ({ memory }: World, account: Account, post: Post): boolean =>
	post.by === account.id ||
	post.text.includes(`@${account.handle}`) ||
	memory.state.posts.some(({ id, by }) => id === post.replyTo && by === account.id);

const editPost = (world: World, account: Account, { text, media, instead, options, replyControl }: Wanted): Answer => {
	const post = findPost(world, instead ?? '');
	if (post === undefined || post.by !== account.id) return problem(404, 'resource-not-found', 'Could not find tweet.');
	const late = world.clock.now() - post.at > EDIT_MS || post.editions.length >= MOST_EDITIONS;
	if (late) return problem(403, 'about:blank', 'This Tweet can no longer be edited.');
	if (post.options || options) return problem(403, 'about:blank', 'A Tweet with a poll cannot be edited.');
	reword(post, text, world.clock.now());
	post.media = media;
	if (replyControl !== undefined) post.replyControl = replyControl;
	for (const medium of world.memory.state.media) if (media.includes(medium.id)) medium.used = true;
	renumber(world, post);
	return { status: 201, json: { data: { id: post.id, text, edit_history_post_ids: post.editions } } };
};

/** SPEC: every edition has an id of its own; what answered the one before now stands below the new one. */
const renumber = (world: World, post: Post): void => {
	const before = post.id;
	const id = nextId(world);
	Object.assign(post, { id, root: post.root === before ? id : post.root, editions: [...post.editions, id] });
	for (const other of world.memory.state.posts) {
		if (other.replyTo === before) Object.assign(other, { replyTo: id });
		if (other.root === before) Object.assign(other, { root: id });
	}
};

export const deletePost = (world: World, _asked: Asked, { account, id }: Call): Answer => {
	const post = findPost(world, id);
	if (post === undefined) return problem(404, 'resource-not-found', `Could not find tweet with id: [${id}].`);
	if (post.by !== account.id)
		return problem(403, 'not-authorized-for-resource', 'You are not authorized to delete this Tweet.');
	post.deletedAt = world.clock.now();
	return { status: 200, json: { data: { deleted: true } } };
};

export const setHidden = (world: World, { fields }: Asked, { account, id }: Call): Answer => {
	const post = findPost(world, id);
	if (post === undefined) return problem(404, 'resource-not-found', `Could not find tweet with id: [${id}].`);
	if (typeof fields?.['hidden'] !== 'boolean') return invalid('$.hidden: is missing but it is required');
	const root = findPost(world, post.root);
	if (root?.by !== account.id || post.by === account.id)
		return problem(403, 'not-authorized-for-resource', 'Only replies below your own Tweets can be hidden.');
	post.hidden = fields['hidden'];
	return { status: 200, json: { data: { hidden: post.hidden } } };
};

const ADDRESS = /https?:\/\/\S+/g;

/** SPEC: object Post, with the field names of 2026-08-07; addresses stand in the text as `t.co` ones. */
const entityOf = (post: Post) => {
	const found = post.text.match(ADDRESS) ?? [];
	const short = (at: number) => `https://t.co/u${post.id.slice(-6)}${at}`;
	const text = found.reduce((words, address, at) => words.replace(address, short(at)), post.text);
	return {
		...{ id: post.id, text, author_id: post.by, conversation_id: post.root, lang: post.language ?? 'de' },
		...{ created_at: new Date(post.at).toISOString(), edit_history_post_ids: post.editions },
		...(found.length > 0
			? { entities: { urls: found.map((url, at) => ({ url: short(at), expanded_url: url })) } }
			: {}),
		...(post.media.length > 0 ? { attachments: { media_keys: post.media.map((id) => `3_${id}`) } } : {}),
		...(post.replyTo ? { referenced_posts: [{ type: 'replied_to', id: post.replyTo }] } : {}),
	};
};

/** SPEC: object Post, `public_metrics`, told where it is asked for. */
const metricsOf = (world: World, post: Post) => {
	const { views, likes, answers } = figuresOf(world, post);
	const none = { repost_count: 0, quote_count: 0, bookmark_count: 0 };
	return { public_metrics: { ...none, reply_count: answers, like_count: likes, impression_count: views } };
};

export const showPost = (world: World, { query }: Asked, { id }: Call): Answer => {
	const post = findPost(world, id);
	const wanted = query.get('tweet.fields')?.split(',') ?? [];
	const metrics = post && wanted.includes('public_metrics') ? metricsOf(world, post) : {};
	if (post) return { status: 200, json: { data: { ...entityOf(post), ...metrics } } };
	return { status: 200, json: { errors: [missing(id)] } };
};

const missing = (id: string) => ({
	...{ value: id, resource_id: id, resource_type: 'tweet', parameter: 'ids', title: 'Not Found Error' },
	...{ detail: `Could not find tweet with ids: [${id}].`, type: 'https://api.x.com/2/problems/resource-not-found' },
});

export const showPosts = (world: World, { query }: Asked): Answer => {
	const ids = (query.get('ids') ?? '').split(',').filter(Boolean);
	if (ids.length === 0 || ids.length > 100) return invalid('The `ids` query parameter takes 1 to 100 ids');
	const there = ids.flatMap((id) => findPost(world, id) ?? []);
	const gone = ids.filter((id) => findPost(world, id) === undefined);
	return {
		status: 200,
		json: {
			...(there.length > 0 ? { data: there.map(entityOf) } : {}),
			...(gone.length > 0 ? { errors: gone.map(missing) } : {}),
		},
	};
};

interface Paging {
	readonly query: URLSearchParams;
	readonly world: World;
}

/** Newest first, `max_results` at a time, with what they refer to. */
const listed = (posts: readonly Post[], { query, world }: Paging): Answer => {
	const limit = Number(query.get('max_results') ?? 10);
	if (!(limit >= 5 && limit <= 100)) return invalid('The `max_results` query parameter value is not between 5 and 100');
	const since = query.get('since_id');
	const start = Date.parse(query.get('start_time') ?? '') || 0;
	const sorted = posts
		.filter(({ id, at }) => (since === null || BigInt(id) > BigInt(since)) && at >= start)
		.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1));
	const from = Number(query.get('pagination_token') ?? 0);
	const page = sorted.slice(from, from + limit);
	const { mood, media } = world.memory.state;
	const shown =
		mood === 'duplicates' ? page.flatMap((one) => [one, one]) : mood === 'reordering' ? page.toReversed() : page;
	const users = [...new Set(page.map(({ by }) => by))].flatMap((by) => accountOf(world, by) ?? []);
	const next = from + limit < sorted.length ? { next_token: String(from + limit) } : {};
	return {
		status: 200,
		json: {
			...(shown.length > 0 ? { data: shown.map(entityOf) } : {}),
			includes: {
				users: users.map(({ id, name, handle: username }) => ({ id, name, username })),
				media: media
					.filter(({ id }) => page.some((post) => post.media.includes(id)))
					.map(({ id, alt, mime }) => ({
						...{ media_key: `3_${id}`, type: mime.startsWith('video/') ? 'video' : 'photo', alt_text: alt },
						url: `${world.addresses.origin}/media/${id}`,
					})),
			},
			meta: { result_count: shown.length, ...next },
		},
	};
};

const living = (world: World): readonly Post[] =>
	world.memory.state.posts.filter(({ deletedAt }) => deletedAt === null);

export const listOwn = (world: World, { query }: Asked, { id }: Call): Answer =>
	listed(
		living(world).filter(({ by }) => by === id),
		{ query, world },
	);

export const listMentions = (world: World, { query }: Asked, { account, id }: Call): Answer => {
	if (id !== account.id) return problem(403, 'not-authorized-for-resource', 'These mentions are not yours.');
	const blocked = world.memory.state.blocks.filter(({ by }) => by === account.id).map(({ who }) => who);
	const named = living(world).filter(
		({ by, text }) => by !== account.id && !blocked.includes(by) && new RegExp(`@${account.handle}\\b`, 'i').test(text),
	);
	return listed(named, { query, world });
};
