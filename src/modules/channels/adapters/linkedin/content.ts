import { fail, ok, type Result } from '#kernel/result.ts';
import { days, hours } from '#kernel/time.ts';

import type { ChannelFailure, OutgoingRendition } from '../../channel.ts';
import type { LinkedinContext } from './wire.ts';

type Rejected = Extract<ChannelFailure, { type: 'channel.rejected' }>;
const rejected = (field: string, reason: string): Rejected => ({ type: 'channel.rejected', field, reason });

/** SPEC: Poll API: a question of 140 characters; it is open for one of four spans. */
const QUESTION_MOST = 140;
const SPANS = [
	['ONE_DAY', days(1)],
	['THREE_DAYS', days(3)],
	['SEVEN_DAYS', days(7)],
	['FOURTEEN_DAYS', days(14)],
] as const;
/** So much earlier or later than promised a poll may end. */
const TOLERANCE_MS = hours(12);
/** SPEC: Article Ads API: the title of a card. */
const TITLE_MOST = 400;

export type Content = Readonly<Record<string, unknown>>;

/** Refuses a poll that cannot stand here, before anything is sent. */
export const pollOf = (
	{ poll, media, title, document }: OutgoingRendition,
	{ clock }: Pick<LinkedinContext, 'clock'>,
): Result<Content | null, Rejected> => {
	if (poll === undefined) return ok(null);
	const open = poll.closesAt - clock.now();
	const span = SPANS.find(([, ms]) => Math.abs(ms - open) <= TOLERANCE_MS);
	if (media.length > 0 || document) return fail(rejected('poll', 'a poll carries no pictures and no document'));
	if (poll.many) return fail(rejected('poll', 'only one answer can be chosen'));
	if (span === undefined) return fail(rejected('poll', 'it stays open for one, three, seven or fourteen days'));
	if (title.length > QUESTION_MOST) return fail(rejected('poll', `${title.length} of ${QUESTION_MOST} characters`));
	const options = poll.options.map((text) => ({ text }));
	return ok({ question: title, options, settings: { duration: span[0] } });
};

/** What stands beside the words: a poll, a document, media, or the page they lead back to as a card. One post has one of them. */
export const contentOf = (
	{ media, title, link, document }: OutgoingRendition,
	names: readonly string[],
	poll: Content | null,
): { readonly content?: Content } => {
	if (poll !== null) return { content: { poll } };
	if (document) return { content: { media: { id: names[0] ?? '', title: document.title } } };
	const shown = names.map((id, at) => ({ id, altText: media[at]?.alt ?? '' }));
	const [only, ...others] = shown;
	if (only && others.length > 0) return { content: { multiImage: { images: shown } } };
	if (only) return { content: { media: media[0]?.film ? { ...only, title: title.slice(0, TITLE_MOST) } : only } };
	return link === undefined ? {} : { content: { article: { source: link, title: title.slice(0, TITLE_MOST) } } };
};

/**
 * A mark of all that stands beside the words. The network changes words only: an edition with another mark would say one thing
 * and show another.
 */
export const besideOf = async ({ media, title, link, poll, document }: OutgoingRendition): Promise<string> => {
	if (document) return digest(new TextEncoder().encode(JSON.stringify([document.title, document.file])));
	if (media.length === 0 && link === undefined && !poll) return 'nothing';
	const words = poll ? [title, ...poll.options] : media.length > 0 ? media.map(({ alt }) => alt) : [title, link];
	const marks = await Promise.all(media.map(({ bytes }) => digest(bytes)));
	return digest(new TextEncoder().encode(JSON.stringify([words, marks])));
};

const digest = async (bytes: Uint8Array): Promise<string> =>
	Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('base64url');
