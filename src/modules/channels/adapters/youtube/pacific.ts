import { hours, type Instant, instantOf, plus } from '#kernel/time.ts';

const ZONE = 'America/Los_Angeles';
const dayThere = new Intl.DateTimeFormat('en-CA', {
	timeZone: ZONE,
	year: 'numeric',
	month: '2-digit',
	day: '2-digit',
});

/** SPEC: developers.google.com/youtube/v3/determine_quota_cost: all quotas begin anew at midnight Pacific time. */
export const nextPacificMidnight = (now: Instant): Instant => {
	const today = dayThere.format(now);
	// A day there has 23 to 25 hours: the first midnight of another day is the next one.
	for (let ahead = 1; ahead <= 26; ahead += 1) {
		const day = dayThere.format(plus(now, hours(ahead)));
		if (day !== today) return instantOf({ local: `${day}T00:00`, zone: ZONE }) ?? plus(now, hours(24));
	}
	return plus(now, hours(24));
};
