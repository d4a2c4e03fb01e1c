import type { Sharp } from 'sharp';

import type { Box } from '#kernel/crop.ts';
import { fail, ok, type Result } from '#kernel/result.ts';

import { inTurn } from './in-turn.ts';
import { loadSharp, MOST_PIXELS } from './load-sharp.ts';
import { sniff } from './sniff.ts';

/** Bytes of one picture with what is known about them. */
export interface Picture {
	readonly bytes: Buffer;
	readonly mime: 'image/jpeg' | 'image/png' | 'image/webp';
	readonly width: number;
	readonly height: number;
}

export interface TakenPicture {
	/** Upright, in sRGB, without EXIF, place, profile or anything else that lay in the file. */
	readonly master: Picture;
	/** Smaller forms for the desk, by width. */
	readonly sizes: ReadonlyMap<number, Picture>;
}

export type PictureFailure =
	/** No format we take, whatever its name says. */
	| { readonly type: 'media.not-a-picture' }
	/** It says it is a picture and cannot be read to its end. */
	| { readonly type: 'media.broken' }
	| { readonly type: 'media.too-many-pixels'; readonly most: number };

export interface PictureLimits {
	readonly mostBytes: number;
	readonly mostPixels?: number;
	readonly mimes: readonly string[];
	/** The part of the master that is taken; absent: all of it. */
	readonly cut?: Box;
}

export interface Pictures {
	/** Reads a foreign file, refuses what is hostile, and writes it anew. */
	take(bytes: Uint8Array): Promise<Result<TakenPicture, PictureFailure>>;
	/** Makes a master fit one network's limits: format, pixels, bytes. Same input, same bytes. */
	fit(master: Uint8Array, limits: PictureLimits): Promise<Picture>;
}

export const DESK_WIDTHS = [480, 960, 1600] as const;
/** The longest side that is kept: enough for print, little enough to hold. */
const LONGEST = 4096;
const BEST = 88;
const QUALITIES = [BEST, 80, 70, 60, 50];
const SHRINK = 0.8;

/** Opens the picture workshop. Sharp is loaded with the first picture, and one picture is worked on at a time. */
export const createPictures = (): Pictures => {
	const turn = inTurn();
	return { take: (bytes) => turn(() => take(bytes)), fit: (master, limits) => turn(() => fitted(master, limits)) };
};

const take = async (bytes: Uint8Array): Promise<Result<TakenPicture, PictureFailure>> => {
	const format = sniff(bytes);
	if (format === null) return fail({ type: 'media.not-a-picture' });
	const sharp = await loadSharp();
	const open = () => sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'truncated', pages: 1 });
	try {
		const told = await open().metadata();
		if (told.format !== format && !(format === 'avif' && told.format === 'heif'))
			return fail({ type: 'media.not-a-picture' });
		const upright = open()
			.autoOrient()
			.resize({ width: LONGEST, height: LONGEST, fit: 'inside', withoutEnlargement: true });
		const seeThrough = told.hasAlpha === true && !(await open().stats()).isOpaque;
		const master = await written(seeThrough ? asPng(upright) : asJpeg(upright, BEST));
		const sizes = new Map<number, Picture>();
		for (const width of DESK_WIDTHS) {
			const small = sharp(master.bytes).resize({ width, withoutEnlargement: true });
			sizes.set(width, await written(small.webp({ quality: 78 })));
		}
		return ok({ master, sizes });
	} catch (thrown) {
		const tooMany = thrown instanceof Error && /pixel limit|dimensions/i.test(thrown.message);
		return fail(tooMany ? { type: 'media.too-many-pixels', most: MOST_PIXELS } : { type: 'media.broken' });
	}
};

const fitted = async (bytes: Uint8Array, limits: PictureLimits): Promise<Picture> => {
	const sharp = await loadSharp();
	const { width: whole, height: high, format } = await sharp(bytes).metadata();
	const { width, height, ...corner } = limits.cut ?? { left: 0, top: 0, width: whole, height: high };
	const asIs = width === whole && height === high;
	const part = () => (asIs ? sharp(bytes) : sharp(bytes).extract({ ...corner, width, height }));
	const own = format === 'png' ? 'image/png' : 'image/jpeg';
	const mime = limits.mimes.includes(own) ? own : 'image/jpeg';
	const mostPixels = limits.mostPixels ?? MOST_PIXELS;
	const start = Math.min(1, Math.sqrt(mostPixels / (width * height)));
	if (asIs && start === 1 && mime === own && bytes.length <= limits.mostBytes)
		return { bytes: Buffer.from(bytes), mime, width, height };
	return firstThatFits(attempts(start, mime), {
		make: ({ scale, quality }) => {
			const size = part().resize({ width: Math.max(1, Math.floor(width * scale)) });
			return written(mime === 'image/png' ? asPng(size) : asJpeg(size, quality));
		},
		fits: (made) => made.bytes.length <= limits.mostBytes && made.width * made.height <= mostPixels,
	});
};

interface Attempt {
	readonly scale: number;
	readonly quality: number;
}

interface Trial {
	readonly make: (attempt: Attempt) => Promise<Picture>;
	readonly fits: (made: Picture) => boolean;
}

const firstThatFits = async (all: Iterable<Attempt>, { make, fits }: Trial): Promise<Picture> => {
	for (const attempt of all) {
		const made = await make(attempt);
		if (fits(made)) return made;
	}
	throw new Error('a picture of one point does not fit: the limits make no sense');
};

/** First less quality, then a smaller picture with all of it again. A PNG has no quality to lose. */
function* attempts(start: number, mime: Picture['mime']): Generator<Attempt> {
	for (let scale = start; scale > start / LONGEST; scale *= SHRINK) {
		for (const quality of mime === 'image/png' ? [BEST] : QUALITIES) yield { scale, quality };
	}
}

const asPng = (work: Sharp): Sharp => work.png({ compressionLevel: 9 });
const asJpeg = (work: Sharp, quality: number): Sharp =>
	work.flatten({ background: '#ffffff' }).jpeg({ quality, mozjpeg: true });

const written = async (work: Sharp): Promise<Picture> => {
	const { data, info } = await work.toBuffer({ resolveWithObject: true });
	const mime = info.format === 'png' ? 'image/png' : info.format === 'webp' ? 'image/webp' : 'image/jpeg';
	return { bytes: data, mime, width: info.width, height: info.height };
};
