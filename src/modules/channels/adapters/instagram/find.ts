import { fail, ok, type Result } from '#kernel/result.ts';
import { type Instant, instant, minutes, plus } from '#kernel/time.ts';

import type { ChannelFailure, RemoteRef } from '../../channel.ts';
import { VERSION } from '../meta/api.ts';
import { isMissing } from '../meta/graph.ts';
import { readList } from '../meta/lists.ts';
import { readAs } from '../read-as.ts';
import { statusOf } from './containers.ts';
import { readNote } from './note.ts';
import { type InstagramContext, MediaShape, type Medium } from './wire.ts';

/** The network's clock and ours may differ by as much. */
const SLACK_MS = minutes(2);
const MOST_PAGES = 5;
const FIELDS = 'id,caption,timestamp,permalink';

export const bare = (text: string): string => text.replace(/\s+/g, '');

interface Looked {
	readonly caption: string;
	readonly createdAt: Instant;
}

/** Our posts with these words since the rendition was made, newest first. */
const sameWords = async (
	{ api, account }: InstagramContext,
	{ caption, createdAt }: Looked,
): Promise<Result<readonly Medium[], ChannelFailure>> => {
	const since = plus(createdAt, -SLACK_MS);
	const isOld = ({ timestamp }: Medium): boolean => instant(timestamp) < since;
	const read = await readList(api, {
		path: `${VERSION}/${account}/media`,
		query: [['fields', FIELDS]],
		one: MediaShape,
		most: MOST_PAGES,
		until: (page) => page.some(isOld),
	});
	if (!read.ok) return read;
	const { items, whole } = read.value;
	if (!whole && !items.some(isOld))
		return fail({ type: 'channel.unclear', reason: 'too many posts since then to be certain' });
	return ok(items.filter((one) => !isOld(one) && bare(one.caption) === bare(caption)));
};

/** What stands there with the same words before ours does. */
export const standingBefore = async (
	context: InstagramContext,
	looked: Looked,
): Promise<Result<readonly string[], ChannelFailure>> => {
	const found = await sameWords(context, looked);
	return found.ok ? ok(found.value.map(({ id }) => id)) : found;
};

const refTo = ({ id, permalink }: Pick<Medium, 'id' | 'permalink'>): RemoteRef => ({ id, url: permalink });

/** The post that a published container became: our words, and nobody else's. */
export const publishedAs = async (
	context: InstagramContext,
	looked: Looked,
	known: ReadonlySet<string>,
): Promise<Result<RemoteRef | null, ChannelFailure>> => {
	const found = await sameWords(context, looked);
	if (!found.ok) return found;
	const oldest = found.value.findLast(({ id }) => !known.has(id));
	return ok(oldest ? refTo(oldest) : null);
};

export const showPost = async (
	{ api }: InstagramContext,
	id: string,
): Promise<Result<RemoteRef | null, ChannelFailure>> => {
	const query = [['fields', FIELDS]] as const;
	const asked = await api({ method: 'GET', path: `${VERSION}/${encodeURIComponent(id)}`, query, purpose: 'read' });
	if (!asked.ok) return isMissing(asked.error) ? ok(null) : asked;
	const read = readAs(MediaShape, asked.value.body);
	return read.ok ? ok(refTo(read.value)) : read;
};

/** Its note tells the post, or the container, which says whether it was published; only then are words compared. */
export const findOwn = async (
	context: InstagramContext,
	{ key, ...looked }: Looked & { readonly key: string },
	taken: ReadonlySet<string>,
): Promise<Result<RemoteRef | null, ChannelFailure>> => {
	const note = await readNote(context, key);
	if (note?.media !== undefined) return showPost(context, note.media);
	if (note?.creation === undefined) return note === null ? publishedAs(context, looked, taken) : ok(null);
	const asked = await statusOf(context, note.creation);
	if (!asked.ok) return asked;
	if (asked.value.status_code !== 'PUBLISHED' && asked.value.status_code !== 'EXPIRED') return ok(null);
	return publishedAs(context, looked, new Set([...taken, ...(note.before ?? [])]));
};

const bareAddress = (url: string): string =>
	(url.split(/[?#]/)[0] ?? '').replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');

/** SPEC: addresses hold a word of their own that leads to no id: known only by comparing. */
export const locateOwn = async (
	{ api, account }: InstagramContext,
	url: string,
): Promise<Result<RemoteRef | null, ChannelFailure>> => {
	const isIt = ({ permalink }: Medium): boolean => bareAddress(permalink) === bareAddress(url);
	const read = await readList(api, {
		path: `${VERSION}/${account}/media`,
		query: [['fields', FIELDS]],
		one: MediaShape,
		most: MOST_PAGES,
		until: (page) => page.some(isIt),
	});
	if (!read.ok) return read;
	const found = read.value.items.find(isIt);
	return ok(found ? refTo(found) : null);
};
