import { graphemes, utf8Bytes } from '#kernel/text.ts';

/** SPEC: app.bsky.richtext.facet; `index` counts bytes of the text in UTF-8, the end not included. */
export interface Facet {
	readonly index: { readonly byteStart: number; readonly byteEnd: number };
	readonly features: readonly Feature[];
}
type Feature =
	| { readonly $type: 'app.bsky.richtext.facet#link'; readonly uri: string }
	| { readonly $type: 'app.bsky.richtext.facet#mention'; readonly did: string }
	| { readonly $type: 'app.bsky.richtext.facet#tag'; readonly tag: string };

interface Found {
	readonly at: number;
	readonly text: string;
}

/** A short form of a link that stands in the text, and where it leads. */
export interface ShownLink {
	readonly shown: string;
	readonly uri: string;
}

const LINK = /(?<![\p{L}\p{N}@])https?:\/\/[^\s<>"„“”]+/giu;
const MENTION = /(?<![\p{L}\p{N}@/.])@([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+)/giu;
const TAG = /(?<![\p{L}\p{N}&/#])[#＃]([\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*)/gu;
const MOST_TAG = 64;

export const linksIn = (text: string): readonly Found[] =>
	[...text.matchAll(LINK)].map((match) => ({ at: match.index, text: trimmed(match[0]) }));

export const mentionsIn = (text: string): readonly Found[] =>
	[...text.matchAll(MENTION)].map((match) => ({ at: match.index, text: match[0] }));

const tagsIn = (text: string): readonly Found[] =>
	[...text.matchAll(TAG)]
		.map((match) => ({ at: match.index, text: match[0] }))
		.filter((tag) => graphemes(tag.text) - 1 <= MOST_TAG);

/** Punctuation at the end belongs to the sentence; a closing bracket too, unless the address opened it. */
const trimmed = (link: string): string => {
	const cut = link.replace(/[.,;:!?'»›…]+$/u, '');
	return cut.endsWith(')') && !cut.includes('(') ? trimmed(cut.slice(0, -1)) : cut;
};

/** Marks links, known mentions and hashtags in the text, in the order they stand there, none inside another. */
export const facetsOf = (
	text: string,
	{ people, link }: { readonly people: ReadonlyMap<string, string>; readonly link?: ShownLink },
): readonly Facet[] => {
	const links = linksIn(text).map((found) =>
		mark(text, found, { $type: 'app.bsky.richtext.facet#link', uri: found.text }),
	);
	const mentions = mentionsIn(text).flatMap((found) => {
		const did = people.get(found.text.slice(1).toLowerCase());
		return did === undefined ? [] : [mark(text, found, { $type: 'app.bsky.richtext.facet#mention', did })];
	});
	const tags = tagsIn(text).map((found) =>
		mark(text, found, { $type: 'app.bsky.richtext.facet#tag', tag: found.text.slice(1) }),
	);
	const at = link === undefined ? -1 : text.lastIndexOf(link.shown);
	const back =
		link === undefined || at === -1
			? []
			: [mark(text, { at, text: link.shown }, { $type: 'app.bsky.richtext.facet#link', uri: link.uri })];
	return apart([...back, ...links, ...mentions, ...tags]);
};

const mark = (text: string, { at, text: found }: Found, feature: Feature): Facet => {
	const byteStart = utf8Bytes(text.slice(0, at));
	return { index: { byteStart, byteEnd: byteStart + utf8Bytes(found) }, features: [feature] };
};

/** Earlier in the list wins where two overlap. */
const apart = (facets: readonly Facet[]): readonly Facet[] => {
	const kept: Facet[] = [];
	for (const facet of facets) {
		const { byteStart, byteEnd } = facet.index;
		if (!kept.some(({ index }) => byteStart < index.byteEnd && index.byteStart < byteEnd)) kept.push(facet);
	}
	return kept.sort((a, b) => a.index.byteStart - b.index.byteStart);
};
