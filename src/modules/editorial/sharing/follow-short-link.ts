import type { Hono } from 'hono';

import type { EditorialNeeds } from '../needs.ts';
import { editorial } from '../tables.ts';
import { sharing } from './tables.ts';

/** `/k/xxxxxx`: leads on and remembers nobody. What never was is the site's to answer; what ended says so. */
export const mountShortLinks = (app: Hono, { db, origin }: Pick<EditorialNeeds, 'db' | 'origin'>): void => {
	app.get('/k/:code{[a-z0-9]{4,12}}', async (c, next) => {
		const row = await db.read('short link', (tx) =>
			sharing(tx)
				.selectFrom('editorial_short_link')
				.select(['post_id', 'target', 'ended_at'])
				.where('code', '=', c.req.param('code'))
				.executeTakeFirst(),
		);
		if (row === undefined) return next();
		c.header('cache-control', 'no-cache');
		c.header('x-robots-tag', 'noindex');
		c.header('referrer-policy', 'no-referrer');
		if (row.ended_at !== null) return c.html(GONE, 410);
		const to = row.target ?? (await pageOf(db, origin, row.post_id ?? ''));
		return to === null ? next() : c.redirect(to, 302);
	});
};

/** The page of a post once it was public; one that was withdrawn says so there itself. */
const pageOf = async (db: EditorialNeeds['db'], origin: string, postId: string): Promise<string | null> => {
	const row = await db.read('post of a short link', (tx) =>
		editorial(tx)
			.selectFrom('editorial_post')
			.select('slug')
			.where('id', '=', postId)
			.where('published_at', 'is not', null)
			.executeTakeFirst(),
	);
	return row?.slug ? `${origin}/beitrag/${row.slug}` : null;
};

const GONE = `<!doctype html><html lang="de"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Diese Kurzadresse gilt nicht mehr</title>
<main><h1>Diese Kurzadresse gilt nicht mehr</h1>
<p>Sie führte auf eine Seite dieser Behörde und wurde beendet. <a href="/">Zur Startseite</a></p>
<p lang="en">This short address has ended. <a href="/en">To the start page</a></p></main></html>`;
