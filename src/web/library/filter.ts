import { type LibraryView, libraryViews } from '#contract/library.ts';
import { type Licence, licences } from '#kernel/media-rights.ts';

/** What the library shows, as it stands in the address. */
export interface Filter {
	readonly ordner?: string;
	readonly nur?: LibraryView;
	readonly lizenz?: Licence;
	readonly q?: string;
	readonly ansicht?: 'liste';
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined =>
	known.find((one) => one === value);

export const readFilter = (search: Readonly<Record<string, unknown>>): Filter =>
	given({
		ordner: text(search['ordner']),
		nur: oneOf(libraryViews, search['nur']),
		lizenz: oneOf(licences, search['lizenz']),
		q: text(search['q']),
		ansicht: oneOf(['liste'] as const, search['ansicht']),
	});

/** A filter with one part set anew; `undefined` drops it. */
export const withPart = <K extends keyof Filter>(filter: Filter, part: K, value: Filter[K] | undefined): Filter =>
	given({ ...filter, [part]: value });

const given = (parts: { readonly [K in keyof Filter]: Filter[K] | undefined }): Filter =>
	// NOTE: what is undefined is left out, so that the address holds only what was chosen.
	Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Filter;

/** The filter as a link carries it. */
export const toSearch = (filter: Filter): Record<string, string> => ({ ...filter });

export const isNarrowed = ({ nur, lizenz, q }: Filter): boolean =>
	nur !== undefined || lizenz !== undefined || q !== undefined;
