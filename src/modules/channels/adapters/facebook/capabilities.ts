import type { Capabilities } from '../../channel.ts';
import { facebookFilm } from '../film-limits.ts';

/**
 * SPEC: Graph API, edges feed and photos of a page. The longest text is not published; others measured 63206. Pictures of 4 MB are
 * certain, a description's length is not named: 1000 is what we hold to. A thread goes out as one post.
 */
export const facebookCapabilities: Capabilities = {
	text: { most: 63_206, counting: 'units', linkIsCard: false },
	media: { most: 10, mostBytes: 4_000_000, altMost: 1000, mimes: ['image/jpeg', 'image/png', 'image/gif'] },
	film: facebookFilm,
	likes: true,
	edit: true,
	editsWordsOnly: true,
	withdraw: true,
	visibilities: ['public'],
	/** SPEC: error 506, duplicate status message. */
	refusesDoubles: true,
	remembersKeysForMs: 0,
};
