import type { Sealer } from '#platform/crypto/sealer.ts';

import { Credentials, endOf } from './adapters/keys.ts';

const context = (presenceId: string): string => `channels_presence.credentials:${presenceId}`;

/** Seals a key to its presence. Refuses an empty one, so that a good key is never overwritten by nothing. */
export const sealCredentials = (sealer: Sealer, presenceId: string, credentials: Credentials): Buffer =>
	sealer.seal(JSON.stringify(Credentials.parse(credentials)), context(presenceId));

/** A key as the columns of its presence hold it: sealed, and until when it is good. */
export const keyColumns = (sealer: Sealer, presenceId: string, credentials: Credentials) => {
	const end = endOf(credentials);
	return {
		credentials: sealCredentials(sealer, presenceId, credentials),
		key_ends_at: end === null ? null : new Date(end),
	};
};

export const openCredentials = (sealer: Sealer, presenceId: string, sealed: Uint8Array): Credentials =>
	Credentials.parse(JSON.parse(sealer.open(sealed, context(presenceId)).toString('utf8')));
