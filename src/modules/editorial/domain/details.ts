import type { Details, EventDetails } from '#kernel/post-kind.ts';
import { type Instant, instantOf, type WallTime } from '#kernel/time.ts';

const momentOf = (wall: WallTime | null): Instant | null => (wall === null ? null : instantOf(wall));

/** When and where, in one line without labels, so that it reads in any language; empty without a beginning. */
export const eventLine = (details: Details | null, language: string): string => {
	if (details?.kind !== 'event') return '';
	const when = whenOf(details, language);
	return [when, details.place.trim()].filter((part) => part !== '').join(', ');
};

const whenOf = ({ start, end }: EventDetails, language: string): string => {
	const [from, until] = [momentOf(start), momentOf(end)];
	if (from === null || start === null) return '';
	const format = new Intl.DateTimeFormat(language, {
		timeZone: start.zone,
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		year: 'numeric',
		hour: '2-digit',
		minute: '2-digit',
	});
	return until !== null && until > from ? format.formatRange(from, until) : format.format(from);
};

/** The moment before which nothing of the post may go out. */
export const embargoOf = (details: Details | null): Instant | null =>
	details?.kind === 'press-release' ? momentOf(details.embargo) : null;
