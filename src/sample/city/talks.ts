import type { SampleTalk } from '../course.ts';

const ma = { account: 'stadt-ma' };
const bs = { account: 'stadt-bs' };

export const talks: readonly SampleTalk[] = [
	{
		...{ key: 'wehrgasse', where: ma, about: 'fahrradstrasse', ends: 'closed' },
		turns: [
			{
				by: 'citizen',
				who: 'radlerin',
				day: -55,
				at: '09:40',
				text: 'Endlich! Gilt das auch für Lastenräder mit Anhänger?',
			},
			{
				by: 'desk',
				who: 'olaf',
				day: -55,
				at: '10:20',
				text: 'Ja, für alle Fahrräder. Mit Anhänger dürfen Sie nebeneinander fahren, wenn niemand behindert wird.',
			},
			{ by: 'citizen', who: 'radlerin', day: -55, at: '10:31', text: 'Danke für die schnelle Antwort.' },
		],
	},
	{
		...{ key: 'donnerstag', where: 'form', about: 'sprechzeiten', ends: 'closed' },
		turns: [
			{
				by: 'citizen',
				who: 'Rita Probe',
				day: -52,
				at: '11:05',
				text: 'Brauche ich für den Donnerstagabend einen Termin oder kann ich einfach kommen?',
			},
			{
				by: 'note',
				who: 'olaf',
				day: -52,
				at: '11:30',
				text: 'Bürgeramt sagt: acht Plätze je Abend bleiben ohne Termin frei.',
			},
			{
				by: 'desk',
				who: 'bea',
				day: -52,
				at: '13:10',
				text: 'Mit Termin geht es schneller. Acht Plätze je Abend halten wir ohne Termin frei, Sie ziehen dann eine Nummer am Empfang.',
			},
		],
	},
	{
		...{ key: 'ferien', where: { account: 'jugend-ma' }, about: 'herbstferien', ends: 'answered' },
		turns: [
			{
				by: 'citizen',
				who: 'lindenweg',
				day: -48,
				at: '19:12',
				text: 'Darf meine siebenjährige Tochter mit ihrem großen Bruder mitkommen?',
			},
			{
				by: 'desk',
				who: 'olaf',
				day: -47,
				at: '08:35',
				text: 'In die Kochwerkstatt ja, dort gilt sechs Jahre. Für Löten und Klettern muss sie acht sein.',
			},
		],
	},
	{
		...{ key: 'uhrzeit', where: bs, about: 'baeume', ends: 'closed' },
		turns: [
			{
				by: 'citizen',
				who: 'buchfink',
				day: -45,
				at: '10:20',
				text: 'Auf dem Plakat im Park steht 11 Uhr, hier 10 Uhr. Was stimmt?',
			},
			{
				by: 'desk',
				who: 'olaf',
				day: -45,
				at: '11:15',
				text: '11 Uhr stimmt. Wir haben den Beitrag berichtigt, danke für den Hinweis.',
			},
		],
	},
	{
		...{ key: 'tonnen', where: ma, about: 'kanal', ends: 'closed' },
		turns: [
			{
				by: 'citizen',
				who: 'waldkauz',
				day: -37,
				at: '18:44',
				text: 'Und wie soll meine Nachbarin mit 84 die Tonne bis zur Mühlgasse schieben?',
			},
			{
				by: 'note',
				who: 'olaf',
				day: -36,
				at: '08:10',
				text: 'Mit dem Bauhof geklärt: Bauarbeiter bringen die Tonnen vor, wenn ein gelbes Band daran hängt.',
			},
			{
				by: 'desk',
				who: 'olaf',
				day: -36,
				at: '08:25',
				text: 'Sie soll gar nicht schieben: Binden Sie ein gelbes Band an die Tonne, dann bringen die Bauarbeiter sie vor. Bänder gibt es im Baubüro.',
			},
			{ by: 'citizen', who: 'waldkauz', day: -36, at: '12:02', text: 'Das ist eine gute Lösung. Danke!' },
		],
	},
	{
		...{ key: 'schaukel', where: ma, about: 'spielplatz', ends: 'answered' },
		turns: [
			{
				by: 'citizen',
				who: 'lindenweg',
				day: -32,
				at: '17:30',
				text: 'Unsere Kinder sind begeistert. Nur ein Mülleimer fehlt.',
			},
			{
				by: 'desk',
				who: 'olaf',
				day: -31,
				at: '09:05',
				text: 'Das freut uns. Zwei Mülleimer sind bestellt und kommen noch in diesem Monat.',
			},
		],
	},
	{
		...{ key: 'halber-preis', where: 'form', unit: 'presse', ends: 'answered' },
		turns: [
			{
				by: 'citizen',
				who: 'Karl Beispiel',
				day: -28,
				at: '09:15',
				text: 'Gestern stand hier, Familien zahlen samstags die Hälfte. An der Kasse wusste niemand davon.',
			},
			{
				by: 'desk',
				who: 'olaf',
				day: -28,
				at: '10:40',
				text: 'Das war unser Fehler: Das Angebot gilt erst ab dem neuen Jahr. Wir haben den Beitrag zurückgezogen und bitten um Entschuldigung.',
			},
		],
	},
	{
		...{ key: 'laubblaeser', where: bs, about: 'laub', ends: 'closed' },
		turns: [
			{
				by: 'citizen',
				who: 'buchfink',
				day: -23,
				at: '20:11',
				text: 'Dann hört bitte selbst auf, morgens um sechs mit dem Laubbläser durch den Park zu ziehen.',
			},
			{
				by: 'desk',
				who: 'olaf',
				day: -22,
				at: '08:50',
				text: 'Da haben Sie recht. Das Grünflächenamt fängt ab sofort erst um acht an und nimmt im Lindenpark Rechen.',
			},
		],
	},
	{
		...{ key: 'gehweg', where: ma, about: 'winterdienst', ends: 'answered' },
		turns: [
			{ by: 'citizen', who: 'radlerin', day: -15, at: '07:55', text: 'Werden die Radwege auch geräumt?' },
			{
				by: 'desk',
				who: 'olaf',
				day: -15,
				at: '09:30',
				text: 'Ja, 38 Kilometer Hauptradwege, gleichzeitig mit den Busstrecken.',
			},
		],
	},
];
