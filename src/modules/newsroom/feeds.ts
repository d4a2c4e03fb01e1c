import { escapeHtml } from '#platform/html.ts';
import { fixedAddress } from '#web/public/addresses.ts';
import type { Card } from '#web/public/model.ts';

import { documentHtml, enclosuresOf, type FeedFile, filesOf, imageOf } from './feed-files.ts';
import type { Listing } from './queries.ts';
import { leadOf } from './warned.ts';
import { clean, document, element, rssDate } from './xml.ts';

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
	readonly language: string;
	readonly items: readonly FeedItem[];
	readonly now: number;
}

export interface FeedItem {
	readonly row: Listing;
	readonly card: Card;
}

/** One item in words every form shares. */
const plainItem = (origin: string, item: FeedItem) => {
	const { row, card } = item;
	const id = `${origin}${fixedAddress(card)}`;
	const image = imageOf(origin, row);
	const figure = image ? `<p><img src="${image.url}" alt="${escapeHtml(image.alt)}"></p>` : '';
	// Reading apps show everything unasked: with a warning only that, and the rest on the page.
	const warned = `<p><a href="${id}">${escapeHtml(leadOf(row))}</a></p>`;
	return {
		id,
		title: clean(row.title),
		summary: clean(leadOf(row)),
		html: clean(row.warning === null ? `${row.lead_html}${figure}${row.html}${documentHtml(origin, row)}` : warned),
		published: row.published_at,
		updated: row.edited_at ?? row.published_at,
		language: row.language,
		tags: card.topic ? [clean(card.topic.name)] : [],
		author: card.unit ? clean(card.unit.name) : null,
		image,
		enclosures: enclosuresOf(origin, row),
		files: filesOf(origin, row),
	};
};

const RSS_NAMES = {
	version: '2.0',
	'xmlns:atom': 'http://www.w3.org/2005/Atom',
	'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
	'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
};

const rssItem = (origin: string, item: FeedItem): string => {
	const { id, title, summary, html, published, updated, tags, author, enclosures } = plainItem(origin, item);
	// Apps read one of them; the others are linked in the text.
	const [enclosure] = enclosures;
	return element('item', {}, [
		element('title', {}, title),
		element('link', {}, id),
		element('description', {}, summary),
		...tags.map((name) => element('category', {}, name)),
		...(enclosure ? [element('enclosure', { url: enclosure.url, length: enclosure.bytes, type: enclosure.type })] : []),
		element('guid', { isPermaLink: 'true' }, id),
		element('pubDate', {}, rssDate(published)),
		element('atom:updated', {}, updated.toISOString()),
		element('content:encoded', {}, html),
		...(author === null ? [] : [element('dc:creator', {}, author)]),
	]);
};

const atomEntry = (origin: string, item: FeedItem): string => {
	const plain = plainItem(origin, item);
	const { id, title, summary, html, published, updated, language, tags, author, enclosures } = plain;
	return element('entry', { 'xml:lang': language }, [
		element('id', {}, id),
		element('title', {}, title),
		element('published', {}, published.toISOString()),
		element('updated', {}, updated.toISOString()),
		...(author === null ? [] : [element('author', {}, [element('name', {}, author)])]),
		...tags.map((term) => element('category', { term })),
		element('link', { href: id, rel: 'alternate', type: 'text/html' }),
		...enclosures.map((one) => element('link', enclosureLink(one))),
		element('summary', {}, summary),
		element('content', { type: 'html' }, html),
	]);
};

const enclosureLink = ({ url: href, type, bytes: length, title }: FeedFile) => ({
	...{ href, rel: 'enclosure', type, length },
	...(title === undefined ? {} : { title }),
});

const jsonItem = (origin: string, item: FeedItem) => {
	const { id, title, summary, html, published, updated, language, tags, author, image, files } = plainItem(
		origin,
		item,
	);
	return {
		...{ id, url: id, title, summary, language, tags, content_html: html },
		date_published: published,
		date_modified: updated,
		...(author === null ? {} : { authors: [{ name: author }] }),
		...(image === null ? {} : { image: image.url }),
		...(files.length === 0 ? {} : { attachments: files.map(attachmentOf) }),
	};
};

const attachmentOf = ({ url, bytes, type, title, ms }: FeedFile) => ({
	...{ url, mime_type: type, size_in_bytes: bytes },
	...(title === undefined ? {} : { title }),
	...(ms === undefined ? {} : { duration_in_seconds: Math.round(ms / 1000) }),
});

const writers: Readonly<Record<FeedForm, (source: FeedSource) => string>> = {
	rss({ title, description, origin, items, home, base, language, now }) {
		const self = { href: `${origin}${base}.rss`, rel: 'self', type: 'application/rss+xml' };
		const channel = [
			element('title', {}, clean(title)),
			element('link', {}, `${origin}${home}`),
			element('description', {}, clean(description)),
			element('language', {}, language),
			element('lastBuildDate', {}, rssDate(newest(items, now))),
			element('atom:link', self),
			...items.map((item) => rssItem(origin, item)),
		];
		return document(element('rss', RSS_NAMES, [element('channel', {}, channel)]));
	},
	atom({ title, description, origin, items, home, base, language, now }) {
		const feed = [
			element('id', {}, `${origin}${home}`),
			element('title', {}, clean(title)),
			element('subtitle', {}, clean(description)),
			element('updated', {}, newest(items, now).toISOString()),
			element('author', {}, [element('name', {}, clean(title))]),
			element('link', { href: `${origin}${home}`, rel: 'alternate', type: 'text/html' }),
			element('link', { href: `${origin}${base}.atom`, rel: 'self', type: 'application/atom+xml' }),
			...items.map((item) => atomEntry(origin, item)),
		];
		return document(element('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': language }, feed));
	},
	json({ title, description, origin, items, home, base, language }) {
		return JSON.stringify({
			version: 'https://jsonfeed.org/version/1.1',
			title: clean(title),
			home_page_url: `${origin}${home}`,
			feed_url: `${origin}${base}.json`,
			description: clean(description),
			language,
			items: items.map((item) => jsonItem(origin, item)),
		});
	},
};

const newest = (items: readonly FeedItem[], now: number): Date =>
	new Date(items.reduce((at, { row }) => Math.max(at, (row.edited_at ?? row.published_at).getTime()), 0) || now);

/** Writes a feed that reading apps take as it is: whole text, picture, time of the last correction. */
export const writeFeed = (form: FeedForm, source: FeedSource): string => writers[form](source);
