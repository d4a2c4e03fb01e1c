import { type WarningForm, type WarningThere, warnedText, warningAt } from '#kernel/content-warning.ts';
import { type CountingRule, type Measure, measureText } from '#kernel/counting.ts';
import type { DocumentLimits } from '#kernel/document.ts';
import type { FilmLimits } from '#kernel/film.ts';
import { detailsFor, optionsOf } from '#kernel/post-kind.ts';
import type { QuotePolicy } from '#kernel/quoting.ts';
import type { ReplyControl } from '#kernel/reply-control.ts';
import { shorten } from '#kernel/text.ts';
import { asArticle, joinParts, numbering, partOfPicture, partsOf } from '#kernel/thread.ts';

import { eventLine } from './details.ts';
import type { Content, Rendition } from './post.ts';

/** What the rules of the editorial desk must know of a presence. */
export interface Outlet {
	readonly id: string;
	readonly unitId: string;
	readonly channel: string;
	readonly name: string;
	readonly state: 'planned' | 'live' | 'restrained' | 'paused' | 'retired';
	readonly limits: Limits | null;
	/** What the unit signs with under a copy there that follows the statement. */
	readonly signature?: string;
	/** Speaks at a practice network. */
	readonly practice?: boolean;
	/** False where copies do not lead back unless their writer says so; absent: they do. */
	readonly leadsBack?: boolean;
	/** Who may quote what is said there, where a post does not say otherwise. */
	readonly quotes?: QuotePolicy | null;
}

export interface Limits {
	readonly text: CountingRule & { readonly hashtags?: { readonly shown: number; readonly most: number } };
	readonly media: {
		readonly most: number;
		readonly mostBytes: number;
		readonly mostPixels?: number;
		readonly altMost: number;
		readonly mimes: readonly string[];
		/** Nothing goes out without a picture or a film. */
		readonly needed?: true;
		/** Width by height, from the narrowest to the widest. */
		readonly ratios?: { readonly least: number; readonly most: number };
		/** The network fetches media itself, and this house has no address at which it could. */
		readonly unreachable?: true;
	};
	/** Absent where no film is taken. */
	readonly film?: FilmLimits;
	/** Absent where no document is taken. */
	readonly documents?: DocumentLimits;
	/** A post can answer one of our own. */
	readonly threads?: true;
	/** How it takes a content warning; absent where it knows none. */
	readonly warnings?: WarningForm;
	/** Whom it can let quote; absent where it does not ask. */
	readonly quotes?: readonly QuotePolicy[];
	/** To whom a post can keep its answers; absent where everybody may answer. */
	readonly replyControls?: readonly ReplyControl[];
	/** Films can be put into lists of the account. */
	readonly lists?: true;
	/** Absent where answers cannot be counted. */
	readonly polls?: {
		readonly most: number;
		readonly optionMost: number;
		readonly shortestMs: number;
		readonly longestMs: number;
		readonly withMedia: boolean;
	};
}

export const NEWSROOM = 'newsroom';

/** Whether a copy carries the address of the house: as its writer said, else as its presence does. */
export const leadsBack = ({ leadsBack: said }: Rendition, outlet: Outlet | undefined): boolean =>
	outlet?.channel !== NEWSROOM && (said ?? outlet?.leadsBack ?? true);
const SHORTEST = 40;

export interface Composed {
	readonly text: string;
	readonly measure: Measure | null;
	/** The statement did not fit and was cut for this presence. */
	readonly shortened: boolean;
	/** The posts of a thread in their order; absent where it goes out as one. */
	readonly parts?: readonly ThreadPart[];
}

/** One post of a thread as it goes out. The first leads back to the house. */
export interface ThreadPart {
	readonly text: string;
	readonly measure: Measure | null;
	readonly media: readonly string[];
}

type Told = Omit<Content, 'topic' | 'renditions'>;

/** What becomes of the content warning of a rendition. */
export const warningFor = (
	{ warning, language, translations = [] }: Pick<Content, 'warning' | 'language' | 'translations'>,
	{ translation }: Pick<Rendition, 'translation'>,
	outlet: Outlet | undefined,
): WarningThere => {
	const spoken = translations.some((one) => one.language === translation) ? translation : language;
	return warningAt(warning, {
		form: outlet?.channel === NEWSROOM ? 'words' : (outlet?.limits?.warnings ?? null),
		language: spoken ?? language,
	});
};

const lined = (text: string, { line }: WarningThere): string => (line === null ? text : warnedText(text, line));
const besideOf = ({ beside }: WarningThere) => (beside === null ? {} : { beside });

interface Where {
	readonly outlet: Outlet | undefined;
	readonly link: string;
}

/** The text of a rendition: its own words, or the statement, cut to what the presence takes with the link counted in. */
export const composeRendition = (content: Told, rendition: Rendition, where: Where): Composed => {
	if (content.kind !== 'thread') return composeOne(content, rendition, where);
	const own = rendition.text === null ? null : asArticle(rendition.text);
	return (
		composeThread(content, rendition, where) ??
		composeOne({ ...content, ...inOnePiece(content) }, { ...rendition, text: own }, where)
	);
};

/** Where there are no threads, a thread is one text to read. */
const inOnePiece = ({ text, translations }: Told): Pick<Content, 'text' | 'translations'> => ({
	text: asArticle(text),
	...(translations ? { translations: translations.map((one) => ({ ...one, text: asArticle(one.text) })) } : {}),
});

/** Part by part as they were written: nothing is cut, what is too long is for its writer to mend. */
const composeThread = (content: Told, rendition: Rendition, { outlet, link }: Where): Composed | null => {
	const said = saidIn(content, rendition);
	const written = partsOf(rendition.text ?? said.text);
	if (!outlet?.limits?.threads || outlet.channel === NEWSROOM || written.length < 2) return null;
	const follows = rendition.text === null;
	const words = written.map((part, at) => {
		const begun = follows && at === 0 ? statementFor({ ...said, text: part }, false) : part;
		return follows && at === written.length - 1 ? signedWith(begun, outlet.signature) : begun;
	});
	const leads = leadsBack(rendition, outlet);
	const details = content.details?.kind === 'thread' ? content.details : null;
	const { text: rule } = outlet.limits;
	const warned = warningFor(content, rendition, outlet);
	const parts = words.map((part, at): ThreadPart => {
		const said = at === 0 ? lined(part, warned) : part;
		const text = details?.numbered ? `${said}${numbering(at + 1, words.length)}` : said;
		const media = content.media
			.map(({ mediaId }) => mediaId)
			.filter((id) => partOfPicture(details?.pictures, id, words.length) === at + 1);
		// Each part is read alone somewhere, so the warning stands before each of them.
		const told = { text, pictures: media.length, ...besideOf(warned) };
		const measure = measureText({ ...told, ...(at === 0 && leads ? { link } : {}) }, rule);
		return { text, measure, media };
	});
	return { text: joinParts(words), measure: null, shortened: false, parts };
};

const composeOne = (content: Told, rendition: Rendition, { outlet, link }: Where): Composed => {
	const rule = outlet?.limits?.text;
	const warned = warningFor(content, rendition, outlet);
	const measure = (text: string): Measure | null => {
		if (rule === undefined) return null;
		const parts = { text, pictures: content.media.length, ...besideOf(warned) };
		return measureText(leadsBack(rendition, outlet) ? { ...parts, link } : parts, rule);
	};
	if (rendition.text !== null) {
		const own = rendition.text.trim() === '' ? rendition.text : lined(rendition.text, warned);
		return { text: own, measure: measure(own), shortened: false };
	}
	const said = saidIn(content, rendition);
	const whole = outlet?.channel === NEWSROOM ? said.text : statementFor(said, outlet?.limits?.polls !== undefined);
	const signed = (text: string): string =>
		text.trim() === '' ? text : lined(signedWith(text, outlet?.signature), warned);
	const fitting = beginningThatFits(whole, (text) => measure(signed(text)));
	return { text: signed(fitting), measure: measure(signed(fitting)), shortened: fitting !== whole };
};

/** The content in the language the rendition speaks. */
const saidIn = <C extends Pick<Content, 'title' | 'text' | 'language' | 'translations'>>(
	content: C,
	{ translation }: Rendition,
): C => {
	const found = content.translations?.find(({ language }) => language === translation);
	return found === undefined ? content : { ...content, ...found, language: baseLanguage(found.language) };
};

/** Networks and checks know languages, not their plain form: `de-simple` is German. */
export const baseLanguage = (tag: string): string => tag.replace(/-simple$/, '');

/** Own words stand as they were written: a signature is part of the text where the text follows the statement. */
const signedWith = (text: string, signature: string | undefined): string =>
	signature === undefined || text.trim() === '' || text.trimEnd().endsWith(signature)
		? text
		: `${text}\n\n${signature}`;

type Statement = Pick<Content, 'title' | 'text' | 'kind' | 'details' | 'language'>;

/** A network has no headline: it stands in front, unless the text begins with it anyway; then when and where. */
const statementFor = ({ title, text, kind, details, language }: Statement, counts: boolean): string => {
	const head = text.trim().startsWith(title.trim()) ? '' : title.trim();
	const own = detailsFor(kind, details);
	// Where nobody can vote, people at least read what the question is about.
	const answers =
		own?.kind === 'poll' && !counts
			? optionsOf(own)
					.map((option) => `• ${option}`)
					.join('\n')
			: '';
	return [head, eventLine(own, language), text.trim(), answers].filter((part) => part !== '').join('\n\n');
};

/** Whole paragraphs first, then whole sentences, then words: the longest beginning that fits. */
const beginningThatFits = (whole: string, measure: (text: string) => Measure | null): string => {
	const fits = (text: string): boolean => !measure(text)?.over;
	if (fits(whole)) return whole;
	const ends = [...whole.matchAll(/\n{2,}|(?<=[.!?])\s+(?=\p{Lu})/gu)].map(({ index }) => index);
	const sentence = ends
		.map((end) => whole.slice(0, end).trimEnd())
		.findLast((text) => text.length >= SHORTEST && fits(text));
	if (sentence !== undefined) return sentence;
	const most = measure(whole)?.most ?? whole.length;
	for (let length = most; length > 0; length -= 1) {
		const cut = shorten(whole, length);
		if (fits(cut)) return cut;
	}
	return '';
};
