import { Temporal } from 'temporal-polyfill';

import type { Week } from '#kernel/office-hours.ts';
import type { Instant } from '#kernel/time.ts';

/** On which messages a presence says at night when somebody is there again. */
export const nightModes = ['off', 'private', 'all'] as const;
export type NightMode = (typeof nightModes)[number];

/** Who says it: no person. */
export const NIGHT = 'dialogue';

type Tongue = 'de' | 'en';

const days = {
	de: ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'],
	en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const;

const short = (time: string): string => time.replace(/^0/, '');

/** `Mo–Fr 8:00–16:00`: days that follow each other with the same hours stand together, closed days do not stand at all. */
export const sayWeek = (week: Week, tongue: Tongue): string => {
	const runs: { first: number; last: number; hours: string }[] = [];
	for (const [at, spans] of week.entries()) {
		const hours = spans.map(([opens, closes]) => `${short(opens)}–${short(closes)}`).join(', ');
		const run = runs.at(-1);
		if (run?.hours === hours) run.last = at;
		else runs.push({ first: at, last: at, hours });
	}
	return runs
		.filter(({ hours }) => hours !== '')
		.map(({ first, last, hours }) => {
			const names = [days[tongue][first], ...(last > first ? [days[tongue][last]] : [])];
			return `${names.join('–')} ${hours}`;
		})
		.join('; ');
};

interface Night {
	readonly opensAt: Instant;
	readonly zone: string;
	readonly week: Week;
	/** A sentence of the unit's own; empty: none. */
	readonly extra: string;
	readonly tongue: Tongue;
}

const said = {
	de: (when: string, week: string) =>
		`Danke für Ihre Nachricht. Gerade ist niemand im Dienst, wir lesen sie ab ${when} Uhr. Servicezeiten: ${week} Uhr. Im Notfall: 112.`,
	en: (when: string, week: string) =>
		`Thank you for your message. Nobody is on duty at the moment, we will read it from ${when}. Service hours: ${week}. In an emergency: 112.`,
} as const;

/** What goes out at night: hours, next opening, no promise beyond. */
export const nightText = ({ opensAt, zone, week, extra, tongue }: Night): string => {
	const at = Temporal.Instant.fromEpochMilliseconds(opensAt).toZonedDateTimeISO(zone);
	const locale = tongue === 'de' ? 'de-DE' : 'en-GB';
	const day = at.toPlainDate().toLocaleString(locale, { weekday: 'long', day: 'numeric', month: 'long' });
	const time = short(at.toPlainTime().toString({ smallestUnit: 'minute' }));
	return [said[tongue](`${day}, ${time}`, sayWeek(week, tongue)), extra].filter((text) => text !== '').join('\n\n');
};
