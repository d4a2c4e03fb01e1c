import { idOf, sameOrigin, typesOf } from './domain/read.ts';
import type { HeaderLines } from './domain/signature.ts';
import { claimedHost, claimedKey, type Guard } from './guard.ts';
import type { FederationNeeds } from './needs.ts';
import { createPlaces } from './places.ts';
import { type Incoming, proveShortly } from './prove.ts';
import { createRate, hiddenNames, prefixOf } from './rate.ts';
import { type Letter, readLetter } from './read-letter.ts';
import type { Remote, RemoteActor } from './remote.ts';
import type { TakeActivity } from './take-activity.ts';
import type { Verify } from './verify.ts';

/** The largest activity another server sends; read no further than this, and before anything is parsed. */
const BODY_BYTES = 256 * 1024;
/** What an address may bring in a minute that proves to be nothing. Whoever proves who they are is not counted here. */
const REFUSED_FROM_ADDRESS = 600;
/** A large server that all of the country is talking on: 200 a second. */
const FROM_HOST = 12_000;
/** More than anybody says in a minute; groups that pass on what others say included. */
const FROM_ACTOR = 600;

export interface InboxParts {
	readonly needs: Pick<FederationNeeds, 'clock' | 'sealer' | 'origin'>;
	readonly guard: Guard;
	readonly remote: Remote;
	readonly verify: Verify;
	readonly take: TakeActivity;
}

export interface InboxAnswer {
	readonly status: 202 | 400 | 401 | 403 | 404 | 413 | 429 | 503;
	readonly error?: string;
	/** Seconds. */
	readonly retryAfter?: number;
}

export interface Brought {
	/** Path and query, as they were asked for. */
	readonly path: string;
	readonly headers: HeaderLines;
	/** Who brings it: the address, for limits in memory only. */
	readonly from: string;
	/** Reads the body; null when it is longer than so many bytes. */
	read(most: number): Promise<Buffer | null>;
}

const taken: InboxAnswer = { status: 202 };
const tooMany: InboxAnswer = { status: 429, error: 'too many', retryAfter: 60 };
const isRefusal = ({ status }: InboxAnswer): boolean => status >= 400 && status < 500 && status !== 429;

/** Takes what other servers bring. What is not proved to come from its actor goes no further than this file. */
export const createInbox = (parts: InboxParts): ((brought: Brought) => Promise<InboxAnswer>) => {
	const { needs, guard } = parts;
	const refused = createRate(needs, REFUSED_FROM_ADDRESS, hiddenNames(needs));
	const places = createPlaces(BODY_BYTES);
	const receive = receiver(parts);
	return async (brought) => {
		if (!(await guard.isOpen())) return { status: 404, error: 'nobody is at home' };
		const from = prefixOf(brought.from);
		if (!refused.may(from)) return tooMany;
		const { headers } = brought;
		const leave = places.enter(
			claimedHost(signatureOf(headers)) ?? '',
			Number(headers.get('content-length') ?? Number.NaN),
		);
		if (leave === null) return { status: 503, retryAfter: 30 };
		const answer = await receive(brought).finally(leave);
		if (isRefusal(answer)) refused.count(from);
		return answer;
	};
};

const receiver = (parts: InboxParts) => {
	const { needs, guard, take } = parts;
	// Names of servers and people are remembered with their keys anyway: here they are counted as they are.
	const fromHost = createRate(needs, FROM_HOST);
	const fromActor = createRate(needs, FROM_ACTOR);

	const accept = async (sealed: Sealed): Promise<InboxAnswer> => {
		const { activity, actor, host } = sealed.letter;
		const sender = await prove(parts, sealed);
		if (sender === 'gone') {
			await take.forget(actor);
			return taken;
		}
		if (sender === null) return { status: 401, error: 'the signature does not prove who sends this' };
		if (!fromHost.take(host) || !fromActor.take(sender.id)) return tooMany;
		return (await take.take(activity, sender)) === 'later' ? { status: 503, retryAfter: 60 } : taken;
	};

	return async (brought: Brought): Promise<InboxAnswer> => {
		const body = await brought.read(BODY_BYTES);
		if (body === null) return { status: 413, error: 'too large' };
		const letter = readLetter(body);
		if (letter === null) return { status: 400, error: 'not an activity' };
		return (await guard.isBlocked(letter.host))
			? { status: 403, error: 'this server is not welcome' }
			: accept({ letter, body, brought });
	};
};

const signatureOf = (headers: HeaderLines): string => headers.get('signature-input') ?? headers.get('signature') ?? '';

interface Sealed {
	readonly letter: Letter;
	readonly body: Buffer;
	readonly brought: Brought;
}

/** Who really sends it; `gone` for somebody who deletes themselves and is no longer there to be asked. */
const prove = async (
	{ needs, remote, verify }: InboxParts,
	{ letter, body, brought: { path, headers } }: Sealed,
): Promise<RemoteActor | 'gone' | null> => {
	const { actor, id } = letter;
	if (!sameOrigin(claimedKey(signatureOf(headers)) ?? '', actor) || !sameOrigin(id, actor)) return null;
	const known = await remote.actor(actor);
	if (!known.ok) return known.error.type === 'remote.gone' && deletesItself(letter) ? 'gone' : null;
	const incoming: Incoming = { method: 'POST', url: new URL(`${needs.origin}${path}`), headers, body };
	if (proveShortly(incoming, known.value.keys, needs.clock.now()) !== null) return known.value;
	return proveAtLength(remote, { signed: await verify(incoming), known: known.value });
};

interface Asked {
	readonly signed: Awaited<ReturnType<Verify>>;
	readonly known: RemoteActor;
}

/** The library has said yes in a rarer form, or by a key that is newer than what we remember: the actor must list it. */
const proveAtLength = async (remote: Remote, { signed, known }: Asked): Promise<RemoteActor | null> => {
	if (signed?.owner !== known.id) return null;
	if (known.keyIds.includes(signed.keyId)) return known;
	remote.forget(known.id);
	const sender = await remote.actor(known.id);
	return sender.ok && sender.value.keyIds.includes(signed.keyId) ? sender.value : null;
};

/** Whoever deletes themselves takes their key along: their own server says that they are gone. */
const deletesItself = ({ activity, actor }: Letter): boolean =>
	typesOf(activity).includes('Delete') && idOf(activity['object']) === actor;
