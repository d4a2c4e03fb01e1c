import type { NetworkName } from '#kernel/channel-name.ts';

/** Networks on which a presence may be opened without a resolution. */
export interface Openings {
	readonly networks: readonly NetworkName[];
}

/** What most authorities have decided long ago; whatever else comes is decided first. */
export const builtInOpenings: Openings = { networks: ['mastodon', 'bluesky', 'x', 'facebook', 'youtube'] };
