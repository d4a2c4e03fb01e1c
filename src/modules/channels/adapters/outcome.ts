import { z } from 'zod';

import type { Instant } from '#kernel/time.ts';
import type { OutboundFailure } from '#platform/outbound/outbound.ts';

import type { ChannelFailure } from '../channel.ts';

/** What a request was for: a failed `write` may have happened, a failed `read` changed nothing anywhere. */
export type Purpose = 'write' | 'read';

export const brokenLine = ({ type, reason }: OutboundFailure, purpose: Purpose): ChannelFailure =>
	type === 'outbound.lost' && purpose === 'write'
		? { type: 'channel.unclear', reason }
		: { type: 'channel.unreachable', reason };

interface Said {
	readonly status: number;
	readonly headers: Headers;
	readonly reason: string;
}

/** The other side failed in its own house: it may have acted, unless it says (503) that it did not even try, perhaps with when to come again. */
export const theirFault = ({ status, headers, reason }: Said, purpose: Purpose, now: Instant): ChannelFailure => {
	if (status !== 503 && purpose === 'write') return { type: 'channel.unclear', reason };
	return status === 503 && headers.has('retry-after')
		? { type: 'channel.throttled', until: waitUntil({ headers, body: null }, now), reason }
		: { type: 'channel.unreachable', reason };
};

type Rejection = Extract<ChannelFailure, { type: 'channel.rejected' }>;

/**
 * A refusal counts in the words that the network's contract has for it. Without them it may come from something on the way, or
 * was spoilt there, and settles nothing.
 */
export const inWords = (hasWords: boolean, refusal: Rejection, purpose: Purpose): ChannelFailure => {
	if (hasWords) return refusal;
	return { type: purpose === 'write' ? 'channel.unclear' : 'channel.changed', reason: refusal.reason };
};

const DEFAULT_WAIT_MS = 5 * 60_000;
const LONGEST_WAIT_MS = 24 * 3_600_000;

/**
 * When a throttled request may go again, from whichever header or field says so; else a wait of our own. SPEC: RFC 9110
 * (seconds or date), Mastodon (ISO moment), draft-polli (unix seconds), Telegram and Discord (`retry_after` in the body),
 * Matrix (`retry_after_ms`).
 */
export const waitUntil = (
	{ headers, body }: { readonly headers: Headers; readonly body: unknown },
	now: Instant,
): Instant => {
	const names = ['retry-after', 'x-ratelimit-reset', 'ratelimit-reset', 'x-rate-limit-reset'];
	const said = names.map((name) => readMoment(headers.get(name)?.trim() ?? '', now)).find((at) => !Number.isNaN(at));
	const at = said ?? inBody(body, now);
	const wait = at === undefined ? DEFAULT_WAIT_MS : Math.min(Math.max(at - now, 1000), LONGEST_WAIT_MS);
	// NOTE: a sum of an instant and milliseconds is an instant.
	return (now + wait) as Instant;
};

const Body = z.looseObject({
	retry_after: z.number().optional(),
	retry_after_ms: z.number().optional(),
	parameters: z.looseObject({ retry_after: z.number().optional() }).optional(),
});

const inBody = (body: unknown, now: Instant): number | undefined => {
	const read = Body.safeParse(body);
	if (!read.success) return undefined;
	const { retry_after, retry_after_ms, parameters } = read.data;
	const seconds = retry_after ?? parameters?.retry_after;
	const ms = retry_after_ms ?? (seconds === undefined ? undefined : seconds * 1000);
	return ms === undefined ? undefined : now + ms;
};

/** Small numbers are seconds from now, large ones seconds since 1970; anything else is a date. */
export const readMoment = (text: string, now: number): number => {
	if (!/^\d+(\.\d+)?$/.test(text)) return Date.parse(text);
	const number = Number(text);
	return number > 1_000_000_000 ? number * 1000 : now + number * 1000;
};

/** Takes every known secret out of what a network said, before it is stored, logged or shown. */
export const withoutSecrets = (text: string, secrets: readonly string[]): string =>
	secrets
		.filter((secret) => secret.length > 0)
		.reduce((rest, secret) => rest.replaceAll(secret, '***'), text)
		.slice(0, 300);
