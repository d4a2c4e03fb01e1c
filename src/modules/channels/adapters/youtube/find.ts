import { z } from 'zod';

import { fail, ok, type Result } from '#kernel/result.ts';
import { instant, minutes, plus } from '#kernel/time.ts';

import type { ChannelFailure, OutgoingRendition, RemoteRef } from '../../channel.ts';
import { readAs } from '../read-as.ts';
import { refOfComment } from './comments.ts';
import { type InList, lookIntoList } from './lists.ts';
import { finishedUpload } from './upload.ts';
import { API, addressOf, type YoutubeContext } from './wire.ts';
import type { Said } from './words.ts';

/** The network's clock and ours may differ by as much. */
const SLACK_MS = minutes(5);
const PAGE = 50;
const MOST_PAGES = 4;

/** The film and its captions are named by what they are made of, so that a change can tell what is new. */
export const refOf = (
	context: YoutubeContext,
	id: string,
	{ media, listed: { extra, lack } = {} }: Pick<OutgoingRendition, 'media'> & { readonly listed?: InList },
): RemoteRef => {
	const film = media[0]?.film;
	const captions = film?.captions.map(({ language, file }) => `${language}=${file}`).join(' ') ?? '';
	return {
		id,
		url: addressOf(context, id),
		...(film ? { extra: { film: film.file, captions, ...extra } } : {}),
		...(lack ? { lack } : {}),
	};
};

interface Sought {
	readonly rendition: OutgoingRendition;
	readonly key: string;
	readonly said: Said;
}

/** What is public of an earlier attempt: by the address of its upload, else by its words among our films since then. */
export const findFilm = async (
	context: YoutubeContext,
	{ rendition, key, said }: Sought,
	taken: ReadonlySet<string> = new Set(),
): Promise<Result<RemoteRef | null, ChannelFailure>> => {
	const [film] = rendition.media;
	if (film === undefined) return ok(null);
	const uploaded = await finishedUpload(context, key, film);
	if (!uploaded.ok) return uploaded;
	const ids = uploaded.value === null ? await alike(context, { rendition, said }) : ok([uploaded.value]);
	if (!ids.ok) return ids;
	for (const id of ids.value) {
		if (taken.has(id)) continue;
		const video = await readVideo(context, id);
		if (!video.ok) return video;
		if (video.value?.status.privacyStatus !== 'public') continue;
		const listed = await lookIntoList(context, id, rendition.list);
		return ok(refOf(context, id, { ...rendition, listed }));
	}
	return ok(null);
};

/** What an upload that the network has forgotten came to, seen or unseen. */
export const findUploaded = async (
	context: YoutubeContext,
	about: Pick<Sought, 'rendition' | 'said'>,
): Promise<Result<string | null, ChannelFailure>> => {
	const ids = await alike(context, about);
	return ids.ok ? ok(ids.value[0] ?? null) : ids;
};

const Channels = z.object({
	items: z.array(z.object({ contentDetails: z.object({ relatedPlaylists: z.object({ uploads: z.string() }) }) })),
});
const Listed = z.object({
	items: z.array(
		z.object({
			snippet: z.object({
				title: z.string(),
				description: z.string(),
				publishedAt: z.string(),
				resourceId: z.object({ videoId: z.string() }),
			}),
		}),
	),
	nextPageToken: z.string().optional(),
});

type Item = z.output<typeof Listed>['items'][number];

const bare = (text: string): string => text.replace(/\s+/g, '');

/** Films of ours with the same words, newest first. */
const alike = async (
	context: YoutubeContext,
	{ rendition, said }: Pick<Sought, 'rendition' | 'said'>,
): Promise<Result<readonly string[], ChannelFailure>> => {
	const playlist = await uploadsOf(context);
	if (!playlist.ok) return playlist;
	const since = plus(rendition.createdAt, -SLACK_MS);
	const isYoung = ({ snippet }: Item): boolean => instant(snippet.publishedAt) >= since;
	const isAlike = ({ snippet }: Item): boolean =>
		bare(snippet.title) === bare(said.title) && bare(snippet.description) === bare(said.description);
	const found: string[] = [];
	let token: string | undefined;
	for (let page = 0; page < MOST_PAGES; page += 1) {
		const read = await pageOf(context, playlist.value, token);
		if (!read.ok) return read;
		const { items, nextPageToken } = read.value;
		found.push(...items.filter((one) => isYoung(one) && isAlike(one)).map(({ snippet }) => snippet.resourceId.videoId));
		if (nextPageToken === undefined || !items.every(isYoung)) return ok(found);
		token = nextPageToken;
	}
	if (found.length > 0) return ok(found);
	return fail({ type: 'channel.unclear', reason: 'too many films since then to be certain' });
};

const pageOf = async ({ api }: YoutubeContext, playlist: string, token: string | undefined) => {
	const query = [
		['part', 'snippet'],
		['playlistId', playlist],
		['maxResults', String(PAGE)],
		...(token === undefined ? [] : ([['pageToken', token]] as const)),
	] as const;
	const asked = await api({ method: 'GET', path: `${API}/playlistItems`, query, purpose: 'read' });
	return asked.ok ? readAs(Listed, asked.value.body) : asked;
};

const uploadsOf = async ({ api }: YoutubeContext): Promise<Result<string, ChannelFailure>> => {
	const query = [
		['part', 'contentDetails'],
		['mine', 'true'],
	] as const;
	const asked = await api({ method: 'GET', path: `${API}/channels`, query, purpose: 'read' });
	if (!asked.ok) return asked;
	const read = readAs(Channels, asked.value.body);
	if (!read.ok) return read;
	const [channel] = read.value.items;
	return channel
		? ok(channel.contentDetails.relatedPlaylists.uploads)
		: fail({ type: 'channel.unauthorised', reason: 'there is no channel any more' });
};

const Video = z.object({
	id: z.string(),
	snippet: z.object({ channelId: z.string() }),
	status: z.object({ privacyStatus: z.string() }),
});
const Videos = z.object({ items: z.array(Video) });

const readVideo = async (
	{ api }: YoutubeContext,
	id: string,
): Promise<Result<z.output<typeof Video> | null, ChannelFailure>> => {
	const query = [
		['part', 'snippet,status'],
		['id', id],
	] as const;
	const asked = await api({ method: 'GET', path: `${API}/videos`, query, purpose: 'read' });
	if (!asked.ok) return asked;
	const read = readAs(Videos, asked.value.body);
	return read.ok ? ok(read.value.items[0] ?? null) : read;
};

/** SPEC: addresses people share: watch, youtu.be, shorts, live. */
const VIDEO = /(?:[?&]v=|youtu\.be\/|\/(?:shorts|live|embed)\/)([\w-]+)/;
const COMMENT = /[?&]lc=([\w.-]+)/;

/** The film or comment of ours at an address. */
export const locateOwn = async (
	context: YoutubeContext,
	url: string,
): Promise<Result<RemoteRef | null, ChannelFailure>> => {
	const comment = COMMENT.exec(url)?.[1];
	if (comment !== undefined) return refOfComment(context, comment);
	const id = VIDEO.exec(url)?.[1];
	if (id === undefined) return ok(null);
	const video = await readVideo(context, id);
	if (!video.ok) return video;
	return ok(video.value?.snippet.channelId === context.accountId ? { id, url: addressOf(context, id) } : null);
};
