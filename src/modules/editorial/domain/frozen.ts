import type { JsonObject } from '#kernel/json.ts';
import { type Details, detailsFor, type PostKind } from '#kernel/post-kind.ts';
import { fail, ok, type Result } from '#kernel/result.ts';

import type { Content, Post, Translation } from './post.ts';
import { composeRendition, type Limits, NEWSROOM, type Outlet } from './rendition.ts';

/** A picture exactly as it goes out: its very bytes by hash, and its description. */
export interface FrozenMedia extends JsonObject {
	readonly sha256: string;
	readonly mime: string;
	readonly width: number;
	readonly height: number;
	readonly alt: string;
	readonly name: string;
}

export interface FrozenRendition extends JsonObject {
	readonly presence: string;
	readonly channel: string;
	readonly name: string;
	readonly text: string;
	readonly link: string | null;
	readonly media: readonly FrozenMedia[];
	/** The answers of the poll are put there to be chosen from. */
	readonly poll?: true;
	/** Made for practice: a yes to practice is no yes to the real thing. */
	readonly practice?: true;
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

export interface FreezeWith {
	readonly outlets: readonly Outlet[];
	readonly fits: readonly Fit[];
	readonly fileNames: ReadonlyMap<string, string>;
	readonly slug: string;
	readonly link: string;
	/** How copies lead back, where not by the address of the page. */
	readonly copyLink?: string;
}

export type FreezeFailure = { readonly type: 'post.media-not-ready' };

/** Presences with the same limits share one prepared file. */
export const profileOf = ({ media }: Limits): string =>
	[[...media.mimes].sort().join('+'), media.mostBytes, media.mostPixels ?? '-'].join('|');

/** Puts together what will go out, newsroom first. Fails while a picture is not prepared for one of the presences. */
export const freeze = (post: Post, given: FreezeWith): Result<Frozen, FreezeFailure> => {
	const { content } = post;
	const renditions: FrozenRendition[] = [];
	const back = given.copyLink ?? given.link;
	for (const rendition of content.renditions) {
		const outlet = given.outlets.find(({ id }) => id === rendition.presenceId);
		if (outlet === undefined || outlet.limits === null) continue;
		const media = frozenMedia(content, profileOf(outlet.limits), given);
		if (media === null) return fail({ type: 'post.media-not-ready' });
		const { text } = composeRendition(content, rendition, { outlet, link: back });
		const link = outlet.channel === NEWSROOM ? null : back;
		const { id: presence, channel, name } = outlet;
		renditions.push({ presence, channel, name, text, link, media, ...marksOf(content, outlet) });
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
		...(content.translations?.length ? { translations: content.translations.map(trimmed) } : {}),
		renditions: renditions.sort((a, b) => rank(a) - rank(b)),
	});
};

const marksOf = ({ kind }: Content, { limits, practice }: Outlet): Pick<FrozenRendition, 'poll' | 'practice'> => ({
	...(kind === 'poll' && limits?.polls ? { poll: true } : {}),
	...(practice ? { practice } : {}),
});

const trimmed = ({ language, title, text }: Translation): Translation => ({
	language,
	title: title.trim(),
	text: text.trim(),
});

const rank = ({ channel }: FrozenRendition): number => (channel === NEWSROOM ? 0 : 1);

const frozenMedia = (content: Content, profile: string, { fits, fileNames }: FreezeWith): FrozenMedia[] | null => {
	const found = content.media.map(({ mediaId, alt }) => {
		const fit = fits.find((one) => one.mediaId === mediaId && one.profile === profile);
		if (fit === undefined) return null;
		const { hash, mime, width, height } = fit;
		const name = fileNames.get(mediaId) ?? 'bild';
		return { sha256: hash, mime, width, height, alt: (alt[content.language] ?? '').trim(), name };
	});
	return found.every((one) => one !== null) ? found : null;
};
