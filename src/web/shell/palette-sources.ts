import type { Say } from '../languages/index.ts';
import type { IconName } from '../parts/icons.ts';

export interface PaletteHit {
	readonly key: string;
	readonly label: string;
	/** Its state in a few words. */
	readonly hint?: string;
	readonly icon: IconName;
	/** Page of the desk. */
	readonly to: string;
}

/** What a module lets the palette search: its posts, its conversations. */
export interface PaletteSource {
	readonly key: string;
	/** The heading over the hits, from the module's own texts. */
	readonly title: (say: Say) => string;
	/** At most six hits, best first. A source that cannot be asked now gives none. */
	readonly find: (text: string, say: Say) => Promise<readonly PaletteHit[]>;
}

const sources = new Map<string, PaletteSource>();

/** Modules call this once, beside their routes. */
export const addPaletteSource = (source: PaletteSource): void => {
	sources.set(source.key, source);
};

export interface FoundGroup {
	readonly key: string;
	readonly title: string;
	readonly hits: readonly PaletteHit[];
}

/** Asks every source at once. */
export const findEverywhere = (text: string, say: Say): Promise<FoundGroup[]> =>
	Promise.all(
		[...sources.values()].map(async ({ key, title, find }) => ({
			key,
			title: title(say),
			hits: await find(text, say),
		})),
	);
