import type { OutgoingMedia } from '#modules/channels/index.ts';
import type { Files } from '#platform/files.ts';
import { loadSharp } from '#platform/media/load-sharp.ts';

import { blurhash } from './domain/blurhash.ts';
import type { PictureFacts } from './domain/documents.ts';

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
