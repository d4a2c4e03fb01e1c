import { type Instant, minutes, plus, seconds } from '#kernel/time.ts';

import type { Trouble } from './course.ts';

/** How a presence has been answering: after several failures in a row it rests, then one delivery tries it out. */
export interface Breaker {
	readonly failures: number;
	/** Nothing goes there before. */
	readonly openUntil: Instant | null;
}

export const closed: Breaker = { failures: 0, openUntil: null };

const ofServer: ReadonlySet<string> = new Set(['channel.unreachable', 'channel.unclear', 'delivery.no-answer']);

/** The trouble is one of the whole server, not of the account that asked. */
export const isOfServer = ({ type }: Trouble): boolean => ofServer.has(type);

/** Any other word of the network is an answer: the server lives. */
export const isAnswer = ({ type }: Trouble): boolean => type.startsWith('channel.') && !ofServer.has(type);

/** So many failures in a row open it. */
const PATIENCE = 3;
const SHORTEST_MS = seconds(30);
const LONGEST_MS = minutes(10);

/** With these words the network itself names the moment from which it takes something again. */
export const namingMoment: readonly string[] = ['channel.throttled', 'channel.exhausted'];

export const namesMoment = ({ type }: Trouble): boolean => namingMoment.includes(type);

/** What an attempt that failed says about the network itself. */
export const afterTrouble = (breaker: Breaker, trouble: Trouble, now: Instant): Breaker => {
	const failures = breaker.failures + 1;
	const restFor = (ms: number): Breaker => ({ failures, openUntil: later(breaker.openUntil, plus(now, ms)) });
	switch (trouble.type) {
		case 'channel.throttled':
		case 'channel.exhausted':
			return { failures, openUntil: later(breaker.openUntil, trouble.until ?? plus(now, SHORTEST_MS)) };
		case 'channel.unauthorised':
		case 'channel.expired':
		case 'channel.changed':
		case 'delivery.no-access':
			return restFor(LONGEST_MS);
		case 'channel.unreachable':
		case 'channel.unclear':
		case 'delivery.no-answer':
			return failures < PATIENCE ? { failures, openUntil: breaker.openUntil } : restFor(restMs(failures));
		case 'channel.rejected':
		case 'channel.duplicate':
		case 'channel.preparing':
			return closed;
		default:
			return breaker;
	}
};

const restMs = (failures: number): number => Math.min(SHORTEST_MS * 2 ** (failures - PATIENCE), LONGEST_MS);

const later = (a: Instant | null, b: Instant): Instant => (a !== null && a > b ? a : b);
