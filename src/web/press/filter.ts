import { ContactState } from '#contract/press.ts';

/** Which contacts are shown; it stands in the address. */
export interface Filter {
	readonly suche?: string;
	readonly verteiler?: string;
	readonly stand?: 'active' | 'paused' | 'bounced';
}

const textIn = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

export const readFilter = (search: Readonly<Record<string, unknown>>): Filter => {
	const [suche, verteiler] = [textIn(search['suche']), textIn(search['verteiler'])];
	const stand = ContactState.safeParse(search['stand']).data;
	return { ...(suche ? { suche } : {}), ...(verteiler ? { verteiler } : {}), ...(stand ? { stand } : {}) };
};
