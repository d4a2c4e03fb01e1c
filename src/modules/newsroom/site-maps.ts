import type { Hono } from 'hono';

import type { Database } from '#platform/db/database.ts';
import { fixedAddress } from '#web/public/addresses.ts';
import { legalPlaces } from '#web/public/layout.tsx';

import { readStretch } from './domain/calendar.ts';
import { addressesIn } from './queries.ts';
import type { Responder } from './responder.ts';
import { monthsWithPages } from './site-routes.ts';
import { languagesOf } from './translations.ts';

const XML = 'application/xml; charset=utf-8';

interface Needs {
	readonly db: Database;
	readonly responder: Responder;
	readonly origin: string;
	readonly trial: string | null;
}

const NAMES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"';

const xml = (root: string, entries: readonly string[]): string =>
	`<?xml version="1.0" encoding="UTF-8"?>\n<${root} ${NAMES}>\n${entries.join('\n')}\n</${root}>\n`;

const entry = (tag: string, address: string, more = ''): string => `<${tag}><loc>${address}</loc>${more}</${tag}>`;

interface Mapped {
	readonly slug: string;
	readonly language: string;
	readonly published_at: Date;
	readonly edited_at: Date | null;
}

/** A page and its language versions, each naming all of them. SPEC: Google, localized versions in sitemaps. */
const entriesOf = (origin: string, row: Mapped, tags: readonly string[]): readonly string[] => {
	const at = `<lastmod>${(row.edited_at ?? row.published_at).toISOString()}</lastmod>`;
	const places = [
		{ tag: row.language, address: `${origin}${fixedAddress({ slug: row.slug })}` },
		...tags.map((tag) => ({ tag, address: `${origin}${fixedAddress({ slug: row.slug, version: tag })}` })),
	];
	const links = places.map(({ tag, address }) => `<xhtml:link rel="alternate" hreflang="${tag}" href="${address}"/>`);
	const more = `${at}${tags.length === 0 ? '' : links.join('')}`;
	return places.map(({ address }) => entry('url', address, more));
};

/** One map per month, so that no map outgrows its limit. SPEC: sitemaps.org, 50,000 addresses per file. */
export const mountMaps = (app: Hono, { db, responder, origin, trial }: Needs): void => {
	app.get('/sitemap.xml', (c) =>
		responder.file(c, { language: 'de', path: '/sitemap.xml', type: XML }, async (view) => {
			const months = await monthsWithPages(db, view.site.zone);
			const names = months.map(({ year, month }) => `${year}-${String(month).padStart(2, '0')}`);
			return xml(
				'sitemapindex',
				['seiten', ...names].map((name) => entry('sitemap', `${origin}/sitemap/${name}.xml`)),
			);
		}),
	);
	app.get('/sitemap/seiten.xml', (c) =>
		responder.file(c, { language: 'de', path: '/sitemap/seiten.xml', type: XML }, async (view) => {
			const legal = legalPlaces.map(([, path]) => path);
			const languages = view.site.languages.map((tag) => `/sprache/${tag}`);
			const podcast = view.site.podcast ? ['/podcast'] : [];
			const paths = ['/', '/archiv', '/auftritte', ...legal, '/transparenz/protokoll', ...podcast, ...languages];
			return xml(
				'urlset',
				paths.map((path) => entry('url', `${origin}${path}`)),
			);
		}),
	);
	app.get('/sitemap/:month{[0-9]{4}-[0-9]{2}\\.xml}', (c) => {
		const month = (c.req.param('month') ?? '').replace(/\.xml$/, '');
		const place = { language: 'de' as const, path: `/sitemap/${month}.xml`, type: XML };
		return responder.file(c, place, async (view) => {
			const [year = '', number] = month.split('-');
			const stretch = readStretch(view.site.zone, year, number);
			if (stretch === null) return { missing: 404 };
			const { rows, tags } = await db.read('site map', async (tx) => {
				const found = await addressesIn(tx, stretch);
				return { rows: found, tags: await languagesOf(tx, stretch) };
			});
			const entries = rows.flatMap((row) => entriesOf(origin, row, tags.get(row.id) ?? []));
			return xml('urlset', entries);
		});
	});
	app.get('/robots.txt', (c) =>
		responder.file(c, { language: 'de', path: '/robots.txt', type: 'text/plain; charset=utf-8' }, async () =>
			trial === null
				? `User-agent: *\nDisallow: /api/\nDisallow: /frage\nDisallow: /teilen/\nDisallow: /suche?\n\nSitemap: ${origin}/sitemap.xml\n`
				: 'User-agent: *\nDisallow: /\n',
		),
	);
};
