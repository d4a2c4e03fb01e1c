import { type Language, languages } from '#kernel/language.ts';

/** A path in the frame of one of the interface's languages: German bare, others below their name. */
export const framed = (frame: Language, path: string): string =>
	frame === 'de' ? path : `/${frame}${path === '/' ? '' : path}`;

/** The frame that speaks the language of a text, if there is one. */
export const frameOf = (tag: string): Language | undefined => languages.find((one) => one === tag.split('-')[0]);

interface Standing {
	readonly slug: string;
	/** The language version; absent for the page as it was written. */
	readonly version?: string;
}

/** Where a page or one of its language versions stands, without a frame. */
export const pagePath = ({ slug, version }: Standing): string =>
	version === undefined ? `/beitrag/${slug}` : `/beitrag/${slug}/sprache/${version}`;

/** Where a reader goes: into the frame that speaks a version's language, else in their own. */
export const readerAddress = (reader: Language, page: Standing): string =>
	framed((page.version !== undefined && frameOf(page.version)) || reader, pagePath(page));

/** The one address of a page or of a version of it: for feeds, search engines and links from elsewhere. */
export const fixedAddress = (page: Standing): string => readerAddress('de', page);
