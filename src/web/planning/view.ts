import type { z } from 'zod';

import { PostKindName } from '#contract/editorial.ts';

import { isDay } from './days.ts';

export const looks = ['woche', 'monat', 'liste', 'auftritte'] as const;
export type Look = (typeof looks)[number];
export type Kind = z.output<typeof PostKindName>;

/** What the calendar shows, as it stands in the address. */
export interface View {
	readonly ansicht?: Look;
	readonly tag?: string;
	readonly stelle?: string;
	readonly auftritt?: string;
	readonly thema?: string;
	readonly art?: Kind;
}

const text = (value: unknown): string | undefined =>
	(typeof value === 'string' || typeof value === 'number') && value !== '' ? String(value) : undefined;

export const readView = (search: Readonly<Record<string, unknown>>): View => {
	const ansicht = looks.find((look) => look === search['ansicht']);
	const [tag, stelle, auftritt, thema] = [search['tag'], search['stelle'], search['auftritt'], search['thema']].map(
		text,
	);
	const art = PostKindName.safeParse(search['art']);
	return {
		...(ansicht ? { ansicht } : {}),
		...(tag && isDay(tag) ? { tag } : {}),
		...(stelle ? { stelle } : {}),
		...(auftritt ? { auftritt } : {}),
		...(thema ? { thema } : {}),
		...(art.success ? { art: art.data } : {}),
	};
};

/** The view as a link carries it. */
export const toSearch = (view: View): Record<string, string> =>
	Object.fromEntries(Object.entries(view).filter(([, value]) => value !== undefined && value !== ''));

/** What the office is asked for besides the days. */
export const toQuery = ({ auftritt, thema, art }: View, unitId: string | undefined) => ({
	...(unitId ? { unitId } : {}),
	...(auftritt ? { presenceId: auftritt } : {}),
	...(thema ? { topic: thema } : {}),
	...(art ? { kind: art } : {}),
});
