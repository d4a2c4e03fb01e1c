import { days, minutes } from '#kernel/time.ts';

import type { Capabilities } from '../../channel.ts';
import { youtubeFilm } from '../film-limits.ts';

/** SPEC: developers.google.com/youtube/v3/docs/videos: a title of 100 characters, a description of 5000 bytes. */
export const TITLE_MOST = 100;
const DESCRIPTION_BYTES = 5000;
/** SPEC: the same page, `snippet.tags[]`: 500 characters in all; one with a blank counts its quotation marks. */
export const TAGS_MOST = 500;
/** SPEC: support.google.com/youtube/answer/71673: so long until the owner has confirmed a telephone number. */
const UNCONFIRMED_MS = minutes(15);

/** A film and words about it; a picture only stands for it. `long`: the network takes longer ones from this owner. */
export const youtubeCapabilities = (long: boolean): Capabilities => ({
	text: { most: DESCRIPTION_BYTES, counting: 'bytes', linkIsCard: false },
	media: { most: 0, mostBytes: 2_000_000, altMost: 0, mimes: ['image/jpeg', 'image/png'] },
	film: youtubeFilm(long ? null : UNCONFIRMED_MS),
	edit: true,
	withdraw: true,
	lists: true,
	visibilities: ['public'],
	// An upload is remembered for a week, an answer by a note of ours.
	remembersKeysForMs: days(6),
});
