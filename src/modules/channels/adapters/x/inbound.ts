import { z } from 'zod';

import { ok, type Result } from '#kernel/result.ts';
import { days, type Instant, instant, minutes, plus, toIso } from '#kernel/time.ts';
import type { ChannelFailure, InboundChange, InboundMessage, InboundPage, OddRow } from '../../channel.ts';
import { readAs } from '../read-as.ts';
import { nameless, rowsOf } from '../rows.ts';
import { POST_FIELDS, type Post, PostShape, wordsOfPost, type XContext } from './wire.ts';

/**
 * Where we stand: the newest mention we know, those just before it (so that late ones are not doubled), the messages we look
 * after, and when we last did. Looking costs money by the post, so it is done once a day.
 */
const Cursor = z.object({
	recent: z.array(z.string()),
	watched: z.array(z.string()),
	/** When we began to listen. */
	since: z.number(),
	lookedAt: z.number(),
});
type Cursor = z.infer<typeof Cursor>;

/** SPEC: GET /2/users/:id/mentions lists at most 100, GET /2/tweets takes at most 100 ids. */
const PAGE = 100;
const RECENT = 100;
const WATCHED = 100;
const LOOK_EVERY_MS = days(1);
/** The network's clock and ours may differ by as much. */
const SLACK_MS = minutes(5);

const UserShape = z.object({
	id: z.string(),
	username: z.string(),
	name: z.string(),
	profile_image_url: z.string().optional(),
});
const Media = z.object({
	media_key: z.string(),
	type: z.string(),
	url: z.string().optional(),
	preview_image_url: z.string().optional(),
	alt_text: z.string().optional(),
});
const mentionsWith = (odd: OddRow[]) =>
	z.object({
		data: rowsOf(PostShape, odd).default([]),
		includes: z
			.object({
				users: rowsOf(UserShape, odd, nameless).default([]),
				media: rowsOf(Media, odd, nameless).default([]),
			})
			.default({ users: [], media: [] }),
		meta: z.object({ result_count: z.number(), next_token: z.string().optional() }),
	});
type Mentions = z.output<ReturnType<typeof mentionsWith>>;
const Looked = z.object({
	data: z.array(z.unknown()).default([]),
	errors: z.array(z.object({ resource_id: z.string().optional(), value: z.string().optional() })).default([]),
});

/** Mentions and answers (answers to us are mentions), oldest first, each once; once a day what became of those seen before. */
export const fetchInbound = async (
	context: XContext,
	cursor: string | null,
): Promise<Result<InboundPage, ChannelFailure>> => {
	const at: Cursor =
		cursor === null
			? { recent: [], watched: [], since: context.clock.now(), lookedAt: context.clock.now() }
			: Cursor.parse(JSON.parse(cursor));
	const odd: OddRow[] = [];
	const read = await mentions(context, { since: cursor === null ? [] : after(at), odd });
	if (!read.ok) return read;
	const fresh = distinct(read.value.data).filter(({ id }) => !at.recent.includes(id));
	const now = context.clock.now();
	const due = at.watched.length > 0 && now - at.lookedAt >= LOOK_EVERY_MS;
	const gone = due ? await goneOf(context, at.watched) : ok([]);
	if (!gone.ok) return gone;
	const arrived = fresh.map(
		(post): InboundChange => ({ kind: 'message', message: toMessage(context, post, read.value) }),
	);
	const recent = [...at.recent, ...fresh.map(({ id }) => id), ...namesIn(odd, at)].sort(byId).slice(-RECENT);
	const watched = [...at.watched.filter((id) => !gone.value.includes(id)), ...fresh.map(({ id }) => id)].slice(
		-WATCHED,
	);
	return ok({
		changes: [...arrived, ...gone.value.map((remoteId) => ({ kind: 'deleted', remoteId }) as const)],
		cursor: JSON.stringify({ recent, watched, since: at.since, lookedAt: due ? now : at.lookedAt } satisfies Cursor),
		more: false,
		odd,
	});
};

/** What could not be read is not asked for again: it would be paid for again. */
const namesIn = (odd: readonly OddRow[], { recent }: Cursor): readonly string[] =>
	odd.flatMap(({ id }) => (id !== null && /^\d+$/.test(id) && !recent.includes(id) ? [id] : []));

/** From then on nothing is passed over, not even when there was nothing yet. */
const after = ({ recent, since }: Cursor): Since => {
	const newest = recent.at(-1);
	return newest === undefined ? [['start_time', toIso(plus(since as Instant, -SLACK_MS))]] : [['since_id', newest]];
};
type Since = readonly (readonly [string, string])[];

/** All pages since then; a first look takes the newest page only. */
const mentions = async (
	context: XContext,
	{ since, odd }: { readonly since: Since; readonly odd: OddRow[] },
): Promise<Result<Mentions, ChannelFailure>> => {
	const all: Mentions = { data: [], includes: { users: [], media: [] }, meta: { result_count: 0 } };
	let token: string | undefined;
	do {
		const asked = await context.api({
			method: 'GET',
			path: `/2/users/${context.accountId}/mentions`,
			query: [
				['max_results', String(PAGE)],
				['tweet.fields', POST_FIELDS],
				['expansions', 'author_id,attachments.media_keys'],
				['user.fields', 'name,username,profile_image_url'],
				['media.fields', 'alt_text,preview_image_url,type,url'],
				...since,
				...(token === undefined ? [] : ([['pagination_token', token]] as const)),
			],
			purpose: 'read',
		});
		if (!asked.ok) return asked;
		const read = readAs(mentionsWith(odd), asked.value.body);
		if (!read.ok) return read;
		await context.meter('read', read.value.meta.result_count);
		all.data.push(...read.value.data);
		all.includes.users.push(...read.value.includes.users);
		all.includes.media.push(...read.value.includes.media);
		token = since.length === 0 ? undefined : read.value.meta.next_token;
	} while (token !== undefined);
	return ok(all);
};

const distinct = (list: readonly Post[]): readonly Post[] =>
	[...new Map(list.map((one) => [one.id, one])).values()].sort((a, b) => byId(a.id, b.id));

/** Ids are numbers of growing length: the shorter one is the older one. */
const byId = (a: string | { id: string }, b: string | { id: string }): number => {
	const [one, other] = [a, b].map((it) => (typeof it === 'string' ? it : it.id)) as [string, string];
	return one.length - other.length || (one < other ? -1 : one > other ? 1 : 0);
};

/** SPEC: posts that are gone are named among the errors of an answer that is otherwise good. */
const goneOf = async (
	{ api, meter }: XContext,
	watched: readonly string[],
): Promise<Result<string[], ChannelFailure>> => {
	const asked = await api({ method: 'GET', path: '/2/tweets', query: [['ids', watched.join(',')]], purpose: 'read' });
	if (!asked.ok) return asked;
	const read = readAs(Looked, asked.value.body);
	if (!read.ok) return read;
	await meter('read', read.value.data.length);
	const missing = new Set(read.value.errors.map(({ resource_id, value }) => resource_id ?? value));
	return ok(watched.filter((id) => missing.has(id)));
};

type Call = 'named' | 'quoted' | 'answered' | 'none';

/** How a post called on us. A quote of what we cannot see here is taken for one of ours: it came among our mentions. */
const callIn = ({ accountId, handle }: Pick<XContext, 'accountId' | 'handle'>, post: Post): Call => {
	if (post.quotes) return 'quoted';
	if (namesUs(wordsOfPost(post), handle)) return 'named';
	return post.in_reply_to_user_id === accountId ? 'answered' : 'none';
};

const namesUs = (words: string, handle: string): boolean =>
	new RegExp(`(?:^|[^\\p{L}\\p{N}_])@${handle}(?![\\p{L}\\p{N}_])`, 'iu').test(words);

const toMessage = ({ web, ...us }: XContext, post: Post, { includes }: Mentions): InboundMessage => {
	const author = includes.users.find(({ id }) => id === post.author_id);
	const handle = author?.username ?? post.author_id ?? '';
	const shown = includes.media.filter(({ media_key }) => post.attachments?.media_keys?.includes(media_key));
	return {
		remote: { id: post.id, url: `${web}/${handle}/status/${post.id}`, extra: { handle, call: callIn(us, post) } },
		...(post.answers ? { inReplyTo: post.answers } : {}),
		...(post.conversation_id ? { root: post.conversation_id } : {}),
		author: {
			remoteId: post.author_id ?? handle,
			handle,
			displayName: author?.name ?? handle,
			...(author?.profile_image_url ? { avatarUrl: author.profile_image_url } : {}),
		},
		text: wordsOfPost(post),
		...(post.lang && post.lang !== 'und' ? { language: post.lang } : {}),
		visibility: 'public',
		media: shown.flatMap(({ url, preview_image_url, alt_text, type }) => {
			const address = preview_image_url ?? url;
			return address ? [{ url: address, alt: alt_text ?? '', mime: type === 'photo' ? 'image/*' : type }] : [];
		}),
		sentAt: post.created_at === undefined ? (0 as Instant) : instant(post.created_at),
	};
};
