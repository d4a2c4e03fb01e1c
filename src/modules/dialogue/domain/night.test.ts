import { expect, it } from 'vitest';

import { defaultWeek, type Week } from '#kernel/office-hours.ts';
import { instant } from '#kernel/time.ts';

import { nightText, sayWeek } from './night.ts';

it('says a week in as few words as it has', () => {
	expect(sayWeek(defaultWeek, 'de')).toBe('Mo–Fr 8:00–16:00');
	const half = [['08:00', '12:00']] as const;
	const long = [...half, ['13:00', '18:00']] as const;
	expect(sayWeek([half, half, [], long, half, [], []] as Week, 'en')).toBe(
		'Mon–Tue 8:00–12:00; Thu 8:00–12:00, 13:00–18:00; Fri 8:00–12:00',
	);
});

it('names hours and the next opening in the wall time of the house, short enough for every network', () => {
	const night = { opensAt: instant('2026-03-30T06:00:00Z'), zone: 'Europe/Berlin', week: defaultWeek };
	const text = nightText({ ...night, tongue: 'de', extra: 'Störungen: 115.' });
	expect(text).toBe(
		'Danke für Ihre Nachricht. Gerade ist niemand im Dienst, wir lesen sie ab Montag, 30. März, 8:00 Uhr. Servicezeiten: Mo–Fr 8:00–16:00 Uhr. Im Notfall: 112.\n\nStörungen: 115.',
	);
	expect(nightText({ ...night, tongue: 'en', extra: 'x'.repeat(100) }).length).toBeLessThan(300);
});
