import type { Card } from '#web/public/model.ts';

import type { Listing } from './queries.ts';

export const feedForms = ['rss', 'atom', 'json'] as const;
export type FeedForm = (typeof feedForms)[number];

export const feedTypes: Readonly<Record<FeedForm, string>> = {
	rss: 'application/rss+xml; charset=utf-8',
	atom: 'application/atom+xml; charset=utf-8',
	json: 'application/feed+json; charset=utf-8',
};

export interface FeedSource {
	readonly title: string;
	readonly description: string;
	readonly origin: string;
	/** Where the pages of this feed are listed, and the feed itself without its ending. */
	readonly home: string;
	readonly base: string;
	readonly items: readonly FeedItem[];
	readonly now: number;
}

export interface FeedItem {
	readonly row: Listing;
	readonly card: Card;
}

/** XML 1.0 knows no control characters, whatever somebody pasted. SPEC: XML 1.0, section 2.2. */
const unprintable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const clean = (text: string): string => text.toWellFormed().replaceAll(unprintable, '');

const imageOf = (origin: string, { row }: FeedItem) => {
	const [picture] = row.media;
	if (picture === undefined) return null;
	const size = picture.sizes.at(-1) ?? picture.width;
	return { url: `${origin}/medien/${picture.hash}/${size}.jpg`, alt: clean(picture.alt), bytes: picture.bytes };
};

/** One item in words every form shares. */
const plainItem = (origin: string, item: FeedItem) => {
	const { row, card } = item;
	const image = imageOf(origin, item);
	const figure = image ? `<p><img src="${image.url}" alt="${attribute(image.alt)}"></p>` : '';
	return {
		id: `${origin}/beitrag/${row.slug}`,
		title: clean(row.title),
		summary: clean(row.lead),
		html: clean(`${row.lead_html}${figure}${row.html}`),
		published: row.published_at,
		updated: row.edited_at ?? row.published_at,
		language: row.language,
		tags: card.topic ? [clean(card.topic.name)] : [],
		author: card.unit ? clean(card.unit.name) : null,
		image,
	};
};

const attribute = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

const writers = {
	async rss(source: FeedSource): Promise<string> {
		const { generateRssFeed } = await import('feedsmith');
		const { origin, items, home, base, now } = source;
		return generateRssFeed({
			title: clean(source.title),
			link: `${origin}${home}`,
			description: clean(source.description),
			language: 'de',
			lastBuildDate: newest(items, now),
			atom: { links: [{ href: `${origin}${base}.rss`, rel: 'self', type: 'application/rss+xml' }] },
			items: items.map((item) => {
				const { id, title, summary, html, published, updated, tags, author, image } = plainItem(origin, item);
				return {
					atom: { updated },
					...{ title, link: id, description: summary, pubDate: published, content: { encoded: html } },
					guid: { value: id, isPermaLink: true },
					categories: tags.map((name) => ({ name })),
					...(author === null ? {} : { dc: { creators: [author] } }),
					...(image === null ? {} : { enclosures: [{ url: image.url, length: image.bytes, type: 'image/jpeg' }] }),
				};
			}),
		});
	},
	async atom(source: FeedSource): Promise<string> {
		const { generateAtomFeed } = await import('feedsmith');
		const { origin, items, home, base, now } = source;
		return generateAtomFeed({
			id: `${origin}${home}`,
			title: { value: clean(source.title) },
			subtitle: { value: clean(source.description) },
			updated: newest(items, now),
			links: [
				{ href: `${origin}${home}`, rel: 'alternate', type: 'text/html' },
				{ href: `${origin}${base}.atom`, rel: 'self', type: 'application/atom+xml' },
			],
			authors: [{ name: clean(source.title) }],
			entries: items.map((item) => {
				const { id, title, summary, html, published, updated, tags, author, image } = plainItem(origin, item);
				return {
					...{ id, published, updated, title: { value: title }, summary: { value: summary } },
					content: { value: html, type: 'html' },
					categories: tags.map((term) => ({ term })),
					...(author === null ? {} : { authors: [{ name: author }] }),
					links: [
						{ href: id, rel: 'alternate', type: 'text/html' },
						...(image === null ? [] : [{ href: image.url, rel: 'enclosure', type: 'image/jpeg', length: image.bytes }]),
					],
				};
			}),
		});
	},
	async json(source: FeedSource): Promise<string> {
		const { generateJsonFeed } = await import('feedsmith');
		const { origin, items, home, base } = source;
		const feed = generateJsonFeed({
			title: clean(source.title),
			home_page_url: `${origin}${home}`,
			feed_url: `${origin}${base}.json`,
			description: clean(source.description),
			items: items.map((item) => {
				const { id, title, summary, html, published, updated, language, tags, author, image } = plainItem(origin, item);
				return {
					...{ id, url: id, title, summary, language, tags, content_html: html },
					date_published: published,
					date_modified: updated,
					...(author === null ? {} : { authors: [{ name: author }] }),
					...(image === null ? {} : { image: image.url }),
				};
			}),
		});
		return JSON.stringify(feed);
	},
} satisfies Record<FeedForm, (source: FeedSource) => Promise<string>>;

const newest = (items: readonly FeedItem[], now: number): Date =>
	new Date(items.reduce((at, { row }) => Math.max(at, (row.edited_at ?? row.published_at).getTime()), 0) || now);

/** Writes a feed that reading apps take as it is: whole text, picture, time of the last correction. */
export const writeFeed = (form: FeedForm, source: FeedSource): Promise<string> => writers[form](source);
