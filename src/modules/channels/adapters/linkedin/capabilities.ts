import { days } from '#kernel/time.ts';

import type { Abilities, Capabilities } from '../../channel.ts';
import { linkedinFilm } from '../film-limits.ts';

/** SPEC: learn.microsoft.com, Documents API: 100 MB and 300 pages; how many pages there are, only the network counts. */
export const linkedinAbilities: Abilities = { documents: { mostBytes: 100_000_000 } };

/** SPEC: learn.microsoft.com, Posts, Images, MultiImage and Poll API: 3000 characters, twenty pictures, polls of four answers. */
export const linkedinCapabilities: Capabilities = {
	text: { most: 3000, counting: 'little', linkIsCard: false, replies: { most: 1250, counting: 'units' } },
	media: {
		most: 20,
		mostBytes: 5_000_000,
		mostPixels: 36_152_320,
		altMost: 4086,
		mimes: ['image/jpeg', 'image/png', 'image/gif'],
	},
	film: linkedinFilm,
	polls: { most: 4, optionMost: 30, shortestMs: days(1), longestMs: days(14), withMedia: false },
	...linkedinAbilities,
	edit: true,
	editsWordsOnly: true,
	refusesDoubles: true,
	withdraw: true,
	visibilities: ['public'],
	remembersKeysForMs: 0,
};
