import { countLinks, countText } from '#kernel/counting.ts';
import { isPublicHttps } from '#kernel/public-address.ts';
import type { ReplyControl } from '#kernel/reply-control.ts';
import type { Instant } from '#kernel/time.ts';

import type { Capabilities, ChannelFailure, OutgoingRendition } from '../../channel.ts';
import { refusedBy, tooLong } from '../limits.ts';
import { wordsOf } from '../words.ts';
import { POLL_OPEN_MS, POLL_TOLERANCE_MS } from './capabilities.ts';

type Rejected = Extract<ChannelFailure, { type: 'channel.rejected' }>;
const rejected = (field: string, reason: string): Rejected => ({ type: 'channel.rejected', field, reason });

/** What a rendition asks that the network does not take; null when all of it is. Nothing was sent by then. */
export const refusalOf = (rendition: OutgoingRendition, capabilities: Capabilities, now: Instant): Rejected | null => {
	const { text: rule } = capabilities;
	const text = wordsOf(rendition, rule);
	const links = countLinks(text);
	return (
		tooLong(countText(text, rule), capabilities) ??
		refusedBy(rendition, capabilities) ??
		(rule.mostLinks !== undefined && links > rule.mostLinks
			? rejected('link', `${links} of ${rule.mostLinks} different links`)
			: pollRefused(rendition, capabilities, now))
	);
};

const pollRefused = ({ poll, media }: OutgoingRendition, { polls }: Capabilities, now: Instant): Rejected | null => {
	if (poll === undefined || polls === undefined) return null;
	const { options, many, closesAt } = poll;
	if (media.length > 0) return rejected('poll', 'a poll carries no pictures');
	if (many) return rejected('poll', 'only one answer can be chosen');
	if (options.length < 2 || options.length > polls.most) return rejected('poll', `two to ${polls.most} answers`);
	if (options.some((one) => one.length === 0 || [...one].length > polls.optionMost))
		return rejected('poll', `an answer has one to ${polls.optionMost} characters`);
	return Math.abs(closesAt - now - POLL_OPEN_MS) > POLL_TOLERANCE_MS
		? rejected('poll', 'it stays open for one day, no longer and no shorter')
		: null;
};

export type Fields = Readonly<Record<string, string>>;

/** SPEC: docs/threads/posts: what a container says beside its pictures. A card and a poll stand below words alone. */
export const fieldsOf = (rendition: OutgoingRendition, { text: rule }: Capabilities): Fields => {
	const { replyTo, media, link, poll, replyControl } = rendition;
	const text = wordsOf(rendition, rule);
	const topic = replyTo === undefined ? topicIn(text) : undefined;
	const isPlain = media.length === 0 && poll === undefined;
	return {
		text,
		...(replyTo === undefined ? {} : { reply_to_id: replyTo.id }),
		...(topic === undefined ? {} : { topic_tag: topic }),
		...(replyControl === undefined ? {} : controlOf(replyControl)),
		// Nobody makes a card of a page that only this house can read.
		...(isPlain && link !== undefined && isPublicHttps(link) ? { link_attachment: link } : {}),
		...(poll === undefined ? {} : { poll_attachment: JSON.stringify(lettered(poll.options)) }),
	};
};

/** SPEC: docs/threads/reply-management; without it everybody may answer. What has no word here was refused before. */
const controlOf = (replyControl: ReplyControl): Fields => {
	const control = wordFor[replyControl];
	return control === undefined ? {} : { reply_control: control };
};
const wordFor: Readonly<Partial<Record<ReplyControl, string>>> = {
	followers: 'followers_only',
	following: 'accounts_you_follow',
	mentioned: 'mentioned_only',
};

const LETTERS = ['option_a', 'option_b', 'option_c', 'option_d'] as const;
const lettered = (options: readonly string[]): Fields =>
	Object.fromEntries(LETTERS.flatMap((letter, at) => (options[at] === undefined ? [] : [[letter, options[at]]])));

/** SPEC: docs/threads/topic-tags: one topic for a post, 1 to 50 characters; the first tag in its words is meant. */
const topicIn = (text: string): string | undefined =>
	/(?<![\w#&/])#(\p{L}[\p{L}\p{N}_]{0,49})(?![\p{L}\p{N}_])/u.exec(text)?.[1];
