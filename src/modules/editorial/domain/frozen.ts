import type { ContentWarning } from '#kernel/content-warning.ts';
import { CENTRE, cropBox, type Focus, focusWithin } from '#kernel/crop.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Credit } from '#kernel/media-rights.ts';
import { type Details, detailsFor, type PostKind } from '#kernel/post-kind.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { asArticle } from '#kernel/thread.ts';

import { type DocumentToFreeze, documentAt, type FrozenDocument } from './document.ts';
import { alone, type FilmToFreeze, filmAsApproved, goesAs } from './film.ts';
import type { FrozenMedia } from './frozen-media.ts';
import { type MediaFacts, withLibraryAlts } from './library.ts';
import { type Marks, marksOf } from './marks.ts';
import type { Content, Post, Rendition, Translation } from './post.ts';
import {
	baseLanguage,
	type Composed,
	composeRendition,
	type Limits,
	leadsBack,
	NEWSROOM,
	type Outlet,
} from './rendition.ts';

export interface FrozenRendition extends JsonObject, Marks {
	readonly presence: string;
	readonly channel: string;
	readonly name: string;
	readonly text: string;
	readonly link: string | null;
	readonly media: readonly FrozenMedia[];
	/** Where it speaks another language than the original. */
	readonly language?: string;
	/** The posts of a thread, with the places of their pictures in `media`. The first carries the link. */
	readonly parts?: readonly FrozenPart[];
	/** Goes along, on a network without pictures beside it. */
	readonly document?: FrozenDocument;
}

export interface FrozenPart extends JsonObject {
	readonly text: string;
	readonly media: readonly number[];
}

/** The content as it goes out, down to the bytes of its pictures. Its canonical JSON is what an approval is bound to. */
export interface Frozen extends JsonObject {
	readonly v: 1;
	readonly post: string;
	readonly unit: string;
	readonly kind: PostKind;
	readonly topic: string | null;
	readonly language: string;
	readonly title: string;
	readonly slug: string;
	readonly link: string;
	readonly correction: string | null;
	/** Absent where the kind carries none. */
	readonly details?: Details;
	/** Absent where it is said in one language only. */
	readonly translations?: readonly Translation[];
	/** Absent where nothing has to be said first. */
	readonly warning?: ContentWarning;
	readonly renditions: readonly FrozenRendition[];
}

/** A picture made to fit one set of limits. */
export interface Fit {
	readonly mediaId: string;
	readonly profile: string;
	readonly hash: string;
	readonly mime: string;
	readonly width: number;
	readonly height: number;
}

/** What the library says of a picture, as far as it goes out with it. */
export interface MediaToFreeze extends Pick<MediaFacts, 'alt' | 'focus' | 'crops'> {
	readonly credit: Credit | null;
	readonly width: number;
	readonly height: number;
	/** Set where it is a film. */
	readonly film?: FilmToFreeze;
}

export interface FreezeWith {
	readonly outlets: readonly Outlet[];
	readonly fits: readonly Fit[];
	readonly fileNames: ReadonlyMap<string, string>;
	readonly library: ReadonlyMap<string, MediaToFreeze>;
	/** The file of the content's document; null where it has none. */
	readonly document: DocumentToFreeze | null;
	readonly slug: string;
	readonly link: string;
	/** How copies lead back, where not by the address of the page. */
	readonly copyLink?: string;
}

export type FreezeFailure = { readonly type: 'post.media-not-ready' };

/** How a kind of channel is given a picture. */
export const cutFor = ({ crops, focus }: Pick<MediaFacts, 'crops' | 'focus'>, channel: string) => ({
	shape: crops[channel] ?? ('whole' as const),
	...focus,
});
export type Cut = ReturnType<typeof cutFor>;

/** Presences with the same limits share one prepared file, unless it is cut for one of them. */
export const profileOf = ({ media }: Limits, { shape, x, y }: Cut): string => {
	const limits = [[...media.mimes].sort().join('+'), media.mostBytes, media.mostPixels ?? '-'];
	return [...limits, ...(shape === 'whole' ? [] : [shape, x, y])].join('|');
};

/** Puts together what will go out, newsroom first. Fails while a picture is not prepared for one of the presences. */
export const freeze = (post: Post, given: FreezeWith): Result<Frozen, FreezeFailure> => {
	const content = withLibraryAlts(post.content, given.library);
	const renditions: FrozenRendition[] = [];
	const back = given.copyLink ?? given.link;
	for (const rendition of content.renditions) {
		const outlet = given.outlets.find(({ id }) => id === rendition.presenceId);
		if (outlet === undefined || outlet.limits === null) continue;
		const composed = composeRendition(content, rendition, { outlet, link: back });
		const place = { limits: outlet.limits, channel: outlet.channel };
		const frozen = frozenParts(content, { place, composed, given });
		if (frozen === null) return fail({ type: 'post.media-not-ready' });
		const link = leadsBack(rendition, outlet) ? back : null;
		const { id: presence, channel, name } = outlet;
		renditions.push({
			...{ presence, channel, name, link },
			...frozen,
			...documentAt(content, outlet, given.document),
			...marksOf(content, rendition, outlet),
			...spoken(content, rendition),
		});
	}
	const details = detailsFor(content.kind, content.details);
	return ok({
		v: 1,
		post: post.id,
		unit: post.unitId,
		kind: content.kind,
		topic: content.topic,
		language: content.language,
		title: content.title.trim(),
		slug: given.slug,
		link: given.link,
		correction: post.correctionReason,
		...(details === null ? {} : { details }),
		...(content.translations?.length ? { translations: asRead(content) } : {}),
		...(content.warning ? { warning: { ...content.warning, words: content.warning.words.trim() } } : {}),
		renditions: renditions.sort((a, b) => rank(a) - rank(b)),
	});
};

const spoken = ({ translations = [] }: Content, { translation }: Rendition): Pick<FrozenRendition, 'language'> =>
	translations.some(({ language }) => language === translation) && translation !== undefined
		? { language: baseLanguage(translation) }
		: {};

const trimmed = ({ language, title, text }: Translation): Translation => ({
	language,
	title: title.trim(),
	text: text.trim(),
});

/** A thread is one text to read on its page. */
const asRead = ({ kind, translations = [] }: Content): readonly Translation[] =>
	translations.map(({ text, ...rest }) => trimmed({ ...rest, text: kind === 'thread' ? asArticle(text) : text }));

const rank = ({ channel }: FrozenRendition): number => (channel === NEWSROOM ? 0 : 1);

interface Place {
	readonly limits: Limits;
	readonly channel: string;
}

interface Freezing {
	readonly place: Place;
	readonly composed: Composed;
	readonly given: FreezeWith;
}

/** What goes out there, as one post or in parts. Null while a picture is not prepared. */
const frozenParts = (
	content: Content,
	{ place, composed, given }: Freezing,
): Pick<FrozenRendition, 'text' | 'media' | 'parts'> | null => {
	const found = frozenMedia(content, place, given);
	if (found === null) return null;
	const { text, parts } = composed;
	const { film } = place.limits;
	if (parts === undefined) return { text, media: alone(found, film) };
	const each = parts.map((part) =>
		alone(
			found.filter((_, at) => part.media.includes(content.media[at]?.mediaId ?? '')),
			film,
		),
	);
	const media = found.filter((one) => each.some((own) => own.includes(one)));
	return {
		text: parts.map((part) => part.text).join('\n\n'),
		media,
		parts: parts.map((part, at) => ({ text: part.text, media: (each[at] ?? []).map((one) => media.indexOf(one)) })),
	};
};

const frozenMedia = (content: Content, { limits, channel }: Place, given: FreezeWith): FrozenMedia[] | null => {
	const found = content.media.map(({ mediaId, alt }): FrozenMedia | null => {
		const known = given.library.get(mediaId);
		const about = { name: given.fileNames.get(mediaId) ?? 'bild', alt: (alt[content.language] ?? '').trim() };
		if (known?.film === undefined) return frozenPicture(mediaId, about, { limits, channel, given });
		const poster = frozenPicture(known.film.posterId, about, { limits, channel, given });
		return poster && goesAs({ ...about, known, film: known.film, poster }, { limits: limits.film });
	});
	return found.every((one) => one !== null) ? found : null;
};

const frozenPicture = (
	mediaId: string,
	about: Pick<FrozenMedia, 'alt' | 'name'>,
	{ limits, channel, given }: Place & { readonly given: FreezeWith },
): FrozenMedia | null => {
	const known = given.library.get(mediaId);
	const cut = cutFor(known ?? { crops: {}, focus: CENTRE }, channel);
	const profile = profileOf(limits, cut);
	const fit = given.fits.find((one) => one.mediaId === mediaId && one.profile === profile);
	if (fit === undefined) return null;
	const { hash, mime, width, height } = fit;
	return { sha256: hash, mime, width, height, ...about, ...(known ? toldOf(known, cut) : {}) };
};

/** Who is named, how it is cut and where to look: said only where it is not what everybody expects. */
const toldOf = (known: MediaToFreeze, cut: Cut): Pick<FrozenMedia, 'credit' | 'cut' | 'focus'> => {
	const focus = focusWithin(known, cropBox(known, cut.shape, cut), cut);
	return {
		...(known.credit === null ? {} : { credit: known.credit }),
		...(cut.shape === 'whole' && isMiddle(cut) ? {} : { cut }),
		...(isMiddle(focus) ? {} : { focus: { x: focus.x, y: focus.y } }),
	};
};

const isMiddle = ({ x, y }: Focus): boolean => x === CENTRE.x && y === CENTRE.y;

/** What was approved goes out as it was approved, whatever the library says of the pictures since then. */
export const asApproved = (
	library: ReadonlyMap<string, MediaToFreeze>,
	{ media, language }: Content,
	{ renditions }: Frozen,
): ReadonlyMap<string, MediaToFreeze> =>
	new Map(
		media.flatMap(({ mediaId }, at) => {
			const known = library.get(mediaId);
			const was = renditions.flatMap(({ channel, media: all }) => (all[at] ? [{ channel, one: all[at] }] : []));
			const [first] = was;
			if (known === undefined || first === undefined) return known ? [[mediaId, known] as const] : [];
			const crops = Object.fromEntries(was.map(({ channel, one }) => [channel, one.cut?.shape ?? 'whole']));
			const { x, y } = first.one.cut ?? CENTRE;
			const alt = { ...known.alt, [language]: first.one.alt };
			const film =
				known.film &&
				filmAsApproved(
					known.film,
					was.map(({ one }) => one),
				);
			const said = {
				...known,
				alt,
				credit: first.one.credit ?? null,
				...(film ? { film } : { focus: { x, y }, crops }),
			};
			return [[mediaId, said] as const];
		}),
	);
