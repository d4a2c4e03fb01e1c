import { CAPTIONS_MIME, type WORDS_MIME } from '#kernel/film.ts';
import type { PodcastCategory } from '#kernel/podcast.ts';

import { clean, document, element, rssDate } from '../xml.ts';

/** What the podcast as a whole says of itself. */
export interface Show {
	readonly title: string;
	readonly description: string;
	readonly author: string;
	readonly mail: string;
	readonly category: PodcastCategory;
	readonly language: string;
	/** Square, 1400 to 3000 points a side. */
	readonly cover: string;
	readonly link: string;
	/** Where this feed stands. */
	readonly self: string;
}

export interface Episode {
	/** Never changes, whatever becomes of the address. */
	readonly id: string;
	readonly title: string;
	readonly summary: string;
	readonly html: string;
	readonly link: string;
	readonly published: Date;
	readonly sound: { readonly url: string; readonly bytes: number; readonly mime: string; readonly ms: number };
	readonly number: number | null;
	readonly season: number | null;
	/** Only where it measures up to a cover. */
	readonly cover: string | null;
	readonly words: readonly {
		readonly url: string;
		readonly mime: typeof CAPTIONS_MIME | typeof WORDS_MIME;
		readonly language: string;
	}[];
}

const NAMES = {
	version: '2.0',
	'xmlns:itunes': 'http://www.itunes.com/dtds/podcast-1.0.dtd',
	'xmlns:podcast': 'https://podcastindex.org/namespace/1.0',
	'xmlns:atom': 'http://www.w3.org/2005/Atom',
	'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
};

const figure = (name: string, value: number | null): readonly string[] =>
	value === null ? [] : [element(name, {}, String(value))];

/** SPEC: github.com/Podcastindex-org/podcast-namespace: captions are told apart from plain words by `rel`. */
const transcript = ({ url, mime, language }: Episode['words'][number]): string =>
	element('podcast:transcript', {
		...{ url, type: mime, language },
		rel: mime === CAPTIONS_MIME ? 'captions' : undefined,
	});

const itemOf = (episode: Episode): string => {
	const { id, title, summary, html, link, published, sound, cover } = episode;
	return element('item', {}, [
		element('title', {}, clean(title)),
		element('link', {}, link),
		element('guid', { isPermaLink: 'false' }, id),
		element('pubDate', {}, rssDate(published)),
		element('description', {}, clean(summary)),
		element('content:encoded', {}, clean(html)),
		element('enclosure', { url: sound.url, length: sound.bytes, type: SAID_AS[sound.mime] ?? sound.mime }),
		element('itunes:title', {}, clean(title)),
		element('itunes:duration', {}, String(Math.max(1, Math.round(sound.ms / 1000)))),
		...figure('itunes:season', episode.season),
		...figure('itunes:episode', episode.number),
		element('itunes:episodeType', {}, 'full'),
		element('itunes:explicit', {}, 'false'),
		...(cover === null ? [] : [element('itunes:image', { href: cover })]),
		...episode.words.map(transcript),
	]);
};

/** SPEC: podcasters.apple.com, a podcaster's guide to RSS: AAC in MP4 is named `audio/x-m4a`. */
const SAID_AS: Readonly<Record<string, string>> = { 'audio/mp4': 'audio/x-m4a' };

/** Writes the feed that podcast programs subscribe to, newest episode first. */
export const writePodcast = (show: Show, episodes: readonly Episode[]): string => {
	const { title, description, author, mail, category, language, cover, link, self } = show;
	const owner = [element('itunes:name', {}, clean(author)), element('itunes:email', {}, mail)];
	const channel = [
		element('title', {}, clean(title)),
		element('link', {}, link),
		element('description', {}, clean(description)),
		element('language', {}, language),
		element('atom:link', { href: self, rel: 'self', type: 'application/rss+xml' }),
		element('itunes:author', {}, clean(author)),
		element('itunes:owner', {}, owner),
		element('itunes:image', { href: cover }),
		element('itunes:category', { text: category }),
		element('itunes:explicit', {}, 'false'),
		element('itunes:type', {}, 'episodic'),
		...episodes.map(itemOf),
	];
	return document(element('rss', NAMES, [element('channel', {}, channel)]));
};
