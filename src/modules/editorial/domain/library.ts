import { CENTRE, type Focus, type Shape } from '#kernel/crop.ts';
import { consentLack, isExpired, type MediaRights, rightsLack } from '#kernel/media-rights.ts';

import type { Content } from './post.ts';

/** What a person says about a picture of the library. */
export interface MediaFacts extends MediaRights {
	readonly title: string;
	/** Description per language. */
	readonly alt: Readonly<Record<string, string>>;
	readonly keywords: readonly string[];
	readonly focus: Focus;
	/** The shape each kind of channel is given; what is not named gets it whole. */
	readonly crops: Readonly<Partial<Record<string, Shape>>>;
	/** The picture that stands for a film until it plays. */
	readonly posterId: string | null;
	/** Nothing is spoken in the film: what is to be seen and heard instead, per language. */
	readonly silent: Readonly<Record<string, string>>;
	/** Every word of a recording to read, per language. */
	readonly transcript: Readonly<Record<string, string>>;
}

/** A picture about which nothing was said yet. */
export const unsaid: MediaFacts = {
	title: '',
	alt: {},
	author: '',
	sourceUrl: null,
	licence: 'unsaid',
	licenceText: '',
	consent: 'unsaid',
	consentReference: '',
	consentOn: null,
	expiresOn: null,
	keywords: [],
	focus: CENTRE,
	crops: {},
	posterId: null,
	silent: {},
	transcript: {},
};

/** The right to show a picture ends before the day it would be shown. */
export interface MediaExpired {
	readonly type: 'post.media-expired';
	readonly name: string;
	readonly day: string;
}

export const expiredOn = (
	items: readonly { readonly originalName: string; readonly facts: MediaFacts }[],
	day: string,
): MediaExpired | null => {
	const over = items.find(({ facts }) => isExpired(facts, day));
	if (over === undefined) return null;
	const { title, expiresOn } = over.facts;
	return { type: 'post.media-expired', name: title || over.originalName, day: expiresOn ?? '' };
};

export type Lack = 'alt' | 'rights' | 'consent' | 'expired' | 'expires';

export const isDescribed = ({ alt }: Pick<MediaFacts, 'alt'>): boolean =>
	Object.values(alt).some((text) => text.trim() !== '');
export const isSettled = (facts: MediaRights): boolean => rightsLack(facts) === null && consentLack(facts) === null;

/** What keeps a picture out of a post today, or will before `soon`. */
export const lacksOf = (facts: MediaFacts, { today, soon }: { readonly today: string; readonly soon: string }) => {
	const lacks: Lack[] = [];
	if (!isDescribed(facts)) lacks.push('alt');
	if (rightsLack(facts) !== null) lacks.push('rights');
	if (consentLack(facts) !== null) lacks.push('consent');
	if (isExpired(facts, today)) lacks.push('expired');
	else if (isExpired(facts, soon)) lacks.push('expires');
	return lacks;
};

/** Everything a picture is found by, in one text. */
export const wordsOf = (facts: MediaFacts, fileName: string): string =>
	[facts.title, ...Object.values(facts.alt), facts.author, facts.licenceText, ...facts.keywords, fileName]
		.map((text) => text.trim())
		.filter((text) => text !== '')
		.join(' ');

/** The names of what is different. */
export const factsChanged = (before: MediaFacts, after: MediaFacts): readonly (keyof MediaFacts)[] =>
	(Object.keys(before) as (keyof MediaFacts)[]) // NOTE: both are made from the same closed list of names.
		.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));

/** A description the author did not write follows the library; one they wrote stays theirs. */
export const withLibraryAlts = <C extends Pick<Content, 'media'>>(
	content: C,
	library: ReadonlyMap<string, Pick<MediaFacts, 'alt'>>,
): C => ({
	...content,
	media: content.media.map((one) => ({ ...one, alt: { ...library.get(one.mediaId)?.alt, ...one.alt } })),
});
