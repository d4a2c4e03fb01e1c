import type { RemoteRef } from '#modules/channels/index.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';

import { handlesToLookFor, plainHandle } from './domain/handle.ts';

/** What a name can be looked for by once it is not kept: on one network, joined across none. */
export const handleKey = (sealer: Sealer, channel: string, handle: string): string =>
	sealer.fingerprint(`counterpart-handle:${channel}`, plainHandle(handle));

export const handleKeys = (sealer: Sealer, channel: string, written: string): readonly string[] =>
	handlesToLookFor(written).map((handle) => handleKey(sealer, channel, handle));

export const mailKey = (sealer: Sealer, mail: string): string =>
	sealer.fingerprint('question-mail', mail.trim().toLowerCase());

interface Referred {
	readonly id: string;
	readonly remote: object;
	readonly remote_sealed: Buffer | null;
}

const sealOf = (messageId: string): string => `dialogue_message.remote:${messageId}`;

export const sealRemote = (sealer: Sealer, { id, remote }: Pick<Referred, 'id' | 'remote'>): Buffer =>
	sealer.seal(JSON.stringify(remote), sealOf(id));

/** Where a message stands on its network, whether or not its author's name is still kept. */
export const remoteOf = (sealer: Sealer, { id, remote, remote_sealed }: Referred): RemoteRef =>
	// NOTE: both hold what the adapter made of the message when it came.
	(remote_sealed === null ? remote : JSON.parse(sealer.open(remote_sealed, sealOf(id)).toString())) as RemoteRef;
