import { hours } from '#kernel/time.ts';

import type { Capabilities } from '../../channel.ts';
import { instagramFilm } from '../film-limits.ts';

/** SPEC: IG User media: pictures from 4:5 to 1.91:1. */
export const RATIOS = { least: 4 / 5, most: 1.91 } as const;
/** SPEC: the same: 30 hashtags; since December 2025 the network itself shows five at most. */
export const TAGS_MOST = 30;
const TAGS_SHOWN = 5;

/**
 * SPEC: IG User media: a caption of 2200, up to ten JPEG pictures of 8 MB, a description each, none for films. Wider than 1440 they
 * are made smaller there. SPEC: IG Comment replies: 300. The length of a description is not published; 1000 is what we hold to.
 */
export const instagramCapabilities = (hasAddress: boolean): Capabilities => ({
	text: {
		...{ most: 2200, counting: 'units', linkIsCard: false },
		replies: { most: 300, counting: 'units' },
		hashtags: { shown: TAGS_SHOWN, most: TAGS_MOST },
	},
	media: {
		...{ most: 10, mostBytes: 8_000_000, mostPixels: 1440 * 1800, altMost: 1000, mimes: ['image/jpeg'] },
		...{ needed: true, ratios: RATIOS },
		...(hasAddress ? {} : { unreachable: true }),
	},
	film: instagramFilm,
	edit: false,
	withdraw: true,
	visibilities: ['public'],
	// SPEC: a container that was not published dies after a day; until then it tells whether it was.
	remembersKeysForMs: hours(23),
});
