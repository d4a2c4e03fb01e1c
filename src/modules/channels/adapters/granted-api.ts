import { fail, ok, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';
import type { OutboundAnswer, OutboundRequest } from '#platform/outbound/outbound.ts';

import type { ChannelFailure } from '../channel.ts';
import type { Allowances, Kind } from './allowance.ts';
import type { NetworkNeeds } from './network.ts';
import { brokenLine, inWords, type Purpose, theirFault, waitUntil, withoutSecrets } from './outcome.ts';
import type { Session } from './session.ts';

export interface Call extends Omit<OutboundRequest, 'url'> {
	/** A path at the network's server, or a whole address it named. */
	readonly path: string;
	readonly query?: readonly (readonly [string, string])[];
	readonly purpose: Purpose;
	/** Which part of a rendition this request carries, for refusals that do not say. */
	readonly field?: string;
	/** Answers beside 2xx that are no refusal here. */
	readonly takes?: readonly number[];
}

/** One authorised request; an expired token is renewed once, every other answer but 2xx is sorted into the words of the port. */
export type Api = (call: Call) => Promise<Result<OutboundAnswer, ChannelFailure>>;

export interface Refused {
	readonly answer: OutboundAnswer;
	readonly call: Call;
	/** What it said, without secrets. */
	readonly reason: string;
	readonly now: Instant;
}

/** What one network says in its own words. */
export interface Wording {
	/** What the answer says, for people; null when it is not how this network refuses. */
	words(answer: OutboundAnswer): string | null;
	/** A refusal that means something of its own here; null leaves it to the status. */
	means(refused: Refused): ChannelFailure | null;
	/** The part of a rendition the words are about. */
	field(words: string, otherwise: string): string;
	/** Which bucket the request counts in; absent: nothing is said about what is left. */
	readonly bucket?: (call: Call) => Kind;
}

interface At {
	readonly server: string;
	readonly session: Session;
	readonly wording: Wording;
	readonly allowances?: Allowances;
	/** Sent with every request. */
	readonly headers?: Readonly<Record<string, string>>;
	/** Goes into the address of every request, where a network wants to see that the app stands behind a token. */
	readonly proof?: (token: string) => Promise<readonly (readonly [string, string])[]>;
}

export const createGrantedApi =
	(
		{ server, session, wording, allowances, headers, proof }: At,
		{ outbound, clock }: Pick<NetworkNeeds, 'outbound' | 'clock'>,
	): Api =>
	async (call) => {
		const { path, query = [], purpose, field: _, takes = [], ...request } = call;
		const url = new URL(path, server);
		for (const [name, value] of query) url.searchParams.append(name, value);
		const sign = async (token: string): Promise<void> => {
			for (const [name, value] of (await proof?.(token)) ?? []) url.searchParams.set(name, value);
		};
		const attempt = async (token: string): Promise<Result<OutboundAnswer, ChannelFailure>> => {
			await sign(token);
			const bearer = { ...headers, ...request.headers, authorization: `Bearer ${token}` };
			const sent = await outbound({ ...request, url, headers: bearer });
			if (!sent.ok) return fail(brokenLine(sent.error, purpose));
			const answer = sent.value;
			if (wording.bucket) allowances?.note(answer.headers, wording.bucket(call), clock.now());
			if ((answer.status >= 200 && answer.status < 300) || takes.includes(answer.status)) return ok(answer);
			return fail(refusal(wording, { answer, call, token, now: clock.now() }));
		};
		const token = session.accessToken();
		const first = await attempt(token);
		if (first.ok || first.error.type !== 'channel.expired') return first;
		const fresh = await session.refresh(token);
		return fresh.ok ? attempt(fresh.value) : fresh;
	};

const refusal = (
	wording: Wording,
	{ answer, call, token, now }: Omit<Refused, 'reason'> & { readonly token: string },
): ChannelFailure => {
	const { status, headers, body } = answer;
	const { purpose, field = 'text' } = call;
	const words = wording.words(answer);
	const reason = withoutSecrets(`HTTP ${status}${words ? `: ${words}` : ''}`, [token]);
	const meant = wording.means({ answer, call, reason, now });
	if (meant) return meant;
	if (status === 401) return { type: 'channel.expired', reason };
	if (status === 403) return { type: 'channel.unauthorised', reason };
	if (status === 429) return { type: 'channel.throttled', until: waitUntil({ headers, body }, now), reason };
	if (status === 413) return { type: 'channel.rejected', field: 'media', reason };
	if (status === 408 || status >= 500) return theirFault({ status, headers, reason }, purpose, now);
	const refused = { type: 'channel.rejected', field: wording.field(words ?? '', field), reason } as const;
	if (status >= 400) return inWords(words !== null, refused, purpose);
	return { type: 'channel.changed', reason };
};

export const isGone = (failure: ChannelFailure): boolean =>
	failure.type === 'channel.rejected' && /^HTTP (404|410)/.test(failure.reason);
