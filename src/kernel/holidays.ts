import { Temporal } from 'temporal-polyfill';

export interface Holiday {
	/** `2026-12-25`. */
	readonly day: string;
	readonly name: string;
	/** Held in some places of the Land only. */
	readonly local: boolean;
}

type Lands = string;
const rule = (name: string, lands: Lands, since = 1990) => ({ name, lands, since });
const ALL = 'BW BY BE BB HB HH HE MV NI NW RP SL SN ST SH TH';

/** LAW: holiday acts of the Länder as of November 2026; days since 1990 only. */
const fixed = {
	'01-01': [rule('Neujahr', ALL)],
	'01-06': [rule('Heilige Drei Könige', 'BW BY ST')],
	'03-08': [rule('Internationaler Frauentag', 'BE', 2019), rule('Internationaler Frauentag', 'MV', 2023)],
	'05-01': [rule('Tag der Arbeit', ALL)],
	'08-15': [rule('Mariä Himmelfahrt', 'SL BY*')],
	'08-08': [rule('Augsburger Friedensfest', 'BY*')],
	'09-20': [rule('Weltkindertag', 'TH', 2019)],
	'10-03': [rule('Tag der Deutschen Einheit', ALL)],
	'10-31': [rule('Reformationstag', 'BB MV SN ST TH'), rule('Reformationstag', 'HB HH NI SH', 2018)],
	'11-01': [rule('Allerheiligen', 'BW BY NW RP SL')],
	'12-25': [rule('1. Weihnachtstag', ALL)],
	'12-26': [rule('2. Weihnachtstag', ALL)],
} as const;

/** Days after Easter Sunday. */
const movable = [
	[-2, rule('Karfreitag', ALL)],
	[0, rule('Ostersonntag', 'BB')],
	[1, rule('Ostermontag', ALL)],
	[39, rule('Christi Himmelfahrt', ALL)],
	[49, rule('Pfingstsonntag', 'BB')],
	[50, rule('Pfingstmontag', ALL)],
	[60, rule('Fronleichnam', 'BW BY HE NW RP SL SN* TH*')],
] as const;

/** LAW: held once by a law of their own. */
const once: Readonly<Record<string, readonly [name: string, lands: Lands]>> = {
	'2017-10-31': ['Reformationstag', ALL],
	'2020-05-08': ['75. Jahrestag der Befreiung', 'BE'],
	'2025-05-08': ['80. Jahrestag der Befreiung', 'BE'],
	'2028-06-17': ['75. Jahrestag des Volksaufstands', 'BE'],
};

const heldIn = (lands: Lands, land: string): 'yes' | 'local' | 'no' => {
	const list = lands.split(' ');
	if (list.includes(land)) return 'yes';
	return list.includes(`${land}*`) ? 'local' : 'no';
};

/** More years and Länder than anybody asks for in one go; beyond it they are counted afresh. */
const MOST_KEPT = 500;
const counted = new Map<string, readonly Holiday[]>();

/** The public holidays of a Land (`DE-BY`) in a year, in order; without a Land those of all sixteen. */
export const holidaysOf = (year: number, land: string | null): readonly Holiday[] => {
	const key = `${year} ${land}`;
	const known = counted.get(key);
	if (known !== undefined) return known;
	const held = countHolidays(year, land);
	if (counted.size >= MOST_KEPT) counted.clear();
	counted.set(key, held);
	return held;
};

const countHolidays = (year: number, land: string | null): readonly Holiday[] => {
	const easter = easterSunday(year);
	const given = [
		...Object.entries(fixed).flatMap(([date, rules]) => rules.map((one) => ({ day: `${year}-${date}`, ...one }))),
		...movable.map(([offset, one]) => ({ day: easter.add({ days: offset }).toString(), ...one })),
		repentance(year),
		...Object.entries(once).map(([day, [name, lands]]) => ({ day, name, lands, since: 1990 })),
	];
	const held = given.flatMap(({ day, name, lands, since }): Holiday[] => {
		if (!day.startsWith(`${year}-`) || year < since) return [];
		if (land === null) return lands === ALL ? [{ day, name, local: false }] : [];
		const where = heldIn(lands, land.replace(/^DE-/, ''));
		return where === 'no' ? [] : [{ day, name, local: where === 'local' }];
	});
	const unique = held.filter(
		(one, index) => held.findIndex(({ day, name }) => day === one.day && name === one.name) === index,
	);
	return unique.sort((a, b) => a.day.localeCompare(b.day));
};

/** LAW: Buß- und Bettag, the Wednesday before 23 November, in Saxony; 1990 to 1994 everywhere. */
const repentance = (year: number) => {
	const last = Temporal.PlainDate.from({ year, month: 11, day: 22 });
	const day = last.subtract({ days: (last.dayOfWeek + 4) % 7 });
	return { day: day.toString(), name: 'Buß- und Bettag', lands: 'SN', since: 1995 };
};

/** SPEC: Gauss's Easter rule in the form of Lichtenberg (1997). */
const easterSunday = (year: number): Temporal.PlainDate => {
	const k = Math.floor(year / 100);
	const m = 15 + Math.floor((3 * k + 3) / 4) - Math.floor((8 * k + 13) / 25);
	const s = 2 - Math.floor((3 * k + 3) / 4);
	const a = year % 19;
	const d = (19 * a + m) % 30;
	const r = Math.floor((d + Math.floor(a / 11)) / 29);
	const og = 21 + d - r;
	const sz = 7 - ((year + Math.floor(year / 4) + s) % 7);
	const oe = 7 - ((og - sz) % 7);
	return Temporal.PlainDate.from({ year, month: 3, day: 1 }).add({ days: og + oe - 1 });
};
