import { graphemes, shorten, utf8Bytes } from './text.ts';

/** How one network counts a text, and how much it takes. The `text` part of a presence's capabilities fits. */
export interface CountingRule {
	readonly most: number;
	readonly counting: 'graphemes' | 'mastodon' | 'none';
	readonly mostBytes?: number;
	readonly linkCosts?: number;
	/** The link back travels beside the text as a card; only next to pictures it has to stand in the text, shortened. */
	readonly linkIsCard: boolean;
}

export interface TextParts {
	readonly text: string;
	/** The newsroom page the copy leads back to. */
	readonly link?: string;
	/** How many pictures go along. */
	readonly pictures: number;
	/** Handle of the person who is answered, for example `anna@example.social`. */
	readonly answers?: string;
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
	const length = countText(whole, rule);
	const bytes = utf8Bytes(whole);
	const over =
		rule.counting !== 'none' && (length > rule.most || (rule.mostBytes !== undefined && bytes > rule.mostBytes));
	return { length, most: rule.most, bytes, over };
};

/** Counts one finished text by the network's own rule. */
export const countText = (text: string, rule: CountingRule): number =>
	rule.counting === 'mastodon' ? countMastodon(text, rule.linkCosts ?? 23) : graphemes(text);

/**
 * SPEC: Mastodon counts graphemes; a web address costs 23 whatever its length, the server part of a mention nothing.
 * Where it is not certain that Mastodon sees an address (odd characters, brackets at the end), we count it in full: never too low.
 */
const countMastodon = (text: string, linkCosts: number): number =>
	graphemes(text.replace(ADDRESS, 'x'.repeat(linkCosts)).replace(MENTION, '$1@$2'));

const ADDRESS =
	/(?<![\p{L}\p{N}@＠$#＃_./-])https?:\/\/(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?::\d+)?(?![\p{L}\p{N}.@-]*[\p{L}\p{N}@])(?:\/(?:[A-Za-z0-9\-._~%!$&*+=:@/]*[A-Za-z0-9\-_~/=&+])?)?(?:\?(?:[A-Za-z0-9\-._~%!$&*+=:@/?]*[A-Za-z0-9\-_~/=&]))?/giu;
const MENTION = /(^|[^/\p{L}\p{N}_])@([a-z0-9_]+(?:[a-z0-9_.-]+[a-z0-9_]+)?)@[a-z0-9.-]+[a-z0-9]+/giu;

const mentions = (text: string, handle: string): boolean => {
	const at = text.toLowerCase().indexOf(`@${handle.toLowerCase()}`);
	return at !== -1 && !/[a-z0-9_.@-]/i.test(text.charAt(at + handle.length + 1));
};

/** An address as people read it: without scheme, cut after some 40 characters. */
export const shownLink = (link: string): string =>
	shorten(link.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, ''), 40);
