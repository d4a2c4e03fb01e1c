import { detailsFor, type EventDetails, type JobDetails, optionsOf, type PollDetails } from '#kernel/post-kind.ts';
import { partsOf } from '#kernel/thread.ts';
import { instantOf, type WallTime } from '#kernel/time.ts';

import type { Content } from '../post.ts';
import type { Outlet } from '../rendition.ts';
import { type Finding, finding } from './finding.ts';

const WEB = /^https?:\/\/[^\s/$.?#][^\s]*$/i;
const MAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]{2,}$/;

type Named = Parameters<typeof finding>[0];

const atDetails = (rule: string, severity: Named['severity']): Finding => finding({ rule, severity, field: 'details' });

interface About {
	readonly today: string;
	readonly outlets: readonly Outlet[];
}

/** What an event, a vacancy or a poll must say before it may go out. `today`: the authority's day, `2026-11-28`. */
export const detailFindings = (content: Content, about: About): Finding[] => {
	const { today } = about;
	const details = detailsFor(content.kind, content.details);
	if (content.kind === 'event') return eventFindings(details?.kind === 'event' ? details : null, today);
	if (content.kind === 'job') return jobFindings(details?.kind === 'job' ? details : null, today);
	if (content.kind === 'poll') return pollFindings(details?.kind === 'poll' ? details : null, content, about);
	if (content.kind === 'thread') return threadFindings(content, about);
	return details?.kind === 'press-release' && details.mail !== '' && !MAIL.test(details.mail)
		? [atDetails('press-mail-unreadable', 'block')]
		: [];
};

const eventFindings = (event: EventDetails | null, today: string): Finding[] => {
	const at = (wall: WallTime | null | undefined) => (wall ? instantOf(wall) : null);
	const [start, end] = [at(event?.start), at(event?.end)];
	const lastDay = (event?.end ?? event?.start)?.local.slice(0, 10);
	return [
		...(start === null ? [atDetails('event-start-missing', 'block')] : []),
		...(start !== null && end !== null && end <= start ? [atDetails('event-ends-early', 'block')] : []),
		...((event?.place ?? '').trim() === '' ? [atDetails('event-place-missing', 'block')] : []),
		...(start !== null && lastDay !== undefined && lastDay < today ? [atDetails('event-over', 'warning')] : []),
		...((event?.accessible ?? null) === null ? [atDetails('event-access-unknown', 'hint')] : []),
	];
};

const jobFindings = (job: JobDetails | null, today: string): Finding[] => [
	...((job?.closes ?? null) === null ? [atDetails('job-closing-missing', 'block')] : []),
	...(job?.closes && job.closes < today ? [atDetails('job-closed', 'block')] : []),
	...(WEB.test(job?.apply ?? '') || MAIL.test(job?.apply ?? '') ? [] : [atDetails('job-apply-missing', 'block')]),
];

/** One part is no thread, and where none of the networks knows threads it is one post. */
const threadFindings = ({ text, renditions }: Content, { outlets }: About): Finding[] => {
	const chosen = outlets.filter(({ id }) => renditions.some(({ presenceId }) => presenceId === id));
	const isOne = text.trim() !== '' && partsOf(text).length < 2;
	return [
		...(isOne ? [atDetails('thread-of-one', 'warning')] : []),
		...(chosen.some(({ limits }) => limits?.threads) ? [] : [atDetails('thread-nowhere', 'warning')]),
	];
};

const pollFindings = (
	poll: PollDetails | null,
	{ renditions, media }: Content,
	{ today, outlets }: About,
): Finding[] => {
	const options = poll === null ? [] : optionsOf(poll);
	const chosen = outlets.filter(({ id }) => renditions.some(({ presenceId }) => presenceId === id));
	const counting = chosen.flatMap(({ limits }) => limits?.polls ?? []);
	const tooLong = counting.some(
		({ most, optionMost }) => options.length > most || options.some((one) => [...one].length > optionMost),
	);
	return [
		...(options.length < 2 ? [atDetails('poll-too-few', 'block')] : []),
		...(new Set(options).size < options.length ? [atDetails('poll-twice', 'block')] : []),
		...(tooLong ? [atDetails('poll-too-long', 'block')] : []),
		...(poll?.closes ? [] : [atDetails('poll-closing-missing', 'block')]),
		...(poll?.closes && poll.closes.local.slice(0, 10) < today ? [atDetails('poll-closed', 'block')] : []),
		...(media.length > 0 && counting.some(({ withMedia }) => !withMedia)
			? [atDetails('poll-with-picture', 'block')]
			: []),
		...(counting.length === 0 ? [atDetails('poll-nowhere', 'warning')] : []),
	];
};
