import { instantOf, toIso } from '#kernel/time.ts';

/** The last minute of a day where the house stands, on the wire. */
export const endOfDay = (day: string, zone: string): string | null => {
	const at = instantOf({ local: `${day}T23:59`, zone });
	return at === null ? null : toIso(at);
};
