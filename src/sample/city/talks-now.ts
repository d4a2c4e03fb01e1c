import type { SampleTalk } from '../course.ts';

const ma = { account: 'stadt-ma' };
const bs = { account: 'stadt-bs' };

/** What was said in the last days; much of it still waits. */
export const talksNow: readonly SampleTalk[] = [
	{
		...{ key: 'linie-klinikum', where: bs, about: 'buslinie', ends: 'answered' },
		turns: [
			{
				by: 'citizen',
				who: 'buchfink',
				day: -10,
				at: '12:15',
				text: 'Bitte am Seniorenheim halten. Von dort sind es zur nächsten Haltestelle 600 Meter.',
			},
			{
				by: 'desk',
				who: 'olaf',
				day: -10,
				at: '14:00',
				text: 'Danke, das nehmen wir auf. Bisher haben neun Menschen das Seniorenheim genannt.',
			},
		],
	},
	{
		...{ key: 'linie-schule', where: ma, about: 'buslinie', ends: 'open', assignee: 'olaf' },
		turns: [
			{
				by: 'citizen',
				who: 'lindenweg',
				day: -8,
				at: '16:20',
				text: 'Am Schulzentrum, bitte. Und so, dass man vor acht Uhr ankommt.',
			},
			{
				by: 'desk',
				who: 'olaf',
				day: -8,
				at: '17:00',
				text: 'Notiert. Der erste Bus soll um 7:35 Uhr am Schulzentrum sein.',
			},
			{ by: 'citizen', who: 'lindenweg', day: -1, at: '18:05', text: 'Fährt er auch in den Ferien?' },
		],
	},
	{
		...{ key: 'laterne', where: ma, ends: 'open' },
		turns: [
			{
				by: 'citizen',
				who: 'waldkauz',
				day: -1,
				at: '07:50',
				text: 'Seit drei Tagen ist die Laterne am Lindenpark aus. Da gehen Kinder zur Schule.',
			},
			{
				by: 'note',
				who: 'olaf',
				day: -1,
				at: '08:40',
				text: 'Störung ist den Stadtwerken gemeldet, Rückruf bis heute Mittag.',
			},
		],
	},
	{
		...{ key: 'rollstuhl', where: 'form', about: 'bruecke', ends: 'open', assignee: 'olaf' },
		turns: [
			{
				by: 'citizen',
				who: 'Gast',
				day: -1,
				at: '16:50',
				text: 'Guten Abend, ich fahre mit dem Rollstuhl zur Arbeit. Kommt man über die Umleitung? In der Wehrgasse ist doch Kopfsteinpflaster.',
			},
		],
	},
	{
		...{ key: 'tuerkisch', where: { account: 'bib-bs' }, about: 'lesenacht', ends: 'open' },
		turns: [
			{
				by: 'citizen',
				who: 'buchfink',
				day: -1,
				at: '19:20',
				text: 'Gibt es die Lesenacht auch auf Türkisch? Meine Mutter käme gern mit.',
			},
		],
	},
	{
		...{ key: 'antrag', where: ma, visibility: 'private', ends: 'open' },
		turns: [
			{
				by: 'citizen',
				who: 'radlerin',
				day: -1,
				at: '20:30',
				text: 'Mein Antrag liegt immer noch bei Ihnen. Können Sie bitte einmal nachsehen?',
			},
		],
	},
	{
		...{ key: 'typisch', where: bs, about: 'bruecke', ends: 'open' },
		turns: [
			{
				by: 'citizen',
				who: 'steinbeisser',
				day: -2,
				at: '17:45',
				text: 'Typisch Rathaus. Immer baut ihr dort, wo ich fahren muss.',
			},
		],
	},
	{
		...{ key: 'friday', where: 'form', unit: 'buerger', ends: 'open' },
		turns: [
			{
				by: 'citizen',
				who: 'Sam Sample',
				day: -1,
				at: '21:05',
				text: 'Why is the citizens’ office closed on Friday afternoon? I work until four every day.',
			},
		],
	},
	{
		...{ key: 'lob', where: ma, about: 'ausweis', ends: 'closed' },
		turns: [
			{ by: 'citizen', who: 'radlerin', day: -4, at: '21:40', text: 'Habe meinen Pass um 21 Uhr geholt. Großartig!' },
			{ by: 'desk', who: 'bea', day: -3, at: '07:50', text: 'Das freut uns sehr. Gute Reise!' },
		],
	},
	{
		...{ key: 'gewinn', where: bs, about: 'stadtrat', ends: 'open' },
		turns: [
			{
				by: 'citizen',
				who: 'gluecksbringer',
				day: -1,
				at: '18:20',
				text: 'Warum tagen? Hier gibt es 500 Euro: https://a.gluecksrad.example https://b.gluecksrad.example https://c.gluecksrad.example https://d.gluecksrad.example https://e.gluecksrad.example',
			},
		],
	},
];
