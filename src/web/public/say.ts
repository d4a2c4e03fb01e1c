import { Temporal } from 'temporal-polyfill';

import type { Language } from '#kernel/language.ts';
import { languages } from '#kernel/language.ts';

import de from '../languages/de/newsroom.json' with { type: 'json' };
import en from '../languages/en/newsroom.json' with { type: 'json' };
import { createTranslator } from '../languages/translator.ts';

type Values = Readonly<Record<string, string | number>>;

/** Speaks to the reader: sentences by key, dates as people say them, addresses in their language. */
export interface Say {
	(key: string, values?: Values): string;
	readonly language: Language;
	readonly other: Language;
	/** `/beitrag/x` for German, `/en/beitrag/x` for English. */
	at(path: string): string;
	/** `24. November 2026` */
	day(at: number): string;
	/** `24. November 2026, 8:30 Uhr` */
	moment(at: number): string;
	/** `heute, 8:30 Uhr`, `gestern, ...`, else the day. */
	lately(at: number, now: number): string;
	month(year: number, month: number | null): string;
	/** `Samstag, 5. Dezember 2026, 19:00–21:00 Uhr`; without an end the beginning alone. */
	span(from: number, until: number | null): string;
}

const texts = { de: de.public, en: en.public };
const locales = { de: 'de-DE', en: 'en-GB' };

const speak = (language: Language, zone: string): Say => {
	const sentence = createTranslator({ locale: language, texts: texts[language] });
	const format = (options: Intl.DateTimeFormatOptions) =>
		new Intl.DateTimeFormat(locales[language], { timeZone: zone, ...options });
	const day = format({ day: 'numeric', month: 'long', year: 'numeric' });
	const plainDay = (at: number) =>
		Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(zone).toPlainDate();
	const time = format({ hour: 'numeric', minute: '2-digit' });
	const month = new Intl.DateTimeFormat(locales[language], { month: 'long', year: 'numeric', timeZone: 'UTC' });
	const whole = format({
		...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
		...{ hour: 'numeric', minute: '2-digit' },
	});
	const weekday = format({ weekday: 'long' });
	const full = (at: number) => `${weekday.format(at)}, ${moment(at)}`;
	const clockTime = (at: number) => sentence('time', { time: time.format(at) });
	const moment = (at: number) => `${day.format(at)}, ${clockTime(at)}`;

	return Object.assign(sentence, {
		language,
		other: languages.find((one) => one !== language) ?? language,
		at: (path: string) => (language === 'de' ? path : `/en${path === '/' ? '' : path}`),
		day: (at: number) => day.format(at),
		moment,
		lately(at: number, now: number) {
			const [asked, today] = [plainDay(at), plainDay(now)];
			if (asked.equals(today)) return sentence('today', { time: clockTime(at) });
			if (asked.equals(today.subtract({ days: 1 }))) return sentence('yesterday', { time: clockTime(at) });
			return day.format(at);
		},
		span: (from: number, until: number | null) =>
			until === null || until <= from
				? full(from)
				: plainDay(from).equals(plainDay(until))
					? whole.formatRange(from, until)
					: sentence('span', { from: full(from), until: full(until) }),
		month: (year: number, number: number | null) =>
			number === null ? String(year) : month.format(Date.UTC(year, number - 1, 1)),
	});
};

const known = new Map<string, Say>();

/** The voice in one language and zone. Made once: reading the sentences costs more than saying them. */
export const createSay = (language: Language, zone: string): Say => {
	const key = `${language} ${zone}`;
	const say = known.get(key) ?? speak(language, zone);
	known.set(key, say);
	return say;
};
