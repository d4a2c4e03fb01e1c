import { type FilmLimits, filmMimes } from '#kernel/film.ts';
import { MEGABYTE } from '#kernel/megabyte.ts';
import { FILM_MOST_BYTES } from '#kernel/upload.ts';

const MEBI = 1024 * 1024;

/** The own house shows every film it takes, with captions, and never changes it. */
export const houseFilm: FilmLimits = {
	mostBytes: FILM_MOST_BYTES,
	mostMs: null,
	mimes: [...filmMimes],
	video: ['h264', 'vp8', 'vp9', 'av1'],
	ratios: null,
	captions: true,
	withPictures: true,
};

/** Followers' servers fetch the film from the house. SPEC: ActivityPub knows no captions; Mastodon shows the first attachments only. */
export const fediverseFilm: FilmLimits = { ...houseFilm, captions: false };

/**
 * SPEC: app.bsky.embed.video: MP4, captions as WebVTT of at most 20 kB. A PDS takes 50 MiB in one blob, and three minutes
 * is what the network's own programs show; the larger way over its film service is not taken.
 */
export const blueskyFilm: FilmLimits = {
	mostBytes: 50 * MEBI,
	mostMs: 3 * 60 * 1000,
	mimes: ['video/mp4'],
	video: ['h264'],
	ratios: null,
	captions: true,
	withPictures: false,
};

/** SPEC: docs.joinmastodon.org/user/posting: either one film or up to four pictures; there are no captions. */
export const mastodonFilm = (mostBytes: number, mimes: readonly string[]): FilmLimits => ({
	mostBytes,
	mostMs: null,
	mimes: houseFilm.mimes.filter((mime) => mimes.includes(mime)),
	video: houseFilm.video,
	ratios: null,
	captions: false,
	withPictures: false,
});

/** SPEC: docs.x.com/x-api/media: 0.5 to 140 seconds, 512 MB. Its captions stay on the page of the house. */
export const xFilm: FilmLimits = {
	mostBytes: 512 * MEGABYTE,
	mostMs: 140_000,
	mimes: ['video/mp4'],
	video: ['h264'],
	ratios: { least: 1 / 3, most: 3 },
	captions: false,
	withPictures: false,
};

/** SPEC: learn.microsoft.com, Videos API: MP4, three seconds to thirty minutes, 500 MB. Its captions stay on the page of the house. */
export const linkedinFilm: FilmLimits = {
	mostBytes: 500 * MEGABYTE,
	mostMs: 30 * 60 * 1000,
	mimes: ['video/mp4'],
	video: ['h264'],
	ratios: { least: 1 / 2.4, most: 2.4 },
	captions: false,
	withPictures: false,
};

/** SPEC: developers.facebook.com/docs/video-api: up to four hours. It has no description of its own there, and captions stay on the page of the house. */
export const facebookFilm: FilmLimits = {
	mostBytes: 1000 * MEGABYTE,
	mostMs: 4 * 60 * 60 * 1000,
	mimes: ['video/mp4'],
	video: ['h264'],
	ratios: null,
	captions: false,
	withPictures: false,
};

/** SPEC: docs/threads/overview: five minutes, 1 GB, between 1:100 and 10:1. Its captions stay on the page of the house. */
export const threadsFilm: FilmLimits = {
	mostBytes: 1000 * MEGABYTE,
	mostMs: 5 * 60 * 1000,
	mimes: ['video/mp4'],
	video: ['h264'],
	ratios: { least: 0.01, most: 10 },
	captions: false,
	withPictures: false,
};

/**
 * SPEC: developers.facebook.com, IG User media, reels: 300 MB in the reference, three seconds to fifteen minutes. A reel goes alone
 * and has no description; captions stay on the page of the house.
 */
export const instagramFilm: FilmLimits = {
	mostBytes: 300 * MEGABYTE,
	mostMs: 15 * 60 * 1000,
	mimes: ['video/mp4'],
	video: ['h264'],
	ratios: { least: 0.01, most: 10 },
	captions: false,
	withPictures: false,
	undescribed: true,
};

/**
 * SPEC: developers.google.com/youtube/v3/docs/videos/insert: 256 GB; fifteen minutes until the owner's number is confirmed. It is
 * given what every player knows, though it takes more. Captions go with it.
 */
export const youtubeFilm = (mostMs: number | null): FilmLimits => ({
	mostBytes: 256 * 1024 * MEBI,
	mostMs,
	mimes: ['video/mp4', 'video/webm'],
	video: houseFilm.video,
	ratios: null,
	captions: true,
	withPictures: false,
});
