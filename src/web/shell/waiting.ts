import type { Place } from './navigation.ts';

/** How much waits for this person, by place. */
export type Waiting = Readonly<Partial<Record<Place['key'], number>>>;

export const useWaiting = (): Waiting => ({});
