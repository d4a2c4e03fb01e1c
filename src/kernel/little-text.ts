/**
 * SPEC: learn.microsoft.com, "little Text Format": what LinkedIn takes as the words of a post. Reserved signs stand behind a
 * backslash, for an unmarked one ends the text without a word; hashtags are written as a template.
 */
export const littleText = (text: string): string =>
	text.replace(TAG_OR_RESERVED, (sign, tag?: string) =>
		tag === undefined ? `\\${sign}` : `{hashtag|\\#|${tag.replaceAll('_', '\\_')}}`,
	);

const TAG_OR_RESERVED = /(?<![\p{L}\p{N}\p{M}_&#/])#((?=[\p{N}_]*\p{L})[\p{L}\p{N}\p{M}_]+)|[\\|{}@[\]()<>#*_~]/gu;

/** The words as people read them. */
export const plainText = (little: string): string =>
	little.replace(TAG, '#$1').replace(MENTION, '$1').replace(MARKED, '$1');

const TAG = /(?<!\\)\{hashtag\|\\?[#＃]\|((?:\\.|[^\\}])*)\}/gsu;
const MENTION = /(?<!\\)@\[((?:\\.|[^\\\]])*)\]\([^)]*\)/gsu;
const MARKED = /\\(.)/gsu;
