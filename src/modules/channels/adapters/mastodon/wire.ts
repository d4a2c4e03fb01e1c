import { z } from 'zod';

import { fail, ok, type Result } from '#kernel/result.ts';
import type { Clock } from '#kernel/time.ts';
import type { Outbound, OutboundAnswer, OutboundRequest } from '#platform/outbound/outbound.ts';

import type { Capabilities, ChannelFailure } from '../../channel.ts';
import type { Allowances, Kind } from '../allowance.ts';
import { brokenLine, inWords, type Purpose, theirFault, waitUntil, withoutSecrets } from '../outcome.ts';
import { MomentText } from '../rows.ts';

/** The account an adapter speaks for. */
export interface MastodonAccess {
	readonly origin: string;
	readonly token: string;
	readonly accountId: string;
	readonly capabilities: Capabilities;
}

export interface MastodonNeeds {
	readonly outbound: Outbound;
	readonly clock: Pick<Clock, 'now'>;
}

export interface Call extends Omit<OutboundRequest, 'url'> {
	readonly path: string;
	readonly query?: readonly (readonly [string, string])[];
	readonly purpose: Purpose;
	/** Which part of a rendition this request carries, for refusals that do not say. */
	readonly field?: string;
}

/** One authorised request; every answer but 2xx is sorted into the words of the port. */
export type Api = (call: Call) => Promise<Result<OutboundAnswer, ChannelFailure>>;

export const createApi =
	(
		{ origin, token }: Pick<MastodonAccess, 'origin' | 'token'>,
		{ outbound, clock }: MastodonNeeds,
		allowances?: Allowances,
	): Api =>
	async ({ path, query = [], purpose, field = 'text', ...request }) => {
		const url = new URL(path, origin);
		for (const [name, value] of query) url.searchParams.append(name, value);
		const sent = await outbound({ ...request, url, headers: { ...request.headers, authorization: `Bearer ${token}` } });
		if (!sent.ok) return fail(brokenLine(sent.error, purpose));
		const answer = sent.value;
		allowances?.note(answer.headers, bucketOf(request.method, path), clock.now());
		if (answer.status >= 200 && answer.status < 300) return ok(answer);
		return fail(refusal(answer, { purpose, field, token, clock }));
	};

/** SPEC: docs.joinmastodon.org/api/rate-limits: 300 requests in five minutes; uploads and deletions 30 in half an hour. */
const SPARE_SHARE = 0.1;
const everything: Kind = {
	bucket: 'all',
	costs: { publish: 1, edit: 1, withdraw: 0, picture: 2 },
	spareShare: SPARE_SHARE,
};
const media: Kind = { bucket: 'media', costs: { publish: 0, edit: 0, withdraw: 0, picture: 1 }, spareShare: 0 };
const deletions: Kind = { bucket: 'delete', costs: { publish: 0, edit: 0, withdraw: 1, picture: 0 }, spareShare: 0 };

const bucketOf = (method: string, path: string): Kind => {
	if (method === 'DELETE') return deletions;
	return method === 'POST' && path === '/api/v2/media' ? media : everything;
};

interface Asked {
	readonly purpose: Purpose;
	readonly field: string;
	readonly token: string;
	readonly clock: Pick<Clock, 'now'>;
}

const Refusal = z.object({ error: z.string(), error_description: z.string().nullish() });

/** SPEC: docs.joinmastodon.org/api/guidelines and the errors of each method. */
const refusal = (answer: OutboundAnswer, { purpose, field, token, clock }: Asked): ChannelFailure => {
	const { status, headers, body } = answer;
	const said = Refusal.safeParse(body);
	const words = said.success ? [said.data.error, said.data.error_description].filter(Boolean).join(': ') : '';
	const reason = withoutSecrets(`HTTP ${status}${words ? `: ${words}` : ''}`, [token]);
	if (status === 401 || status === 403) return { type: 'channel.unauthorised', reason };
	if (status === 429) return { type: 'channel.throttled', until: waitUntil({ headers, body }, clock.now()), reason };
	if (status === 404 || status === 410) return { type: 'channel.rejected', field: 'replyTo', reason };
	if (status === 413) return { type: 'channel.rejected', field: 'media', reason };
	if (status === 408) return theirFault({ status, headers, reason }, purpose, clock.now());
	if (status >= 500) return theirFault({ status, headers, reason }, purpose, clock.now());
	const refused = { type: 'channel.rejected', field: fieldNamed(words, field), reason } as const;
	if (status >= 400) return inWords(said.success, refused, purpose);
	return { type: 'channel.changed', reason };
};

const fieldNamed = (words: string, otherwise: string): string => {
	if (/media|file|image|attach/i.test(words)) return 'media';
	if (/in_reply_to|reply/i.test(words)) return 'replyTo';
	if (/language/i.test(words)) return 'language';
	return otherwise;
};

export const isGone = (failure: ChannelFailure): boolean =>
	failure.type === 'channel.rejected' && /^HTTP (404|410)/.test(failure.reason);

export const StatusShape = z.object({
	id: z.string().min(1),
	url: z.string().nullable(),
	uri: z.string(),
	created_at: MomentText,
	edited_at: MomentText.nullish(),
	content: z.string(),
	visibility: z.enum(['public', 'unlisted', 'private', 'direct']),
	language: z.string().nullish(),
	in_reply_to_id: z.string().nullish(),
	account: z.object({
		id: z.string(),
		acct: z.string(),
		display_name: z.string(),
		url: z.string().nullish(),
		avatar_static: z.string().nullish(),
	}),
	media_attachments: z.array(
		z.object({
			id: z.string(),
			type: z.string(),
			url: z.string().nullish(),
			preview_url: z.string().nullish(),
			description: z.string().nullish(),
		}),
	),
});
export type Status = z.infer<typeof StatusShape>;
