import type { Hono } from 'hono';

import type { Language } from '#kernel/language.ts';
import type { Listed, View } from '#web/public/model.ts';
import { type Hit, SearchPage } from '#web/public/search-page.tsx';

import { excerpt } from './domain/excerpt.ts';
import { meantWord } from './domain/words.ts';
import type { Listing } from './queries.ts';
import { alikePages, type Found, searchPages } from './search.ts';
import { inEveryLanguage, type SiteNeeds } from './site-routes.ts';

const ON_PAGE = 20;
const ALIKE = 5;
/** Longer questions say no more, and cost more. */
const LONGEST = 200;

type Needs = Pick<SiteNeeds, 'db' | 'content' | 'responder'>;

export const mountSearch = (app: Hono, { db, content, responder }: Needs): void => {
	const hits = async (
		rows: readonly (Listing & Partial<Pick<Found, 'also'>>)[],
		query: string,
	): Promise<readonly Hit[]> => {
		const cards = await content.cards(rows);
		return cards.map((card, at) => ({
			card,
			also: rows[at]?.also ?? [],
			// What stands behind a warning is not shown in passing.
			excerpt: card.warning === null ? excerpt(rows[at]?.text ?? '', query) : [{ text: card.lead, hit: false }],
		}));
	};
	const search = async (view: View, query: string, cursor: string | undefined) => {
		const { languages } = view.site;
		const wanted = { query, cursor, limit: ON_PAGE, languages, reader: view.say.language };
		const found = await db.read('search pages', (tx) => searchPages(tx, wanted));
		if (found.items.length > 0 || cursor !== undefined) {
			const next = found.next && `${view.say.at('/suche')}?q=${encodeURIComponent(query)}&nach=${found.next}`;
			return { hits: { items: await hits(found.items, query), next }, alike: false, meant: null };
		}
		const close = await db.read('alike pages', (tx) => alikePages(tx, query, ALIKE));
		const meant = meantWord(
			query,
			close.map(({ title }) => title),
		);
		return { hits: { items: await hits(close, query), next: null }, alike: true, meant };
	};
	const nothing: { hits: Listed<Hit>; alike: boolean; meant: null } = {
		hits: { items: [], next: null },
		alike: false,
		meant: null,
	};

	inEveryLanguage(app)('/suche', (c, language: Language) => {
		// NOTE: PostgreSQL refuses the character 0; nobody can mean it.
		const query = (c.req.query('q') ?? '').replaceAll('\u0000', '').trim().slice(0, LONGEST);
		if (query === '')
			return responder.cached(c, { language, path: '/suche' }, async (view) =>
				SearchPage({ view, query: '', ...nothing }),
			);
		return responder.once(c, { language, path: `/suche?q=${encodeURIComponent(query)}` }, async (view) =>
			SearchPage({ view, query, ...(await search(view, query, c.req.query('nach'))) }),
		);
	});
};
