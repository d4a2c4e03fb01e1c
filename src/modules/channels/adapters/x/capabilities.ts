import { days, minutes } from '#kernel/time.ts';

import type { Abilities, Capabilities } from '../../channel.ts';
import { xFilm } from '../film-limits.ts';

/** SPEC: docs.x.com, POST /2/tweets, `reply_settings`. */
export const xAbilities: Abilities = {
	threads: true,
	replyControls: ['following', 'verified', 'subscribers', 'mentioned'],
};

/** SPEC: docs.x.com, POST /2/tweets and media: 280 weighted characters, an address 23; four pictures of 5 MB; polls of four answers. */
export const xCapabilities: Capabilities = {
	text: { most: 280, counting: 'weighted', linkCosts: 23, linkIsCard: false },
	media: {
		most: 4,
		mostBytes: 5_000_000,
		altMost: 1000,
		mimes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
	},
	film: xFilm,
	polls: { most: 4, optionMost: 25, shortestMs: minutes(5), longestMs: days(7), withMedia: false },
	...xAbilities,
	edit: true,
	withdraw: true,
	visibilities: ['public'],
	remembersKeysForMs: 0,
	refusesDoubles: true,
};
