import { getHolidays } from 'feiertagejs';
import { expect, test } from 'vitest';

import { holidaysOf } from './holidays.ts';

const lands = ['BW', 'BY', 'BE', 'BB', 'HB', 'HH', 'HE', 'MV', 'NI', 'NW', 'RP', 'SL', 'SN', 'ST', 'SH', 'TH'] as const;
/** Held once in Berlin; the other program does not know these. */
const onceInBerlin = ['2020-05-08', '2025-05-08', '2028-06-17'];
const day = (date: Date): string => new Intl.DateTimeFormat('sv', { dateStyle: 'short' }).format(date);

test.each(lands)('%s has the holidays another program counts as well', (land) => {
	for (let year = 2019; year <= 2040; year += 1) {
		const counted = getHolidays(year, land).map(({ date }) => day(date));
		// Mariä Himmelfahrt in Bavaria: only in places with more Catholics, which the other program leaves open.
		const other = [...new Set(counted)].filter((one) => land !== 'BY' || !one.endsWith('-08-15')).sort();
		const everywhere = holidaysOf(year, `DE-${land}`).filter((one) => !one.local && !onceInBerlin.includes(one.day));
		const ours = [...new Set(everywhere.map((one) => one.day))];
		expect([year, ours]).toEqual([year, other]);
	}
});

test('days that only some places hold are marked', () => {
	const local = (land: string) =>
		holidaysOf(2026, land)
			.filter((one) => one.local)
			.map(({ name }) => name);
	expect(local('DE-BY')).toEqual(['Augsburger Friedensfest', 'Mariä Himmelfahrt']);
	expect(local('DE-TH')).toEqual(['Fronleichnam']);
	expect(local('DE-SL')).toEqual([]);
});

test('a day held once is held once', () => {
	const may = (year: number) => holidaysOf(year, 'DE-BE').some((one) => one.day === `${year}-05-08`);
	expect([2020, 2024, 2025, 2026].map(may)).toEqual([true, false, true, false]);
});

test('without a Land only what all sixteen hold', () => {
	expect(holidaysOf(2026, null)).toHaveLength(9);
});
