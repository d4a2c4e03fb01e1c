import { littleText } from './little-text.ts';
import { graphemes, shorten, utf8Bytes } from './text.ts';

/**
 * `mastodon`, `weighted` (X), `little` (LinkedIn) and `threads` by the networks' own rules; `units` as programs count, an emoji as
 * two or more; `bytes` of UTF-8, an umlaut as two.
 */
export const countings = ['graphemes', 'mastodon', 'weighted', 'little', 'threads', 'units', 'bytes', 'none'] as const;
export type Counting = (typeof countings)[number];

/** How one network counts a text, and how much it takes. The `text` part of a presence's capabilities fits. */
export interface CountingRule {
	readonly most: number;
	readonly counting: Counting;
	readonly mostBytes?: number;
	readonly linkCosts?: number;
	/** The link back travels beside the text as a card; only next to pictures it has to stand in the text, shortened. */
	readonly linkIsCard: boolean;
	/** More different addresses in one text are refused; absent: any number. */
	readonly mostLinks?: number;
}

export interface TextParts {
	readonly text: string;
	/** The newsroom page the copy leads back to. */
	readonly link?: string;
	/** How many pictures go along. */
	readonly pictures: number;
	/** Handle of the person who is answered, for example `anna@example.social`. */
	readonly answers?: string;
	/** A note that is shown before the text and counted with it. */
	readonly beside?: string;
}

export interface Measure {
	/** What the network will count, link and mention included. */
	readonly length: number;
	readonly most: number;
	readonly bytes: number;
	readonly over: boolean;
}

/** The text as it will stand on the network: the mention in front and the link at the end where they belong into the text. */
export const composeText = ({ text, link, pictures, answers }: TextParts, rule: CountingRule): string => {
	const body = text.trim();
	const mention = rule.counting === 'mastodon' && answers !== undefined && !mentions(body, answers);
	const start = mention ? `@${answers} ${body}` : body;
	if (link === undefined || rule.counting === 'none' || body.includes(link)) return start;
	if (!rule.linkIsCard) return `${start}\n\n${link}`.trim();
	return pictures > 0 ? `${start}\n\n${shownLink(link)}`.trim() : start;
};

/** Measures a rendition the way its network does, everything included that will stand in the text. */
export const measureText = (parts: TextParts, rule: CountingRule): Measure => {
	const whole = composeText(parts, rule);
	// SPEC: Mastodon counts a content warning letter by letter, addresses in it too.
	const length = countText(whole, rule) + graphemes(parts.beside ?? '');
	const bytes = utf8Bytes(whole);
	const over =
		rule.counting !== 'none' && (length > rule.most || (rule.mostBytes !== undefined && bytes > rule.mostBytes));
	return { length, most: rule.most, bytes, over };
};

/** Counts one finished text by the network's own rule. */
export const countText = (text: string, rule: CountingRule): number => {
	if (rule.counting === 'mastodon') return countMastodon(text, rule.linkCosts ?? 23);
	if (rule.counting === 'weighted') return countWeighted(text, rule.linkCosts ?? 23);
	if (rule.counting === 'little') return littleText(text).length;
	if (rule.counting === 'threads') return countThreads(text);
	if (rule.counting === 'bytes') return utf8Bytes(text);
	return rule.counting === 'units' ? text.length : graphemes(text);
};

/**
 * SPEC: Mastodon counts graphemes; a web address costs 23 whatever its length, the server part of a mention nothing.
 * Where it is not certain that Mastodon sees an address (odd characters, brackets at the end), we count it in full: never too low.
 */
const countMastodon = (text: string, linkCosts: number): number =>
	graphemes(text.replace(ADDRESS, 'x'.repeat(linkCosts)).replace(MENTION, '$1@$2'));

const ADDRESS =
	/(?<![\p{L}\p{N}@＠$#＃_./-])https?:\/\/(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?::\d+)?(?![\p{L}\p{N}.@-]*[\p{L}\p{N}@])(?:\/(?:[A-Za-z0-9\-._~%!$&*+=:@/]*[A-Za-z0-9\-_~/=&+])?)?(?:\?(?:[A-Za-z0-9\-._~%!$&*+=:@/?]*[A-Za-z0-9\-_~/=&]))?/giu;

/**
 * SPEC: twitter-text, configuration 3: letters of most European languages weigh one, an emoji and everything else two, an address
 * 23. Names of servers without `https://` become addresses there too; where they are shorter than one, they are counted as one.
 */
const countWeighted = (text: string, linkCosts: number): number => {
	let sum = 0;
	const count = (address: string): string => {
		sum += address.includes('://') ? linkCosts : Math.max(linkCosts, weigh(address));
		return '';
	};
	const rest = text.normalize('NFC').replace(ADDRESS, count).replace(SERVER_NAME, count);
	return sum + weigh(rest);
};

const SERVER_NAME = /(?<![\p{L}\p{N}@._/-])(?:[\p{L}\p{N}-]+\.)+[a-z]{2,}(?![\p{L}\p{N}])(?:\/[^\s)"“]*)?/gu;

/** Whether a network would make an address of anything in it; in doubt yes. */
export const holdsAddress = (text: string): boolean => /https?:\/\/\S/i.test(text) || text.search(SERVER_NAME) >= 0;

const EMOJI = /^\p{RGI_Emoji}$/v;

const weigh = (text: string): number =>
	[...signs.segment(text)].reduce((sum, { segment }) => sum + (EMOJI.test(segment) ? 2 : weighPoints(segment)), 0);
const signs = new Intl.Segmenter('en', { granularity: 'grapheme' });

const weighPoints = (sign: string): number =>
	[...sign].reduce((sum, point) => sum + (isLight(point.codePointAt(0) ?? 0) ? 1 : 2), 0);
const light: readonly (readonly [number, number])[] = [
	[0, 0x10ff],
	[0x2000, 0x200d],
	[0x2010, 0x201f],
	[0x2032, 0x2037],
];
const isLight = (point: number): boolean => light.some(([from, to]) => point >= from && point <= to);

/** SPEC: developers.facebook.com/docs/threads/reference/publishing: characters, but an emoji as many as it has bytes in UTF-8. */
const countThreads = (text: string): number =>
	[...signs.segment(text)].reduce(
		(sum, { segment }) => sum + (PICTURED.test(segment) ? utf8Bytes(segment) : [...segment].length),
		0,
	);
const PICTURED = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;

const MENTION = /(^|[^/\p{L}\p{N}_])@([a-z0-9_]+(?:[a-z0-9_.-]+[a-z0-9_]+)?)@[a-z0-9.-]+[a-z0-9]+/giu;

const mentions = (text: string, handle: string): boolean => {
	const at = text.toLowerCase().indexOf(`@${handle.toLowerCase()}`);
	return at !== -1 && !/[a-z0-9_.@-]/i.test(text.charAt(at + handle.length + 1));
};

/** How many different addresses a text names. */
export const countLinks = (text: string): number =>
	new Set([...text.matchAll(/https?:\/\/[^\s<>"„“)\]]*[^\s<>"„“)\].,;:!?]/giu)].map(([link]) => link)).size;

/** An address as people read it: without scheme, cut after some 40 characters. */
export const shownLink = (link: string): string =>
	shorten(link.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, ''), 40);
