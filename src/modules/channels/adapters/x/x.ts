import { z } from 'zod';

import { countText } from '#kernel/counting.ts';
import type { ReplyControl } from '#kernel/reply-control.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { minutes } from '#kernel/time.ts';

import type { Capabilities, Channel, ChannelFailure, OutgoingRendition, RemoteRef } from '../../channel.ts';
import { isGone } from '../granted-api.ts';
import { refusedBy, tooLong } from '../limits.ts';
import type { Uploads } from '../uploads.ts';
import { wordsOf } from '../words.ts';
import { findOwn, locateOwn } from './find.ts';
import { fetchInbound } from './inbound.ts';
import { uploadAll } from './media.ts';
import { readMetrics } from './metrics.ts';
import { addressOf, type XContext } from './wire.ts';

interface Speaking {
	readonly context: XContext;
	readonly capabilities: Capabilities;
	readonly uploads: Uploads;
}

/** Speaks for one account on X. */
export const speakOnX = (speaking: Speaking, host: string): Channel => {
	const { context, capabilities } = speaking;
	const textOf = (rendition: OutgoingRendition) => wordsOf(rendition, capabilities.text);
	return {
		kind: 'x',
		host,
		allowances: context.allowances.all,
		capabilities,
		publish: (rendition, key) => publish(speaking, { rendition, key }),
		find: (_key, rendition, taken) => findOwn(context, { rendition, text: textOf(rendition) }, taken),
		edit: (remote, rendition, key) => edit(speaking, remote, { rendition, key }),
		withdraw: (remote) => withdraw(context, remote),
		locate: (url) => locateOwn(context, url),
		moderation: {
			hide: ({ message }) => setHidden(context, message, true),
			show: ({ message }) => setHidden(context, message, false),
			block: ({ author }) => block(context, author.remoteId),
			unblock: ({ author }) => unblock(context, author.remoteId),
		},
		fetchInbound: (cursor) => fetchInbound(context, cursor),
		metrics: (remote) => readMetrics(context, remote),
		health: async () => {
			const asked = await context.api({ method: 'GET', path: '/2/users/me', purpose: 'read' });
			return asked.ok ? ok(undefined) : asked;
		},
	};
};

interface Sending {
	readonly rendition: OutgoingRendition;
	readonly key: string;
	/** The post this one takes the place of. */
	readonly instead?: string;
}

const Written = z.object({ data: z.object({ id: z.string().min(1) }) });

const publish = async (
	{ context, capabilities, uploads }: Speaking,
	{ rendition, key, instead }: Sending,
): Promise<Result<RemoteRef, ChannelFailure>> => {
	const text = wordsOf(rendition, capabilities.text);
	const refused = tooLong(countText(text, capabilities.text), capabilities) ?? refusedBy(rendition, capabilities);
	if (refused) return fail(refused);
	const poll = pollOf(rendition, context);
	if (!poll.ok) return poll;
	const media = await uploadAll(context, rendition, { key, uploads });
	if (!media.ok) return media;
	const sent = await context.api({
		method: 'POST',
		path: '/2/tweets',
		json: {
			text,
			...(media.value.length > 0 ? { media: { media_ids: media.value } } : {}),
			...(poll.value ? { poll: poll.value } : {}),
			...(rendition.replyTo ? { reply: { in_reply_to_tweet_id: rendition.replyTo.id } } : settingsOf(rendition)),
			...(instead === undefined ? {} : { edit_options: { previous_post_id: instead } }),
		},
		purpose: 'write',
	});
	if (sent.ok || sent.error.type === 'channel.rejected') await uploads.forget(key);
	if (!sent.ok) return sent;
	const read = Written.safeParse(sent.value.body);
	if (!read.success) return fail({ type: 'channel.unclear', reason: 'accepted, but the answer names no post' });
	const { id } = read.data.data;
	return ok({ id, url: addressOf(context, id) });
};

/** SPEC: `reply_settings` counts for the whole conversation; without it everybody may answer. What has no word here was refused before. */
const settingsOf = ({ replyControl }: OutgoingRendition) => {
	const settings = replyControl === undefined ? undefined : wordFor[replyControl];
	return settings === undefined ? {} : { reply_settings: settings };
};
const wordFor: Readonly<Partial<Record<ReplyControl, string>>> = {
	following: 'following',
	mentioned: 'mentionedUsers',
	subscribers: 'subscribers',
	verified: 'verified',
};

/** SPEC: `duration_minutes` 5 to 10080; a poll carries no media. */
const pollOf = (
	{ poll, media, replyTo: _ }: OutgoingRendition,
	{ clock }: XContext,
): Result<{ options: readonly string[]; duration_minutes: number } | null, ChannelFailure> => {
	if (poll === undefined) return ok(null);
	const rejected = (reason: string) => fail({ type: 'channel.rejected', field: 'poll', reason } as const);
	const open = Math.round((poll.closesAt - clock.now()) / minutes(1));
	if (media.length > 0) return rejected('a poll carries no pictures');
	if (poll.many) return rejected('only one answer can be chosen');
	if (open < 5 || open > 10_080) return rejected('it stays open between five minutes and seven days');
	return ok({ options: poll.options, duration_minutes: open });
};

/**
 * SPEC: docs.x.com, edit posts: five times within thirty minutes, each edition with an id of its own. The network refuses what is
 * later, a poll, or an answer to somebody else; its words are shown.
 */
const edit = async (speaking: Speaking, remote: RemoteRef, { rendition, key }: Sending) => {
	const sent = await publish(speaking, { rendition, key, instead: remote.id });
	if (sent.ok || sent.error.type !== 'channel.rejected') return sent;
	return fail({ ...sent.error, field: 'edit' });
};

/** A post that is gone already counts as withdrawn. */
const withdraw = async ({ api }: XContext, remote: RemoteRef): Promise<Result<void, ChannelFailure>> => {
	const path = `/2/tweets/${encodeURIComponent(remote.id)}`;
	const sent = await api({ method: 'DELETE', path, purpose: 'write' });
	return sent.ok || isGone(sent.error) ? ok(undefined) : sent;
};

const setHidden = async ({ api }: XContext, { id }: RemoteRef, hidden: boolean) => {
	const path = `/2/tweets/${encodeURIComponent(id)}/hidden`;
	const sent = await api({ method: 'PUT', path, json: { hidden }, purpose: 'write' });
	return sent.ok ? ok(undefined) : sent;
};

const block = async ({ api, accountId }: XContext, target: string) => {
	const json = { target_user_id: target };
	const sent = await api({ method: 'POST', path: `/2/users/${accountId}/blocking`, json, purpose: 'write' });
	return sent.ok ? ok(undefined) : sent;
};

const unblock = async ({ api, accountId }: XContext, target: string) => {
	const path = `/2/users/${accountId}/blocking/${encodeURIComponent(target)}`;
	const sent = await api({ method: 'DELETE', path, purpose: 'write' });
	return sent.ok ? ok(undefined) : sent;
};
