import { z } from 'zod';

import { countText } from '#kernel/counting.ts';
import { fail, ok, type Result } from '#kernel/result.ts';

import type { Capabilities, Channel, ChannelFailure, OutgoingRendition, RemoteRef } from '../../channel.ts';
import { refusedBy, tooLong } from '../limits.ts';
import { VERSION } from '../meta/api.ts';
import { wakeByPage } from '../meta/wake.ts';
import type { Uploads } from '../uploads.ts';
import { wordsOf } from '../words.ts';
import { findOwn, locateOwn, lookOf } from './find.ts';
import { fetchInbound } from './inbound.ts';
import { likesOf } from './like.ts';
import { uploadFilm, uploadPictures } from './media.ts';
import { readMetrics } from './metrics.ts';
import { moderationOf } from './moderate.ts';
import { addressOf, type FacebookContext } from './wire.ts';
import { withdraw } from './withdraw.ts';

interface Speaking {
	readonly context: FacebookContext;
	readonly capabilities: Capabilities;
	readonly uploads: Uploads;
}

/** Speaks for one page on Facebook. */
export const speakOnFacebook = (speaking: Speaking, host: string): Channel => {
	const { context, capabilities } = speaking;
	const textOf = (rendition: OutgoingRendition) => wordsOf(rendition, capabilities.text);
	return {
		kind: 'facebook',
		host,
		allowances: context.allowances.all,
		capabilities,
		publish: (rendition, key) => publish(speaking, { rendition, key }),
		find: (_key, rendition, taken) => findOwn(context, { rendition, text: textOf(rendition) }, taken),
		edit: (remote, rendition) => edit(speaking, remote, rendition),
		withdraw: (remote) => withdraw(context, remote),
		locate: (url) => locateOwn(context, url),
		moderation: moderationOf(context),
		like: likesOf(context),
		wake: wakeByPage(context.api, context.page, ['feed', 'mention']),
		fetchInbound: (cursor) => fetchInbound(context, cursor),
		metrics: (remote) => readMetrics(context, remote),
		health: async () => {
			const query = [['fields', 'id']] as const;
			const asked = await context.api({ method: 'GET', path: `${VERSION}/${context.page}`, query, purpose: 'read' });
			return asked.ok ? ok(undefined) : asked;
		},
	};
};

interface Sending {
	readonly rendition: OutgoingRendition;
	readonly key: string;
}

const refusal = (rendition: OutgoingRendition, capabilities: Capabilities): ChannelFailure | null => {
	const { poll, replyTo, media } = rendition;
	if (poll !== undefined) return { type: 'channel.rejected', field: 'poll', reason: 'there are no polls on pages' };
	// SPEC: a comment takes one attachment.
	if (replyTo && (media.length > 1 || media[0]?.film))
		return { type: 'channel.rejected', field: 'media', reason: 'an answer carries one picture' };
	return (
		tooLong(countText(wordsOf(rendition, capabilities.text), capabilities.text), capabilities) ??
		refusedBy(rendition, capabilities)
	);
};

const publish = async (speaking: Speaking, sending: Sending): Promise<Result<RemoteRef, ChannelFailure>> => {
	const { rendition, key } = sending;
	const refused = refusal(rendition, speaking.capabilities);
	if (refused) return fail(refused);
	const sent = await (rendition.media[0]?.film ? publishFilm(speaking, sending) : publishPost(speaking, sending));
	if (!mayUseAgain(sent, rendition)) await speaking.uploads.forget(key);
	return sent;
};

/** A picture goes into one post, whether or not we heard of it; a film stays the same post however often it is published. */
const mayUseAgain = (sent: Result<RemoteRef, ChannelFailure>, { media }: OutgoingRendition): boolean => {
	if (sent.ok || sent.error.type === 'channel.rejected') return false;
	return media[0]?.film !== undefined || ['channel.throttled', 'channel.unreachable'].includes(sent.error.type);
};

const Written = z.object({ id: z.string().min(1) });

/** SPEC: POST /{page}/feed; several pictures are uploaded before and named here. An answer is a comment. */
const publishPost = async (
	{ context, capabilities, uploads }: Speaking,
	{ rendition, key }: Sending,
): Promise<Result<RemoteRef, ChannelFailure>> => {
	const pictures = await uploadPictures(context, rendition, { key, uploads });
	if (!pictures.ok) return pictures;
	const { replyTo, link } = rendition;
	const message = wordsOf(rendition, capabilities.text);
	const [first] = pictures.value;
	const sent = replyTo
		? await context.api({
				method: 'POST',
				path: `${VERSION}/${encodeURIComponent(replyTo.id)}/comments`,
				json: { message, ...(first === undefined ? {} : { attachment_id: first }) },
				purpose: 'write',
			})
		: await context.api({
				method: 'POST',
				path: `${VERSION}/${context.page}/feed`,
				json: {
					message,
					...(first === undefined
						? link === undefined
							? {}
							: { link }
						: { attached_media: pictures.value.map((id) => ({ media_fbid: id })) }),
				},
				purpose: 'write',
			});
	if (!sent.ok) return sent;
	const read = Written.safeParse(sent.value.body);
	if (!read.success) return fail({ type: 'channel.unclear', reason: 'accepted, but the answer names no post' });
	return ok(refTo(context, read.data.id, await lookOf(rendition)));
};

const refTo = (context: FacebookContext, id: string, extra: Readonly<Record<string, string>>): RemoteRef => ({
	id,
	url: addressOf(context, id),
	extra,
});

const Posted = z.object({ post_id: z.string().min(1) });

/** SPEC: POST /{video} with `published`: a film that was brought in before becomes a post of its own. */
const publishFilm = async (
	{ context, capabilities, uploads }: Speaking,
	{ rendition, key }: Sending,
): Promise<Result<RemoteRef, ChannelFailure>> => {
	const [film] = rendition.media;
	if (film === undefined) return fail({ type: 'channel.rejected', field: 'media', reason: 'there is no film' });
	const video = await uploadFilm(context, film, { key, uploads, title: rendition.title });
	if (!video.ok) return video;
	const path = `${VERSION}/${video.value}`;
	const json = { published: true, description: wordsOf(rendition, capabilities.text) };
	const sent = await context.api({ method: 'POST', path, json, purpose: 'write' });
	if (!sent.ok) return sent;
	const query = [['fields', 'post_id']] as const;
	const asked = await context.api({ method: 'GET', path, query, purpose: 'read' });
	const read = asked.ok ? Posted.safeParse(asked.value.body) : null;
	if (!read?.success) return fail({ type: 'channel.unclear', reason: 'accepted, but the film names no post' });
	return ok(refTo(context, read.data.post_id, { ...(await lookOf(rendition)), video: video.value }));
};

/** SPEC: POST /{post} and /{comment} change the words, /{video} its description. Pictures stay as they are. */
const edit = async (
	{ context, capabilities }: Speaking,
	remote: RemoteRef,
	rendition: OutgoingRendition,
): Promise<Result<RemoteRef, ChannelFailure>> => {
	const refused = refusal(rendition, capabilities);
	if (refused) return fail(refused);
	const { look, video } = remote.extra ?? {};
	if (look !== undefined && look !== (await lookOf(rendition)).look)
		return fail({
			type: 'channel.rejected',
			field: 'edit',
			reason: 'only the words can be changed here, pictures and their descriptions stay',
		});
	const text = wordsOf(rendition, capabilities.text);
	const sent = await context.api({
		method: 'POST',
		path: `${VERSION}/${encodeURIComponent(video ?? remote.id)}`,
		json: video === undefined ? { message: text } : { description: text },
		purpose: 'write',
		field: 'edit',
	});
	return sent.ok ? ok(remote) : sent;
};
