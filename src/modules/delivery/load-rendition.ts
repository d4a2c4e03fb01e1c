import type { OutgoingFilm, OutgoingMedia, OutgoingRendition } from '#modules/channels/index.ts';
import type { Files } from '#platform/files.ts';

import type { StoredMedia, StoredRendition } from './delivery.ts';

/** A rendition with the bytes of all that goes with it; null when one file is missing. The own house takes films and documents by their name. */
export const loadRendition = async (
	files: Files,
	stored: StoredRendition,
	inHouse: boolean,
): Promise<OutgoingRendition | null> => {
	const media: OutgoingMedia[] = [];
	for (const one of stored.media) {
		const loaded = await loadMedia(files, one, inHouse);
		if (loaded === null) return null;
		media.push(loaded);
	}
	const { document: attached, ...rest } = stored;
	if (attached === undefined) return { ...rest, media };
	const bytes = inHouse ? nothing : await bytesOf(files, attached.file);
	return bytes && { ...rest, media, document: { ...attached, bytes } };
};

const nothing = new Uint8Array();
const bytesOf = (files: Files, file: string): Promise<Buffer | null> => files.get(file).catch(() => null);

const loadMedia = async (
	files: Files,
	{ file, film, ...facts }: StoredMedia,
	inHouse: boolean,
): Promise<OutgoingMedia | null> => {
	const bytes = film !== undefined && inHouse ? nothing : await bytesOf(files, file);
	if (bytes === null) return null;
	if (film === undefined) return { ...facts, bytes };
	const poster = await bytesOf(files, film.poster.file);
	const captions: OutgoingFilm['captions'][number][] = [];
	for (const one of film.captions) {
		const text = await bytesOf(files, one.file);
		if (text === null) return null;
		captions.push({ ...one, text: text.toString('utf8') });
	}
	const { file: _, ...shown } = film.poster;
	return poster && { ...facts, bytes, film: { ...film, file, poster: { ...shown, bytes: poster }, captions } };
};
