import type { SamplePost } from '../course.ts';

const both = ['stadt-ma', 'stadt-bs'] as const;

/** The first five weeks. */
export const autumn: readonly SamplePost[] = [
	{
		key: 'fahrradstrasse',
		...{ unit: 'tiefbau', author: 'emre', approver: 'tine', kind: 'news', topic: 'Verkehr', day: -55, at: '09:00' },
		title: 'Die Wehrgasse wird Fahrradstraße',
		text: 'Ab {day:4} haben Fahrräder in der Wehrgasse Vorrang. Autos dürfen weiter hinein, wenn sie dort ein Ziel haben.\n\nWir markieren die Fahrbahn an zwei Vormittagen. Parken ist an diesen Tagen nicht möglich.',
		...{ pictures: [], accounts: both, ends: 'published' },
	},
	{
		key: 'sprechzeiten',
		...{ unit: 'buerger', author: 'bea', approver: 'carl', kind: 'notice', topic: 'Rathaus', day: -52, at: '07:30' },
		title: 'Das Bürgeramt öffnet donnerstags bis 19 Uhr',
		text: 'Von {date:8} an hat das Bürgeramt an jedem Donnerstag bis 19 Uhr offen. Termine vergeben wir online und am Empfang.\n\n- Ausweise und Pässe\n- Meldebescheinigungen\n- Führungszeugnisse',
		...{
			pictures: [{ drawing: 'rathaus', alt: 'Zeichnung: das Rathaus mit geöffneter Tür' }],
			accounts: both,
			ends: 'published',
		},
	},
	{
		key: 'herbstferien',
		...{ unit: 'jugend', author: 'gina', approver: 'hanno', kind: 'news', topic: 'Familie', day: -49, at: '10:15' },
		title: 'Herbstferien: 14 Werkstätten für Kinder',
		text: 'Löten, Kochen, Klettern: In den Herbstferien öffnen 14 Werkstätten für Kinder von acht bis zwölf Jahren. Die Teilnahme kostet nichts.\n\nAnmelden können Sie Ihr Kind bis {date:10} im Jugendamt.',
		...{ pictures: [], accounts: ['jugend-ma', 'jugend-bs'], ends: 'published' },
	},
	{
		key: 'baeume',
		...{ unit: 'gruen', author: 'gina', approver: 'hanno', kind: 'news', topic: 'Umwelt', day: -46, at: '08:45' },
		title: '120 junge Linden für den Lindenpark',
		text: 'Wir pflanzen 120 Linden, Ahorne und Hainbuchen. Sie ersetzen Bäume, die der trockene Sommer gekostet hat.\n\nWer mitpflanzen möchte, kommt am {day:5} um 10 Uhr zum Eingang an der Wehrgasse. Spaten sind da.',
		...{
			pictures: [{ drawing: 'umwelt', alt: 'Zeichnung: junge Bäume auf einer Wiese im Park' }],
			accounts: both,
			ends: 'published',
		},
		correction: {
			day: -45,
			at: '11:00',
			text: 'Wir pflanzen 120 Linden, Ahorne und Hainbuchen. Sie ersetzen Bäume, die der trockene Sommer gekostet hat.\n\nWer mitpflanzen möchte, kommt am {day:5} um 11 Uhr zum Eingang an der Wehrgasse. Spaten sind da.',
			why: 'Die Uhrzeit des Treffens war falsch: 11 Uhr, nicht 10 Uhr.',
		},
	},
	{
		key: 'buecherflohmarkt',
		...{ unit: 'bibliothek', author: 'ada', approver: 'ben', kind: 'news', topic: 'Kultur', day: -44, at: '11:00' },
		title: 'Bücherflohmarkt in der Stadtbibliothek',
		text: 'Am {day:4} verkaufen wir aussortierte Bücher, Spiele und Filme. Jedes Stück kostet einen Euro, Kinderbücher 50 Cent.\n\nDer Erlös geht an die Leseförderung in den Grundschulen.',
		...{
			pictures: [
				{ drawing: 'kultur', alt: 'Zeichnung: jemand liest am Abend unter einer Lampe, daneben ein Bücherstapel' },
			],
			accounts: ['bib-ma', 'bib-bs'],
			ends: 'published',
		},
	},
	{
		key: 'haushalt-1',
		...{
			unit: 'presse',
			author: 'lars',
			approver: 'petra',
			kind: 'press-release',
			topic: 'Rathaus',
			day: -41,
			at: '14:00',
		},
		title: 'Haushalt einfach erklärt, Teil 1: woher das Geld kommt',
		text: 'Von 100 Euro im Haushalt kommen 38 aus Steuern, 29 vom Land und 21 aus Gebühren. Der Rest sind Mieten, Zuschüsse und Kredite.\n\nWir erklären den Entwurf in drei Teilen, bevor der Stadtrat am {date:40} entscheidet.',
		...{ pictures: [], accounts: both, ends: 'published' },
	},
	{
		key: 'kanal',
		...{ unit: 'tiefbau', author: 'emre', approver: 'tine', kind: 'news', topic: 'Verkehr', day: -38, at: '07:45' },
		title: 'Kanalarbeiten in der Gerberstraße',
		text: 'Vom {date:5} bis zum {date:19} erneuern wir den Kanal in der Gerberstraße. Die Straße ist dann zwischen Markt und Mühlgasse gesperrt.\n\nDie Müllabfuhr kommt wie gewohnt. Stellen Sie die Tonnen bitte bis 6 Uhr an die Mühlgasse.',
		...{
			pictures: [{ drawing: 'verkehr', alt: 'Zeichnung: Absperrung und Umleitungsschild vor einer Baustelle' }],
			accounts: both,
			ends: 'published',
		},
	},
	{
		key: 'briefwahl',
		...{ unit: 'buerger', author: 'bea', approver: 'carl', kind: 'notice', topic: 'Wahlen', day: -35, at: '08:00' },
		title: 'Wahlhelferinnen und Wahlhelfer gesucht',
		text: 'Für die Wahl des Jugendbeirats suchen wir 60 Helferinnen und Helfer. Sie zählen Stimmen und bekommen 40 Euro Erfrischungsgeld.\n\nMelden können Sie sich bis {date:21} im Bürgeramt, am Empfang oder über das Serviceportal.',
		...{ pictures: [], accounts: both, ends: 'published' },
	},
	{
		key: 'spielplatz',
		...{ unit: 'gruen', author: 'gina', approver: 'hanno', kind: 'news', topic: 'Familie', day: -33, at: '09:30' },
		title: 'Der Spielplatz an der Fischertreppe ist wieder offen',
		text: 'Neue Rutsche, neues Klettergerüst, weicher Boden: Der Spielplatz an der Fischertreppe ist fertig. Kinder aus der Nachbarschaft haben die Geräte ausgesucht.\n\nEine Rampe führt jetzt bis an die Schaukel.',
		...{
			pictures: [{ drawing: 'spielplatz', alt: 'Zeichnung: Spielplatz mit Rutsche, Schaukel und Klettergerüst' }],
			accounts: both,
			ends: 'published',
		},
	},
	{
		key: 'schwimmbad',
		...{ unit: 'presse', author: 'lars', approver: 'petra', kind: 'news', topic: 'Familie', day: -30, at: '10:00' },
		title: 'Hallenbad: samstags schwimmen Familien zum halben Preis',
		text: 'Bis zum Jahresende zahlen Familien am Samstag nur die Hälfte. Das gilt für alle, die mit mindestens einem Kind unter 14 Jahren kommen.',
		...{
			pictures: [{ drawing: 'bad', alt: 'Zeichnung: Schwimmbecken mit zwei Bahnen und einem Sprungbrett' }],
			accounts: both,
			ends: 'published',
		},
		withdrawn: {
			day: -29,
			at: '15:00',
			why: 'Das Angebot gilt erst ab dem neuen Jahr. Wir melden uns dann noch einmal.',
		},
	},
	{
		key: 'lesestart',
		...{ unit: 'bibliothek', author: 'ada', approver: 'ben', kind: 'news', topic: 'Bildung', day: -27, at: '09:15' },
		title: 'Erstes Buch geschenkt: Lesestart für Dreijährige',
		text: 'Jedes Kind, das in diesem Jahr drei wird, bekommt in der Stadtbibliothek ein Buch geschenkt. Kommen Sie einfach vorbei, einen Ausweis brauchen Sie nicht.',
		...{ pictures: [], accounts: ['bib-ma', 'bib-bs'], ends: 'published' },
	},
	{
		key: 'laub',
		...{ unit: 'gruen', author: 'gina', approver: 'hanno', kind: 'news', topic: 'Umwelt', day: -24, at: '08:30' },
		title: 'Laub: was Sie liegen lassen dürfen',
		text: 'Unter Hecken und Bäumen darf Laub liegen bleiben. Igel und Käfer brauchen es im Winter. Gehwege müssen frei sein.\n\nLaubsäcke geben wir bis {date:20} am Bauhof kostenlos aus.',
		...{ pictures: [], accounts: both, ends: 'published' },
	},
	{
		key: 'haushalt-2-entwurf',
		...{
			unit: 'presse',
			author: 'lars',
			approver: 'petra',
			kind: 'press-release',
			topic: 'Rathaus',
			day: -22,
			at: '14:00',
		},
		title: 'Haushalt einfach erklärt, Teil 2: wohin das Geld geht',
		text: 'Von 100 Euro gehen 31 in Kitas und Schulen, 24 in Soziales, 17 in Straßen und Gebäude und 9 in Kultur und Sport.\n\nTeil 3 am {date:14}: worüber der Stadtrat streitet.',
		...{ pictures: [], accounts: both, ends: 'published' },
	},
];
