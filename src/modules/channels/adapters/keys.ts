import { z } from 'zod';

import { appNetworks } from '#kernel/channel-name.ts';

/** The authority's own app at a network, registered by it there. */
const App = z.object({ clientId: z.string(), clientSecret: z.string() });
export type App = z.infer<typeof App>;

const Mastodon = z.object({
	channel: z.literal('mastodon'),
	origin: z.string(),
	token: z.string().min(1),
	accountId: z.string(),
});
const Bluesky = z.object({
	channel: z.literal('bluesky'),
	service: z.string(),
	did: z.string(),
	handle: z.string(),
	accessJwt: z.string().min(1),
	refreshJwt: z.string().min(1),
});
/** What a registered app was granted by the owner of an account. */
export const Granted = z.object({
	channel: z.enum(appNetworks),
	/** Origin the requests go to. */
	server: z.string(),
	accountId: z.string(),
	handle: z.string(),
	accessToken: z.string().min(1),
	refreshToken: z.string().min(1).nullable(),
	/** When the access token runs out by itself, in milliseconds since 1970; null where the network does not say. */
	expiresAt: z.number().nullable(),
	scopes: z.array(z.string()),
	/** The app it was granted to, where that is not the one registered for this installation (practice). */
	app: App.nullable(),
});
export const Credentials = z.discriminatedUnion('channel', [Mastodon, Bluesky, Granted]);
/** The key to one account. Lives sealed in its presence's row and in memory while it is used, nowhere else. */
export type Credentials = z.infer<typeof Credentials>;
export type MastodonCredentials = z.infer<typeof Mastodon>;
export type BlueskyCredentials = z.infer<typeof Bluesky>;
export type GrantedCredentials = z.infer<typeof Granted>;

/** When a key ends for good, in milliseconds since 1970; null where it renews itself or the network names no end. */
export const endOf = (credentials: Credentials): number | null =>
	'expiresAt' in credentials && credentials.refreshToken === null ? credentials.expiresAt : null;

/** Where a key is used. */
export const serverOf = (credentials: Credentials): string => {
	if (credentials.channel === 'mastodon') return credentials.origin;
	return credentials.channel === 'bluesky' ? credentials.service : credentials.server;
};

/** The same key at another address: practice networks stand somewhere else at every start. */
export const movedTo = <C extends Credentials>(credentials: C, server: string): C => {
	if (credentials.channel === 'mastodon') return { ...credentials, origin: server };
	return credentials.channel === 'bluesky' ? { ...credentials, service: server } : { ...credentials, server };
};
