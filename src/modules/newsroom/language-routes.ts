import type { Hono } from 'hono';

import { LanguagePage, LanguagesPage } from '#web/public/language-pages.tsx';

import { inEveryLanguage, type SiteNeeds } from './site-routes.ts';
import { listInLanguage } from './translations.ts';

/** A language in an address, as BCP 47 writes it. */
export const TAG = ':tag{[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*}';
const ON_LIST = 25;

/** What can be read in which language. */
export const mountLanguages = (
	app: Hono,
	{ db, content, responder }: Pick<SiteNeeds, 'db' | 'content' | 'responder'>,
) => {
	const route = inEveryLanguage(app);
	route('/sprachen', (c, language) =>
		responder.cached(c, { language, path: '/sprachen' }, async (view) =>
			view.site.languages.length === 0 ? { missing: 404 } : LanguagesPage({ view }),
		),
	);
	route(`/sprache/${TAG}`, (c, language) => {
		const tag = c.req.param('tag') ?? '';
		const cursor = c.req.query('nach');
		const kept = cursor === undefined ? responder.cached : responder.once;
		return kept(c, { language, path: `/sprache/${tag}` }, async (view) => {
			if (!view.site.languages.includes(tag)) return { missing: 404 };
			const asked = { part: {}, language: tag, cursor, limit: ON_LIST };
			const found = await db.read('list in a language', (tx) => listInLanguage(tx, asked));
			const next = found.next === null ? null : `${view.say.at(view.path)}?nach=${found.next}`;
			return LanguagePage({ view, tag, list: { items: await content.cards(found.items), next } });
		});
	});
};
