import type { Context, Hono } from 'hono';

import { type Language, languages } from '#kernel/language.ts';
import type { Instant } from '#kernel/time.ts';
import type { Database } from '#platform/db/database.ts';
import type { Files } from '#platform/files.ts';
import { legalPlaces } from '#web/public/layout.tsx';
import { ArchivePage, TopicPage, UnitPage } from '#web/public/list-page.tsx';
import type { Card, Listed, View } from '#web/public/model.ts';
import { LegalPage } from '#web/public/plain-pages.tsx';
import { OldVersionPage, PostPage } from '#web/public/post-page.tsx';
import { PresencesPage } from '#web/public/presences-page.tsx';
import { LogPage, ProofPage } from '#web/public/proof-pages.tsx';
import { SharePage } from '#web/public/share-page.tsx';
import { StartPage } from '#web/public/start-page.tsx';
import { TranslatedPage } from '#web/public/translated-page.tsx';

import { listAhead } from './ahead.ts';
import { type Content, filmToRead, toPicture } from './content.ts';
import { monthOf, readStretch, type Stretch } from './domain/calendar.ts';
import { mastodonShare, readInstance, shareLinks } from './domain/share.ts';
import { renderMarkup } from './markup.ts';
import type { NewsroomNeeds } from './needs.ts';
import { listPages, newestBefore, type Part, pageBySlug, topicsInUse, versionOf } from './queries.ts';
import type { Built, Place, Responder } from './responder.ts';
import type { PageRow } from './store.ts';
import type { Texts } from './texts.ts';
import { voicesUnder } from './voices-under.ts';

const ON_START = 9;
const EVENTS_ON_START = 3;
const ON_LIST = 25;

export interface SiteNeeds extends Pick<NewsroomNeeds, 'voices' | 'trial'> {
	readonly db: Database;
	readonly files: Files;
	readonly content: Content;
	readonly responder: Responder;
	readonly texts: Texts;
	readonly origin: string;
	withdrawnNote(postId: string): Promise<string | null>;
}

/** Where a route stands in one language. */
type Route = (path: string, handle: (c: Context, language: Language) => Promise<Response>) => void;

/** Mounts a path in every language: German bare, English below `/en`. */
export const inEveryLanguage =
	(app: Hono): Route =>
	(path, handle) => {
		for (const language of languages) {
			const prefixed = language === 'de' ? path : `/${language}${path === '/' ? '' : path}`;
			app.get(prefixed, (c) => handle(c, language));
		}
	};

/** The pages of the public site. */
export const mountSite = (app: Hono, needs: SiteNeeds): void => {
	const route = inEveryLanguage(app);
	mountStart(route, needs);
	mountPosts(route, needs);
	mountLists(route, needs);
	mountPlain(route, needs);
};

const mountStart = (route: Route, { db, content, responder }: SiteNeeds): void =>
	route('/', (c, language) =>
		responder.cached(c, { language, path: '/' }, async (view) => {
			const [pages, topics, events] = await db.read('start page', async (tx) => [
				await listPages(tx, { part: {}, cursor: undefined, limit: ON_START }),
				await topicsInUse(tx),
				// NOTE: a view's moment is the office clock's, in milliseconds.
				await listAhead(tx, { kind: 'event', now: view.now as Instant, cursor: undefined, limit: EVENTS_ON_START }),
			]);
			const [cards, next, presences] = await Promise.all([
				content.cards(pages.items),
				content.cards(events.items),
				content.presences(),
			]);
			return StartPage({ view, cards, topics, events: next, presences: presences.slice(0, 6) });
		}),
	);

const mountPosts = (route: Route, needs: SiteNeeds): void => {
	const { db, files, content, responder, origin, withdrawnNote } = needs;
	const under = voicesUnder(needs);
	const find = (slug: string): Promise<PageRow | undefined> => db.read('page by slug', (tx) => pageBySlug(tx, slug));
	const shownAs = ({ title, slug }: PageRow) => ({ title, url: `${origin}/beitrag/${slug}` });
	/** A page that was withdrawn says so; what never stood there is missing. */
	const standing = async (view: View, slug: string, build: (row: PageRow) => Promise<Built>): Promise<Built> => {
		const row = await find(slug);
		if (row === undefined) return { missing: 404 };
		if (row.withdrawn_at === null) return build(row);
		const proof = view.say.at(`/beitrag/${slug}/nachweis`);
		return { missing: 410, when: row.withdrawn_at.getTime(), proof, said: await withdrawnNote(row.post_id) };
	};

	route('/beitrag/:slug', (c, language) => {
		const slug = c.req.param('slug') ?? '';
		let source: 'content' | 'talk' = 'content';
		return responder.cached(c, { language, path: `/beitrag/${slug}`, source: () => source }, (view) =>
			standing(view, slug, async (row) => {
				const voices = await under(row);
				if (voices !== null) source = 'talk';
				return PostPage({ view, page: await content.page(row), links: shareLinks(shownAs(row)), voices });
			}),
		);
	});
	route('/beitrag/:slug/fassung/:number{[1-9][0-9]{0,5}}', (c, language) => {
		const { slug = '', number = '' } = c.req.param();
		return responder.cached(c, { language, path: `/beitrag/${slug}/fassung/${number}` }, (view) =>
			standing(view, slug, async (row) => {
				const found = await db.read('version of a page', (tx) => versionOf(tx, row.id, Number(number)));
				if (found === undefined) return { missing: 404 };
				return OldVersionPage({ view, page: await content.page(row), version: await oldVersion(files, found) });
			}),
		);
	});
	route('/beitrag/:slug/sprache/:tag{[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*}', (c, language) => {
		const { slug = '', tag = '' } = c.req.param();
		return responder.cached(c, { language, path: `/beitrag/${slug}/sprache/${tag}` }, (view) =>
			standing(view, slug, async (row) => {
				const said = row.translations.find((one) => one.language === tag);
				return said === undefined ? { missing: 404 } : TranslatedPage({ view, page: await content.page(row), said });
			}),
		);
	});
	route('/beitrag/:slug/nachweis', (c, language) => {
		const slug = c.req.param('slug') ?? '';
		const place: Place = { language, path: `/beitrag/${slug}/nachweis`, source: 'log' };
		return responder.cached(c, place, async (view) => {
			const row = await find(slug);
			if (row === undefined) return { missing: 404 };
			const page = await content.page(row);
			return ProofPage({ view, page, contentHash: row.content_hash, proof: await content.proof(row.post_id) });
		});
	});
	route('/teilen/mastodon', (c, language) => {
		const slug = c.req.query('beitrag') ?? '';
		const typed = (c.req.query('server') ?? '').slice(0, 253);
		const path = `/teilen/mastodon?beitrag=${encodeURIComponent(slug)}`;
		return responder.once(c, { language, path }, (view) =>
			standing(view, slug, async (row) => {
				const server = readInstance(typed);
				const target = server === null ? null : { server, url: mastodonShare(server, shownAs(row)) };
				return SharePage({ view, slug, title: row.title, typed, target });
			}),
		);
	});
};

type Found = NonNullable<Awaited<ReturnType<typeof versionOf>>>;

const oldVersion = async (files: Files, { number, title, html, media, film, document, details, ...found }: Found) => ({
	...{ number, at: found.made_at.getTime(), title, leadHtml: found.lead_html, html, details, warning: found.warning },
	pictures: media.map(toPicture),
	film: film === null ? null : await filmToRead(files, film),
	document,
});

/** A cursor makes a list one of endlessly many addresses: those are never kept. */
const kept = (c: Context, responder: Responder) =>
	c.req.query('nach') === undefined ? responder.cached : responder.once;

const mountLists = (route: Route, { db, content, responder }: SiteNeeds): void => {
	const list = async (c: Context, view: View, part: Part): Promise<Listed<Card>> => {
		const cursor = c.req.query('nach');
		const found = await db.read('list of pages', (tx) => listPages(tx, { part, cursor, limit: ON_LIST }));
		const next = found.next === null ? null : `${view.say.at(view.path)}?nach=${found.next}`;
		return { items: await content.cards(found.items), next };
	};

	route('/stelle/:slug', (c, language) => {
		const slug = c.req.param('slug') ?? '';
		return kept(c, responder)(c, { language, path: `/stelle/${slug}` }, async (view) => {
			const unit = (await content.units()).get(slug);
			if (unit === undefined) return { missing: 404 };
			return UnitPage({ view, part: { slug, name: unit.name }, list: await list(c, view, { unitId: unit.id }) });
		});
	});
	route('/thema/:slug', (c, language) => {
		const slug = c.req.param('slug') ?? '';
		return kept(c, responder)(c, { language, path: `/thema/${slug}` }, async (view) => {
			const topics = await db.read('topics', topicsInUse);
			const part = topics.find((topic) => topic.slug === slug);
			if (part === undefined) return { missing: 404 };
			return TopicPage({ view, part, topics, list: await list(c, view, { topicSlug: slug }) });
		});
	});
	const archive = (c: Context, place: Place, read: (zone: string) => Stretch | null | undefined) =>
		kept(c, responder)(c, place, async (view): Promise<Built> => {
			const stretch = read(view.site.zone);
			if (stretch === null) return { missing: 404 };
			const part = stretch === undefined ? {} : { from: stretch.from, until: stretch.until };
			const found = await list(c, view, part);
			if (stretch !== undefined && found.items.length === 0) return { missing: 404 };
			const months = await monthsWithPages(db, view.site.zone);
			return ArchivePage({ view, chosen: stretch ?? null, months, list: found });
		});
	route('/archiv', (c, language) => archive(c, { language, path: '/archiv' }, () => undefined));
	route('/archiv/:year', (c, language) => {
		const { year = '' } = c.req.param();
		return archive(c, { language, path: `/archiv/${year}` }, (zone) => readStretch(zone, year));
	});
	route('/archiv/:year/:month', (c, language) => {
		const { year = '', month = '' } = c.req.param();
		return archive(c, { language, path: `/archiv/${year}/${month}` }, (zone) => readStretch(zone, year, month));
	});
};

const MONTHS_AT_MOST = 600;

/** The months that have pages, newest first: one look into the index per month. */
export const monthsWithPages = (db: Database, zone: string): Promise<readonly Stretch[]> =>
	db.read('months of the archive', async (tx) => {
		const months: Stretch[] = [];
		let at = await newestBefore(tx, null);
		while (at !== null && months.length < MONTHS_AT_MOST) {
			const month = monthOf(at, zone);
			months.push(month);
			at = await newestBefore(tx, month.from);
		}
		return months;
	});

const mountPlain = (route: Route, { content, responder, texts }: SiteNeeds): void => {
	route('/auftritte', (c, language) =>
		responder.cached(c, { language, path: '/auftritte' }, async (view) =>
			PresencesPage({ view, presences: await content.presences(), retired: await content.retired() }),
		),
	);
	for (const [name, path] of legalPlaces) {
		route(path, (c, language) =>
			responder.cached(c, { language, path }, async (view) => {
				const { text, changedAt } = await texts.legal(name, language);
				const { leadHtml, html } = renderMarkup(text);
				const covers = name === 'legal-notice' ? await content.presences() : [];
				return LegalPage({ view, name, html: leadHtml + html, changedAt, covers });
			}),
		);
	}
	route('/transparenz/protokoll', (c, language) =>
		responder.cached(c, { language, path: '/transparenz/protokoll', source: 'log' }, async (view) =>
			LogPage({ view, log: await content.log() }),
		),
	);
};
