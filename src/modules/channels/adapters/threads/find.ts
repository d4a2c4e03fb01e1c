import { fail, ok, type Result } from '#kernel/result.ts';
import { type Instant, instant, minutes, plus } from '#kernel/time.ts';

import type { Capabilities, ChannelFailure, OutgoingRendition, RemoteRef } from '../../channel.ts';
import { readList } from '../meta/lists.ts';
import { wordsOf } from '../words.ts';
import { readNote, stateOf } from './containers.ts';
import { refTo } from './ref.ts';
import { type Post, PostShape, type ThreadsContext, VERSION } from './wire.ts';

/** The network's clock and ours may differ by as much. */
const SLACK_MS = minutes(2);
const MOST_PAGES = 3;

interface Sought {
	readonly rendition: OutgoingRendition;
	readonly capabilities: Capabilities;
	readonly key: string;
}

/**
 * What an earlier attempt left. Its container says whether it was published; which post it became, or what became of a container
 * that nobody knows any more, the words tell.
 */
export const findOwn = async (
	context: ThreadsContext,
	sought: Sought,
	taken: ReadonlySet<string> = new Set(),
): Promise<Result<RemoteRef | null, ChannelFailure>> => {
	const { container } = await readNote(context, sought.key);
	if (container === null) return findByWords(context, sought, taken);
	const state = await stateOf(context, container);
	if (!state.ok) return state;
	const { is } = state.value;
	if (is !== 'published' && is !== 'gone') return ok(null);
	const found = await findByWords(context, sought, taken);
	if (!found.ok || found.value !== null || is === 'gone') return found;
	return fail({ type: 'channel.unclear', reason: 'it was published, but is not among our posts' });
};

/** Looks through our own posts, or our own answers, since the rendition was made: words, pictures and place must agree. */
export const findByWords = async (
	context: ThreadsContext,
	{ rendition, capabilities }: Omit<Sought, 'key'>,
	taken: ReadonlySet<string> = new Set(),
): Promise<Result<RemoteRef | null, ChannelFailure>> => {
	const since = plus(rendition.createdAt, -SLACK_MS);
	const text = bare(wordsOf(rendition, capabilities.text));
	const isIt = (post: Post): boolean =>
		!taken.has(post.id) &&
		instant(post.timestamp) >= since &&
		post.replied_to?.id === rendition.replyTo?.id &&
		picturesOf(post) === rendition.media.length &&
		bare(post.text) === text;
	return seek(context, { edge: rendition.replyTo === undefined ? 'threads' : 'replies', since, isIt });
};

/** Without blanks, and without the sign that the network takes away from a topic. */
const bare = (text: string): string => text.replace(/[\s#]+/g, '');

const picturesOf = ({ media_type: type = 'TEXT_POST', children }: Post): number => {
	if (type === 'CAROUSEL_ALBUM') return children?.data.length ?? 0;
	return type === 'IMAGE' || type === 'VIDEO' ? 1 : 0;
};

interface Seeking {
	/** Posts that begin something, or those that answer. */
	readonly edge: 'threads' | 'replies';
	readonly since?: Instant;
	readonly isIt: (post: Post) => boolean;
}

/** Newest first: the oldest that fits is the one an earlier attempt left. */
const seek = async (
	context: ThreadsContext,
	{ edge, since, isIt }: Seeking,
): Promise<Result<RemoteRef | null, ChannelFailure>> => {
	const answers = edge === 'replies' ? ',replied_to' : '';
	const read = await readList(context.api, {
		path: `${VERSION}/${context.accountId}/${edge}`,
		query: [
			['fields', `id,text,username,timestamp,permalink,media_type,children${answers}`],
			...(since === undefined ? [] : ([['since', String(Math.floor(since / 1000))]] as const)),
		],
		one: PostShape,
		most: MOST_PAGES,
		until: (page) => page.some(isIt),
	});
	if (!read.ok) return read;
	const found = read.value.items.findLast(isIt);
	if (found !== undefined) return ok(refTo(context, found));
	return read.value.whole
		? ok(null)
		: fail({ type: 'channel.unclear', reason: 'too many posts since then to be certain' });
};

const POST = /\/@([\w.]+)\/(?:post\/)?([\w-]+)\/?(?:[?#].*)?$/;

/** An address ends with a word of its own, which only a comparison leads to a post; only our own counts. */
export const locateOwn = async (
	context: ThreadsContext,
	url: string,
): Promise<Result<RemoteRef | null, ChannelFailure>> => {
	const [, handle, word] = POST.exec(url) ?? [];
	if (handle?.toLowerCase() !== context.handle.toLowerCase() || word === undefined) return ok(null);
	const isIt = ({ permalink = '' }: Post): boolean => POST.exec(permalink)?.[2] === word;
	for (const edge of ['threads', 'replies'] as const) {
		const found = await seek(context, { edge, isIt });
		if (!found.ok && found.error.type !== 'channel.unclear') return found;
		if (found.ok && found.value !== null) return found;
	}
	return ok(null);
};
