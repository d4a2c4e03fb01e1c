import type { SamplePost } from '../course.ts';

const both = ['stadt-ma', 'stadt-bs'] as const;

/** The small things between the large ones, and what goes out today. */
export const everyday: readonly SamplePost[] = [
	{
		key: 'mieterabend',
		...{ unit: 'presse', author: 'lars', approver: 'petra', kind: 'news', topic: 'Rathaus', day: -54, at: '14:00' },
		title: 'Sprechstunde der Oberbürgermeisterin',
		text: 'Am {day:6} hat Oberbürgermeisterin Dr. Paula Probe von 16 bis 18 Uhr Sprechstunde. Sie brauchen keinen Termin, der Reihe nach geht es im kleinen Saal.\n\nEine Gebärdendolmetscherin ist da.',
		...{
			pictures: [{ drawing: 'rathaus', alt: 'Zeichnung: das Rathaus mit seiner blauen Tür' }],
			accounts: both,
			ends: 'published',
		},
	},
	{
		key: 'nachtbus',
		...{ unit: 'presse', author: 'lars', approver: 'petra', kind: 'news', topic: 'Verkehr', day: -51, at: '13:30' },
		title: 'Nachtbus fährt jetzt auch sonntags',
		text: 'Der Nachtbus N2 fährt ab {date:5} auch in der Nacht auf Montag, stündlich bis 2 Uhr. Er hält überall, wo Sie aussteigen möchten.',
		...{
			pictures: [{ drawing: 'bus', alt: 'Zeichnung: ein Bus an einer Haltestelle' }],
			accounts: both,
			ends: 'published',
		},
	},
	{
		key: 'lesehunde',
		...{ unit: 'bibliothek', author: 'ada', approver: 'ben', kind: 'news', topic: 'Bildung', day: -48, at: '10:00' },
		title: 'Lesehund Balu hört zu',
		text: 'Vorlesen fällt leichter, wenn niemand verbessert. Jeden Mittwoch um 15 Uhr hört Lesehund Balu Kindern der ersten bis dritten Klasse zu.\n\nMelden Sie Ihr Kind am Empfang der Stadtbibliothek an.',
		...{
			pictures: [{ drawing: 'kultur', alt: 'Zeichnung: ein Kind liest am Abend unter einer Lampe' }],
			accounts: ['bib-ma', 'bib-bs'],
			ends: 'published',
		},
	},
	{
		key: 'wespen',
		...{ unit: 'gruen', author: 'gina', approver: 'hanno', kind: 'news', topic: 'Umwelt', day: -43, at: '09:10' },
		title: 'Trinkwasserbrunnen gehen in die Winterpause',
		text: 'Bis {date:10} stellen wir die elf Trinkwasserbrunnen ab, damit die Leitungen im Frost nicht platzen. Im April laufen sie wieder.',
		...{ pictures: [], accounts: both, ends: 'published' },
	},
	{
		key: 'fundsachen',
		...{ unit: 'buerger', author: 'bea', approver: 'carl', kind: 'notice', topic: 'Rathaus', day: -41, at: '11:20' },
		title: 'Fundsachen werden versteigert',
		text: 'Fahrräder, Schirme, ein Kontrabass: Was niemand abgeholt hat, versteigern wir am {day:11} um 10 Uhr im Bauhof. Wer etwas vermisst, meldet sich bis {date:9} im Fundbüro.',
		...{ pictures: [], accounts: both, ends: 'published' },
	},
	{
		key: 'schulweg',
		...{ unit: 'jugend', author: 'gina', approver: 'hanno', kind: 'news', topic: 'Familie', day: -40, at: '07:50' },
		title: 'Schulweglotsinnen und Schulweglotsen gesucht',
		text: 'An vier Übergängen fehlen morgens Menschen mit Kelle. Es geht um 25 Minuten an einem Tag in der Woche. Wir schulen Sie und stellen Jacke und Kelle.',
		...{
			pictures: [{ drawing: 'schule', alt: 'Zeichnung: Kinder auf dem Weg zur Schule' }],
			accounts: both,
			ends: 'published',
		},
	},
	{
		key: 'glatteis',
		...{
			unit: 'presse',
			author: 'lars',
			approver: 'petra',
			kind: 'press-release',
			topic: 'Sicherheit',
			day: -37,
			at: '12:15',
		},
		title: 'Neue Drehleiter für die Feuerwehr',
		text: 'Die Freiwillige Feuerwehr hat eine neue Drehleiter. Sie reicht 30 Meter hoch und trägt fünf Menschen im Korb.\n\nDie alte Leiter fuhr 24 Jahre lang zu 1.860 Einsätzen.',
		...{ pictures: [], accounts: both, ends: 'published' },
	},
	{
		key: 'repair',
		...{ unit: 'bibliothek', author: 'ada', approver: 'ben', kind: 'news', topic: 'Kultur', day: -34, at: '15:40' },
		title: 'Reparieren statt wegwerfen',
		text: 'Im Lesecafé reparieren Ehrenamtliche am {day:5} von 14 bis 17 Uhr Toaster, Lampen und Jacken. Bringen Sie mit, was Sie tragen können.',
		...{ pictures: [], accounts: ['bib-ma', 'bib-bs'], ends: 'published' },
	},
	{
		key: 'baustelle-bad',
		...{ unit: 'presse', author: 'lars', approver: 'petra', kind: 'news', topic: 'Familie', day: -29, at: '09:40' },
		title: 'Hallenbad: Warmbadetag am Mittwoch',
		text: 'Mittwochs ist das Wasser im Hallenbad zwei Grad wärmer. Der Beckenlift steht dann ohne Anmeldung bereit.',
		...{
			pictures: [{ drawing: 'bad', alt: 'Zeichnung: ein Schwimmbecken mit zwei Bahnen' }],
			accounts: both,
			ends: 'published',
		},
	},
	{
		key: 'steuer',
		...{ unit: 'buerger', author: 'bea', approver: 'carl', kind: 'notice', topic: 'Rathaus', day: -26, at: '10:25' },
		title: 'Lohnsteuerkarte? Gibt es nicht mehr',
		text: 'Zum Jahresende fragen viele nach der Lohnsteuerkarte. Sie müssen nichts abholen: Das Finanzamt gibt die Daten selbst weiter.',
		...{ pictures: [], accounts: both, ends: 'published' },
	},
	{
		key: 'ampel',
		...{ unit: 'tiefbau', author: 'emre', approver: 'tine', kind: 'news', topic: 'Verkehr', day: -22, at: '08:20' },
		title: 'Ampel am Rathausplatz spricht jetzt',
		text: 'Die Ampel am Rathausplatz hat ein Tonsignal und einen Taster mit tastbarem Pfeil. Der Blindenverein hat ihn mit uns geprüft.',
		...{
			pictures: [{ drawing: 'verkehr', alt: 'Zeichnung: eine Straße mit Absperrung am Kanal' }],
			accounts: both,
			ends: 'published',
		},
	},
	{
		key: 'handwerk',
		...{
			unit: 'presse',
			author: 'lars',
			approver: 'petra',
			kind: 'press-release',
			topic: 'Wirtschaft',
			day: -18,
			at: '11:00',
		},
		title: 'Gewerbegebiet Ost: 14 Flächen vergeben',
		text: 'Der Stadtrat hat 14 Flächen im Gewerbegebiet Ost vergeben, zehn davon an Betriebe aus Musterstadt. Alle Dächer bekommen Solaranlagen.',
		...{ pictures: [], accounts: both, ends: 'published' },
	},
	{
		key: 'martinszug',
		...{ unit: 'jugend', author: 'gina', approver: 'hanno', kind: 'news', topic: 'Familie', day: -12, at: '09:05' },
		title: 'Der Laternenzug geht über die Wehrgasse',
		text: 'Der Laternenzug beginnt am {day:1} um 17 Uhr am Schulzentrum und endet im Lindenpark. Dort gibt es Punsch ohne Alkohol. Die Wehrgasse ist so lange für Autos gesperrt.',
		...{
			pictures: [{ drawing: 'spielplatz', alt: 'Zeichnung: ein Platz im Park mit Rutsche und Bäumen' }],
			accounts: both,
			ends: 'published',
		},
	},
	{
		key: 'pflege',
		...{ unit: 'buerger', author: 'bea', approver: 'carl', kind: 'news', topic: 'Rathaus', day: -6, at: '13:10' },
		title: 'Pflegeberatung kommt in die Ortsteile',
		text: 'Die Pflegeberatung sitzt ab {date:4} jeden zweiten Montag im Gemeindehaus Ost. Dort hilft sie auch beim Antrag auf einen Pflegegrad.',
		...{ pictures: [], accounts: both, ends: 'published' },
	},
	{
		key: 'buerger-heute',
		...{ unit: 'buerger', author: 'bea', approver: 'carl', kind: 'notice', topic: 'Rathaus', day: 0, at: '-2:10' },
		title: 'Bürgeramt hat heute bis 19 Uhr offen',
		text: 'Heute können Sie bis 19 Uhr ins Bürgeramt kommen, auch ohne Termin. Am Nachmittag ist die Wartezeit am kürzesten.',
		...{ pictures: [], accounts: both, ends: 'published' },
	},
	{
		key: 'streusalz',
		...{ unit: 'tiefbau', author: 'emre', approver: 'tine', kind: 'news', topic: 'Umwelt', day: 0, at: '+1:40' },
		title: 'Sand statt Salz: das tut den Bäumen gut',
		text: 'Auf Gehwegen streuen Sie bitte Sand oder Splitt. Salz schadet Bäumen und Hundepfoten. Splitt liegt am Bauhof kostenlos bereit.',
		...{
			pictures: [{ drawing: 'winter', alt: 'Zeichnung: Schnee fällt auf eine Straße mit Bäumen' }],
			accounts: both,
			ends: 'scheduled',
		},
	},
	{
		key: 'umfrage-ende',
		...{ unit: 'presse', author: 'lars', approver: 'petra', kind: 'news', topic: 'Verkehr', day: 0, at: '+5:20' },
		title: 'Buslinie 7: noch bis Sonntag mitreden',
		text: 'Bis Sonntag können Sie uns schreiben, wo die Buslinie 7 halten soll. Bisher haben 214 Menschen geantwortet.',
		...{ pictures: [], accounts: both, ends: 'scheduled' },
	},
];
