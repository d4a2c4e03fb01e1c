import { Temporal } from 'temporal-polyfill';

import type { Instant } from '#kernel/time.ts';

/** Fewer messages an hour are never unusual. */
export const LEAST = 10;
/** So many times the usual is unusual. */
const TIMES = 4;

/** From how many messages within an hour a post stands out. `usual`: what a post draws in an hour in which it draws anything. */
export const surgeFrom = (usual: number): number => Math.max(LEAST, Math.ceil(usual * TIMES));

/** The day on the wall of the house: of one post it tells once a day. */
export const dayIn = (at: Instant, zone: string): string =>
	Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();
