import { describe, expect, it } from 'vitest';

import { joinParts } from '#kernel/thread.ts';

import type { Content, Rendition } from '../post.ts';
import type { Outlet } from '../rendition.ts';
import { checkPost, type PostAbout } from './post.ts';

const media = { most: 4, mostBytes: 1_000_000, altMost: 30, mimes: ['image/jpeg'] };
const newsroom: Outlet = {
	id: 'nr',
	unitId: 'u',
	channel: 'newsroom',
	name: 'Newsroom',
	state: 'live',
	limits: { text: { most: 50_000, counting: 'graphemes', linkIsCard: true }, media: { ...media, altMost: 2000 } },
};
const bluesky: Outlet = {
	...newsroom,
	id: 'bs',
	channel: 'bluesky',
	name: 'Bluesky',
	limits: { text: { most: 300, counting: 'graphemes', linkIsCard: true }, media },
};
const about: PostAbout = {
	today: '2026-03-02',
	own: { trunks: [], domains: [], ibans: [] },
	outlets: [newsroom, bluesky],
	link: 'https://musterstadt.example/beitrag/x',
	fileNames: new Map([['m1', 'raeumfahrzeug.jpg']]),
};
const content: Content = {
	title: 'Winterdienst',
	text: 'Es schneit.',
	kind: 'news',
	topic: null,
	language: 'de',
	renditions: [
		{ presenceId: 'nr', text: null },
		{ presenceId: 'bs', text: null },
	],
	media: [{ mediaId: 'm1', alt: { de: 'Ein Räumfahrzeug' } }],
	details: null,
};
const found = (change: Partial<Content>, outlets: readonly Outlet[] = about.outlets) =>
	checkPost({ ...content, ...change }, { ...about, outlets }).map(
		({ rule, severity, field, presenceId }) => `${severity} ${rule} ${field}${presenceId ? ` @${presenceId}` : ''}`,
	);
const alt = (words: string) => ({ media: [{ mediaId: 'm1', alt: { de: words } }] });
const own = (text: string) => ({ renditions: [...content.renditions.slice(0, 1), { presenceId: 'bs', text }] });

describe('a post', () => {
	it('with everything in place is fine', () => {
		expect(found({})).toEqual([]);
	});
	it.each([
		[{ title: ' ' }, 'block title-empty title'],
		[{ text: '\n' }, 'block text-empty text'],
		[{ renditions: content.renditions.slice(1) }, 'block newsroom-missing presences'],
		[own(' '), 'block rendition-empty rendition:bs @bs'],
		[own('a'.repeat(301)), 'block too-long rendition:bs @bs'],
		[alt(''), 'block alt-missing media:m1'],
		[{ media: [{ mediaId: 'm1', alt: { en: 'A snow plough' } }] }, 'block alt-missing media:m1'],
		[alt('raeumfahrzeug.jpg'), 'block alt-is-file-name media:m1'],
		[alt('raeumfahrzeug'), 'block alt-is-file-name media:m1'],
		[alt('IMG_4711'), 'block alt-is-file-name media:m1'],
		[alt('a'.repeat(31)), 'block alt-too-long media:m1 @bs'],
		[alt('Herr Beispiel 0151 00004711'), 'block personal-phone media:m1'],
		[own('Anruf: 0151 00004711'), 'block personal-phone rendition:bs @bs'],
		[{ text: 'Anruf: 0151 00004711' }, 'block personal-phone text'],
		[{ title: 'ACHTUNG Schnee' }, 'warning all-caps title'],
	] as const)('says what is wrong: %j', (change, finding) => {
		expect(found(change)).toEqual([finding]);
	});
	it('does not take more pictures than the presence does', () => {
		const many = Array.from({ length: 5 }, (_, at) => ({ mediaId: `m${at}`, alt: { de: `Bild ${at} der Reihe` } }));
		expect(found({ media: many })).toEqual(['block too-many-pictures media @nr', 'block too-many-pictures media @bs']);
	});
	it('goes with a film where only films go, and its pictures stay at home', () => {
		const film = { mostBytes: 1000, mostMs: null, mimes: ['video/mp4'], video: ['h264'], ratios: null } as const;
		const able = { ...film, captions: true, withPictures: false };
		const youtube = {
			...bluesky,
			limits: {
				text: { most: 5000, counting: 'bytes', linkIsCard: false },
				media: { ...media, most: 0, altMost: 0 },
				film: able,
			},
		} as const satisfies Outlet;
		expect(found({}, [newsroom, youtube])).toEqual(['block film-needed rendition:bs @bs']);
		const file = { mime: 'video/mp4', bytes: 1000, ms: 2000, video: 'h264', width: 640, height: 360 } as const;
		const seen = { file, posterId: 'm2', captioned: ['de'], silent: {}, transcript: {} };
		const shown = (bytes: number) =>
			checkPost(
				{ ...content, media: [...content.media, { mediaId: 'f', alt: { de: 'Ein Räumfahrzeug fährt' } }] },
				{ ...about, outlets: [newsroom, youtube], films: new Map([['f', { ...seen, file: { ...file, bytes } }]]) },
			).map(({ rule, values }) => [rule, values?.['why']]);
		expect(shown(1000)).toEqual([]);
		expect(shown(1001)).toEqual([['film-needed', 'size']]);
	});
	it('is only for presences that are live and whose limits are known', () => {
		expect(found({}, [newsroom])).toEqual(['block presence-not-live presences @bs']);
		expect(found({}, [newsroom, { ...bluesky, state: 'retired' }])).toEqual(['block presence-not-live presences @bs']);
		expect(found({}, [newsroom, { ...bluesky, limits: null }])).toEqual(['block presence-unknown presences @bs']);
		expect(found({}, [newsroom, { ...bluesky, state: 'paused' }])).toEqual(['warning presence-paused presences @bs']);
		expect(found({}, [newsroom, { ...bluesky, state: 'restrained' }])).toEqual([
			'block presence-restrained presences @bs',
		]);
	});
	it('names no more addresses than a network takes, the one back to the house counted', () => {
		const text = { most: 500, counting: 'threads', linkIsCard: false, mostLinks: 5 } as const;
		const threads: Outlet = { ...bluesky, limits: { text, media } };
		const links = (most: number) => Array.from({ length: most }, (_, at) => `https://a.example/${at}`).join('\n\n');
		expect(found(own(`${links(4)}\n\n${links(4)}`), [newsroom, threads])).toEqual([]);
		expect(found(own(links(5)), [newsroom, threads])).toEqual(['block too-many-links rendition:bs @bs']);
	});
	it('says by how much it is too long', () => {
		const [finding] = checkPost({ ...content, media: [], ...own('a'.repeat(312)) }, about);
		expect(finding?.values).toEqual({ presence: 'Bluesky', over: 12, most: 300 });
	});
});

describe('a content warning', () => {
	const warning = { words: 'Schwerer Unfall', inText: false, graphic: false };
	it('has words, is judged like every text, and its author knows where it is missing', () => {
		expect(found({ warning: { ...warning, words: ' ' } })).toEqual(['block warning-empty warning']);
		expect(found({ warning: { ...warning, words: 'Anruf: 0151 00004711', inText: true } })).toEqual([
			'block personal-phone warning',
		]);
		expect(found({ warning })).toEqual(['warning warning-not-shown warning @bs']);
		const carrying = { ...bluesky, limits: { ...bluesky.limits, warnings: 'words' } } as Outlet;
		expect(found({ warning }, [newsroom, carrying])).toEqual([]);
	});
});

it('a document says what it is, and has to be readable for everybody', () => {
	const document = { documentId: 'd1', title: 'Haushalt 2026' };
	expect(found({ document })).toEqual(['hint document-accessible document']);
	expect(found({ document: { ...document, title: ' ' } })).toEqual(['block document-untitled document']);
});

describe('who may answer', () => {
	const keeping = { ...bluesky, limits: { ...bluesky.limits, replyControls: ['mentioned', 'nobody'] } } as Outlet;
	const kept = (replyControl: 'nobody' | 'verified', outlet = keeping) =>
		found({ renditions: [content.renditions[0] as Rendition, { presenceId: 'bs', text: null, replyControl }] }, [
			newsroom,
			outlet,
		]);
	it('shuts citizens out, which is said, and is stopped where the network would let everybody answer', () => {
		expect(found({}, [newsroom, keeping])).toEqual([]);
		expect(kept('nobody')).toEqual(['hint replies-limited rendition:bs @bs']);
		expect(kept('verified')).toEqual(['block replies-not-limitable rendition:bs @bs']);
		expect(kept('nobody', bluesky)).toEqual(['block replies-not-limitable rendition:bs @bs']);
	});
});

describe('a poll', () => {
	const polls = { most: 2, optionMost: 10, shortestMs: 300_000, longestMs: 2_000_000_000, withMedia: false };
	const counting = [newsroom, { ...bluesky, limits: { ...bluesky.limits, polls } }] as readonly Outlet[];
	const closes = { local: '2026-03-09T18:00', zone: 'Europe/Berlin' };
	const poll = { kind: 'poll' as const, options: ['ja', 'nein'], many: false, closes };
	const asked = (change: object, outlets = counting, media: Content['media'] = []) =>
		found({ kind: 'poll', media, details: { ...poll, ...change } }, outlets);
	it('with two answers and an end is fine where votes are counted, and said to be none elsewhere', () => {
		expect(asked({})).toEqual([]);
		expect(asked({}, [newsroom, bluesky])).toEqual(['warning poll-nowhere details']);
	});
	it.each([
		[{ options: ['ja', ' '] }, 'poll-too-few'],
		[{ options: ['ja', 'ja '] }, 'poll-twice'],
		[{ options: ['ja', 'nein', 'weiß nicht'] }, 'poll-too-long'],
		[{ options: ['ja', 'n'.repeat(11)] }, 'poll-too-long'],
		[{ closes: null }, 'poll-closing-missing'],
		[{ closes: { ...closes, local: '2026-03-01T18:00' } }, 'poll-closed'],
	])('%o is stopped: %s', (change, rule) => {
		expect(asked(change)).toEqual([`block ${rule} details`]);
	});
	it('carries no picture to a network that takes none with it', () => {
		expect(asked({}, counting, content.media)).toEqual(['block poll-with-picture details']);
	});
});

describe('a thread', () => {
	const able = [newsroom, { ...bluesky, limits: { ...bluesky.limits, threads: true } }] as readonly Outlet[];
	const told = (text: string, more: Partial<Content> = {}, outlets = able) =>
		found({ kind: 'thread', text, media: [], ...more }, outlets);
	const parts = (...each: readonly string[]) => joinParts(each);
	it('is measured part by part, headline and link with the first, numbers with each', () => {
		expect(told(parts('a'.repeat(280), 'b'.repeat(300), 'c'))).toEqual([]);
		expect(told(parts('a', 'b'.repeat(301), 'c'))).toEqual(['block part-too-long rendition:bs @bs']);
		expect(told(parts('a'.repeat(300), 'b'))).toEqual(['block part-too-long rendition:bs @bs']);
		const numbered = { kind: 'thread', numbered: true, pictures: {} } as const;
		expect(told(parts('a', 'b'.repeat(296)), { details: numbered })).toEqual(['block part-too-long rendition:bs @bs']);
		const [one] = checkPost(
			{ ...content, kind: 'thread', media: [], text: parts('a', 'b'.repeat(305)) },
			{ ...about, outlets: able },
		);
		expect(one?.values).toEqual({ presence: 'Bluesky', part: 2, over: 5, most: 300 });
	});
	it('of one part, or for networks without threads, is said to be none', () => {
		expect(told('Es schneit.')).toEqual(['warning thread-of-one details']);
		expect(told(parts('Es schneit.', 'Es taut.'), {}, about.outlets)).toEqual(['warning thread-nowhere details']);
	});
	it('spreads its pictures over its parts', () => {
		const media = Array.from({ length: 6 }, (_, at) => ({ mediaId: `m${at}`, alt: { de: `Bild ${at} der Reihe` } }));
		const pictures = { m3: 2, m4: 2, m5: 2 };
		const spread = { media, details: { kind: 'thread', numbered: false, pictures } } as const;
		expect(told(parts('a', 'b'), spread)).toEqual(['block too-many-pictures media @nr']);
	});
	it('is looked at by every rule in every part', () => {
		expect(told(parts('a', 'Anruf: 0151 00004711'))).toEqual(['block personal-phone text']);
	});
});

describe('a network of pictures', () => {
	const instagram: Outlet = {
		...newsroom,
		id: 'ig',
		channel: 'instagram',
		name: 'Instagram',
		limits: {
			text: { most: 2200, counting: 'units', linkIsCard: false, hashtags: { shown: 5, most: 30 } },
			media: { ...media, needed: true, ratios: { least: 0.8, most: 1.91 } },
		},
	};
	const there: Partial<Content> = {
		renditions: [
			{ presenceId: 'nr', text: null },
			{ presenceId: 'ig', text: null },
		],
	};
	const rules = (change: Partial<Content>, more: Partial<PostAbout> = {}, outlet = instagram) =>
		checkPost({ ...content, ...there, ...change }, { ...about, outlets: [newsroom, outlet], ...more })
			.filter(({ presenceId }) => presenceId === 'ig')
			.map(({ rule, severity }) => `${severity} ${rule}`);
	const sized = (width: number, height: number) => ({ sizes: new Map([['m1', { width, height }]]) });
	const tags = (count: number) => Array.from({ length: count }, (_, at) => `#Thema${at}`).join(' ');

	it('wants one, in a shape it shows, unless it is cut to one', () => {
		expect(rules({})).toEqual([]);
		expect(rules({ media: [] })).toEqual(['block picture-needed']);
		expect(rules({}, sized(800, 1000))).toEqual([]);
		expect(rules({}, sized(700, 1000))).toEqual(['block picture-shape']);
		expect(rules({}, sized(2000, 1000))).toEqual(['block picture-shape']);
		const consent = { consent: 'nobody', consentReference: '', licence: 'own', author: '' };
		const cut = { crops: { instagram: '1:1' }, alt: {}, focus: { x: 0.5, y: 0.5 }, ...consent } as never;
		expect(rules({}, { ...sized(2000, 1000), library: new Map([['m1', cut]]) })).not.toContain('block picture-shape');
	});

	it('uses five hashtags and takes thirty', () => {
		expect(rules({ text: tags(5) })).toEqual([]);
		expect(rules({ text: tags(6) })).toEqual(['warning hashtags-cut']);
		expect(rules({ text: tags(31) })).toEqual(['block too-many-hashtags']);
	});

	it('that cannot reach the house is given nothing', () => {
		const limits = instagram.limits && {
			...instagram.limits,
			media: { ...instagram.limits.media, unreachable: true as const },
		};
		expect(rules({}, {}, { ...instagram, limits })).toEqual(['block media-unreachable']);
	});
});
