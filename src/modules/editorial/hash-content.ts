import { createHash } from 'node:crypto';

import { canonicalJson } from '#kernel/json.ts';

import type { Frozen } from './domain/frozen.ts';

/** What an approval is bound to: SHA-256 over the canonical JSON of everything that goes out. */
export const hashContent = (frozen: Frozen): string => createHash('sha256').update(canonicalJson(frozen)).digest('hex');
