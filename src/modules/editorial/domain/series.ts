import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';

import { fail, ok, type Result } from '#kernel/result.ts';
import { type Instant, readWallTime } from '#kernel/time.ts';

export type RuleFailure = { readonly type: 'series.rule-unreadable' };

/** A rule of RFC 5545 over wall times, from the first one on. */
export interface Rule {
	/** `FREQ=WEEKLY;BYDAY=WE`, without DTSTART. */
	readonly rule: string;
	/** The first wall time, `2026-11-25T07:30`. */
	readonly start: string;
	readonly zone: string;
}

/** One time a series comes round: the wall time it is known by, and the instant that is. */
export interface Occurrence {
	readonly local: string;
	readonly at: Instant;
}

/** Nothing more often than daily: an office that speaks every hour is a machine. */
const FREQUENCIES: ReadonlySet<string> = new Set(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']);
const PARTS: ReadonlySet<string> = new Set([
	'FREQ',
	'INTERVAL',
	'BYDAY',
	'BYMONTHDAY',
	'BYMONTH',
	'BYSETPOS',
	'COUNT',
	'UNTIL',
	'WKST',
]);

/** Checks that a rule is one we keep: daily or rarer, with the time of day the first one has. */
export const readRule = (wanted: Rule): Result<Rule, RuleFailure> => {
	const parts = wanted.rule.split(';').map((part) => part.split('='));
	const isKnown = parts.every(([name = '', value = '']) => PARTS.has(name) && value !== '');
	const frequency = parts.find(([name]) => name === 'FREQ')?.[1] ?? '';
	if (!isKnown || !FREQUENCIES.has(frequency) || readWallTime(toWall(wanted, wanted.start)).kind === 'unreadable')
		return fail({ type: 'series.rule-unreadable' });
	try {
		// A rule that never comes round is none.
		return evaluate(wanted).next(endOf(minuteBefore(wanted.start))) === null
			? fail({ type: 'series.rule-unreadable' })
			: ok(wanted);
	} catch {
		return fail({ type: 'series.rule-unreadable' });
	}
};

/** The rule is reckoned in wall time alone, as if there were no zone: a clock change moves no appointment. */
const evaluate = ({ rule, start }: Rule): RRuleTemporal =>
	new RRuleTemporal({
		rruleString: `DTSTART;TZID=UTC:${start.replaceAll(/[-:]/g, '').padEnd(15, '0')}\nRRULE:${rule}`,
	});

const endOf = (local: string): Date =>
	new Date(Temporal.PlainDateTime.from(local).toZonedDateTime('UTC').epochMilliseconds);
const minuteBefore = (local: string): string => Temporal.PlainDateTime.from(local).subtract({ minutes: 1 }).toString();

const toWall = ({ zone }: Pick<Rule, 'zone'>, local: string) => ({ local, zone });

/**
 * The times from one wall time to another, in order. A time the clock change skips is the first instant after the gap; one
 * it gives twice is the earlier of both. So each comes round exactly once.
 */
export const occurrencesIn = (rule: Rule, from: string, until: string): readonly Occurrence[] =>
	evaluate(rule)
		.between(endOf(from), endOf(until), true)
		.flatMap((found) => {
			const local = found.toPlainDateTime().toString({ smallestUnit: 'minute' });
			const reading = readWallTime(toWall(rule, local));
			if (reading.kind === 'unreadable') return [];
			return [{ local, at: reading.kind === 'twice' ? reading.earlier : reading.at }];
		});

/** The wall time of an instant in the zone, to the minute. */
export const wallAt = (at: Instant, zone: string): string =>
	Temporal.Instant.fromEpochMilliseconds(at)
		.toZonedDateTimeISO(zone)
		.toPlainDateTime()
		.toString({ smallestUnit: 'minute' });
