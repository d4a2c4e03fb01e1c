import { parseFeed } from 'feedsmith';
import { expect, it } from 'vitest';

import { COVER, podcastCategories } from '#kernel/podcast.ts';

import { type Episode, type Show, writePodcast } from './write-podcast.ts';

const origin = 'https://stadt.example';
const show: Show = {
	title: 'Stadtgespräch & mehr',
	description: 'Was in der Stadt geschieht.',
	author: 'Stadt Musterstadt',
	mail: 'podcast@stadt.example',
	category: 'Government',
	language: 'de',
	cover: `${origin}/medien/cover/${COVER.least}.jpg`,
	link: `${origin}/podcast`,
	self: `${origin}/podcast.rss`,
};
const episode: Episode = {
	id: 'page-1',
	title: 'Wie eine Brücke <wächst>',
	summary: 'Ein Gespräch auf der Baustelle.',
	html: '<p>Ein Gespräch auf der Baustelle.</p>',
	link: `${origin}/beitrag/bruecke`,
	published: new Date('2026-03-02T08:00:00Z'),
	sound: { url: `${origin}/medien/ton/1.mp3`, bytes: 12_345, mime: 'audio/mpeg', ms: 754_400 },
	number: 7,
	season: 2,
	cover: null,
	words: [
		{ url: `${origin}/medien/film/2.vtt`, mime: 'text/vtt', language: 'de' },
		{ url: `${origin}/medien/film/3.txt`, mime: 'text/plain', language: 'de' },
	],
};

/** SPEC: podcasters.apple.com, „Required tags“ and „Recommended tags“, with what each of them may hold. */
const ofShow: readonly (readonly [string, RegExp])[] = [
	['title', /^<title>[^<]+<\/title>$/],
	['description', /^<description>[^<]{1,4000}<\/description>$/],
	['itunes:image', /^<itunes:image href="https?:\/\/[^"]+\.(?:jpg|png)"\/>$/],
	['language', /^<language>[a-z]{2,3}(?:-[A-Za-z]{2,8})?<\/language>$/],
	[
		'itunes:category',
		new RegExp(`^<itunes:category text="(?:${podcastCategories.join('|').replaceAll('&', '&amp;')})"/>$`),
	],
	['itunes:explicit', /^<itunes:explicit>(?:true|false)<\/itunes:explicit>$/],
	['itunes:author', /^<itunes:author>[^<]+<\/itunes:author>$/],
	['link', /^<link>https?:[^<]+<\/link>$/],
	[
		'itunes:owner',
		/^<itunes:owner><itunes:name>[^<]+<\/itunes:name>\s*<itunes:email>[^<@]+@[^<]+<\/itunes:email><\/itunes:owner>$/,
	],
	['itunes:type', /^<itunes:type>(?:episodic|serial)<\/itunes:type>$/],
];
const ofEpisode: readonly (readonly [string, RegExp])[] = [
	['title', /^<title>[^<]+<\/title>$/],
	['enclosure', /^<enclosure url="https?:\/\/[^"]+\.(?:mp3|m4a)" length="[1-9]\d*" type="audio\/(?:mpeg|x-m4a)"\/>$/],
	['guid', /^<guid isPermaLink="false">[^<]+<\/guid>$/],
	['pubDate', /^<pubDate>[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT<\/pubDate>$/],
	['description', /^<description>[^<]{1,4000}<\/description>$/],
	['itunes:duration', /^<itunes:duration>[1-9]\d*<\/itunes:duration>$/],
	['itunes:explicit', /^<itunes:explicit>(?:true|false)<\/itunes:explicit>$/],
	['itunes:episodeType', /^<itunes:episodeType>(?:full|trailer|bonus)<\/itunes:episodeType>$/],
];

/** Every element of that name that stands directly in the text, as it is written. */
const written = (xml: string, name: string): readonly string[] =>
	xml.match(new RegExp(`<${name}(?:\\s[^>]*)?(?:/>|>[^]*?</${name}>)`, 'g')) ?? [];
const lacking = (xml: string, rules: typeof ofShow): readonly string[] =>
	rules
		.filter(([name, rule]) => !written(xml, name).every((one) => rule.test(one)) || written(xml, name).length !== 1)
		.map(([name]) => name);

it('says everything that directories ask for, once and in their form', () => {
	const feed = writePodcast(show, [episode]);
	const [item = ''] = written(feed, 'item');
	expect(lacking(feed.replace(item, ''), ofShow)).toEqual([]);
	expect(lacking(item, ofEpisode)).toEqual([]);
	expect(item).toContain('<itunes:season>2</itunes:season>\n<itunes:episode>7</itunes:episode>');
	expect(written(item, 'podcast:transcript')).toEqual([
		`<podcast:transcript url="${origin}/medien/film/2.vtt" type="text/vtt" language="de" rel="captions"/>`,
		`<podcast:transcript url="${origin}/medien/film/3.txt" type="text/plain" language="de"/>`,
	]);
	// The rules would notice: each of them fails on a feed without what it asks for.
	for (const [name] of ofShow)
		expect(
			lacking(feed.replace(item, '').replace(written(feed.replace(item, ''), name)[0] ?? '?', ''), ofShow),
		).toContain(name);
});

it('is read by a foreign reader as it was meant', () => {
	const m4a = { ...episode, id: 'page-2', number: null, season: null, sound: { ...episode.sound, mime: 'audio/mp4' } };
	const { format, feed } = parseFeed(writePodcast(show, [m4a, episode]));
	expect(format).toBe('rss');
	expect(feed).toMatchObject({
		...{ title: 'Stadtgespräch & mehr', language: 'de' },
		itunes: {
			author: 'Stadt Musterstadt',
			explicit: false,
			owner: { email: 'podcast@stadt.example' },
			image: show.cover,
		},
		items: [
			{ guid: { value: 'page-2' }, enclosures: [{ type: 'audio/x-m4a', length: 12_345 }] },
			{
				...{ title: 'Wie eine Brücke <wächst>', guid: { value: 'page-1', isPermaLink: false } },
				itunes: { duration: 754, season: 2, episode: 7, explicit: false },
				podcast: { transcripts: [{ type: 'text/vtt', rel: 'captions' }, { type: 'text/plain' }] },
			},
		],
	});
});
