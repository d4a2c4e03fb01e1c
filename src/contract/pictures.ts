import { z } from 'zod';

import { shapes } from '#kernel/crop.ts';
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
});
