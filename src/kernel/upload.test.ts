import { describe, expect, it } from 'vitest';

import { FILM_MOST_BYTES, PICTURE_MOST_BYTES, pictureTooLarge } from './upload.ts';

describe('a chosen file', () => {
	it.each([
		['image/png', PICTURE_MOST_BYTES, null],
		['image/png', PICTURE_MOST_BYTES + 1, 'request.too-large'],
		['video/mp4', PICTURE_MOST_BYTES + 1, null],
		['video/mp4', FILM_MOST_BYTES, null],
		['video/mp4', FILM_MOST_BYTES + 1, 'media.film-too-large'],
		// Of what kind it is, nobody said.
		['', PICTURE_MOST_BYTES + 1, null],
		['', FILM_MOST_BYTES + 1, 'media.film-too-large'],
	])('%s of %d bytes: %s', (type, size, why) => {
		expect(pictureTooLarge({ type, size })?.type ?? null).toBe(why);
	});
});
