import type { z } from 'zod';

import { Payload } from '#contract/records.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';

import { openEntry } from './seal-entry.ts';

export type OpenedPayload = z.output<typeof Payload>;

interface Sealed {
	readonly id: string;
	readonly sealed: Buffer | null;
	readonly record_key: Buffer | null;
}

/** What a record says; null when it was erased. */
export const openPayload = (sealer: Sealer, { id, sealed, record_key }: Sealed): OpenedPayload | null => {
	if (sealed === null || record_key === null) return null;
	return Payload.parse(JSON.parse(openEntry(sealer, id, { sealed, recordKey: record_key }).payload));
};
