import { countText } from '#kernel/counting.ts';
import { littleText } from '#kernel/little-text.ts';
import { fail, ok, type Result } from '#kernel/result.ts';

import type { Capabilities, Channel, ChannelFailure, OutgoingRendition, RemoteRef } from '../../channel.ts';
import { isGone } from '../granted-api.ts';
import { refusedBy, tooLong } from '../limits.ts';
import type { Uploads } from '../uploads.ts';
import { wordsOf } from '../words.ts';
import { answer, editAnswer, findAnswer, withdrawAnswer } from './answers.ts';
import { besideOf, contentOf, pollOf } from './content.ts';
import { findOwn, locateOwn } from './find.ts';
import { fetchInbound } from './inbound.ts';
import { uploadAll } from './media.ts';
import { readMetrics } from './metrics.ts';
import { addressOf, encoded, type LinkedinContext, nameOfPost, postId } from './wire.ts';

interface Speaking {
	readonly context: LinkedinContext;
	readonly capabilities: Capabilities;
	readonly uploads: Uploads;
}

/** Speaks for one organisation on LinkedIn. Answers are comments; posts stand alone and make no threads. */
export const speakOnLinkedin = (speaking: Speaking, host: string): Channel => {
	const { context, capabilities } = speaking;
	// The link back always stands in the text: beside pictures there is no card, and a card survives no correction.
	const textOf = (rendition: OutgoingRendition) => wordsOf(rendition, capabilities.text);
	return {
		...{ kind: 'linkedin', host, capabilities },
		publish: (rendition, key) =>
			rendition.replyTo
				? answer(context, rendition, rendition.replyTo)
				: publish(speaking, { rendition, key, text: textOf(rendition) }),
		find: (_key, rendition, taken = new Set()) =>
			rendition.replyTo
				? findAnswer(context, { rendition, to: rendition.replyTo, taken })
				: findOwn(context, { rendition, text: textOf(rendition), taken }),
		edit: (remote, rendition) =>
			remote.extra?.['comment']
				? editAnswer(context, remote, rendition)
				: edit(speaking, remote, { rendition, text: textOf(rendition) }),
		withdraw: (remote) => (remote.extra?.['comment'] ? withdrawAnswer(context, remote) : withdraw(context, remote)),
		locate: (url) => locateOwn(context, url),
		fetchInbound: (cursor) => fetchInbound(context, cursor),
		metrics: (remote) => readMetrics(context, remote),
		health: async () => {
			const path = `/rest/organizations/${context.accountId}`;
			const asked = await context.api({ method: 'GET', path, purpose: 'read' });
			return asked.ok ? ok(undefined) : asked;
		},
	};
};

interface Saying {
	readonly rendition: OutgoingRendition;
	readonly text: string;
}

const refusal = ({ rendition, text }: Saying, capabilities: Capabilities) =>
	tooLong(countText(text, capabilities.text), capabilities) ??
	refusedBy(rendition, capabilities) ??
	(rendition.document && rendition.media.length > 0 ? besideDocument : null);

/** SPEC: Posts API: a post has one kind of content. */
const besideDocument: ChannelFailure = {
	...{ type: 'channel.rejected', field: 'document', reason: 'no pictures stand beside a document' },
};

const publish = async (
	{ context, capabilities, uploads }: Speaking,
	{ rendition, key, text }: Saying & { readonly key: string },
): Promise<Result<RemoteRef, ChannelFailure>> => {
	const refused = refusal({ rendition, text }, capabilities);
	if (refused) return fail(refused);
	const poll = pollOf(rendition, context);
	if (!poll.ok) return poll;
	const media = await uploadAll(context, rendition, { key, uploads });
	if (!media.ok) return media;
	const sent = await context.api({
		method: 'POST',
		path: '/rest/posts',
		json: {
			author: context.author,
			commentary: littleText(text),
			visibility: 'PUBLIC',
			distribution: { feedDistribution: 'MAIN_FEED', targetEntities: [], thirdPartyDistributionChannels: [] },
			...contentOf(rendition, media.value, poll.value),
			lifecycleState: 'PUBLISHED',
			isReshareDisabledByAuthor: false,
		},
		purpose: 'write',
	});
	if (sent.ok || sent.error.type === 'channel.rejected') await uploads.forget(key);
	if (!sent.ok) return sent;
	const post = sent.value.headers.get('x-restli-id') ?? '';
	const id = postId(post);
	if (id === null) return fail({ type: 'channel.unclear', reason: 'accepted, but the answer names no post' });
	const extra = { post, beside: await besideOf(rendition) };
	return ok({ id, url: addressOf(context, { id, post }), extra });
};

/** SPEC: Posts API: the words can be changed, what stands beside them cannot. */
const edit = async (
	{ context, capabilities }: Speaking,
	remote: RemoteRef,
	saying: Saying,
): Promise<Result<RemoteRef, ChannelFailure>> => {
	const refused = refusal(saying, capabilities);
	if (refused) return fail(refused);
	if (remote.extra?.['beside'] !== (await besideOf(saying.rendition))) {
		const reason = 'only the words can be changed: pictures, document, poll and the title of the card stay as they are';
		return fail({ type: 'channel.rejected', field: 'edit', reason });
	}
	const sent = await context.api({
		method: 'POST',
		path: `/rest/posts/${encoded(nameOfPost(remote))}`,
		headers: { 'x-restli-method': 'PARTIAL_UPDATE' },
		json: { patch: { $set: { commentary: littleText(saying.text) } } },
		purpose: 'write',
	});
	if (sent.ok) return ok(remote);
	return fail(sent.error.type === 'channel.rejected' ? { ...sent.error, field: 'edit' } : sent.error);
};

/** SPEC: a deletion answers 204 however often it is asked for. */
const withdraw = async ({ api }: LinkedinContext, remote: RemoteRef): Promise<Result<void, ChannelFailure>> => {
	const headers = { 'x-restli-method': 'DELETE' };
	const path = `/rest/posts/${encoded(nameOfPost(remote))}`;
	const sent = await api({ method: 'DELETE', path, headers, purpose: 'write' });
	return sent.ok || isGone(sent.error) ? ok(undefined) : sent;
};
