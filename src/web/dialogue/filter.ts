export const views = ['open', 'mine', 'unassigned', 'answered', 'closed'] as const;
export type View = (typeof views)[number];

/** What the list shows, as it stands in the address. */
export interface Filter {
	readonly view?: View;
	readonly q?: string;
}

const isView = (value: unknown): value is View => views.some((view) => view === value);

export const readFilter = (search: Readonly<Record<string, unknown>>): Filter => ({
	...(isView(search['view']) ? { view: search['view'] } : {}),
	...(typeof search['q'] === 'string' && search['q'] !== '' ? { q: search['q'] } : {}),
});

/** The filter as a link carries it. */
export const toSearch = ({ view, q }: Filter): Record<string, string> => ({
	...(view ? { view } : {}),
	...(q ? { q } : {}),
});
