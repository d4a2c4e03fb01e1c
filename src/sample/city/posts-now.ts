import type { SamplePost } from '../course.ts';

const both = ['stadt-ma', 'stadt-bs'] as const;

/** The last three weeks. */
export const now: readonly SamplePost[] = [
	{
		key: 'ausbildung',
		...{ unit: 'presse', author: 'lars', approver: 'petra', kind: 'job', topic: 'Wirtschaft', day: -19, at: '09:00' },
		job: {
			...{ closes: { day: 26, at: '12:00' }, time: 'apprenticeship', pay: 'TVAöD' },
			apply: 'ausbildung@musterstadt.example',
		},
		title: 'Ausbildung bei der Stadt: jetzt bewerben',
		text: 'Zwölf Berufe, vom Gärtnern bis zur Verwaltung. Am {day:10} zeigen Auszubildende von 15 bis 18 Uhr ihren Arbeitsplatz.\n\nBewerbungen nehmen wir bis {date:45} an.',
		...{
			pictures: [{ drawing: 'schule', alt: 'Zeichnung: Schreibtisch mit Heften, dahinter eine Tafel' }],
			accounts: both,
			ends: 'published',
		},
	},
	{
		key: 'winterdienst',
		...{ unit: 'tiefbau', author: 'emre', approver: 'tine', kind: 'news', topic: 'Verkehr', day: -16, at: '07:30' },
		title: 'Winterdienst: wo zuerst geräumt wird',
		text: 'Zuerst räumen wir Steigungen, Busstrecken und die Wege zu Schulen und Kliniken. Danach folgen die Sammelstraßen, zuletzt die Wohnstraßen.\n\nGehwege räumen die Anlieger: werktags bis 7 Uhr, sonntags bis 9 Uhr.',
		translations: [
			{
				language: 'de-simple',
				title: 'Schnee und Eis: Hier räumen wir zuerst',
				text: 'Es ist Winter. Auf den Straßen liegt Schnee.\n\nWir räumen zuerst die Wege zu Schulen und Kliniken. Und wir räumen zuerst die Straßen mit Bussen.\n\nDie Gehwege räumen die Anwohner. Anwohner sind die Menschen, die dort wohnen.',
			},
			{
				language: 'en',
				title: 'Winter service: where we clear first',
				text: 'First we clear steep roads, bus routes and the ways to schools and hospitals. Then come the larger roads, and last the residential streets.\n\nResidents clear the pavements: by 7 am on weekdays, by 9 am on Sundays.',
			},
		],
		...{
			pictures: [{ drawing: 'winter', alt: 'Zeichnung: ein Räumfahrzeug schiebt Schnee von einer Straße' }],
			accounts: both,
			ends: 'published',
		},
	},
	{
		key: 'stadtrat',
		...{ unit: 'presse', author: 'lars', approver: 'petra', kind: 'notice', topic: 'Rathaus', day: -13, at: '12:00' },
		title: 'Der Stadtrat tagt öffentlich',
		text: 'Die nächste Sitzung beginnt am {day:16} um 17 Uhr im großen Saal. Sie wird übertragen, mit Gebärdensprache.\n\nAuf der Tagesordnung stehen der Haushalt und die neue Buslinie 7.',
		...{ pictures: [], accounts: both, ends: 'published' },
	},
	{
		key: 'buslinie',
		...{ unit: 'presse', author: 'lars', approver: 'petra', kind: 'news', topic: 'Verkehr', day: -11, at: '10:30' },
		title: 'Buslinie 7: sagen Sie uns, wo sie halten soll',
		text: 'Die neue Linie 7 verbindet den Bahnhof mit dem Klinikum. Drei Haltestellen sind noch offen.\n\nSchreiben Sie uns bis {date:14}, wo Sie einsteigen würden. Am einfachsten geht es unter diesem Beitrag.',
		...{
			pictures: [{ drawing: 'bus', alt: 'Zeichnung: ein Bus der Linie 7 an einer Haltestelle' }],
			accounts: both,
			ends: 'published',
		},
	},
	{
		key: 'warntag',
		...{ unit: 'presse', author: 'lars', approver: 'petra', kind: 'news', topic: 'Sicherheit', day: -9, at: '08:00' },
		title: 'Sirenenprobe: eine Minute auf- und abschwellender Ton',
		text: 'Am {day:11} um 11 Uhr proben wir die Sirenen in der ganzen Stadt. Sie müssen nichts tun. Um 11:20 Uhr folgt die Entwarnung.',
		renditions: {
			bluesky:
				'Sirenenprobe am {date:11} um 11 Uhr in der ganzen Stadt. Sie müssen nichts tun, um 11:20 Uhr folgt die Entwarnung.',
		},
		...{ pictures: [], accounts: both, ends: 'published' },
	},
	{
		key: 'adventsmarkt',
		...{ unit: 'presse', author: 'lars', approver: 'petra', kind: 'event', topic: 'Kultur', day: -7, at: '16:00' },
		event: {
			...{ from: { day: 5, at: '14:00' }, until: { day: 25, at: '20:00' }, place: 'Rathausplatz' },
			access: 'Der Platz ist stufenlos, der Bus hält davor.',
		},
		title: 'Adventsmarkt auf dem Rathausplatz',
		text: 'Der Adventsmarkt beginnt am {day:12}. Am ersten Nachmittag ist er von 14 bis 16 Uhr still: keine Musik, wenig Licht, für alle mit empfindlichen Ohren.\n\nDer Rathausplatz ist stufenlos zu erreichen. Der Bus hält vor der Tür.',
		...{
			pictures: [{ drawing: 'markt', alt: 'Zeichnung: Buden mit Lichterketten auf einem verschneiten Platz' }],
			accounts: both,
			ends: 'published',
		},
	},
	{
		key: 'ausweis',
		...{ unit: 'buerger', author: 'bea', approver: 'carl', kind: 'news', topic: 'Rathaus', day: -5, at: '07:45' },
		title: 'Ausweis abholen ohne Termin',
		text: 'Fertige Ausweise und Pässe liegen jetzt in einem Fach bereit. Sie öffnen es mit dem Code aus unserem Brief, auch am Abend und am Wochenende.',
		...{ pictures: [], accounts: both, ends: 'published' },
	},
	{
		key: 'bruecke',
		...{ unit: 'tiefbau', author: 'emre', approver: 'tine', kind: 'news', topic: 'Verkehr', day: -3, at: '08:30' },
		title: 'Mühlkanalbrücke gesperrt',
		text: 'Ab {day:5} ist die Mühlkanalbrücke für Autos gesperrt. Wir erneuern die Lager der Brücke, das dauert bis {date:26}.\n\nZu Fuß und mit dem Rad kommen Sie weiter hinüber. Der Bus hält an der Fischertreppe. Dort liegt eine Rampe: 1,80 Meter breit, Tag und Nacht offen und beleuchtet.',
		renditions: {
			mastodon:
				'Ab {day:5} ist die Mühlkanalbrücke für Autos gesperrt, bis {date:26}. Zu Fuß und mit dem Rad kommen Sie weiter hinüber. An der Fischertreppe liegt eine Rampe.',
		},
		...{
			pictures: [{ drawing: 'verkehr', alt: 'Zeichnung: die Mühlkanalbrücke mit rot-weißer Absperrung' }],
			accounts: both,
			ends: 'published',
		},
	},
	{
		key: 'lesenacht',
		...{ unit: 'bibliothek', author: 'ada', approver: 'ben', kind: 'event', topic: 'Kultur', day: -2, at: '15:30' },
		event: {
			...{ from: { day: 4, at: '18:00' }, until: { day: 4, at: '23:59' }, place: 'Stadtbibliothek' },
			access: 'Aufzug am Hintereingang. Anmeldung in der Bibliothek.',
		},
		title: 'Lesenacht: noch 20 Plätze frei',
		text: 'Am {day:6} bleibt die Stadtbibliothek bis Mitternacht offen. Kinder ab acht Jahren lesen, hören und bauen Höhlen aus Decken.\n\nVorgelesen wird auf Deutsch, Türkisch und Ukrainisch. Das Haus ist stufenlos.',
		...{
			pictures: [{ drawing: 'kultur', alt: 'Zeichnung: Kinder lesen nachts unter einer Lampe' }],
			accounts: ['bib-ma', 'bib-bs'],
			ends: 'refused',
		},
	},
	{
		key: 'strom',
		...{ unit: 'presse', author: 'lars', approver: 'petra', kind: 'news', topic: 'Sicherheit', day: -1, at: '17:30' },
		title: 'Stromausfall in der Südstadt behoben',
		text: 'Seit 17:10 Uhr hat die Südstadt wieder Strom. Eine Leitung war bei Bauarbeiten beschädigt worden. Ampeln und Aufzüge arbeiten wieder.',
		...{ pictures: [], accounts: both, ends: 'unclear' },
	},
];
