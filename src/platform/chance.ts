import { randomBytes } from 'node:crypto';

import type { Id, Ids } from '#kernel/ids.ts';
import type { Clock } from '#kernel/time.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** 26 characters: 48 bits of time, 80 bits of chance, sortable by time. SPEC: ULID, in lower case. */
const sortable = (now: number): string => {
	let time = '';
	for (let rest = now, i = 0; i < 10; i += 1, rest = Math.floor(rest / 32)) time = ALPHABET[rest % 32] + time;
	let chance = '';
	for (const byte of randomBytes(16)) chance += ALPHABET[byte % 32];
	return time + chance;
};

/** The machine's chance. The one place that asks for it besides key generation in `platform/crypto`. */
export const machineIds = (clock: Pick<Clock, 'now'>): Ids => ({
	next: <Kind extends string>() => sortable(clock.now()) as Id<Kind>,
	secret: () => randomBytes(32).toString('base64url'),
});
