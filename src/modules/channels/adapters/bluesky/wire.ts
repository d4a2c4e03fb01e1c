import { z } from 'zod';
import { fail, ok, type Result } from '#kernel/result.ts';
import type { Clock } from '#kernel/time.ts';
import type { Outbound, OutboundAnswer } from '#platform/outbound/outbound.ts';
import type { Capabilities, ChannelFailure } from '../../channel.ts';
import type { Allowances, Kind } from '../allowance.ts';
import { brokenLine, inWords, type Purpose, theirFault, waitUntil, withoutSecrets } from '../outcome.ts';
import type { Session } from '../session.ts';

/** The account an adapter speaks for. */
export interface BlueskyAccess {
	readonly service: string;
	/** Where people read, for links: `https://bsky.app`. */
	readonly web: string;
	readonly did: string;
	readonly handle: string;
	readonly session: Session;
	readonly capabilities: Capabilities;
}

export interface BlueskyNeeds {
	readonly outbound: Outbound;
	readonly clock: Pick<Clock, 'now'>;
}

export interface Query {
	readonly nsid: string;
	readonly params?: readonly (readonly [string, string])[];
}
export interface Procedure {
	readonly nsid: string;
	readonly json?: unknown;
	readonly blob?: { readonly bytes: Uint8Array; readonly mime: string };
	readonly purpose: Purpose;
	readonly field?: string;
	readonly timeoutMs?: number;
	/** The service that is to do it, where the account's own server only passes it on. */
	readonly proxy?: string;
}

/** One authorised call; an expired token is refreshed once, every other answer but 200 is sorted into the words of the port. */
export interface Xrpc {
	get(query: Query): Promise<Result<unknown, ChannelFailure>>;
	post(procedure: Procedure): Promise<Result<unknown, ChannelFailure>>;
}

type Sent = Result<unknown, ChannelFailure>;

export const createXrpc = (
	{ service, session }: Pick<BlueskyAccess, 'service' | 'session'>,
	{ outbound, clock }: BlueskyNeeds,
	allowances?: Allowances,
): Xrpc => {
	const withToken = async (
		purpose: Purpose,
		field: string,
		send: (token: string) => ReturnType<Outbound>,
	): Promise<Sent> => {
		const attempt = async (token: string): Promise<Sent> => {
			const sent = await send(token);
			if (sent.ok && purpose === 'write') allowances?.note(sent.value.headers, points, clock.now());
			return sent.ok
				? sorted(sent.value, { purpose, field, secrets: [token], clock })
				: fail(brokenLine(sent.error, purpose));
		};
		const token = session.accessToken();
		const first = await attempt(token);
		if (first.ok || first.error.type !== 'channel.expired') return first;
		const fresh = await session.refresh(token);
		return fresh.ok ? attempt(fresh.value) : fresh;
	};
	return {
		get({ nsid, params = [] }) {
			const url = new URL(`/xrpc/${nsid}`, service);
			for (const [name, value] of params) url.searchParams.append(name, value);
			return withToken('read', 'text', (token) => outbound({ method: 'GET', url, headers: bearer(token) }));
		},
		post({ nsid, json, blob, purpose, field = 'text', timeoutMs, proxy }) {
			const url = new URL(`/xrpc/${nsid}`, service);
			return withToken(purpose, field, (token) =>
				outbound({
					method: 'POST',
					url,
					headers: {
						...bearer(token),
						...(blob ? { 'content-type': blob.mime } : {}),
						...(proxy === undefined ? {} : { 'atproto-proxy': proxy }),
					},
					...(blob ? { bytes: blob.bytes } : { json }),
					...(timeoutMs === undefined ? {} : { timeoutMs }),
				}),
			);
		},
	};
};

/** SPEC: docs.bsky.app/docs/advanced-guides/rate-limits: an hour's points; create 3, update 2, delete 1. Reading takes none. */
const points: Kind = { bucket: 'points', costs: { publish: 3, edit: 2, withdraw: 1, picture: 0 }, spareShare: 0 };

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

interface Asked {
	readonly purpose: Purpose;
	readonly field: string;
	readonly secrets: readonly string[];
	readonly clock: Pick<Clock, 'now'>;
}

const XrpcError = z.object({ error: z.string(), message: z.string().optional() });

/** SPEC: atproto.com/specs/xrpc, error answers, and the errors of each method. */
export const sorted = (answer: OutboundAnswer, { purpose, field, secrets, clock }: Asked): Sent => {
	const { status, headers, body } = answer;
	if (status === 200) return ok(body);
	const said = XrpcError.safeParse(body);
	const name = said.success ? said.data.error : '';
	const words = said.success ? `: ${name} ${said.data.message ?? ''}`.trimEnd() : '';
	const reason = withoutSecrets(`HTTP ${status}${words}`, secrets);
	if (name === 'ExpiredToken') return fail({ type: 'channel.expired', reason });
	if (status === 401 || status === 403 || UNAUTHORISED.has(name)) return fail({ type: 'channel.unauthorised', reason });
	if (status === 429)
		return fail({ type: 'channel.throttled', until: waitUntil({ headers, body }, clock.now()), reason });
	if (status === 413) return fail({ type: 'channel.rejected', field: 'media', reason });
	if (status === 408 || status >= 500) return fail(theirFault({ status, headers, reason }, purpose, clock.now()));
	const refused = { type: 'channel.rejected', field: fieldNamed(words, field), reason } as const;
	if (status >= 400) return fail(inWords(said.success, refused, purpose));
	return fail({ type: 'channel.changed', reason });
};

const UNAUTHORISED = new Set([
	'InvalidToken',
	'AuthMissing',
	'AuthenticationRequired',
	'AccountTakedown',
	'AccountDeactivated',
	'RepoDeactivated',
]);

const fieldNamed = (words: string, otherwise: string): string => {
	if (/reply/i.test(words)) return 'replyTo';
	if (/embed|image|blob|mime/i.test(words)) return 'media';
	if (/langs?\b/i.test(words)) return 'language';
	return otherwise;
};
