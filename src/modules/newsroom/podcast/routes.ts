import type { Hono } from 'hono';

import { CAPTIONS_MIME, filmAddress, isSound, WORDS_MIME } from '#kernel/film.ts';
import { COVER } from '#kernel/podcast.ts';
import { detailsFor } from '#kernel/post-kind.ts';
import { PodcastPage } from '#web/public/podcast-page.tsx';
import type { Listing } from '../queries.ts';
import type { Missing } from '../responder.ts';
import { inEveryLanguage, type SiteNeeds } from '../site-routes.ts';
import { leadOf } from '../warned.ts';
import { coverOf, isComplete } from './show.ts';
import { listEpisodes, readShow, type ShowRow } from './store.ts';
import { type Episode, type Show, writePodcast } from './write-podcast.ts';

const ON_LIST = 25;
/** Programs keep what they have seen; this many go back some years. */
const IN_FEED = 300;
const RSS = 'application/rss+xml; charset=utf-8';

/** The podcast as a page to listen at and a feed to subscribe to. */
export const mountPodcast = (
	app: Hono,
	{ db, content, responder, origin }: Pick<SiteNeeds, 'db' | 'content' | 'responder' | 'origin'>,
): void => {
	inEveryLanguage(app)('/podcast', (c, language) => {
		const cursor = c.req.query('nach');
		const kept = cursor === undefined ? responder.cached : responder.once;
		return kept(c, { language, path: '/podcast' }, async (view) => {
			const { row, found } = await db.read('podcast', async (tx) => ({
				row: await readShow(tx),
				found: await listEpisodes(tx, { cursor, limit: ON_LIST }),
			}));
			if (!view.site.podcast && !isComplete(row)) return { missing: 404 };
			const next = found.next === null ? null : `${view.say.at('/podcast')}?nach=${found.next}`;
			const show = isComplete(row) ? { ...row, ...coverOf(row), coverAlt: row.cover_alt } : null;
			return PodcastPage({ view, show, list: { items: await content.cards(found.items), next } });
		});
	});
	app.get('/podcast.rss', (c) =>
		responder.file(c, { language: 'de', path: '/podcast.rss', type: RSS }, async (): Promise<string | Missing> => {
			const { row, found } = await db.read('podcast feed', async (tx) => ({
				row: await readShow(tx),
				found: await listEpisodes(tx, { cursor: undefined, limit: IN_FEED }),
			}));
			if (!isComplete(row)) return { missing: 404 };
			return writePodcast(
				toShow(origin, row),
				found.items.flatMap((one) => toEpisode(origin, one)),
			);
		}),
	);
};

const toShow = (origin: string, row: ShowRow & { cover: NonNullable<ShowRow['cover']> }): Show => {
	const { title, description, author, mail, category, language } = row;
	const links = { link: `${origin}/podcast`, self: `${origin}/podcast.rss` };
	return { title, description, author, mail, category, language, ...links, cover: `${origin}${coverOf(row).cover}` };
};

const toEpisode = (origin: string, row: Listing): Episode[] => {
	const { film, title, lead_html: leadHtml, html } = row;
	const lead = leadOf(row);
	if (film === null || !isSound(film.mime)) return [];
	const details = detailsFor(row.kind, row.details);
	const place = details?.kind === 'podcast' ? details : { number: null, season: null };
	const file = (hash: string, mime: typeof CAPTIONS_MIME | typeof WORDS_MIME, language: string) => ({
		...{ url: filmAddress(origin, { hash, mime }), mime, language },
	});
	return [
		{
			...{ id: row.id, title, summary: lead, html: `${leadHtml}${html}`, published: row.published_at },
			link: `${origin}/beitrag/${row.slug}`,
			sound: { url: filmAddress(origin, film), bytes: film.bytes, mime: film.mime, ms: film.ms },
			...{ number: place.number, season: place.season, cover: coverOfEpisode(origin, film.poster) },
			words: [
				...film.captions.map(({ hash, language }) => file(hash, CAPTIONS_MIME, language)),
				...(film.words ?? []).map(({ hash, language }) => file(hash, WORDS_MIME, language)),
			],
		},
	];
};

/** Its largest form, if that is a cover as programs want one; else they show the podcast's. */
const coverOfEpisode = (origin: string, { hash, width, height, sizes }: NonNullable<Listing['film']>['poster']) => {
	const size = sizes.at(-1) ?? 0;
	return width === height && size >= COVER.least ? `${origin}/medien/${hash}/${size}.jpg` : null;
};
