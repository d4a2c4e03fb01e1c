import { z } from 'zod';

import { shapes } from '#kernel/crop.ts';
import { audioCodecs, filmMimes, videoCodecs } from '#kernel/film.ts';
import { licences } from '#kernel/media-rights.ts';

import { IdText } from './endpoint.ts';

export const LanguageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);
export const AltText = z.record(LanguageTag, z.string().max(3000));

export const MediaShape = z.object({
	id: IdText,
	name: z.string(),
	mime: z.string(),
	width: z.number(),
	height: z.number(),
	bytes: z.number(),
	/** Where it is a film or sound alone: what the file says of itself, and whether a picture stands for it. */
	film: z
		.object({
			ms: z.number(),
			video: z.enum(videoCodecs).nullable(),
			audio: z.enum(audioCodecs).nullable(),
			rate: z.number().nullable(),
		})
		.exactOptional(),
	hasPoster: z.boolean().exactOptional(),
});

/** What one network takes as a film. */
export const FilmLimitsShape = z.object({
	mostBytes: z.number(),
	mostMs: z.number().nullable(),
	mimes: z.array(z.enum(filmMimes)).readonly(),
	video: z.array(z.enum(videoCodecs)).readonly(),
	ratios: z.object({ least: z.number(), most: z.number() }).nullable(),
	captions: z.boolean(),
	withPictures: z.boolean(),
	undescribed: z.literal(true).exactOptional(),
});

/** What the library says of a picture, as far as a post shows it. */
export const PictureOfLibrary = z.object({
	alt: AltText,
	focus: z.object({ x: z.number(), y: z.number() }),
	crops: z.record(z.string(), z.enum(shapes)),
	licence: z.enum(licences),
	author: z.string(),
});

const CreditShape = z.object({
	author: z.string(),
	licence: z.enum(licences),
	note: z.string(),
	url: z.string().nullable(),
});

/** A picture exactly as it goes out. */
export const FrozenPictureShape = z.object({
	sha256: z.string(),
	mime: z.string(),
	width: z.number(),
	height: z.number(),
	alt: z.string(),
	name: z.string(),
	credit: CreditShape.exactOptional(),
	cut: z.object({ shape: z.enum(shapes), x: z.number(), y: z.number() }).exactOptional(),
	focus: z.object({ x: z.number(), y: z.number() }).exactOptional(),
	/** It is a film: how long, with which captions. */
	film: z
		.object({
			ms: z.number(),
			bytes: z.number(),
			audio: z.string().nullable(),
			poster: z.object({ sha256: z.string(), mime: z.string(), width: z.number(), height: z.number() }),
			captions: z.array(z.object({ language: z.string(), sha256: z.string() })),
			silent: z.record(z.string(), z.string()),
			/** The words of a recording. */
			transcript: z.record(z.string(), z.string()).exactOptional(),
		})
		.exactOptional(),
	/** It stands for a film that the network does not take. */
	stands: z.literal(true).exactOptional(),
});
