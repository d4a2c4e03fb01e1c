import type { Hono } from 'hono';

import type { Database } from '#platform/db/database.ts';
import { VoicesPage } from '#web/public/voices.tsx';

import type { NewsroomNeeds } from './needs.ts';
import { pageBySlug } from './queries.ts';
import type { Responder } from './responder.ts';
import { inEveryLanguage } from './site-routes.ts';
import { voicesUnder } from './voices-under.ts';

const ON_PAGE = 25;

interface Needs extends Pick<NewsroomNeeds, 'voices' | 'trial'> {
	readonly db: Database;
	readonly responder: Responder;
}

/** The voices of a post by themselves. Where nothing of the kind is shown there is no such page. */
export const mountVoices = (app: Hono, { db, responder, ...needs }: Needs): void => {
	const route = inEveryLanguage(app);
	const under = voicesUnder(needs);
	route('/beitrag/:slug/kommentare', (c, language) => {
		const slug = c.req.param('slug') ?? '';
		const cursor = c.req.query('nach');
		// A cursor makes it one of endlessly many addresses: those are never kept.
		const answer = cursor === undefined ? responder.cached : responder.once;
		return answer(c, { language, path: `/beitrag/${slug}/kommentare`, source: 'talk' }, async (view) => {
			const row = await db.read('page by slug', (tx) => pageBySlug(tx, slug));
			if (row === undefined || row.withdrawn_at !== null) return { missing: 404 };
			const voices = await under(row, { cursor, limit: ON_PAGE });
			return voices === null ? { missing: 404 } : VoicesPage({ view, slug, title: row.title, voices });
		});
	});
};
