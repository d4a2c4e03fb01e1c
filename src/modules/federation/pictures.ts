import { filmAddress } from '#kernel/film.ts';
import type { OutgoingMedia } from '#modules/channels/index.ts';
import type { Files } from '#platform/files.ts';
import { loadSharp } from '#platform/media/load-sharp.ts';

import { blurhash } from './domain/blurhash.ts';
import type { FilmOfStatement, PictureFacts } from './domain/documents.ts';

/** Large enough for the few waves of a blurhash. */
const SMALL = 32;

const endings: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' };
export const mimes: Readonly<Record<string, string>> = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' };

/** Keeps pictures where other servers can fetch them, and says what a document tells about them. */
export const shelvePictures = (
	{ files, origin }: { readonly files: Files; readonly origin: string },
	media: readonly OutgoingMedia[],
): Promise<readonly PictureFacts[]> =>
	Promise.all(
		media.map(async ({ bytes, mime, alt, width, height, focus }) => {
			const hash = await files.put(bytes);
			const url = `${origin}/fediverse/bild/${hash}.${endings[mime] ?? 'jpg'}`;
			return { url, mime, alt, width, height, blurhash: await blurhashOf(bytes), ...(focus ? { focus } : {}) };
		}),
	);

/** A film stands on the page of the house already; other servers fetch it from there. */
export const filmFacts = (
	origin: string,
	{ mime, alt, width, height, film }: OutgoingMedia,
): readonly FilmOfStatement[] => {
	if (film === undefined) return [];
	const url = filmAddress(origin, { hash: film.file, mime });
	return [{ url, mime, alt, width, height, seconds: Math.max(1, Math.round(film.ms / 1000)) }];
};

const blurhashOf = async (bytes: Uint8Array): Promise<string> => {
	const sharp = await loadSharp();
	const { data, info } = await sharp(bytes)
		.resize(SMALL, SMALL, { fit: 'inside' })
		.removeAlpha()
		.toColourspace('srgb')
		.raw()
		.toBuffer({ resolveWithObject: true });
	return blurhash({ data, width: info.width, height: info.height });
};
