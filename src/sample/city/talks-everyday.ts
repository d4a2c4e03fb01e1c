import type { SampleTalk } from '../course.ts';

const ma = { account: 'stadt-ma' };
const bs = { account: 'stadt-bs' };

/** What people asked about the small things. */
export const talksEveryday: readonly SampleTalk[] = [
	{
		...{ key: 'nachtbus-frage', where: ma, about: 'nachtbus', ends: 'answered' },
		turns: [
			{ by: 'citizen', who: 'nachteule', day: -51, at: '22:10', text: 'Nimmt der Nachtbus Fahrräder mit?' },
			{
				by: 'desk',
				who: 'olaf',
				day: -50,
				at: '08:20',
				text: 'Ja, zwei je Bus, ohne Aufpreis. Kinderwagen und Rollstühle haben Vorrang.',
			},
		],
	},
	{
		...{ key: 'sprechstunde', where: 'form', about: 'mieterabend', ends: 'closed' },
		turns: [
			{
				by: 'citizen',
				who: 'Mira Muster',
				day: -53,
				at: '09:30',
				text: 'Kann ich zur Sprechstunde auch eine Nachbarin mitbringen, die übersetzt?',
			},
			{
				by: 'desk',
				who: 'olaf',
				day: -53,
				at: '11:00',
				text: 'Ja, gern. Sagen Sie uns die Sprache, dann fragen wir auch im Haus nach einer Dolmetscherin.',
			},
		],
	},
	{
		...{ key: 'balu', where: { account: 'bib-ma' }, about: 'lesehunde', ends: 'closed' },
		turns: [
			{
				by: 'citizen',
				who: 'lindenweg',
				day: -48,
				at: '12:00',
				text: 'Mein Sohn ist allergisch. Ist Balu immer im selben Raum?',
			},
			{
				by: 'desk',
				who: 'ada',
				day: -48,
				at: '13:15',
				text: 'Ja, nur im Lesezimmer im ersten Stock. Wir lüften danach eine Stunde.',
			},
		],
	},
	{
		...{ key: 'kontrabass', where: bs, about: 'fundsachen', ends: 'answered' },
		turns: [
			{ by: 'citizen', who: 'steinbeisser', day: -41, at: '12:00', text: 'Wer verliert denn einen Kontrabass?' },
			{
				by: 'desk',
				who: 'olaf',
				day: -41,
				at: '13:05',
				text: 'Das fragen wir uns auch. Bis zur Versteigerung wartet er im Bauhof auf seine Besitzerin oder seinen Besitzer.',
			},
		],
	},
	{
		...{ key: 'lotsen', where: 'form', about: 'schulweg', ends: 'closed' },
		turns: [
			{
				by: 'citizen',
				who: 'Gerda Beispiel',
				day: -39,
				at: '18:20',
				text: 'Ich bin 72. Bin ich zu alt für die Kelle?',
			},
			{
				by: 'desk',
				who: 'olaf',
				day: -38,
				at: '09:00',
				text: 'Nein, nach oben gibt es keine Grenze. Kommen Sie zur Einweisung, wir zeigen Ihnen alles.',
			},
		],
	},
	{
		...{ key: 'drehleiter', where: ma, about: 'glatteis', ends: 'closed' },
		turns: [
			{ by: 'citizen', who: 'waldkauz', day: -37, at: '13:00', text: 'Glückwunsch! Kann man die Leiter einmal sehen?' },
			{
				by: 'desk',
				who: 'olaf',
				day: -37,
				at: '15:30',
				text: 'Am Tag der offenen Tür im Mai, und bis dahin leider nur im Einsatz.',
			},
		],
	},
	{
		...{ key: 'naehmaschine', where: 'form', about: 'repair', ends: 'answered' },
		turns: [
			{ by: 'citizen', who: 'Holger Probe', day: -33, at: '20:15', text: 'Reparieren Sie auch Nähmaschinen?' },
			{
				by: 'desk',
				who: 'ada',
				day: -32,
				at: '10:40',
				text: 'Ja, wenn Sie sie tragen können. Bringen Sie bitte den Fußanlasser mit.',
			},
		],
	},
	{
		...{ key: 'beckenlift', where: 'form', about: 'baustelle-bad', ends: 'closed' },
		turns: [
			{
				by: 'citizen',
				who: 'Selma Vorlage',
				day: -28,
				at: '16:45',
				text: 'Wie breit ist die Tür zur Umkleide am Beckenlift?',
			},
			{ by: 'note', who: 'olaf', day: -28, at: '17:00', text: 'Bäderbetrieb angefragt.' },
			{
				by: 'desk',
				who: 'olaf',
				day: -27,
				at: '09:10',
				text: '95 Zentimeter. Der Lift trägt bis 150 Kilogramm, jemand vom Bad hilft Ihnen.',
			},
		],
	},
	{
		...{ key: 'ampelton', where: bs, about: 'ampel', ends: 'answered' },
		turns: [
			{ by: 'citizen', who: 'buchfink', day: -22, at: '19:30', text: 'Piept die jetzt die ganze Nacht?' },
			{
				by: 'desk',
				who: 'olaf',
				day: -21,
				at: '08:05',
				text: 'Nein. Der Ton wird mit dem Umgebungslärm leiser und schweigt von 22 bis 6 Uhr, wenn niemand den Taster drückt.',
			},
		],
	},
	{
		...{ key: 'solar', where: ma, about: 'handwerk', ends: 'answered' },
		turns: [
			{ by: 'citizen', who: 'radlerin', day: -18, at: '12:10', text: 'Und wann kommt der Radweg dorthin?' },
			{ by: 'note', who: 'olaf', day: -18, at: '12:40', text: 'Tiefbauamt: Planung liegt beim Land.' },
			{
				by: 'desk',
				who: 'olaf',
				day: -17,
				at: '10:00',
				text: 'Die Planung liegt beim Land. Wir rechnen im nächsten Jahr mit der Zusage und sagen hier Bescheid.',
			},
		],
	},
	{
		...{ key: 'laterne-laut', where: ma, about: 'martinszug', ends: 'closed' },
		turns: [
			{
				by: 'citizen',
				who: 'steinbeisser',
				day: -12,
				at: '18:00',
				text: 'Ihr habt sie doch nicht mehr alle, wegen ein paar Laternen die Straße zu sperren.',
			},
			{
				by: 'desk',
				who: 'olaf',
				day: -11,
				at: '08:30',
				text: 'Die Sperrung dauert 40 Minuten, damit 300 Kinder sicher gehen. Über die Ringstraße kommen Sie in dieser Zeit durch.',
			},
		],
	},
	{
		...{ key: 'pflegegrad', where: 'form', about: 'pflege', ends: 'open', assignee: 'bea' },
		turns: [
			{
				by: 'citizen',
				who: 'Inge Muster',
				day: -6,
				at: '15:00',
				text: 'Meine Mutter kann nicht mehr aus dem Haus. Kommt die Beratung auch zu uns?',
			},
			{
				by: 'note',
				who: 'bea',
				day: -5,
				at: '08:10',
				text: 'Bei der Pflegeberatung nachgefragt, Hausbesuche ab Januar unklar.',
			},
		],
	},
	{
		...{ key: 'danke-fahrrad', where: bs, about: 'fahrradstrasse', ends: 'closed' },
		turns: [
			{
				by: 'citizen',
				who: 'lindenweg',
				day: -54,
				at: '08:00',
				text: 'Meine Tochter fährt jetzt allein zur Schule. Danke.',
			},
			{ by: 'desk', who: 'olaf', day: -54, at: '09:10', text: 'Das freut uns sehr. Gute Fahrt ihr!' },
		],
	},
];
