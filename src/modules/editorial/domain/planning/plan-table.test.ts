import { describe, expect, test } from 'vitest';

import { instant } from '#kernel/time.ts';

import { parseCsv } from './csv.ts';
import { readHead, readRow } from './plan-table.ts';

const known = {
	zone: 'Europe/Berlin',
	now: instant('2026-03-02T08:00:00Z'),
	topics: ['Verkehr', 'Kultur'],
	presences: [
		{ id: 'nr', name: 'Newsroom' },
		{ id: 'ma', name: 'Musterstadt' },
	],
	groups: [{ id: 'young', name: 'Jugendliche' }],
	campaigns: [{ id: 'c', name: 'Ausbildung 2027' }],
};
const read = (text: string) => {
	const [first, ...rows] = parseCsv(text, ';');
	const head = readHead(first);
	if (head === null) throw new Error('no head');
	return rows.map((row) => readRow(row, head, known));
};
const problems = (line: string) =>
	read(`Datum;Uhrzeit;Überschrift;Themenfeld;Auftritte;Zielgruppen;Kampagne\n${line}`).flatMap(({ errors }) =>
		errors.map(({ field, problem }) => `${field} ${problem}`),
	);

describe('a row of a plan', () => {
	test('is read with German dates, names of presences, groups and campaign', () => {
		const [row] = read(
			'überschrift;Datum;Uhrzeit;Themenfeld;Auftritte;Zielgruppen;Kampagne;Stand\nMarkt;10.3.2026;7.30 Uhr;verkehr;Newsroom, musterstadt;Jugendliche;Ausbildung 2027;Entwurf',
		);
		expect(row).toMatchObject({
			line: 2,
			title: 'Markt',
			local: '2026-03-10T07:30',
			at: instant('2026-03-10T06:30:00Z'),
			topic: 'Verkehr',
			presenceIds: ['nr', 'ma'],
			groupIds: ['young'],
			campaignId: 'c',
			errors: [],
		});
	});

	test('is news where no kind is named, and says which kinds there are not', () => {
		expect(read('Überschrift\nMarkt')[0]).toMatchObject({ kind: 'news', errors: [] });
		expect(read('Überschrift;Art\nLesung;veranstaltung\nStelle;job\nMarkt;')).toMatchObject([
			{ kind: 'event' },
			{ kind: 'job' },
			{ kind: 'news', errors: [] },
		]);
		expect(read('Überschrift;Art\nX;Gedicht')[0]?.errors).toMatchObject([{ field: 'kind', problem: 'unknown' }]);
	});

	test('needs neither a date nor anything but a headline', () => {
		expect(problems(';;Irgendwann;;;;')).toEqual([]);
	});

	test('says everything that is wrong with it', () => {
		expect(problems('31.2.2026;9:00;;Wetter;Facebook;Senioren;Keine')).toEqual([
			'title missing',
			'day unreadable',
			'topic unknown',
			'campaign unknown',
			'presences unknown',
			'groups unknown',
		]);
		expect(problems('1.3.2026;9:00;Gestern;;;;')).toEqual(['day past']);
		expect(problems('10.3.2026;;Ohne Uhrzeit;;;;')).toEqual(['time missing']);
		expect(problems(';9:00;Ohne Tag;;;;')).toEqual(['day missing']);
		expect(problems('29.3.2026;2:30;Lücke;;;;')).toEqual(['time skipped-by-clock-change']);
		expect(problems('25.10.2026;2:30;Doppelt;;;;')).toEqual(['time doubled-by-clock-change']);
	});

	test('belongs to a table with a headline column', () => {
		expect(readHead(parseCsv('Name;Alter', ';')[0])).toBeNull();
	});
});
