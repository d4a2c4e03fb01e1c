import { days, hours, type Instant, seconds } from '#kernel/time.ts';

/** How long a network took to answer. */
export type Latency = 'quick' | 'slow' | 'very-slow';

export const latencyOf = (ms: number): Latency => {
	if (ms < seconds(1)) return 'quick';
	return ms < seconds(5) ? 'slow' : 'very-slow';
};

/** The hour of the day in which a presence is looked at, so that not all of them are asked at once. */
export const hourOf = (presenceId: string): number =>
	[...presenceId].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973, 7) % 24;

interface Looked {
	readonly id: string;
	/** When it was last asked; null: never. */
	readonly at: Instant | null;
	readonly isWell: boolean;
}

/** What is not well is asked again after so long. */
const AGAIN_MS = hours(6);
/** Who was asked later than this, by hand say, waits for the hour of the next day. */
const LEAST_MS = hours(12);

/** Whether it is a presence's turn: once a day at its hour, however the clock jumps; sooner while it is not well. */
export const isItsTurn = ({ id, at, isWell }: Looked, now: Instant): boolean => {
	if (at === null) return true;
	if (now - at < LEAST_MS) return !isWell && now - at >= AGAIN_MS;
	const today = Math.floor(now / days(1)) * days(1) + hours(hourOf(id));
	return at < (today <= now ? today : today - days(1));
};
