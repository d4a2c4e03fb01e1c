import type { FilmMime } from '#kernel/film.ts';
import { fail } from '#kernel/result.ts';

import { readMp3, startsMp3 } from './mp3.ts';
import { readMp4 } from './mp4.ts';
import { readOgg, startsOgg } from './ogg.ts';
import type { Film, Read, Told } from './told.ts';
import { readWebm } from './webm.ts';

export type { FilmFailure } from './told.ts';

const MOST_SIDE = 8192;
const MOST_MS = 12 * 60 * 60 * 1000;

/** What kind of film or recording a file is by its first bytes; null where it is none we know. MP4 says only inside whether it has pictures. */
export const sniffFilm = (first: Uint8Array): FilmMime | null => {
	if (first.length < 12) return null;
	const view = new DataView(first.buffer, first.byteOffset, first.byteLength);
	if (view.getUint32(0) === 0x1a45dfa3) return 'video/webm';
	if (startsOgg(view)) return 'audio/ogg';
	if (startsMp3(view)) return 'audio/mpeg';
	const brand = view.getUint32(8);
	const isPicture = [0x61766966, 0x61766973, 0x68656963, 0x68656978, 0x6d696631].includes(brand); // avif, avis, heic, heix, mif1
	return view.getUint32(4) === 0x66747970 && !isPicture ? 'video/mp4' : null; // ftyp
};

const readers: Readonly<Record<FilmMime, (read: Read, size: number) => Promise<Told>>> = {
	'video/mp4': readMp4,
	'video/webm': readWebm,
	'audio/mp4': readMp4,
	'audio/mpeg': readMp3,
	'audio/ogg': readOgg,
};

/** Reads what a film says of itself. No more than its table of contents is looked at, whatever it claims about its size; an MP3 has none and is walked through. */
export const readFilm = async (mime: FilmMime, read: Read, size: number): Promise<Told> => {
	try {
		const told = await readers[mime](read, size);
		return told.ok && !isPlausible(told.value) ? fail({ type: 'media.film-broken' }) : told;
	} catch (thrown) {
		if (thrown instanceof RangeError) return fail({ type: 'media.film-broken' });
		throw thrown;
	}
};

const isPlausible = ({ video, width, height, ms }: Film): boolean =>
	(video === null || [width, height].every((side) => side > 0 && side <= MOST_SIDE)) && ms > 0 && ms <= MOST_MS;
