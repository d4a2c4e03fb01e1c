import type { JsonObject } from './json.ts';
import { MEGABYTE } from './megabyte.ts';

/** Sound alone is taken as a film without pictures: the same way in, the same words beside it, the same way out. */
export const soundMimes = ['audio/mpeg', 'audio/mp4', 'audio/ogg'] as const;
export const filmMimes = ['video/mp4', 'video/webm', ...soundMimes] as const;
export type FilmMime = (typeof filmMimes)[number];
export const isSound = (mime: string): boolean => soundMimes.some((one) => one === mime);
export const videoCodecs = ['h264', 'vp8', 'vp9', 'av1'] as const;
export type VideoCodec = (typeof videoCodecs)[number];
export const audioCodecs = ['aac', 'opus', 'vorbis', 'mp3'] as const;
export type AudioCodec = (typeof audioCodecs)[number];

/** What is known of a film from its own bytes. */
export interface FilmFacts extends JsonObject {
	readonly ms: number;
	/** Null where it is sound alone. */
	readonly video: VideoCodec | null;
	/** Null where it has no sound at all. */
	readonly audio: AudioCodec | null;
	/** Pictures a second; null where the file does not say. */
	readonly rate: number | null;
}

/** What one network takes as a film, shown at the desk as it stands here. */
export interface FilmLimits {
	readonly mostBytes: number;
	/** Null where the network names no longest. */
	readonly mostMs: number | null;
	readonly mimes: readonly FilmMime[];
	readonly video: readonly VideoCodec[];
	/** Width by height, from the narrowest to the widest; null where any is taken. */
	readonly ratios: { readonly least: number; readonly most: number } | null;
	/** Captions travel with it; without, they are read on the page of the house. */
	readonly captions: boolean;
	/** Pictures may stand beside it. */
	readonly withPictures: boolean;
	/** What it shows is not told to those who cannot see it. */
	readonly undescribed?: true;
}

/** A post there is a film with words about it: pictures do not go without one. */
export const takesFilmsOnly = (able: {
	readonly media: { readonly most: number };
	readonly film?: FilmLimits | undefined;
}): boolean => able.media.most === 0 && able.film !== undefined;

export interface FilmFile extends Pick<FilmFacts, 'ms' | 'video'> {
	readonly mime: string;
	readonly bytes: number;
	readonly width: number;
	readonly height: number;
}

/** Why a network does not take a film, with the figures of the sentence. */
export type FilmObstacle =
	| { readonly why: 'none' }
	| { readonly why: 'size'; readonly is: number; readonly most: number }
	| { readonly why: 'length'; readonly is: number; readonly most: number }
	| { readonly why: 'format'; readonly is: string }
	| { readonly why: 'ratio'; readonly is: string };

const megabytes = (bytes: number, round: (figure: number) => number): number => round((bytes / MEGABYTE) * 10) / 10;

const formats: Readonly<Record<string, string>> = {
	'video/webm': 'WebM',
	'video/mp4': 'MP4',
	'audio/mpeg': 'MP3',
	'audio/mp4': 'M4A',
	'audio/ogg': 'Opus',
};

/** What people call the kind of file. */
export const formatOf = ({ mime, video }: Pick<FilmFile, 'mime' | 'video'>): string =>
	[formats[mime] ?? mime, ...(video === null ? [] : [video.toUpperCase()])].join(', ');

/** The first thing that keeps a film from a network; null where it may go. Figures are megabytes and seconds. */
export const obstacleTo = (film: FilmFile, limits: FilmLimits | null | undefined): FilmObstacle | null => {
	if (!limits) return { why: 'none' };
	const { mime, video, bytes, ms, width, height } = film;
	if (!limits.mimes.some((one) => one === mime) || (video !== null && !limits.video.includes(video)))
		return { why: 'format', is: formatOf({ mime, video }) };
	if (bytes > limits.mostBytes)
		return {
			why: 'size',
			is: megabytes(bytes, Math.ceil),
			most: megabytes(limits.mostBytes, Math.floor),
		};
	if (limits.mostMs !== null && ms > limits.mostMs)
		return { why: 'length', is: Math.ceil(ms / 1000), most: Math.floor(limits.mostMs / 1000) };
	if (video === null) return null;
	const ratio = width / height;
	const { least, most } = limits.ratios ?? { least: 0, most: Number.POSITIVE_INFINITY };
	return ratio < least || ratio > most ? { why: 'ratio', is: `${width} × ${height}` } : null;
};

/** `125000` → `2:05`, with hours where there are any. */
export const sayLength = (ms: number): string => {
	const seconds = Math.round(ms / 1000);
	const two = (figure: number): string => String(figure).padStart(2, '0');
	const hours = Math.floor(seconds / 3600);
	const minutes = Math.floor((seconds % 3600) / 60);
	return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
};

const endings: Readonly<Record<string, string>> = {
	'video/mp4': 'mp4',
	'video/webm': 'webm',
	'text/vtt': 'vtt',
	'text/plain': 'txt',
	'audio/mpeg': 'mp3',
	'audio/mp4': 'm4a',
	'audio/ogg': 'opus',
};

export const filmEnding = (mime: string): string => endings[mime] ?? 'bin';

/** Where the own house shows a film or recording and its words to everybody. */
export const filmAddress = (origin: string, { hash, mime }: { readonly hash: string; readonly mime: string }): string =>
	`${origin}/medien/${isSound(mime) ? 'ton' : 'film'}/${hash}.${filmEnding(mime)}`;

export const CAPTIONS_MIME = 'text/vtt';
/** What is said, without times. */
export const WORDS_MIME = 'text/plain';
