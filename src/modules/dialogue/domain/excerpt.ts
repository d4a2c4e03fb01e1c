import { shorten } from '#kernel/text.ts';

const LONGEST = 140;
/** Whom an answer is addressed to stands in front on every network; who reads the list knows it. */
const ADDRESSED = /^(?:@[\w.-]+(?:@[\w.-]+)?[\s,:]+)+(?=\S)/;

/** The beginning of what was said, for lists. */
export const excerptOf = (text: string): string => shorten(text.replace(ADDRESSED, ''), LONGEST);
