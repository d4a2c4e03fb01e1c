import type { SampleShelf } from '../course.ts';

/** What the drawings of the sample are called, and what else lies in the library of the press office. */
export const shelf: SampleShelf = {
	folder: 'Zeichnungen',
	author: 'Stadt Musterstadt',
	drawings: {
		bad: { title: 'Stadtbad', keywords: ['Bad', 'Sport', 'Wasser'] },
		bus: { title: 'Linienbus an der Haltestelle', keywords: ['Bus', 'Nahverkehr'] },
		kultur: { title: 'Lesen am Abend', keywords: ['Bücherei', 'Kultur', 'Lesen'] },
		markt: { title: 'Wintermarkt', keywords: ['Markt', 'Advent'] },
		rathaus: { title: 'Rathaus', keywords: ['Rathaus', 'Verwaltung'] },
		schule: { title: 'Schule', keywords: ['Schule', 'Kinder'] },
		spielplatz: { title: 'Spielplatz im Park', keywords: ['Park', 'Spielplatz'] },
		umwelt: { title: 'Park mit jungen Bäumen', keywords: ['Bäume', 'Park'] },
		verkehr: { title: 'Straße mit Absperrung', keywords: ['Baustelle', 'Verkehr'] },
		winter: { title: 'Straße im Schnee', keywords: ['Schnee', 'Winterdienst'] },
	},
	extras: [
		{
			...{ day: -40, at: '10:00', unit: 'presse', by: 'lars', drawing: 'kultur', folder: 'Agenturbilder' },
			title: 'Leseabend in der Bücherei',
			alt: 'Zeichnung: ein Kind liest am Abend unter einer Lampe in einem Buch',
			facts: {
				licence: 'licensed',
				author: 'Bildagentur Beispiel',
				licenceText: 'nur im Internet, für zwölf Monate',
				consent: 'nobody',
			},
			lastDay: 12,
		},
		{
			...{ day: -33, at: '09:20', unit: 'presse', by: 'lars', drawing: 'markt', folder: 'Agenturbilder' },
			title: 'Marktstände im Sommer',
			alt: 'Zeichnung: Marktstände auf einem Platz, davor einige Menschen',
			facts: {
				licence: 'licensed',
				author: 'Bildagentur Beispiel',
				licenceText: 'nur im Internet, für sechs Monate',
				consent: 'nobody',
			},
			lastDay: -4,
		},
		{
			...{ day: -21, at: '14:00', unit: 'presse', by: 'lars', drawing: 'schule', folder: 'Veranstaltungen' },
			title: 'Erster Schultag',
			alt: 'Zeichnung: Kinder mit Schultüten vor einem Schulhaus',
			facts: { licence: 'own', author: 'Stadt Musterstadt', consent: 'missing' },
		},
		{
			...{ day: -15, at: '11:30', unit: 'presse', by: 'lars', drawing: 'umwelt', folder: 'Veranstaltungen' },
			title: 'Pflanztag im Lindenpark',
			alt: 'Zeichnung: Menschen pflanzen junge Bäume auf einer Wiese',
			facts: {
				licence: 'cc-by-4',
				author: 'Verein Probe für Stadtgrün',
				consent: 'on-file',
				consentReference: 'PS-112-7, Einwilligungen Pflanztag',
			},
		},
		{ day: -2, at: '16:10', unit: 'presse', by: 'lars', drawing: 'bus', folder: null, title: '', alt: '', facts: {} },
	],
};
