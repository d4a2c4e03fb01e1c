import { hours } from '#kernel/time.ts';

import type { Abilities, Capabilities } from '../../channel.ts';
import { threadsFilm } from '../film-limits.ts';

/** SPEC: docs/threads/create-posts/polls; how long it stays open is not ours to say: the network ends it after a day. */
export const POLL_OPEN_MS = hours(24);
/** So much earlier or later than promised a poll may end. */
export const POLL_TOLERANCE_MS = hours(2);
/** SPEC: changelog of 2025-12-22: more different addresses than this are refused (THREADS_API__LINK_LIMIT_EXCEEDED). */
const MOST_LINKS = 5;

/** SPEC: docs/threads/reply-management, `reply_control`; what is left out there is for answers to somebody. */
export const threadsAbilities: Abilities = {
	threads: true,
	replyControls: ['followers', 'following', 'mentioned'],
};

/**
 * SPEC: docs/threads: 500 characters, an emoji by its bytes; up to 20 pictures of 8 MB, descriptions of 1000 characters. Nothing is
 * changed once it is published, and no language is said of it.
 */
export const threadsCapabilities = (hasAddress: boolean): Capabilities => ({
	text: { most: 500, counting: 'threads', linkIsCard: false, mostLinks: MOST_LINKS },
	media: {
		...{ most: 20, mostBytes: 8_000_000, altMost: 1000, mimes: ['image/jpeg', 'image/png'] },
		...(hasAddress ? {} : { unreachable: true }),
	},
	film: threadsFilm,
	polls: {
		most: 4,
		optionMost: 25,
		shortestMs: POLL_OPEN_MS - POLL_TOLERANCE_MS,
		longestMs: POLL_OPEN_MS + POLL_TOLERANCE_MS,
		withMedia: false,
	},
	...threadsAbilities,
	edit: false,
	withdraw: true,
	visibilities: ['public'],
	/** A container is published once only, however often that is asked for; unpublished it lives a day. */
	remembersKeysForMs: hours(23),
});
