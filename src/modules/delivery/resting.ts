import { sql } from 'kysely';

import { type Instant, toDate } from '#kernel/time.ts';

import { namingMoment } from './domain/breaker.ts';

const words = `"type":"(${namingMoment.map((type) => type.replaceAll('.', '\\.')).join('|')})"`;

/** Presence `p` rests beyond `at` because its network named a later moment. */
export const restsBeyond = (at: Instant) =>
	sql`(coalesce(p.open_until > ${toDate(at)}, false) and coalesce(p.reason, '') ~ ${words})`;
