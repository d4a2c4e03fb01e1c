import { detailsFor, type EventDetails, type JobDetails } from '#kernel/post-kind.ts';
import { instantOf, type WallTime } from '#kernel/time.ts';

import type { Content } from '../post.ts';
import { type Finding, finding } from './finding.ts';

const WEB = /^https?:\/\/[^\s/$.?#][^\s]*$/i;
const MAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]{2,}$/;

type Named = Parameters<typeof finding>[0];

const atDetails = (rule: string, severity: Named['severity']): Finding => finding({ rule, severity, field: 'details' });

/** What an event or a vacancy must say before it may go out. `today`: the authority's day, `2026-11-28`. */
export const detailFindings = (content: Content, { today }: { readonly today: string }): Finding[] => {
	const details = detailsFor(content.kind, content.details);
	if (content.kind === 'event') return eventFindings(details?.kind === 'event' ? details : null, today);
	if (content.kind === 'job') return jobFindings(details?.kind === 'job' ? details : null, today);
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
