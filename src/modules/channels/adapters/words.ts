import { type CountingRule, composeText } from '#kernel/counting.ts';

import type { OutgoingRendition } from '../channel.ts';

/** The text as it will stand on the network, with the link back where it belongs into it. */
export const wordsOf = ({ text, link, media }: OutgoingRendition, rule: CountingRule): string =>
	composeText({ text, pictures: media.length, ...(link === undefined ? {} : { link }) }, rule);
