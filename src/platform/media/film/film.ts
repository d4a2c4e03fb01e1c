import type { FilmFacts, FilmMime } from '#kernel/film.ts';
import { fail, type Result } from '#kernel/result.ts';

import { readMp4 } from './mp4.ts';
import { readWebm } from './webm.ts';

/** A stretch of a file from a place on; shorter at its end. */
export type Read = (at: number, length: number) => Promise<Uint8Array>;

export interface Film extends FilmFacts {
	readonly mime: FilmMime;
	/** As it is seen: upright, with square points. */
	readonly width: number;
	readonly height: number;
}

export type FilmFailure =
	/** It begins like a film and cannot be understood to the end of what describes it. */
	| { readonly type: 'media.film-broken' }
	/** It never says how long it lasts: whoever wrote it did not finish. */
	| { readonly type: 'media.film-unfinished' }
	/** No moving pictures in it. */
	| { readonly type: 'media.film-without-pictures' }
	/** Readers' browsers would not play it. `found` names the format. */
	| { readonly type: 'media.film-format'; readonly found: string };

export type Told = Result<Film, FilmFailure>;

const MOST_SIDE = 8192;
const MOST_MS = 12 * 60 * 60 * 1000;

/** What kind of film a file is by its first bytes; null where it is none we know. */
export const sniffFilm = (first: Uint8Array): FilmMime | null => {
	if (first.length < 12) return null;
	const view = new DataView(first.buffer, first.byteOffset, first.byteLength);
	if (view.getUint32(0) === 0x1a45dfa3) return 'video/webm';
	const brand = view.getUint32(8);
	const isPicture = [0x61766966, 0x61766973, 0x68656963, 0x68656978, 0x6d696631].includes(brand); // avif, avis, heic, heix, mif1
	return view.getUint32(4) === 0x66747970 && !isPicture ? 'video/mp4' : null; // ftyp
};

/** Reads what a film says of itself. No more than its table of contents is looked at, whatever it claims about its size. */
export const readFilm = async (mime: FilmMime, read: Read, size: number): Promise<Told> => {
	try {
		const told = await (mime === 'video/mp4' ? readMp4(read, size) : readWebm(read, size));
		return told.ok && !isPlausible(told.value) ? fail({ type: 'media.film-broken' }) : told;
	} catch (thrown) {
		if (thrown instanceof RangeError) return fail({ type: 'media.film-broken' });
		throw thrown;
	}
};

const isPlausible = ({ width, height, ms }: Film): boolean =>
	[width, height].every((side) => side > 0 && side <= MOST_SIDE) && ms > 0 && ms <= MOST_MS;
