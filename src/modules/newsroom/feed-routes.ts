import type { Hono } from 'hono';

import type { Database } from '#platform/db/database.ts';
import { legalPlaces } from '#web/public/layout.tsx';
import type { View } from '#web/public/model.ts';

import type { Content } from './content.ts';
import { readStretch } from './domain/calendar.ts';
import { type FeedForm, type FeedSource, feedForms, feedTypes, writeFeed } from './feeds.ts';
import { addressesIn, listPages, type Part, topicsInUse } from './queries.ts';
import type { Missing, Responder } from './responder.ts';
import { monthsWithPages } from './site-routes.ts';

const IN_FEED = 30;
const XML = 'application/xml; charset=utf-8';

interface Needs {
	readonly db: Database;
	readonly content: Content;
	readonly responder: Responder;
	readonly origin: string;
	readonly trial: string | null;
}

interface Frame {
	readonly title: string;
	readonly home: string;
	readonly base: string;
	readonly part: Part;
}

export const mountFeeds = (app: Hono, needs: Needs): void => {
	const { db, content, responder, origin } = needs;
	const write = async (form: FeedForm, view: View, { title, home, base, part }: Frame): Promise<string> => {
		const found = await db.read('feed', (tx) => listPages(tx, { part, cursor: undefined, limit: IN_FEED }));
		const cards = await content.cards(found.items);
		const items = found.items.flatMap((row, at) => {
			const card = cards[at];
			return card ? [{ row, card }] : [];
		});
		const source: FeedSource = {
			...{ title, home, base, origin, items, now: view.now },
			description: view.say('startTitle', { name: title }),
		};
		return writeFeed(form, source);
	};
	const feed = (path: string, frame: (view: View, slug: string) => Promise<Frame | null>) => {
		for (const form of feedForms) {
			app.get(`${path}.${form}`, (c) => {
				const slug = c.req.param('slug') ?? '';
				const place = {
					language: 'de' as const,
					path: `${path.replace(':slug', slug)}.${form}`,
					type: feedTypes[form],
				};
				return responder.file(c, place, async (view): Promise<string | Missing> => {
					const found = await frame(view, slug);
					return found === null ? { missing: 404 } : write(form, view, found);
				});
			});
		}
	};
	const within = (view: View, part: string): string => view.say('feeds.of', { name: view.site.name, part });

	feed('/feed', async (view) => ({ title: view.site.name, home: '/', base: '/feed', part: {} }));
	feed('/stelle/:slug/feed', async (view, slug) => {
		const unit = (await content.units()).get(slug);
		if (unit === undefined) return null;
		const home = `/stelle/${slug}`;
		return { title: within(view, unit.name), home, base: `${home}/feed`, part: { unitId: unit.id } };
	});
	feed('/thema/:slug/feed', async (view, slug) => {
		const topic = (await db.read('topics', topicsInUse)).find((one) => one.slug === slug);
		if (topic === undefined) return null;
		const home = `/thema/${slug}`;
		return { title: within(view, topic.name), home, base: `${home}/feed`, part: { topicSlug: slug } };
	});
	mountMaps(app, needs);
};

const xml = (root: string, entries: readonly string[]): string =>
	`<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('\n')}\n</${root}>\n`;

const entry = (tag: string, address: string, at?: Date): string =>
	`<${tag}><loc>${address}</loc>${at ? `<lastmod>${at.toISOString()}</lastmod>` : ''}</${tag}>`;

/** One map per month, so that no map outgrows its limit. SPEC: sitemaps.org, 50,000 addresses per file. */
const mountMaps = (app: Hono, { db, responder, origin, trial }: Needs): void => {
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
		responder.file(c, { language: 'de', path: '/sitemap/seiten.xml', type: XML }, async () => {
			const paths = ['/', '/archiv', '/auftritte', ...legalPlaces.map(([, path]) => path), '/transparenz/protokoll'];
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
			const rows = await db.read('site map', (tx) => addressesIn(tx, stretch));
			const entries = rows.map((row) =>
				entry('url', `${origin}/beitrag/${row.slug}`, row.edited_at ?? row.published_at),
			);
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
