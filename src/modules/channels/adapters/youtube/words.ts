import { composeText } from '#kernel/counting.ts';
import { graphemes, shorten } from '#kernel/text.ts';

import type { Capabilities, OutgoingRendition } from '../../channel.ts';
import { TAGS_MOST, TITLE_MOST } from './capabilities.ts';
import { withoutBrackets } from './wire.ts';

/** What a film is called and what is written below it. */
export interface Said {
	readonly title: string;
	readonly description: string;
	readonly tags: readonly string[];
}

/** The headline is the title; where the text begins with it, it does so no more. A long one is cut at a word. */
export const wordsOf = (rendition: OutgoingRendition, { text: rule }: Capabilities): Said => {
	const text = rendition.text.trim();
	const headline = (titleOf(rendition) || (text.split('\n')[0] ?? '')).trim();
	const rest = text.startsWith(`${headline}\n`) ? text.slice(headline.length).trim() : text;
	const link = rendition.link === undefined ? {} : { link: rendition.link };
	return {
		title: shorten(withoutBrackets(headline), TITLE_MOST),
		description: withoutBrackets(composeText({ text: rest, pictures: 0, ...link }, rule)),
		tags: tagsIn(text),
	};
};

/** In the language the copy speaks. */
const titleOf = ({ title, language, about }: OutgoingRendition): string =>
	about?.translations?.find((one) => one.language === language)?.title ?? title;

const HASHTAG = /(?<![\p{L}\p{N}_&/])#([\p{L}\p{N}_]+)/gu;

const tagsIn = (text: string): readonly string[] => {
	const all = [...new Set([...text.matchAll(HASHTAG)].map(([, word = '']) => word))];
	let room = TAGS_MOST;
	return all.filter((tag) => {
		room -= graphemes(tag) + 1;
		return room >= 0;
	});
};

/** The words of a comment. */
export const commentOf = (rendition: OutgoingRendition, { text }: Capabilities): string => {
	const link = rendition.link === undefined ? {} : { link: rendition.link };
	return composeText({ text: rendition.text, pictures: 0, ...link }, text);
};
