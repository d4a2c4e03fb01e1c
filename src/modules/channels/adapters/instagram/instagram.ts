import { z } from 'zod';

import { countText } from '#kernel/counting.ts';
import { fail, ok, type Result } from '#kernel/result.ts';

import type { Capabilities, Channel, ChannelFailure, OutgoingRendition, RemoteRef } from '../../channel.ts';
import { refusedBy, tooLong } from '../limits.ts';
import { VERSION } from '../meta/api.ts';
import { isMissing } from '../meta/graph.ts';
import { wakeByPage } from '../meta/wake.ts';
import { wordsOf } from '../words.ts';
import { type Answering, answer, findAnswer } from './answers.ts';
import { RATIOS, TAGS_MOST } from './capabilities.ts';
import { readyContainer } from './containers.ts';
import { findOwn, locateOwn, publishedAs, showPost, standingBefore } from './find.ts';
import { fetchInbound } from './inbound.ts';
import { readMetrics } from './metrics.ts';
import { readNote, writeNote } from './note.ts';
import type { InstagramContext } from './wire.ts';

interface Speaking {
	readonly context: InstagramContext;
	readonly capabilities: Capabilities;
}

/** Speaks for one professional account: pictures, carousels and films, and answers to comments. */
export const speakOnInstagram = (speaking: Speaking, host: string): Channel => {
	const { context, capabilities } = speaking;
	return {
		kind: 'instagram',
		host,
		allowances: context.allowances.all,
		capabilities,
		publish: (rendition, key) =>
			rendition.replyTo === undefined
				? publish(speaking, { rendition, key })
				: reply(speaking, { rendition, key, replyTo: rendition.replyTo }),
		find: (key, rendition, taken = new Set()) => {
			const text = wordsOf(rendition, capabilities.text);
			return rendition.replyTo === undefined
				? findOwn(context, { key, caption: text, createdAt: rendition.createdAt }, taken)
				: findAnswer(context, { rendition, replyTo: rendition.replyTo, text }, taken);
		},
		withdraw: (remote) => withdraw(context, remote),
		locate: (url) => locateOwn(context, url),
		moderation: {
			hide: ({ message }) => setHidden(context, message.id, true),
			show: ({ message }) => setHidden(context, message.id, false),
			remove: ({ message }) => withdraw(context, message),
		},
		// SPEC: docs/instagram-platform/webhooks: the page that the account is linked to stands for it; `me` is the page of the key.
		wake: wakeByPage(context.api, 'me', ['feed']),
		fetchInbound: (cursor) => fetchInbound(context, cursor),
		metrics: (remote) => readMetrics(context, remote),
		health: async () => {
			const query = [['fields', 'id']] as const;
			const asked = await context.api({ method: 'GET', path: `${VERSION}/${context.account}`, query, purpose: 'read' });
			return asked.ok ? ok(undefined) : asked;
		},
	};
};

const rejected = (field: string, reason: string) => ({ type: 'channel.rejected', field, reason }) as const;

const HASHTAG = /(?<![\w#&/])#[\p{L}\p{N}_]+/gu;

const refusal = (rendition: OutgoingRendition, capabilities: Capabilities): ChannelFailure | null => {
	const { poll, media } = rendition;
	if (poll !== undefined) return rejected('poll', 'there are no polls on Instagram');
	if (media.length === 0) return rejected('media', 'Instagram takes no post without a picture or a film');
	const text = wordsOf(rendition, capabilities.text);
	const beyond = tooLong(countText(text, capabilities.text), capabilities) ?? refusedBy(rendition, capabilities);
	if (beyond) return beyond;
	const tags = text.match(HASHTAG)?.length ?? 0;
	if (tags > TAGS_MOST) return rejected('text', `${tags} of ${TAGS_MOST} hashtags`);
	const odd = media.find(({ film, width, height }) => film === undefined && !isShape(width / height));
	return odd ? rejected('media', `${odd.width} x ${odd.height} is beyond 4:5 and 1.91:1`) : null;
};

/** A cut is made of whole points. */
const ROUNDING = 0.01;
const isShape = (ratio: number): boolean => ratio >= RATIOS.least - ROUNDING && ratio <= RATIOS.most + ROUNDING;

const Published = z.object({ id: z.string().min(1) });

/** SPEC: content publishing: container, its state, publishing. A container becomes one post, however often it is published. */
const publish = async (
	{ context, capabilities }: Speaking,
	{ rendition, key }: { readonly rendition: OutgoingRendition; readonly key: string },
): Promise<Result<RemoteRef, ChannelFailure>> => {
	const refused = refusal(rendition, capabilities);
	if (refused) return fail(refused);
	const known = await readNote(context, key);
	if (known?.media !== undefined) return named(await showPost(context, known.media));
	const caption = wordsOf(rendition, capabilities.text);
	const ready = await readyContainer(context, { key, media: rendition.media, caption });
	if (!ready.ok) return ready;
	const looked = { caption, createdAt: rendition.createdAt };
	const { note, published } = ready.value;
	if (published) return named(await publishedAs(context, looked, new Set(note.before)));
	const before = note.before ? ok(note.before) : await standingBefore(context, looked);
	if (!before.ok) return before;
	const noted = { ...note, before: [...before.value] };
	if (note.before === undefined) await writeNote(context, key, noted);
	const path = `${VERSION}/${context.account}/media_publish`;
	const sent = await context.api({ method: 'POST', path, json: { creation_id: note.creation }, purpose: 'write' });
	if (!sent.ok) return sent;
	const read = Published.safeParse(sent.value.body);
	if (!read.success) return fail({ type: 'channel.unclear', reason: 'accepted, but the answer names no post' });
	await writeNote(context, key, { ...noted, media: read.data.id });
	return named(await showPost(context, read.data.id));
};

/** It is public: without its address nobody can say where. */
const named = (shown: Result<RemoteRef | null, ChannelFailure>): Result<RemoteRef, ChannelFailure> => {
	if (shown.ok && shown.value !== null) return ok(shown.value);
	return shown.ok
		? fail({ type: 'channel.unclear', reason: 'published, but not to be found' })
		: fail({ type: 'channel.unclear', reason: 'reason' in shown.error ? shown.error.reason : shown.error.type });
};

const reply = async (
	{ context, capabilities }: Speaking,
	{ key, rendition, replyTo }: Omit<Answering, 'text'> & { readonly key: string },
): Promise<Result<RemoteRef, ChannelFailure>> => {
	const { replies = capabilities.text } = capabilities.text;
	if (rendition.media.length > 0) return fail(rejected('media', 'comments are words only'));
	const text = wordsOf(rendition, capabilities.text);
	const length = countText(text, { ...capabilities.text, ...replies });
	if (length > replies.most) return fail(rejected('text', `${length} of ${replies.most} characters`));
	const refused = refusedBy(rendition, capabilities);
	return refused ? fail(refused) : answer(context, { key, rendition, replyTo, text });
};

/** What is gone already counts as withdrawn. The network may leave deleting to its own app: then a person does it there. */
const withdraw = async ({ api }: InstagramContext, { id }: RemoteRef): Promise<Result<void, ChannelFailure>> => {
	const path = `${VERSION}/${encodeURIComponent(id)}`;
	const sent = await api({ method: 'DELETE', path, purpose: 'write', field: 'withdraw' });
	if (sent.ok || isMissing(sent.error)) return ok(undefined);
	const { error } = sent;
	return error.type === 'channel.unauthorised' && /\(#(?:3|10|100|200)(?:\/\d+)?\)/.test(error.reason)
		? fail(rejected('withdraw', error.reason))
		: sent;
};

const setHidden = async ({ api }: InstagramContext, id: string, hide: boolean) => {
	const path = `${VERSION}/${encodeURIComponent(id)}`;
	const sent = await api({ method: 'POST', path, json: { hide }, purpose: 'write' });
	return sent.ok ? ok(undefined) : sent;
};
