import { z } from 'zod';

import type { FilmList, ListObstacle } from '#kernel/film-list.ts';
import { ok, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';

import type { ChannelFailure, Lack, RemoteRef } from '../../channel.ts';
import { isGone } from '../granted-api.ts';
import { readAs } from '../read-as.ts';
import { API, type YoutubeContext } from './wire.ts';

const PAGE = 50;
/** A person chooses among them. */
const MOST_PAGES = 10;

const Playlists = z.object({
	items: z.array(z.object({ id: z.string().min(1), snippet: z.object({ title: z.string() }) })),
	nextPageToken: z.string().optional(),
});

/** The playlists of the channel. SPEC: `playlists.list`, one unit for each fifty. */
export const readLists = async ({ api }: YoutubeContext): Promise<Result<readonly FilmList[], ChannelFailure>> => {
	const lists: FilmList[] = [];
	let token: string | undefined;
	for (let page = 0; page < MOST_PAGES; page += 1) {
		const query = [
			['part', 'snippet'],
			['mine', 'true'],
			['maxResults', String(PAGE)],
			...(token === undefined ? [] : ([['pageToken', token]] as const)),
		] as const;
		const asked = await api({ method: 'GET', path: `${API}/playlists`, query, purpose: 'read' });
		if (!asked.ok) return asked;
		const read = readAs(Playlists, asked.value.body);
		if (!read.ok) return read;
		lists.push(...read.value.items.map(({ id, snippet: { title } }) => ({ id, title })));
		token = read.value.nextPageToken;
		if (token === undefined) break;
	}
	return ok(lists);
};

/** Where a film stands: in which list and as which entry; and what is missing. */
export type InList = Pick<RemoteRef, 'extra' | 'lack'>;

interface Listing {
	readonly video: string;
	readonly wanted: FilmList | undefined;
	/** The film came there in this very attempt: it stands in no list yet. */
	readonly fresh?: boolean;
	/** Where we put it before. */
	readonly before?: RemoteRef['extra'] | undefined;
}

/**
 * Puts a film into its list, once, and takes it out of the one we put it into before. Whatever goes wrong is told as what is
 * missing: the film is public all the same. What stands as wanted is not touched: others may have moved it since.
 */
export const putIntoList = async (context: YoutubeContext, listing: Listing): Promise<InList> => {
	const { video, wanted, fresh = false, before: { list, entry } = {} } = listing;
	if (list !== undefined && entry !== undefined) {
		const was = { extra: { list, entry } };
		if (list === wanted?.id) return was;
		const isOut = await takeOut(context, entry);
		if (!isOut && wanted) return { ...was, lack: pending(wanted, context.clock.now()) };
	}
	if (wanted === undefined) return {};
	const there = fresh ? ok(null) : await entryOf(context, video, wanted.id);
	if (!there.ok) return missing(context, wanted, there.error);
	return there.value === null ? putAnew(context, video, wanted) : stands(wanted, there.value);
};

const putAnew = async (context: YoutubeContext, video: string, wanted: FilmList): Promise<InList> => {
	const put = await insert(context, video, wanted.id);
	if (put.ok) return stands(wanted, put.value);
	if (put.error.type !== 'channel.unclear' && put.error.type !== 'channel.changed')
		return missing(context, wanted, put.error);
	const looked = await entryOf(context, video, wanted.id);
	return looked.ok && looked.value !== null ? stands(wanted, looked.value) : missing(context, wanted, put.error);
};

/** Whether a film that is found again stands in its list; nothing is put there. */
export const lookIntoList = async (
	context: YoutubeContext,
	video: string,
	wanted: FilmList | undefined,
): Promise<InList> => {
	if (wanted === undefined) return {};
	const there = await entryOf(context, video, wanted.id);
	if (!there.ok) return missing(context, wanted, there.error);
	return there.value === null ? { lack: pending(wanted, context.clock.now()) } : stands(wanted, there.value);
};

const stands = ({ id: list }: FilmList, entry: string): InList => ({ extra: { list, entry } });
const lackOf = ({ title: list }: FilmList, why: ListObstacle): Lack => ({ type: 'channel.not-listed', why, list });
const pending = (wanted: FilmList, again: Instant): Lack => ({ ...lackOf(wanted, 'pending'), again });

/** What the network suffers from will pass; what it refuses is for a person. */
const passing: ReadonlySet<ChannelFailure['type']> = new Set([
	...(['channel.unreachable', 'channel.unclear', 'channel.changed', 'channel.expired'] as const),
]);

const missing = ({ clock }: YoutubeContext, wanted: FilmList, failure: ChannelFailure): InList => {
	if (failure.type === 'channel.throttled') return { lack: pending(wanted, failure.until) };
	return { lack: passing.has(failure.type) ? pending(wanted, clock.now()) : lackOf(wanted, obstacleIn(failure)) };
};

/** SPEC: `playlistItems.insert`, errors. */
const obstacleIn = (failure: ChannelFailure): ListObstacle => {
	if (failure.type === 'channel.exhausted') return 'spent';
	if (!('reason' in failure)) return 'unknown';
	if (failure.reason.includes('playlistContainsMaximumNumberOfVideos')) return 'full';
	return failure.reason.includes('playlistNotFound') ? 'gone' : 'unknown';
};

const Entry = z.object({ id: z.string().min(1) });
const Entries = z.object({ items: z.array(Entry) });

/** SPEC: `playlistItems.list` with `videoId`: only the entries of this film. */
const entryOf = async (
	{ api }: YoutubeContext,
	video: string,
	list: string,
): Promise<Result<string | null, ChannelFailure>> => {
	const query = [
		['part', 'id'],
		['playlistId', list],
		['videoId', video],
	] as const;
	const asked = await api({ method: 'GET', path: `${API}/playlistItems`, query, purpose: 'read', field: 'list' });
	if (!asked.ok) return asked;
	const read = readAs(Entries, asked.value.body);
	return read.ok ? ok(read.value.items[0]?.id ?? null) : read;
};

const insert = async (
	{ api }: YoutubeContext,
	videoId: string,
	playlistId: string,
): Promise<Result<string, ChannelFailure>> => {
	const json = { snippet: { playlistId, resourceId: { kind: 'youtube#video', videoId } } };
	const query = [['part', 'snippet']] as const;
	const path = `${API}/playlistItems`;
	const sent = await api({ method: 'POST', path, query, json, purpose: 'write', field: 'list' });
	if (!sent.ok) return sent;
	const read = readAs(Entry, sent.value.body);
	return read.ok ? ok(read.value.id) : read;
};

/** An entry that somebody took out already is out. */
const takeOut = async ({ api }: YoutubeContext, entry: string): Promise<boolean> => {
	const query = [['id', entry]] as const;
	const sent = await api({ method: 'DELETE', path: `${API}/playlistItems`, query, purpose: 'write' });
	return sent.ok || isGone(sent.error);
};
