import { z } from 'zod';

import { measureText } from '#kernel/counting.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { minutes } from '#kernel/time.ts';

import type {
	Capabilities,
	Channel,
	ChannelFailure,
	OutgoingMedia,
	OutgoingRendition,
	RemoteRef,
} from '../../channel.ts';
import { isGone } from '../granted-api.ts';
import { refusedBy } from '../limits.ts';
import { readAs } from '../read-as.ts';
import { answer, findAnswer, isComment, rewordComment } from './comments.ts';
import { findFilm, findUploaded, locateOwn, refOf } from './find.ts';
import { makePublic, putCaptions, putPoster } from './finish.ts';
import { fetchInbound } from './inbound.ts';
import { putIntoList, readLists } from './lists.ts';
import { readMetrics } from './metrics.ts';
import { pushOf } from './push.ts';
import { tagged, uploadFilm } from './upload.ts';
import { API, type YoutubeContext } from './wire.ts';
import { wordsOf } from './words.ts';

interface Speaking {
	readonly context: YoutubeContext;
	readonly capabilities: Capabilities;
}

/** SPEC: 10,000 units a day, one for each look. */
const HEAR_EVERY_MS = minutes(1);

/** Speaks for one YouTube channel: films with captions, and answers to comments. */
export const speakOnYoutube = (speaking: Speaking, host: string): Channel => {
	const { context, capabilities } = speaking;
	return {
		kind: 'youtube',
		host,
		capabilities,
		publish: (rendition, key) =>
			rendition.replyTo === undefined
				? publish(speaking, { rendition, key })
				: answer(context, { rendition, replyTo: rendition.replyTo, capabilities, key }),
		find: (key, rendition, taken) =>
			rendition.replyTo === undefined
				? findFilm(context, { rendition, key, said: wordsOf(rendition, capabilities) }, taken)
				: findAnswer(context, { rendition, replyTo: rendition.replyTo, capabilities }, taken),
		edit: (remote, rendition) =>
			isComment(remote)
				? rewordComment(context, remote, { rendition, capabilities })
				: edit(speaking, remote, rendition),
		withdraw: (remote) => withdraw(context, remote),
		locate: (url) => locateOwn(context, url),
		moderation: {
			hide: ({ message }) => moderate(context, message, 'heldForReview'),
			show: ({ message }) => moderate(context, message, 'published'),
		},
		lists: () => readLists(context),
		push: pushOf(context),
		hearEveryMs: HEAR_EVERY_MS,
		fetchInbound: (cursor) => fetchInbound(context, cursor),
		metrics: (remote) => readMetrics(context, remote),
		health: async () => {
			const query = [
				['part', 'id'],
				['mine', 'true'],
			] as const;
			const asked = await context.api({ method: 'GET', path: `${API}/channels`, query, purpose: 'read' });
			return asked.ok ? ok(undefined) : asked;
		},
	};
};

const rejected = (field: string, reason: string) => fail({ type: 'channel.rejected', field, reason } as const);

/** The film of a rendition, once everything about it is what the network takes. */
const filmOf = (
	rendition: OutgoingRendition,
	capabilities: Capabilities,
): Result<{ readonly media: OutgoingMedia; readonly film: NonNullable<OutgoingMedia['film']> }, ChannelFailure> => {
	const refused = refusedBy(rendition, capabilities);
	if (refused) return fail(refused);
	const [media] = rendition.media;
	if (media?.film === undefined) return rejected('media', 'YouTube takes films only');
	if (media.film.captions.length === 0 && Object.keys(media.film.silent).length === 0)
		return rejected('captions', 'the film has no captions, and nobody said that nothing is spoken in it');
	const { text, link } = rendition;
	const measure = measureText({ text, pictures: 0, ...(link === undefined ? {} : { link }) }, capabilities.text);
	return measure.over
		? rejected('text', `${measure.length} of ${measure.most} bytes`)
		: ok({ media, film: media.film });
};

interface Sending {
	readonly rendition: OutgoingRendition;
	readonly key: string;
}

/** Upload, captions and poster are seen by nobody; then the film becomes public with all of it, and last it is put into its list. */
const publish = async (
	{ context, capabilities }: Speaking,
	{ rendition, key }: Sending,
): Promise<Result<RemoteRef, ChannelFailure>> => {
	const found = filmOf(rendition, capabilities);
	if (!found.ok) return found;
	const { media, film } = found.value;
	const said = wordsOf(rendition, capabilities);
	const look = () => findUploaded(context, { rendition, said });
	const uploaded = await uploadFilm(context, { rendition, film: media, said, key, look });
	if (!uploaded.ok) return uploaded;
	const { video, before } = uploaded.value;
	const captioned = await putCaptions(context, video, { captions: film.captions, fresh: !before });
	if (!captioned.ok) return captioned;
	const posted = await putPoster(context, video, film.poster);
	if (!posted.ok) return posted;
	const shown = await makePublic(context, video);
	if (!shown.ok) return shown;
	const listed = await putIntoList(context, { video, wanted: rendition.list, fresh: !before });
	return ok(refOf(context, video, { ...rendition, listed }));
};

const Videos = z.object({
	items: z.array(z.object({ snippet: z.looseObject({ categoryId: z.string().optional() }) })),
});

/** Words, captions and poster can be changed, never the film. SPEC: `videos.update` replaces the whole part. */
const edit = async (
	{ context, capabilities }: Speaking,
	remote: RemoteRef,
	rendition: OutgoingRendition,
): Promise<Result<RemoteRef, ChannelFailure>> => {
	const found = filmOf(rendition, capabilities);
	if (!found.ok) return found;
	const { film } = found.value;
	const known = remote.extra?.['film'];
	if (known !== undefined && known !== film.file)
		return rejected('media', 'a film cannot be exchanged: withdraw it and publish it anew');
	const query = [
		['part', 'snippet'],
		['id', remote.id],
	] as const;
	const asked = await context.api({ method: 'GET', path: `${API}/videos`, query, purpose: 'read' });
	if (!asked.ok) return asked;
	const read = readAs(Videos, asked.value.body);
	if (!read.ok) return read;
	const [video] = read.value.items;
	if (video === undefined) return rejected('edit', 'the film is gone');
	const { title, description, tags } = wordsOf(rendition, capabilities);
	const { categoryId = '25' } = video.snippet;
	const snippet = { title, description, categoryId, defaultLanguage: rendition.language, ...tagged(tags) };
	const sent = await context.api({
		method: 'PUT',
		path: `${API}/videos`,
		query: [['part', 'snippet']],
		json: { id: remote.id, snippet },
		purpose: 'write',
	});
	if (!sent.ok) return sent;
	const now = refOf(context, remote.id, rendition);
	if (remote.extra?.['captions'] !== now.extra?.['captions']) {
		const captioned = await putCaptions(context, remote.id, { captions: film.captions, fresh: false });
		if (!captioned.ok) return captioned;
	}
	const posted = await putPoster(context, remote.id, film.poster);
	if (!posted.ok) return posted;
	const listed = await putIntoList(context, { video: remote.id, wanted: rendition.list, before: remote.extra });
	return ok(refOf(context, remote.id, { ...rendition, listed }));
};

/** What is gone already counts as withdrawn. */
const withdraw = async ({ api }: YoutubeContext, remote: RemoteRef): Promise<Result<void, ChannelFailure>> => {
	const path = `${API}/${isComment(remote) ? 'comments' : 'videos'}`;
	const sent = await api({ method: 'DELETE', path, query: [['id', remote.id]], purpose: 'write' });
	return sent.ok || isGone(sent.error) ? ok(undefined) : sent;
};

const moderate = async (
	{ api }: YoutubeContext,
	{ id }: RemoteRef,
	moderationStatus: 'heldForReview' | 'published',
): Promise<Result<void, ChannelFailure>> => {
	const query = [
		['id', id],
		['moderationStatus', moderationStatus],
	] as const;
	const sent = await api({ method: 'POST', path: `${API}/comments/setModerationStatus`, query, purpose: 'write' });
	return sent.ok ? ok(undefined) : sent;
};
