import { type FilmFacts, type FilmLimits, obstacleTo } from '#kernel/film.ts';
import type { Credit } from '#kernel/media-rights.ts';

import type { FrozenFilm, FrozenMedia } from './frozen-media.ts';

/** What the library knows of a film, as far as it goes out. */
export interface FilmToFreeze extends Pick<FrozenFilm, 'captions' | 'silent' | 'transcript'> {
	readonly facts: FilmFacts;
	readonly sha256: string;
	readonly mime: string;
	readonly bytes: number;
	readonly posterId: string;
}

interface Going {
	readonly alt: string;
	readonly name: string;
	readonly known: { readonly width: number; readonly height: number; readonly credit: Credit | null };
	readonly film: FilmToFreeze;
	readonly poster: FrozenMedia;
}

/** The film itself where the network takes it, else the picture that stands for it, which leads to the page of the house. */
export const goesAs = (
	{ alt, name, known, film, poster }: Going,
	{ limits }: { readonly limits: FilmLimits | undefined },
): FrozenMedia => {
	const { width, height, credit } = known;
	const { sha256, mime, bytes, facts, captions, silent, transcript } = film;
	const named = credit === null ? {} : { credit };
	if (obstacleTo({ mime, bytes, width, height, ...facts }, limits) !== null)
		return { ...poster, ...named, stands: true };
	const { sha256: picture, ...shown } = poster;
	const stands = { sha256: picture, mime: shown.mime, width: shown.width, height: shown.height };
	const { ms, audio } = facts;
	return {
		sha256,
		mime,
		width,
		height,
		alt,
		name,
		...named,
		film: { ms, bytes, audio, poster: stands, captions, silent, ...(transcript ? { transcript } : {}) },
	};
};

/** Where a network takes a film or pictures, not both, the film goes; the pictures stand on the page of the house. */
export const alone = (media: FrozenMedia[], limits: FilmLimits | undefined): FrozenMedia[] => {
	const films = media.filter(({ film }) => film !== undefined);
	return films.length > 0 && limits?.withPictures === false ? films : media;
};

/** What was approved of a film goes out, whatever was written into its captions since then. */
export const filmAsApproved = (now: FilmToFreeze, was: readonly FrozenMedia[]): FilmToFreeze => {
	const before = was.find(({ film }) => film !== undefined)?.film;
	if (before === undefined) return now;
	const { captions, silent, transcript } = before;
	return { ...now, captions, silent, ...(transcript ? { transcript } : {}) };
};
