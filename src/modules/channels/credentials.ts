import { z } from 'zod';

import type { Sealer } from '#platform/crypto/sealer.ts';

const Credentials = z.discriminatedUnion('channel', [
	z.object({ channel: z.literal('mastodon'), origin: z.string(), token: z.string().min(1), accountId: z.string() }),
	z.object({
		channel: z.literal('bluesky'),
		service: z.string(),
		did: z.string(),
		handle: z.string(),
		accessJwt: z.string().min(1),
		refreshJwt: z.string().min(1),
	}),
]);
/** The key to one account. Lives sealed in its presence's row and in memory while it is used, nowhere else. */
export type Credentials = z.infer<typeof Credentials>;
export type BlueskyCredentials = Extract<Credentials, { channel: 'bluesky' }>;

const context = (presenceId: string): string => `channels_presence.credentials:${presenceId}`;

/** Seals a key to its presence. Refuses an empty one, so that a good key is never overwritten by nothing. */
export const sealCredentials = (sealer: Sealer, presenceId: string, credentials: Credentials): Buffer =>
	sealer.seal(JSON.stringify(Credentials.parse(credentials)), context(presenceId));

export const openCredentials = (sealer: Sealer, presenceId: string, sealed: Uint8Array): Credentials =>
	Credentials.parse(JSON.parse(sealer.open(sealed, context(presenceId)).toString('utf8')));
