import type { SamplePost } from '../course.ts';

const both = ['stadt-ma', 'stadt-bs'] as const;

/** What is being written, waits for a yes, or lies ahead. */
export const ahead: readonly SamplePost[] = [
	{
		key: 'lindenpark-umfrage',
		...{ unit: 'gruen', author: 'gina', kind: 'news', topic: 'Umwelt', day: -1, at: '14:20' },
		title: 'Lindenpark: drei Entwürfe zur Wahl',
		text: 'Drei Büros haben gezeichnet, wie der Lindenpark in fünf Jahren aussehen kann. Wir stellen die Entwürfe am {day:9} im Rathaus vor.',
		...{
			pictures: [{ drawing: 'umwelt', alt: 'Zeichnung: der Lindenpark mit Wegen und Bänken' }],
			accounts: both,
			ends: 'waiting',
		},
	},
	{
		key: 'ausbildungstag',
		...{ unit: 'presse', author: 'lars', kind: 'news', topic: 'Wirtschaft', day: -1, at: '15:10' },
		title: 'Ein Tag in der Stadtgärtnerei',
		text: 'Wie lernt man Gärtnern? Zwei Auszubildende zeigen am {day:8} ihren Arbeitsplatz. Der Rundgang dauert eine Stunde.',
		...{ pictures: [], accounts: both, ends: 'waiting' },
	},
	{
		key: 'gebuehren',
		...{ unit: 'buerger', author: 'bea', kind: 'notice', topic: 'Rathaus', day: -1, at: '11:40' },
		title: 'Neue Gebühren ab Januar',
		text: 'Der Stadtrat hat die Gebühren für Urkunden geändert. Eine Abschrift kostet ab Januar 14 Euro, jede weitere 7 Euro.',
		...{ pictures: [], accounts: both, ends: 'waiting' },
	},
	{
		key: 'vorlesen',
		...{ unit: 'bibliothek', author: 'ada', kind: 'news', topic: 'Bildung', day: -1, at: '10:05' },
		title: 'Vorlesepatinnen und Vorlesepaten gesucht',
		text: 'Einmal in der Woche eine halbe Stunde vorlesen: Für drei Kitas suchen wir Menschen mit Zeit und ruhiger Stimme.',
		...{ pictures: [], accounts: ['bib-ma', 'bib-bs'], ends: 'waiting' },
	},
	{
		key: 'radweg',
		...{ unit: 'tiefbau', author: 'emre', approver: 'tine', kind: 'news', topic: 'Verkehr', day: -2, at: '13:00' },
		title: 'Radweg an der Ringstraße',
		text: 'Wir bauen den Radweg an der Ringstraße aus. Er wird breiter und bekommt eine eigene Ampel.',
		...{ pictures: [], accounts: both, ends: 'sent-back' },
		sentBack: 'Bitte noch sagen, von wann bis wann gebaut wird und wo Fußgänger gehen.',
	},
	{
		key: 'medien-entwurf',
		...{ unit: 'bibliothek', author: 'ada', kind: 'news', topic: 'Kultur', day: -2, at: '16:45' },
		title: 'Neue Medien im Dezember',
		text: 'Romane, Hörbücher, Noten: Das steht im Dezember neu im Regal.',
		...{ pictures: [], accounts: ['bib-ma'], ends: 'draft' },
	},
	{
		key: 'haushalt-3-entwurf',
		...{ unit: 'presse', author: 'lars', kind: 'press-release', topic: 'Rathaus', day: -1, at: '16:30' },
		title: 'Haushalt einfach erklärt, Teil 3',
		text: 'Worüber der Stadtrat streitet: die Turnhalle, die Buslinie und die Hebesätze.',
		...{ pictures: [], accounts: both, ends: 'draft' },
	},
	{
		key: 'eisbahn',
		...{ unit: 'gruen', author: 'gina', approver: 'hanno', kind: 'news', topic: 'Familie', day: 1, at: '10:00' },
		title: 'Die Eisbahn im Lindenpark öffnet',
		text: 'Am {day:2} öffnet die Eisbahn. Schlittschuhe kann man leihen, auch Gleithilfen für Kinder und Rollstühle mit Kufen.',
		...{
			pictures: [{ drawing: 'winter', alt: 'Zeichnung: Schnee fällt auf einen Platz' }],
			accounts: both,
			ends: 'scheduled',
		},
	},
	{
		key: 'sperrmuell',
		...{ unit: 'tiefbau', author: 'emre', approver: 'tine', kind: 'notice', topic: 'Umwelt', day: 2, at: '07:30' },
		title: 'Sperrmüll: letzte Abholung des Jahres',
		text: 'Wir holen Sperrmüll in diesem Jahr zuletzt am {date:12} ab. Melden Sie ihn bis {date:5} an.',
		...{ pictures: [], accounts: both, ends: 'scheduled' },
	},
	{
		key: 'stadtrat-heute',
		...{ unit: 'presse', author: 'lars', approver: 'petra', kind: 'news', topic: 'Rathaus', day: 3, at: '08:00' },
		title: 'Heute um 17 Uhr: Stadtrat im Livestream',
		text: 'Der Stadtrat berät über Haushalt und Buslinie 7. Sie können im großen Saal zuhören oder von zu Hause zusehen.',
		...{
			pictures: [{ drawing: 'rathaus', alt: 'Zeichnung: das Rathaus am Abend' }],
			accounts: both,
			ends: 'scheduled',
		},
	},
	{
		key: 'buerger-weihnachten',
		...{ unit: 'buerger', author: 'bea', approver: 'carl', kind: 'notice', topic: 'Rathaus', day: 5, at: '07:30' },
		title: 'So hat das Bürgeramt an den Feiertagen offen',
		text: 'Zwischen den Feiertagen ist das Bürgeramt an zwei Vormittagen besetzt. Dringende Ausweise bekommen Sie auch dann.',
		...{ pictures: [], accounts: both, ends: 'scheduled' },
	},
];
