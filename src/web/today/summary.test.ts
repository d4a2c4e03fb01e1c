import { describe, expect, test } from 'vitest';

import { instant } from '#kernel/time.ts';

import { sayIn } from '../languages/index.ts';
import { summarise, type Tally } from './summary.ts';

const nothing: Tally = { unclear: 0, refused: 0, approvals: 0, answers: 0, nextDue: null, nextOut: null };
const around = {
	say: sayIn('de'),
	now: instant('2026-11-24T08:42:00Z'),
	zone: 'Europe/Berlin',
	language: 'de',
};
const told = (tally: Partial<Tally>) => summarise({ ...nothing, ...tally }, around);

describe('the day in a sentence', () => {
	test('what is unclear comes first, then what waits and until when', () => {
		expect(told({ unclear: 1, approvals: 3, answers: 4, nextDue: instant('2026-11-24T09:20:00Z') })).toBe(
			'Eine Zustellung ist unklar. Drei Freigaben und vier Antworten warten auf Sie, die nächste bis 10:20 Uhr.',
		);
	});

	test('one thing waits in the singular', () => {
		expect(told({ answers: 1, nextDue: instant('2026-11-25T11:00:00Z') })).toBe(
			'Eine Antwort wartet auf Sie, die nächste bis Mittwoch, 12:00 Uhr.',
		);
	});

	test('what is overdue is said, not dated', () => {
		expect(told({ answers: 2, nextDue: instant('2026-11-24T08:00:00Z') })).toBe(
			'Zwei Antworten warten auf Sie, mindestens eine ist überfällig.',
		);
	});

	test('beyond twelve a number is a figure', () => {
		expect(told({ refused: 13 })).toBe('13 Zustellungen wurden abgelehnt.');
	});

	test('all done names the next post that goes out by itself', () => {
		expect(told({ nextOut: instant('2026-11-24T14:30:00Z') })).toBe(
			'Für heute ist alles erledigt. Der nächste Beitrag geht um 15:30 Uhr von selbst hinaus.',
		);
		expect(told({})).toBe('Für heute ist alles erledigt.');
	});
});
