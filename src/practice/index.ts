import { startBluesky } from './bluesky/bluesky.ts';
import { startMastodon } from './mastodon/mastodon.ts';
import type { PracticeKind, PracticeNetwork, PracticeOptions } from './practice.ts';

export { openPracticeHouse, type PracticeHouse } from './house.ts';
export type { Exchange, Mood, PracticeKind, PracticeNetwork, Said, Shown } from './practice.ts';

const networks = { mastodon: startMastodon, bluesky: startBluesky } as const;

/** Starts an in-house practice network on loopback. It never opens a connection itself. */
export const startPractice = ({
	network,
	...options
}: PracticeOptions & { readonly network: PracticeKind }): Promise<PracticeNetwork> => networks[network](options);
