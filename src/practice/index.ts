import type { PracticeKind, PracticeNetwork, PracticeOptions } from './practice.ts';
import { starters } from './starters.ts';

export { openPracticeHouse, type PracticeHouse } from './house.ts';
export type { Exchange, FetchMedia, Mood, PracticeKind, PracticeNetwork, Said, Shown } from './practice.ts';

/** Starts an in-house practice network on loopback. It never opens a connection itself. */
export const startPractice = ({
	network,
	...options
}: PracticeOptions & { readonly network: PracticeKind }): Promise<PracticeNetwork> => starters[network](options);
