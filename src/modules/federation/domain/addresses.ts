/** The last part of an actor's address. Chosen once, never changed: followers know the actor by it. */
export type Identifier = string;

/** The actor of the installation itself: it signs our own requests and stays open to unsigned ones. */
export const HOUSE: Identifier = 'haus';

/** Words in the place of an identifier that name something else, or would be mistaken for somebody in charge. */
const reserved = new Set([
	HOUSE,
	'eingang',
	'vorgang',
	'bild',
	'nodeinfo',
	'admin',
	'administrator',
	'root',
	'support',
]);

/** SPEC: Mastodon takes letters, digits and the underscore in a user name, at most 30 of them. */
const HANDLE = /^[a-z0-9](?:[a-z0-9_]{0,28}[a-z0-9])?$/;

export type HandleFault = 'fediverse.handle-invalid' | 'fediverse.handle-reserved';

/** Reads a handle as a person types it: with or without `@`, in any case. */
export const readHandle = (
	typed: string,
): { readonly ok: true; readonly handle: Identifier } | { readonly ok: false; readonly why: HandleFault } => {
	const handle = typed.trim().replace(/^@/, '').toLowerCase();
	if (!HANDLE.test(handle)) return { ok: false, why: 'fediverse.handle-invalid' };
	return reserved.has(handle) ? { ok: false, why: 'fediverse.handle-reserved' } : { ok: true, handle };
};

export interface ActorAddresses {
	readonly id: string;
	readonly inbox: string;
	readonly outbox: string;
	readonly followers: string;
	readonly following: string;
	readonly featured: string;
	readonly key: string;
	readonly multikey: string;
}

export const actorAddresses = (origin: string, identifier: Identifier): ActorAddresses => {
	const id = `${origin}/fediverse/${identifier}`;
	return {
		id,
		inbox: `${id}/eingang`,
		outbox: `${id}/ausgang`,
		followers: `${id}/folgende`,
		following: `${id}/gefolgt`,
		featured: `${id}/angeheftet`,
		key: `${id}#main-key`,
		multikey: `${id}#ed25519-key`,
	};
};

export const sharedInbox = (origin: string): string => `${origin}/fediverse/eingang`;
export const activityAddress = (origin: string, id: string): string => `${origin}/fediverse/vorgang/${id}`;
export const pageAddress = (origin: string, slug: string): string => `${origin}/beitrag/${slug}`;
export const replyAddress = (origin: string, identifier: Identifier, id: string): string =>
	`${origin}/fediverse/${identifier}/antworten/${id}`;
/** Where others look up that a quote of ours was allowed. */
export const stampAddress = (origin: string, identifier: Identifier, id: string): string =>
	`${origin}/fediverse/${identifier}/zitate/${id}`;
export const acct = (origin: string, identifier: Identifier): string => `${identifier}@${new URL(origin).host}`;

/** The identifier in an actor's address of ours; null for every other address. */
export const identifierOf = (origin: string, address: string): Identifier | null => {
	const prefix = `${origin}/fediverse/`;
	if (!address.startsWith(prefix)) return null;
	const rest = address.slice(prefix.length);
	return HANDLE.test(rest) ? rest : null;
};

/** The host of a foreign address, as block list and queues know it; null for what is no web address. */
export const hostOf = (address: string): string | null => {
	if (!URL.canParse(address)) return null;
	const { protocol, host } = new URL(address);
	return protocol === 'https:' || protocol === 'http:' ? host : null;
};
