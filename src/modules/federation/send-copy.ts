import type { Clock, Instant } from '#kernel/time.ts';
import type { OutboundAnswer } from '#platform/outbound/outbound.ts';

import type { Actors } from './actors.ts';
import type { Copy } from './claim-recipients.ts';
import { askedUntil } from './domain/backoff.ts';
import type { FederationNeeds } from './needs.ts';
import { ACTIVITY_JSON } from './remote.ts';
import { digestOf, type SignatureKind, signedHeaders } from './signing.ts';
import { federation } from './tables.ts';

/** What one attempt came to. */
export type Carried =
	| { readonly kind: 'taken'; readonly signature: SignatureKind }
	/** The inbox is no more: who received there is forgotten. */
	| { readonly kind: 'gone' }
	/** The server lives and does not want it: it is not asked again. */
	| { readonly kind: 'refused'; readonly reason: string }
	| Later;

/** Not now. */
export interface Later {
	readonly kind: 'later';
	readonly reason: string;
	/** It answered, if only that. */
	readonly alive: boolean;
	/** The server asked to be left alone until then. */
	readonly until?: Instant;
	/** It knows no such inbox; said often enough, that is an end. */
	readonly missing?: true;
}

export interface Attempt {
	readonly copy: Copy;
	readonly carried: Carried;
}

interface Needs extends Pick<FederationNeeds, 'db' | 'outbound'> {
	readonly clock: Clock;
	readonly actors: Actors;
}

/** SPEC: Mastodon waits as long for others. */
const TIMEOUT_MS = 10_000;
const ANSWER_BYTES = 64 * 1024;
/** Bodies are the same for all recipients; so is their digest. */
const MOST_REMEMBERED = 256;
const other: Readonly<Record<SignatureKind, SignatureKind>> = { cavage: 'rfc9421', rfc9421: 'cavage' };

interface Letter {
	readonly identifier: string;
	readonly bytes: Buffer;
	readonly digest: string;
}

/** Reads each activity once, however many inboxes it goes to. */
const createLetters = ({ db }: Pick<Needs, 'db'>) => {
	const known = new Map<string, Promise<Letter>>();
	const read = async (activityId: string): Promise<Letter> => {
		const row = await db.read('activity to bring', (tx) =>
			federation(tx)
				.selectFrom('federation_activity')
				.select(['identifier', 'body'])
				.where('id', '=', activityId)
				.executeTakeFirstOrThrow(),
		);
		const bytes = Buffer.from(row.body);
		return { identifier: row.identifier, bytes, digest: digestOf(bytes) };
	};
	return (activityId: string): Promise<Letter> => {
		const there = known.get(activityId);
		if (there !== undefined) return there;
		const [oldest] = known.keys();
		if (known.size >= MOST_REMEMBERED && oldest !== undefined) known.delete(oldest);
		const reading = read(activityId);
		known.set(activityId, reading);
		reading.catch(() => known.delete(activityId));
		return reading;
	};
};

/** Brings one copy to one inbox, signed as that server wants it: refused in the one way, it is tried once in the other. */
export const createSendCopy = ({ db, outbound, clock, actors }: Needs): ((copy: Copy) => Promise<Carried>) => {
	const letterOf = createLetters({ db });
	const attempt = async (copy: Copy, kind: SignatureKind) => {
		const { identifier, bytes, digest } = await letterOf(copy.activityId);
		const url = new URL(copy.inbox);
		const signer = await actors.signer(identifier);
		const proof = await signedHeaders(kind, signer, { method: 'POST', url, digest, at: clock.now() });
		const headers = { ...proof, 'content-type': ACTIVITY_JSON, accept: ACTIVITY_JSON };
		return outbound({ method: 'POST', url, headers, bytes, timeoutMs: TIMEOUT_MS, maxAnswerBytes: ANSWER_BYTES });
	};
	const judge = (answer: OutboundAnswer, signature: SignatureKind): Carried => judged(answer, signature, clock.now());

	return async (copy) => {
		const first = await attempt(copy, copy.signature);
		if (!first.ok) return failed(first.error);
		if (first.value.status !== 401) return judge(first.value, copy.signature);
		const second = await attempt(copy, other[copy.signature]);
		return second.ok ? judge(second.value, other[copy.signature]) : failed(second.error);
	};
};

const failed = ({ type, reason }: { readonly type: string; readonly reason: string }): Carried =>
	type === 'outbound.forbidden' ? { kind: 'refused', reason } : { kind: 'later', reason, alive: false };

const judged = ({ status, headers }: OutboundAnswer, signature: SignatureKind, now: Instant): Carried => {
	if (status >= 200 && status < 300) return { kind: 'taken', signature };
	if (status === 410) return { kind: 'gone' };
	const reason = `HTTP ${status}`;
	if (status === 404) return { kind: 'later', reason, alive: true, missing: true };
	const retryAfter = headers.get('retry-after');
	if (status === 429 || (status === 503 && retryAfter !== null))
		return { kind: 'later', reason, alive: true, until: askedUntil(retryAfter, now) };
	if (status === 408) return { kind: 'later', reason, alive: true };
	return status >= 500 ? { kind: 'later', reason, alive: false } : { kind: 'refused', reason };
};
