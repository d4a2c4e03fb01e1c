import { Temporal } from 'temporal-polyfill';

import { after, before, type Hit, type TextRule } from './rule.ts';

const MONTHS = [
	'Januar',
	'Februar',
	'März',
	'April',
	'Mai',
	'Juni',
	'Juli',
	'August',
	'September',
	'Oktober',
	'November',
	'Dezember',
];
const SHORT_MONTHS = ['Jan', 'Feb', 'Mär', 'Apr', 'Mai', 'Jun', 'Jul', 'Aug', 'Sep', 'Okt', 'Nov', 'Dez'];
const WEEKDAYS = ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'];
const SHORT_WEEKDAYS = ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'];
const DATE = new RegExp(
	`(?<![\\d.,/])(?<day>\\d{1,2})\\.\\s?(?:(?<month>\\d{1,2})\\.|(?<name>${MONTHS.join('|')}|Jänner|(?:${SHORT_MONTHS.join('|')}|Sept)(?:\\.|\\b))(?!\\p{L}))(?:\\s?(?<year>\\d{4}|\\d{2}(?!\\d|[.:]\\d|\\s?(?:Uhr|Prozent|%|Euro|€))))?(?!\\d)`,
	'gu',
);
const WEEKDAY = new RegExp(
	`(?<![\\p{L}])(?<weekday>(?:${WEEKDAYS.join('|')}|Sonnabend)s?|(?:${SHORT_WEEKDAYS.join('|')})\\.?)(?<link>,?\\s+(?:den\\s+|dem\\s+|der\\s+)?)$`,
	'u',
);
/** These words mean a day that may well have passed. */
const LOOKS_BACK =
	/(?:(?<!\p{L})(?:seit|vom|Stand:?|Beschluss|Sitzung|ursprünglich|gestern|war|waren|wurde|wurden|fand|fanden|hat|haben|hatte|hatten|bereits|Rückblick|rückwirkend|zum|geboren|gestorben|nach dem|Einwohnerzahl|Stichtag|Zahl|Zahlen|Archiv|lief|liefen|endete|galt|begann|kam|ging|öffnete|schloss|stieg|sank|brach|zeigte|feierte|gewann)(?!\p{L})[^.!?\n]*)$/iu;
/** What stands right behind the day says that it was. */
const WAS =
	/^,?\s*(?:\d{4},?\s*)?(?:(?:um|gegen|ab)\s[\d.:]+(?:\sUhr)?,?\s*)?(?:wurde|wurden|war|waren|fand|fanden|kam|kamen|ging|gingen|begann|brach|starb|hat|haben|hatte|hatten|brannte|\p{Ll}{3,}(?<!heu|bit|letz|nächs|gan)te[n]?)(?!\p{L})/u;
/** The first day of a span says nothing about whether it is over. */
const RANGE = /^\s?(?:–|-|bis|bis zum|bis einschließlich)\s?(?:\p{L}+,?\s)?(?:den\s)?\d{1,2}\./u;
const IN_THE_PAST = /(?:wurde|wurden|worden|eröffnet wurde|stattgefunden|beschlossen|gestorben|zählte|brannte)/u;
const BACK = 35;
/** A date without year is taken for the one that lies nearest, looking ahead rather than back. */
const LOOK_BACK_DAYS = 90;

interface Found {
	readonly range: readonly [number, number];
	readonly text: string;
	readonly date: Temporal.PlainDate;
}

const monthOf = (name: string): number => {
	const full = MONTHS.indexOf(name) + 1;
	return full > 0 ? full : SHORT_MONTHS.findIndex((short) => name.startsWith(short)) + 1;
};

const toDate = ({ groups = {} }: RegExpExecArray, today: Temporal.PlainDate): Temporal.PlainDate | null => {
	const month = groups['month'] ? Number(groups['month']) : monthOf(groups['name'] ?? '');
	const at = (year: number) =>
		Temporal.PlainDate.from({ year, month, day: Number(groups['day']) }, { overflow: 'reject' });
	try {
		const year = groups['year'];
		if (year) return at(year.length === 2 ? 2000 + Number(year) : Number(year));
		const oldest = today.subtract({ days: LOOK_BACK_DAYS });
		const same = at(today.year);
		return Temporal.PlainDate.compare(same, oldest) < 0 ? at(today.year + 1) : same;
	} catch {
		return null;
	}
};

const dates = (text: string, today: Temporal.PlainDate): readonly Found[] =>
	[...text.matchAll(DATE)].flatMap((match) => {
		const date = toDate(match, today);
		return date ? [{ range: [match.index, match.index + match[0].length] as const, text: match[0], date }] : [];
	});

const speaksOfThePast = (text: string, [start, end]: Found['range']): boolean => {
	const rest = /^[^!?\n]{0,80}/u.exec(after(text, end, 80))?.[0] ?? '';
	const own = rest.split(/\.\s+\p{Lu}/u)[0] ?? rest;
	if (RANGE.test(own)) return true;
	return LOOKS_BACK.test(before(text, start, BACK)) || WAS.test(own) || IN_THE_PAST.test(own);
};

/** A day within the last year that the text speaks of as if it were to come. */
export const pastDate: TextRule = {
	id: 'date-in-the-past',
	severity: 'warning',
	paragraph: null,
	find(text, about) {
		const today = Temporal.PlainDate.from(about.today);
		const yearAgo = today.subtract({ years: 1 });
		return dates(text, today)
			.filter(
				({ date }) => Temporal.PlainDate.compare(date, today) < 0 && Temporal.PlainDate.compare(date, yearAgo) > 0,
			)
			.filter(({ range }) => !speaksOfThePast(text, range))
			.map(({ range, text: date }) => ({ range, values: { date } }));
	},
};

/** "So" also means "thus" and "Do" stands in names: short weekdays count with a full stop, a comma, or at the beginning of a line. */
const isWeekday = (named: string, match: RegExpExecArray, said: string): boolean =>
	named.length > 3 || /[.,]/.test(match[0]) || /(?:^|[\n(,;:–-]\s*|am\s)$/u.test(said.slice(0, match.index));

/** The weekday named before a date is not the date's weekday. */
export const weekday: TextRule = {
	id: 'weekday-mismatch',
	severity: 'warning',
	paragraph: null,
	find: (text, about) =>
		dates(text, Temporal.PlainDate.from(about.today)).flatMap(({ range, date, text: words }): Hit[] => {
			const said = before(text, range[0], BACK);
			const match = WEEKDAY.exec(said);
			const written = match?.groups?.['weekday'];
			if (!match || written === undefined || !isWeekday(written, match, said)) return [];
			const named = written.replace(/\.$/, '').replace(/(?<=tag|woch|abend)s$/, '');
			const at = date.dayOfWeek - 1;
			const isShort = SHORT_WEEKDAYS.includes(named);
			const real = (isShort ? SHORT_WEEKDAYS[at] : WEEKDAYS[at]) ?? '';
			if (real === named || (named === 'Sonnabend' && real === 'Samstag')) return [];
			const start = range[0] - match[0].length;
			return [{ range: [start, start + named.length], mend: real, values: { date: words, named, real } }];
		}),
};
