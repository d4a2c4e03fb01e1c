import { DOCUMENT_MIME, documentAddress } from '#kernel/document.ts';
import { filmAddress } from '#kernel/film.ts';
import { megabytesOf } from '#kernel/megabyte.ts';
import { escapeHtml } from '#platform/html.ts';

import type { Listing } from './queries.ts';
import { clean } from './xml.ts';

type Row = Pick<Listing, 'warning' | 'film' | 'media' | 'document' | 'language'>;

/** A file that a reading app loads beside the text. */
export interface FeedFile {
	readonly url: string;
	readonly bytes: number;
	readonly type: string;
	readonly title?: string;
	readonly ms?: number;
}

export const imageOf = (origin: string, row: Row) => {
	if (row.warning !== null) return null;
	const [picture] = row.film === null ? row.media : [row.film.poster];
	if (picture === undefined) return null;
	const size = picture.sizes.at(-1) ?? picture.width;
	return { url: `${origin}/medien/${picture.hash}/${size}.jpg`, alt: clean(picture.alt), bytes: picture.bytes };
};

/** What is loaded by itself, film and document, the more telling first. Nothing where a warning comes before it. */
export const filesOf = (origin: string, { warning, film, document }: Row): readonly FeedFile[] => {
	if (warning !== null) return [];
	const played = film && { url: filmAddress(origin, film), bytes: film.bytes, type: film.mime, ms: film.ms };
	const read = document && {
		...{ url: documentAddress(origin, document.hash), bytes: document.bytes, type: DOCUMENT_MIME },
		title: clean(document.title),
	};
	return [...(played ? [played] : []), ...(read ? [read] : [])];
};

/** What an app gets beside the text: film and document, else the picture. */
export const enclosuresOf = (origin: string, row: Row): readonly FeedFile[] => {
	const files = filesOf(origin, row);
	const image = imageOf(origin, row);
	return files.length === 0 && image ? [{ url: image.url, bytes: image.bytes, type: 'image/jpeg' }] : files;
};

/** The document in the text itself, for apps that show no enclosure, or one only. */
export const documentHtml = (origin: string, { document, language }: Row): string => {
	if (document === null) return '';
	const megabytes = megabytesOf(document.bytes).toLocaleString(language);
	const words = escapeHtml(`${document.title} (PDF, ${megabytes} MB)`);
	return `<p><a href="${documentAddress(origin, document.hash)}">${words}</a></p>`;
};
