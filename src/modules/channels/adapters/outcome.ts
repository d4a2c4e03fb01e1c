import type { Instant } from '#kernel/time.ts';
import type { OutboundFailure } from '#platform/outbound/outbound.ts';

import type { ChannelFailure } from '../channel.ts';

/** What a request was for: a failed `write` may have happened, a failed `read` changed nothing anywhere. */
export type Purpose = 'write' | 'read';

export const brokenLine = ({ type, reason }: OutboundFailure, purpose: Purpose): ChannelFailure =>
	type === 'outbound.lost' && purpose === 'write'
		? { type: 'channel.unclear', reason }
		: { type: 'channel.unreachable', reason };

/** The other side failed in its own house: it may have acted, unless it says (503) that it did not even try. */
export const theirFault = (status: number, reason: string, purpose: Purpose): ChannelFailure =>
	status === 503 || purpose === 'read' ? { type: 'channel.unreachable', reason } : { type: 'channel.unclear', reason };

const DEFAULT_WAIT_MS = 5 * 60_000;
const LONGEST_WAIT_MS = 24 * 3_600_000;

/** When a throttled request may go again, from whichever header says so. SPEC: RFC 9110 (seconds or date), Mastodon (ISO moment), draft-polli (unix seconds). */
export const waitUntil = (headers: Headers, now: Instant): Instant => {
	const names = ['retry-after', 'x-ratelimit-reset', 'ratelimit-reset'];
	const said = names.map((name) => headers.get(name)).find((value) => value !== null && value.trim() !== '');
	const at = said === undefined || said === null ? Number.NaN : readMoment(said.trim(), now);
	const wait = Number.isNaN(at) ? DEFAULT_WAIT_MS : Math.min(Math.max(at - now, 1000), LONGEST_WAIT_MS);
	// NOTE: a sum of an instant and milliseconds is an instant.
	return (now + wait) as Instant;
};

/** Small numbers are seconds from now, large ones seconds since 1970. */
const readMoment = (text: string, now: number): number => {
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
