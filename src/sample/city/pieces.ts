import type { SamplePiece } from '../course.ts';

/** What the units of Musterstadt write with again and again. */
export const pieces: readonly SamplePiece[] = [
	{
		...{ unit: 'stadt', by: 'jana', kind: 'template', name: 'Straßensperrung', postKind: 'news', topic: 'Verkehr' },
		title: '{{Straße}} gesperrt',
		text: 'Ab {{Datum}} ist die {{Straße}} gesperrt, voraussichtlich bis {{Ende}}. Zu Fuß und mit dem Rad kommen Sie weiter durch.\n\nUmleitung: {{Umleitung}}.',
		forms: { bluesky: '{{Straße}} ab {{Datum}} gesperrt. Zu Fuß und mit dem Rad kommen Sie durch.' },
	},
	{
		...{
			unit: 'stadt',
			by: 'jana',
			kind: 'template',
			name: 'Öffentliche Sitzung',
			postKind: 'notice',
			topic: 'Rathaus',
		},
		title: '{{Gremium}} tagt öffentlich',
		text: 'Die Sitzung beginnt am {{Datum}} um {{Uhrzeit}} Uhr im großen Saal. Sie wird übertragen, mit Gebärdensprache.\n\nAuf der Tagesordnung: {{Themen}}.',
	},
	{
		...{ unit: 'stadt', by: 'jana', kind: 'block', name: 'Servicenummer' },
		text: 'Fragen? Sie erreichen uns unter der Behördennummer 115, montags bis freitags von 8 bis 18 Uhr.',
		forms: { bluesky: 'Fragen? Behördennummer 115.' },
	},
	{
		...{ unit: 'stadt', by: 'jana', kind: 'block', name: 'Barrierefreier Zugang' },
		text: 'Der Eingang ist ebenerdig, ein Aufzug ist da. Eine Induktionsschleife gibt es im großen Saal.',
	},
	{
		...{ unit: 'tiefbau', by: 'emre', kind: 'block', name: 'Baustelle: Lärm' },
		text: 'Wir arbeiten werktags von 7 bis 18 Uhr. Laut wird es vor allem am {{Datum}}.',
	},
	{
		...{ unit: 'bibliothek', by: 'ben', kind: 'signature', name: 'Gruß aus der Bibliothek' },
		text: 'Ihre Stadtbibliothek',
	},
];
