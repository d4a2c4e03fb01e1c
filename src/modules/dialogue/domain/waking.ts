import { type Instant, minutes } from '#kernel/time.ts';

const WINDOW_MS = minutes(1);
/** A flood of calls is no flood of questions: what came in meanwhile is read with the next. */
const MOST = 4;

/** Whether a source is asked at once because its network calls, after it was for the same reason at these moments. */
export const mayBeWoken = (before: readonly Instant[], now: Instant): boolean =>
	before.filter((at) => now - at < WINDOW_MS).length < MOST;
