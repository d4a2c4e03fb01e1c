import type { Clock } from '#kernel/time.ts';
import type { OutboundAnswer } from '#platform/outbound/outbound.ts';

import type { Actors } from './actors.ts';
import type { Copy } from './claim-recipients.ts';
import type { FederationNeeds } from './needs.ts';
import { ACTIVITY_JSON } from './remote.ts';
import { digestOf, type SignatureKind, signedHeaders } from './signing.ts';

/** What one attempt came to. */
export type Carried =
	| { readonly kind: 'taken'; readonly signature: SignatureKind }
	/** The inbox is no more: who received there is forgotten. */
	| { readonly kind: 'gone' }
	/** The server lives and does not want it: it is not asked again. */
	| { readonly kind: 'refused'; readonly reason: string }
	/** The server does not answer or is overburdened: later. */
	| { readonly kind: 'later'; readonly reason: string; readonly alive: boolean };

export interface Attempt {
	readonly copy: Copy;
	readonly carried: Carried;
}

interface Needs extends Pick<FederationNeeds, 'outbound'> {
	readonly clock: Clock;
	readonly actors: Actors;
}

const TIMEOUT_MS = 20_000;
const ANSWER_BYTES = 64 * 1024;
/** Bodies are the same for all recipients; so is their digest. */
const MOST_REMEMBERED = 256;
const other: Readonly<Record<SignatureKind, SignatureKind>> = { cavage: 'rfc9421', rfc9421: 'cavage' };

/** Brings one copy to one inbox, signed as that server wants it: refused in the one way, it is tried once in the other. */
export const createSendCopy = ({ outbound, clock, actors }: Needs): ((copy: Copy) => Promise<Carried>) => {
	const prepared = new Map<string, { readonly bytes: Buffer; readonly digest: string }>();
	const prepare = ({ activityId, body }: Copy) => {
		const known = prepared.get(activityId);
		if (known) return known;
		const bytes = Buffer.from(body);
		const made = { bytes, digest: digestOf(bytes) };
		const [oldest] = prepared.keys();
		if (prepared.size >= MOST_REMEMBERED && oldest !== undefined) prepared.delete(oldest);
		prepared.set(activityId, made);
		return made;
	};
	const attempt = async (copy: Copy, kind: SignatureKind) => {
		const { bytes, digest } = prepare(copy);
		const url = new URL(copy.inbox);
		const signer = await actors.signer(copy.identifier);
		const proof = await signedHeaders(kind, signer, { method: 'POST', url, digest, at: clock.now() });
		const headers = { ...proof, 'content-type': ACTIVITY_JSON, accept: ACTIVITY_JSON };
		return outbound({ method: 'POST', url, headers, bytes, timeoutMs: TIMEOUT_MS, maxAnswerBytes: ANSWER_BYTES });
	};

	return async (copy) => {
		const first = await attempt(copy, copy.signature);
		if (!first.ok) return failed(first.error);
		if (first.value.status !== 401) return judged(first.value, copy.signature);
		const second = await attempt(copy, other[copy.signature]);
		return second.ok ? judged(second.value, other[copy.signature]) : failed(second.error);
	};
};

const failed = ({ type, reason }: { readonly type: string; readonly reason: string }): Carried =>
	type === 'outbound.forbidden' ? { kind: 'refused', reason } : { kind: 'later', reason, alive: false };

const judged = ({ status }: OutboundAnswer, signature: SignatureKind): Carried => {
	if (status >= 200 && status < 300) return { kind: 'taken', signature };
	if (status === 404 || status === 410) return { kind: 'gone' };
	const reason = `HTTP ${status}`;
	if (status === 408 || status === 429) return { kind: 'later', reason, alive: true };
	return status >= 500 ? { kind: 'later', reason, alive: false } : { kind: 'refused', reason };
};
