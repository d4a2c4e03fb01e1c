import type { FilmFacts, FilmMime } from '#kernel/film.ts';
import type { Result } from '#kernel/result.ts';

/** A stretch of a file from a place on; shorter at its end. */
export type Read = (at: number, length: number) => Promise<Uint8Array>;

export interface Film extends FilmFacts {
	readonly mime: FilmMime;
	/** As it is seen: upright, with square points; 0 where it is sound alone. */
	readonly width: number;
	readonly height: number;
}

export type FilmFailure =
	/** It begins like a film and cannot be understood to the end of what describes it. */
	| { readonly type: 'media.film-broken' }
	/** It never says how long it lasts: whoever wrote it did not finish. */
	| { readonly type: 'media.film-unfinished' }
	/** Neither pictures nor sound in it. */
	| { readonly type: 'media.film-without-pictures' }
	/** Readers' browsers would not play it. `found` names the format. */
	| { readonly type: 'media.film-format'; readonly found: string };

export type Told = Result<Film, FilmFailure>;
