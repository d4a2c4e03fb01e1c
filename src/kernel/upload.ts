import { DOCUMENT_MOST_BYTES } from './document.ts';
import { MEGABYTE } from './megabyte.ts';

const MEBI = 1024 * 1024;
export const PICTURE_MOST_BYTES = 20 * MEBI;
/** Some ten minutes as an office films them, and what a machine can pass on to a network in one go. */
const FILM_MOST_MEGABYTES = 200;
export const FILM_MOST_BYTES = FILM_MOST_MEGABYTES * MEGABYTE;

/** Why a file is not taken, with the figure of the sentence, in megabytes. */
export type TooLarge =
	| { readonly type: 'request.too-large' }
	| { readonly type: 'media.film-too-large'; readonly most: number }
	| { readonly type: 'document.too-large'; readonly most: number };

export const filmTooLarge = { type: 'media.film-too-large', most: FILM_MOST_MEGABYTES } as const satisfies TooLarge;
export const documentTooLarge = {
	type: 'document.too-large',
	most: DOCUMENT_MOST_BYTES / MEGABYTE,
} as const satisfies TooLarge;

interface Chosen {
	/** Its kind by name, which may be wrong or missing: what a file is, its bytes say once they are here. */
	readonly type: string;
	readonly size: number;
}

/** Known before a byte of it leaves; null where it may be sent. */
export const pictureTooLarge = ({ type, size }: Chosen): TooLarge | null => {
	if (size > FILM_MOST_BYTES) return filmTooLarge;
	return type.startsWith('image/') && size > PICTURE_MOST_BYTES ? { type: 'request.too-large' } : null;
};
