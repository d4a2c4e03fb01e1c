import { Temporal } from 'temporal-polyfill';

import { before, type Hit, type TextRule } from './rule.ts';

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
const WEEKDAYS = ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'];
const DATE = new RegExp(
	`(?<![\\d.])(?<day>\\d{1,2})\\.\\s?(?:(?<month>\\d{1,2})\\.|(?<name>${MONTHS.join('|')})\\b)(?:\\s?(?<year>\\d{4}))?(?!\\d)`,
	'gu',
);
const WEEKDAY = new RegExp(`(?<weekday>${WEEKDAYS.join('|')}|Sonnabend)s?,?\\s+(?:den\\s+|dem\\s+)?$`, 'u');
/** These words mean a day that may well have passed. */
const LOOKS_BACK =
	/(?:\b(?:seit|vom|Stand:?|Beschluss|Sitzung|ursprünglich|gestern|war|waren|wurde|wurden|fand|hatte)\b[^.!?\n]*)$/iu;
const BACK = 35;
/** A date without year is taken for the one that lies nearest, looking ahead rather than back. */
const LOOK_BACK_DAYS = 90;

interface Found {
	readonly range: readonly [number, number];
	readonly text: string;
	readonly date: Temporal.PlainDate;
}

const toDate = ({ groups = {} }: RegExpExecArray, today: Temporal.PlainDate): Temporal.PlainDate | null => {
	const month = groups['month'] ? Number(groups['month']) : MONTHS.indexOf(groups['name'] ?? '') + 1;
	const at = (year: number) =>
		Temporal.PlainDate.from({ year, month, day: Number(groups['day']) }, { overflow: 'reject' });
	try {
		if (groups['year']) return at(Number(groups['year']));
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
			.filter(({ range }) => !LOOKS_BACK.test(before(text, range[0], BACK)))
			.map(({ range, text: date }) => ({ range, values: { date } }));
	},
};

/** The weekday named before a date is not the date's weekday. */
export const weekday: TextRule = {
	id: 'weekday-mismatch',
	severity: 'warning',
	paragraph: null,
	find: (text, about) =>
		dates(text, Temporal.PlainDate.from(about.today)).flatMap(({ range, date, text: words }): Hit[] => {
			const match = WEEKDAY.exec(before(text, range[0], BACK));
			const named = match?.groups?.['weekday'];
			const real = WEEKDAYS[date.dayOfWeek - 1] ?? '';
			if (!match || named === undefined || real === named || (named === 'Sonnabend' && real === 'Samstag')) return [];
			const start = range[0] - match[0].length;
			return [{ range: [start, start + named.length], mend: real, values: { date: words, named, real } }];
		}),
};
