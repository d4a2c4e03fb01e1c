import { Temporal } from 'temporal-polyfill';

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number & { readonly __instant: true };

/** The office's only source of time. Nothing else reads the machine's clock or sets a timer. */
export interface Clock {
	now(): Instant;
	/**
	 * Runs `work` once, when `at` has come (at once if it has passed). Returns how to call it off. A `round` is work that
	 * comes again by itself: a clock wound over hours may let its rounds lie further apart.
	 */
	wake(at: Instant, work: () => void, kind?: 'round'): () => void;
}

export const seconds = (n: number): number => n * 1000;
export const minutes = (n: number): number => n * 60_000;
export const hours = (n: number): number => n * 3_600_000;
export const days = (n: number): number => n * 86_400_000;

export const plus = (at: Instant, ms: number): Instant => (at + ms) as Instant;

/** Reads an ISO 8601 moment with offset. Throws on anything else: check input at the edge first. */
export const instant = (iso: string): Instant => Temporal.Instant.from(iso).epochMilliseconds as Instant;

export const fromDate = (date: Date): Instant => date.getTime() as Instant;
export const toDate = (at: Instant): Date => new Date(at);
export const toIso = (at: Instant): string => new Date(at).toISOString();

/** The calendar day of a moment in a zone, as ISO date. */
export const dayIn = (zone: string, at: Instant): string =>
	Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();

/** A local wall time as a person means it, with the zone it is meant in. */
export interface WallTime {
	/** `2026-11-24T07:30`, without offset. */
	readonly local: string;
	/** IANA zone, for example `Europe/Berlin`. */
	readonly zone: string;
	/** Which of two instants is meant when the clock change gives the wall time twice. */
	readonly occurrence?: 'earlier' | 'later';
}

export type WallTimeReading =
	| { readonly kind: 'once'; readonly at: Instant }
	/** The clock change skips this wall time; `at` is the first instant after the gap. */
	| { readonly kind: 'missing'; readonly at: Instant }
	| { readonly kind: 'twice'; readonly earlier: Instant; readonly later: Instant }
	| { readonly kind: 'unreadable' };

/** Derives the instant(s) of a wall time and says plainly when the clock change makes it missing or double. */
export const readWallTime = ({ local, zone }: WallTime): WallTimeReading => {
	try {
		const plain = Temporal.PlainDateTime.from(local);
		const earlier = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
		const later = plain.toZonedDateTime(zone, { disambiguation: 'later' });
		const [a, b] = [earlier.epochMilliseconds as Instant, later.epochMilliseconds as Instant];
		if (a === b) return { kind: 'once', at: a };
		return earlier.toPlainDateTime().equals(plain)
			? { kind: 'twice', earlier: a, later: b }
			: missing(plain, zone, b - a);
	} catch {
		return { kind: 'unreadable' };
	}
};

/** The instant of a wall time for showing and comparing; where the clock change gives two, the earlier unless said otherwise. Null for what cannot be read. */
export const instantOf = (wall: WallTime): Instant | null => {
	const reading = readWallTime(wall);
	if (reading.kind === 'unreadable') return null;
	return reading.kind === 'twice' ? reading[wall.occurrence ?? 'earlier'] : reading.at;
};

const missing = (plain: Temporal.PlainDateTime, zone: string, gapMs: number): WallTimeReading => {
	const after = plain.add({ milliseconds: Math.abs(gapMs) }).toZonedDateTime(zone);
	const change = after.getTimeZoneTransition('previous');
	return { kind: 'missing', at: (change ?? after).epochMilliseconds as Instant };
};

/** A month of the calendar as an office lives it. */
export interface Month {
	/** `2026-11`. */
	readonly name: string;
	readonly from: Instant;
	readonly until: Instant;
}

/** The month an instant lies in, in the zone of the office. */
export const monthOf = (at: Instant, zone: string): Month => {
	const now = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
	const first = now.toPlainDate().with({ day: 1 });
	const start = (date: Temporal.PlainDate): Instant => date.toZonedDateTime(zone).epochMilliseconds as Instant;
	return { name: first.toPlainYearMonth().toString(), from: start(first), until: start(first.add({ months: 1 })) };
};
