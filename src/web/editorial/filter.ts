export const trays = ['draft', 'in-approval', 'approved', 'scheduled', 'published', 'withdrawn'] as const;
export type Tray = (typeof trays)[number];

/** What the list shows, as it stands in the address. */
export interface Filter {
	readonly liste?: Tray;
	readonly thema?: string;
	readonly meine?: true;
	readonly q?: string;
}

const isTray = (value: unknown): value is Tray => trays.some((tray) => tray === value);
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

export const readFilter = (search: Readonly<Record<string, unknown>>): Filter => {
	const [topic, q] = [text(search['thema']), text(search['q'])];
	return {
		...(isTray(search['liste']) ? { liste: search['liste'] } : {}),
		...(topic ? { thema: topic } : {}),
		...(search['meine'] === true || search['meine'] === 'ja' ? { meine: true as const } : {}),
		...(q ? { q } : {}),
	};
};

/** The filter as a link carries it. */
export const toSearch = ({ liste, thema, meine, q }: Filter): Record<string, string> => ({
	...(liste ? { liste } : {}),
	...(thema ? { thema } : {}),
	...(meine ? { meine: 'ja' } : {}),
	...(q ? { q } : {}),
});
