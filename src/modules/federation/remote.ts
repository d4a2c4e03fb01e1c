import { fail, ok, type Result } from '#kernel/result.ts';
import { minutes, seconds } from '#kernel/time.ts';
import type { OutboundAnswer } from '#platform/outbound/outbound.ts';

import type { Actors } from './actors.ts';
import { hostOf } from './domain/addresses.ts';
import { asForeign, type Foreign, idOf, manyOf, sameOrigin, textOf, typesOf } from './domain/read.ts';
import { createMemory } from './memory.ts';
import type { FederationNeeds } from './needs.ts';
import { signedHeaders } from './signing.ts';

export type RemoteFailure = {
	readonly type: 'remote.gone' | 'remote.unreachable' | 'remote.not-a-document' | 'remote.blocked';
	readonly status?: number;
};

/** Somebody on another server, as far as we must know them. */
export interface RemoteActor {
	readonly id: string;
	readonly handle: string;
	readonly name: string;
	readonly inbox: string;
	readonly sharedInbox: string | null;
	readonly avatarUrl: string | null;
	readonly keyIds: readonly string[];
	/** Those it keeps in its own document, as text. */
	readonly keys: readonly ActorKey[];
}

export interface ActorKey {
	readonly id: string;
	readonly pem: string;
}

export interface Remote {
	/** A document as it stands at its address. Signed by the house, so that secured servers answer too. */
	document(url: string): Promise<Result<Foreign, RemoteFailure>>;
	/** Many who ask for the same one at once are one question. */
	actor(url: string): Promise<Result<RemoteActor, RemoteFailure>>;
	/** Its key is not what we remember: the next one who asks gets it anew. */
	forget(url: string): void;
	/** Looks up `@name@host`; null when nobody answers to it. */
	lookUp(handle: string): Promise<string | null>;
}

const DOCUMENT_BYTES = 1024 * 1024;
const TIMEOUT_MS = 10_000;
const HOPS = 3;
const REMEMBERED_MS = minutes(10);
const MOST_REMEMBERED = 10_000;
/** Whoever could not be read a moment ago is not asked for at once again. */
const FAILURE_MS = seconds(30);

export const ACTIVITY_JSON = 'application/activity+json';
const ACCEPT = `${ACTIVITY_JSON}, application/ld+json; profile="https://www.w3.org/ns/activitystreams"`;
const IS_ACTIVITY = /^application\/(activity\+json|ld\+json|json)\b/i;

interface Needs extends Pick<FederationNeeds, 'outbound' | 'clock'> {
	readonly actors: Actors;
	readonly isBlocked: (host: string) => Promise<boolean>;
}

/** Everything we ask of other servers goes through here, and through the outbound door. */
export const createRemote = ({ outbound, clock, actors, isBlocked }: Needs): Remote => {
	const remembered = createMemory<Result<RemoteActor, RemoteFailure>>(clock, MOST_REMEMBERED);

	const ask = async (url: URL, hops: number): Promise<Result<{ body: unknown; url: URL }, RemoteFailure>> => {
		if (await isBlocked(url.host)) return fail({ type: 'remote.blocked' });
		const proof = await signedHeaders('cavage', await actors.house(), { method: 'GET', url, at: clock.now() });
		const answer = await outbound({
			method: 'GET',
			url,
			headers: { ...proof, accept: ACCEPT },
			timeoutMs: TIMEOUT_MS,
			maxAnswerBytes: DOCUMENT_BYTES,
		});
		if (!answer.ok) return fail({ type: 'remote.unreachable' });
		const onward = hops > 0 ? redirectOf(answer.value, url) : null;
		if (onward !== null) return ask(onward, hops - 1);
		const told = documentIn(answer.value);
		return told.ok ? ok({ body: told.value, url }) : told;
	};

	const document = async (address: string): Promise<Result<Foreign, RemoteFailure>> => {
		if (!URL.canParse(address)) return fail({ type: 'remote.not-a-document' });
		const found = await ask(new URL(address), HOPS);
		if (!found.ok) return found;
		const read = asForeign(found.value.body);
		const id = textOf(read?.['id']);
		// What a server says about itself counts; what it says about others does not.
		if (read === null || id === null || !sameOrigin(id, found.value.url.href))
			return fail({ type: 'remote.not-a-document' });
		return ok(read);
	};

	const readAnew = async (address: string): Promise<Result<RemoteActor, RemoteFailure>> => {
		const found = await document(address);
		if (!found.ok) return found;
		const read = readActor(found.value);
		return read !== null && read.id === address ? ok(read) : fail({ type: 'remote.not-a-document' });
	};
	const actor = (address: string): Promise<Result<RemoteActor, RemoteFailure>> =>
		remembered.get(address, async () => {
			const value = await readAnew(address);
			return { value, forMs: value.ok ? REMEMBERED_MS : FAILURE_MS };
		});

	const lookUp = async (handle: string): Promise<string | null> => {
		const url = fingerOf(handle);
		if (url === null || (await isBlocked(url.host))) return null;
		const headers = { accept: 'application/jrd+json, application/json' };
		const answer = await outbound({ method: 'GET', url, headers, timeoutMs: TIMEOUT_MS });
		if (!answer.ok || answer.value.status !== 200) return null;
		const { body } = answer.value;
		return selfIn(typeof body === 'string' ? parsed(body) : body);
	};

	return { document, actor, forget: remembered.forget, lookUp };
};

const redirectOf = ({ status, headers }: OutboundAnswer, from: URL): URL | null => {
	const location = headers.get('location');
	const moved = status >= 300 && status < 400 && location !== null && URL.canParse(location, from);
	return moved ? new URL(location, from) : null;
};

const documentIn = ({ status, headers, body }: OutboundAnswer): Result<unknown, RemoteFailure> => {
	if (status === 404 || status === 410) return fail({ type: 'remote.gone', status });
	if (status !== 200) return fail({ type: 'remote.unreachable', status });
	return IS_ACTIVITY.test(headers.get('content-type') ?? '') ? ok(body) : fail({ type: 'remote.not-a-document' });
};

/** Where a name is looked up. Only this machine is asked without encryption, and the outbound door allows that on trial only. */
const fingerOf = (handle: string): URL | null => {
	const [, name = '', host = ''] = handle.split('@');
	const scheme = /^(localhost|127\.0\.0\.\d+)(:|$)/.test(host) ? 'http' : 'https';
	const address = `${scheme}://${host}/.well-known/webfinger?resource=${encodeURIComponent(`acct:${name}@${host}`)}`;
	return URL.canParse(address) ? new URL(address) : null;
};

const selfIn = (body: unknown): string | null => {
	for (const link of manyOf(asForeign(body)?.['links'])) {
		const read = asForeign(link);
		if (read?.['rel'] === 'self' && /activity\+json|ld\+json/.test(String(read['type']))) return idOf(read['href']);
	}
	return null;
};

const parsed = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
};

const people = new Set(['Person', 'Organization', 'Group', 'Service', 'Application']);

const readActor = (found: Foreign): RemoteActor | null => {
	const [id, inbox] = [textOf(found['id']), textOf(found['inbox'])];
	if (id === null || inbox === null || !typesOf(found).some((type) => people.has(type))) return null;
	const shared = textOf(asForeign(found['endpoints'])?.['sharedInbox']);
	const own = (address: string | null): address is string =>
		address !== null && hostOf(address) !== null && sameOrigin(address, id);
	if (!own(inbox)) return null;
	const name = textOf(found['preferredUsername']) ?? '';
	const icon = asForeign(manyOf(found['icon'])[0]);
	const keys = [...manyOf(found['publicKey']), ...manyOf(found['assertionMethod'])];
	return {
		id,
		inbox,
		sharedInbox: own(shared) ? shared : null,
		handle: `${name}@${new URL(id).host}`,
		name: textOf(found['name']) ?? name,
		avatarUrl: textOf(icon?.['url']),
		keyIds: keys.flatMap((key) => idOf(key) ?? []),
		keys: manyOf(found['publicKey']).flatMap((value) => keyIn(asForeign(value), id)),
	};
};

/** A key that says it is its actor's. */
const keyIn = (key: Foreign | null, actor: string): readonly ActorKey[] => {
	const [id, pem, owner] = [textOf(key?.['id']), textOf(key?.['publicKeyPem']), textOf(key?.['owner'])];
	return id !== null && pem !== null && owner === actor && sameOrigin(id, actor) ? [{ id, pem }] : [];
};
