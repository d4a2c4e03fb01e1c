import { countText } from '#kernel/counting.ts';
import { CENTRE } from '#kernel/crop.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { graphemes } from '#kernel/text.ts';
import { type Instant, seconds } from '#kernel/time.ts';

import type { Channel, ChannelFailure, OutgoingRendition, RemoteRef } from '../../channel.ts';
import { collectAllowances } from '../allowance.ts';
import { refusedBy, tooLong } from '../limits.ts';
import type { NetworkNeeds } from '../network.ts';
import { readAs } from '../read-as.ts';
import { rememberUploads, type Uploads } from '../uploads.ts';
import { readAbove } from './above.ts';
import { findOwn, locateOwn } from './find.ts';
import { fetchInbound } from './inbound.ts';
import { listenAt } from './listen.ts';
import { focusOf, mediaFingerprint, uploadAll } from './media.ts';
import { readMetrics } from './metrics.ts';
import { moderateAt } from './moderate.ts';
import { onWire, textOf } from './rendition.ts';
import { type Api, createApi, isGone, type MastodonAccess, type MastodonNeeds, StatusShape } from './wire.ts';

type Needs = MastodonNeeds & Pick<NetworkNeeds, 'notes'>;

/** Makes adapters for Mastodon accounts. Uploaded media are remembered across deliveries' attempts. */
export const createMastodon = (needs: Needs): ((access: MastodonAccess) => Channel) => {
	const uploads = rememberUploads(needs);
	return (access) => {
		const { host } = new URL(access.origin);
		const allowances = collectAllowances({ app: `mastodon@${host}`, account: access.accountId });
		const api = createApi(access, needs, allowances);
		const context = { api, access, uploads, clock: needs.clock };
		return {
			kind: 'mastodon',
			host,
			allowances: allowances.all,
			capabilities: access.capabilities,
			publish: (rendition, key) => publish(context, rendition, key),
			find: (_key, rendition, taken) => findOwn(context, rendition, taken),
			edit: (remote, rendition, key) => edit(context, { remote, rendition, key }),
			withdraw: (remote) => withdraw(api, remote),
			locate: (url) => locateOwn({ api, access }, url),
			moderation: moderateAt(api),
			above: (message) => readAbove(api, message),
			fetchInbound: (cursor) => fetchInbound(api, cursor),
			metrics: (remote) => readMetrics(api, remote),
			...(access.capabilities.stream === undefined ? {} : { listen: listenAt(access, needs) }),
			health: async () => {
				const asked = await api({ method: 'GET', path: '/api/v1/accounts/verify_credentials', purpose: 'read' });
				return asked.ok ? ok(undefined) : asked;
			},
		};
	};
};

interface Context {
	readonly api: Api;
	readonly access: MastodonAccess;
	readonly uploads: Uploads;
	readonly clock: MastodonNeeds['clock'];
}

const publish = async (
	{ api, access, uploads, clock }: Context,
	rendition: OutgoingRendition,
	key: string,
): Promise<Result<RemoteRef, ChannelFailure>> => {
	const status = textOf(rendition, access);
	const refused = tooMuch(status, rendition, access) ?? pollRefused(rendition, access, clock.now());
	if (refused) return fail(refused);
	const media = await uploadAll(api, rendition, { key, uploads, clock });
	if (!media.ok) return media;
	const sent = await api({
		method: 'POST',
		path: '/api/v1/statuses',
		headers: { 'idempotency-key': key },
		json: {
			...body(status, rendition, media.value),
			...quotingOf(rendition, access),
			...pollOf(rendition, clock.now()),
			visibility: onWire[rendition.visibility],
			...(rendition.replyTo ? { in_reply_to_id: rendition.replyTo.id } : {}),
		},
		purpose: 'write',
	});
	if (!sent.ok) {
		if (sent.error.type === 'channel.rejected') await uploads.forget(key);
		return sent;
	}
	await uploads.forget(key);
	return published(sent.value.body, rendition);
};

/** SPEC: with a content warning everything below it is folded, pictures too; without both fields an edit takes it away. */
const body = (status: string, { language, warning }: OutgoingRendition, media: readonly string[]) => ({
	status,
	language: language.split('-')[0] ?? language,
	...(warning ? { spoiler_text: warning.words, sensitive: true } : {}),
	...(media.length > 0 ? { media_ids: media } : {}),
});

/** SPEC: `quote_approval_policy` since 4.5; an older server would refuse or ignore it. */
const quotingOf = ({ quotes }: OutgoingRendition, { capabilities }: MastodonAccess) =>
	quotes === undefined || capabilities.quotes === undefined
		? {}
		: { quote_approval_policy: quotes === 'everyone' ? 'public' : quotes };

const pollOf = ({ poll }: OutgoingRendition, now: Instant) =>
	poll === undefined
		? {}
		: {
				poll: {
					options: poll.options,
					multiple: poll.many,
					expires_in: Math.round((poll.closesAt - now) / seconds(1)),
				},
			};

/** The act went through; an answer that names no status leaves it open what stands there. */
const published = async (answer: unknown, { media }: OutgoingRendition): Promise<Result<RemoteRef, ChannelFailure>> => {
	const read = StatusShape.pick({ id: true, url: true, uri: true }).safeParse(answer);
	if (!read.success) return fail({ type: 'channel.unclear', reason: 'accepted, but the answer names no status' });
	const { id, url, uri } = read.data;
	return ok({ id, url: url ?? uri, extra: { media: await mediaFingerprint(media) } });
};

const tooMuch = (status: string, rendition: OutgoingRendition, { capabilities }: MastodonAccess) =>
	tooLong(countText(status, capabilities.text) + graphemes(rendition.warning?.words ?? ''), capabilities) ??
	refusedBy(rendition, capabilities);

const pollRefused = ({ poll, media }: OutgoingRendition, { capabilities: { polls } }: MastodonAccess, now: Instant) => {
	if (poll === undefined) return null;
	const rejected = (reason: string) => ({ type: 'channel.rejected', field: 'poll', reason }) as const;
	if (polls === undefined) return rejected('there are no polls here');
	if (poll.closesAt - now < polls.shortestMs)
		return rejected(`it must stay open for ${polls.shortestMs / seconds(1)} seconds`);
	if (poll.closesAt - now > polls.longestMs)
		return rejected(`it may stay open for ${polls.longestMs / seconds(1)} seconds`);
	return media.length > 0 && !polls.withMedia ? rejected('a poll carries no pictures') : null;
};

const edit = async (
	{ api, access, uploads, clock }: Context,
	{
		remote,
		rendition,
		key,
	}: { readonly remote: RemoteRef; readonly rendition: OutgoingRendition; readonly key: string },
): Promise<Result<RemoteRef, ChannelFailure>> => {
	const status = textOf(rendition, access);
	const refused = tooMuch(status, rendition, access) ?? pollRefused(rendition, access, clock.now());
	if (refused) return fail(refused);
	const path = `/api/v1/statuses/${encodeURIComponent(remote.id)}`;
	const kept = (await mediaFingerprint(rendition.media)) === remote.extra?.['media'];
	const media = kept ? await attached(api, path) : await uploadAll(api, rendition, { key, uploads, clock });
	if (!media.ok) return media;
	const descriptions = media.value.map((id, at) => ({
		id,
		description: rendition.media[at]?.alt ?? '',
		focus: focusOf(rendition.media[at]?.focus ?? CENTRE),
	}));
	const json = {
		...body(status, rendition, media.value),
		...quotingOf(rendition, access),
		// Without it the poll would be taken away; with the same answers its votes stay.
		...pollOf(rendition, clock.now()),
		...(kept && descriptions.length > 0 ? { media_attributes: descriptions } : {}),
	};
	const sent = await api({ method: 'PUT', path, json, purpose: 'write' });
	if (!sent.ok) return sent;
	await uploads.forget(key);
	return published(sent.value.body, rendition);
};

const attached = async (api: Api, path: string): Promise<Result<readonly string[], ChannelFailure>> => {
	const found = await api({ method: 'GET', path, purpose: 'read' });
	if (!found.ok) return found;
	const status = readAs(StatusShape, found.value.body);
	return status.ok ? ok(status.value.media_attachments.map(({ id }) => id)) : status;
};

const withdraw = async (api: Api, remote: RemoteRef): Promise<Result<void, ChannelFailure>> => {
	const path = `/api/v1/statuses/${encodeURIComponent(remote.id)}`;
	const sent = await api({ method: 'DELETE', path, purpose: 'write' });
	return sent.ok || isGone(sent.error) ? ok(undefined) : sent;
};
