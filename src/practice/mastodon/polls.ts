import { pollLimits } from './entities.ts';
import type { Poll, Status } from './state.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** SPEC: docs.joinmastodon.org/methods/statuses, with the limits of an unchanged installation; a text says what is wrong. */
export const readPoll = (given: unknown, now: number): Poll | null | string => {
	if (given === undefined || given === null) return null;
	const { options, expires_in: left, multiple = false } = given as Record<string, unknown>;
	const titles = Array.isArray(options) ? options.map(String) : [];
	const seconds = Number(left);
	const wrong = wrongOptions(titles) ?? wrongEnd(seconds);
	if (wrong !== null) return `Validation failed: Owned poll ${wrong}`;
	return { options: titles, multiple: multiple === true, expiresAt: now + seconds * 1000, votes: 0 };
};

/** SPEC: mastodon/app/validators/poll_options_validator. */
const wrongOptions = (titles: readonly string[]): string | null => {
	if (titles.length < 2) return 'options must have more than one item';
	const { max_options: most, max_characters_per_option: longest } = pollLimits;
	if (titles.length > most) return `options can't contain more than ${most} items`;
	if (titles.some((title) => title.trim() === '')) return "options can't be blank";
	if (titles.some((title) => [...segmenter.segment(title)].length > longest))
		return `options cannot be longer than ${longest} characters each`;
	return new Set(titles).size < titles.length ? 'options contain duplicate items' : null;
};

/** SPEC: mastodon/app/validators/poll_expiration_validator. */
const wrongEnd = (seconds: number): string | null => {
	if (Number.isNaN(seconds)) return "expires at can't be blank";
	if (seconds < pollLimits.min_expiration) return 'expires at is too soon';
	return seconds > pollLimits.max_expiration ? 'expires at is too far into the future' : null;
};

/** SPEC: an edit without the poll takes it away; other answers void the votes. */
export const repoll = (status: Status, wanted: Poll | null): void => {
	const { poll: before } = status;
	delete status.poll;
	if (wanted === null) return;
	const isSame = before?.options.join('\n') === wanted.options.join('\n') && before.multiple === wanted.multiple;
	status.poll = { ...wanted, votes: isSame ? (before?.votes ?? 0) : 0 };
};
