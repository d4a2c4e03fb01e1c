import type { Area, CatalogueEntry, Checks, Paragraph, Profile } from './documents.ts';

/** The guideline a house begins with; LAW: what the principles of a Dienstanweisung for social networks usually are. */
const paragraphs: readonly Paragraph[] = [
	{
		number: '1',
		title: 'Sachliche und objektive Darstellung',
		text: 'Wir berichten. Lob und Tadel überlassen wir anderen.',
	},
	{
		number: '2',
		title: 'Keine personenbezogenen Informationen',
		text: 'Angaben, die zu einem einzelnen Menschen führen, veröffentlichen wir nicht.',
	},
	{
		number: '3',
		title: 'Keine Sachbearbeitung über soziale Medien',
		text: 'Einzelne Fälle klärt die zuständige Stelle auf ihrem eigenen Weg.',
	},
	{
		number: '4',
		title: 'Zielgruppengerechte, verständliche Sprache',
		text: 'Wir schreiben so, dass die Menschen uns beim ersten Lesen verstehen.',
	},
	{
		number: '5',
		title: 'Zugänglich für alle',
		text: 'Bilder haben eine Beschreibung, Schlagwörter sind vorlesbar, Bildzeichen stehen sparsam am Ende.',
	},
	{
		number: '6',
		title: 'Zurückhaltung vor Wahlen',
		text: 'In der Zeit der Zurückhaltung nennen wir keine Parteien und Bewerbungen und werben nicht mit Erfolgen.',
	},
	{ number: '7', title: 'Richtige Angaben', text: 'Tage, Zeiten und Links stimmen.' },
	{
		number: '8',
		title: 'Maß halten',
		text: 'Wir sagen etwas einmal und zur rechten Zeit. Beiträge der Häuser stören einander nicht.',
	},
	{
		number: '9',
		title: 'Rechte an Bildern',
		text: 'Bilder zeigen wir mit Quelle und Lizenz, Menschen darauf nur mit ihrer Einwilligung, beides nur, solange es gilt.',
	},
];

const citing: Readonly<Record<Area, string | null>> = {
	form: null,
	neutrality: '1',
	privacy: '2',
	cases: '3',
	language: '4',
	access: '5',
	election: '6',
	facts: '7',
	links: '7',
	volume: '8',
	rights: '9',
};

/** The checks as they are before anybody changed them. */
export const builtInChecks = (catalogue: readonly CatalogueEntry[]): Checks => ({
	paragraphs,
	rules: Object.fromEntries(
		catalogue
			.filter(({ fixed }) => !fixed)
			.map(({ id, area, severity, waive }) => [
				id,
				{ severity, paragraph: citing[area], waive: [...waive], exceptions: [] },
			]),
	),
	similarDays: 14,
	apartMinutes: 30,
	mostPerDay: 8,
});

/** A city about which nothing was said yet. */
export const builtInProfile: Profile = {
	trunks: [],
	domains: [],
	ibans: [],
	addresses: [],
	holders: [],
	parties: [],
	candidates: [],
	restraints: [],
	styles: [
		{
			id: 'all',
			name: 'Alle',
			presences: [],
			address: 'any',
			gender: 'any',
			tone: 'relaxed',
			mostWords: 30,
			mostEmojis: 3,
			leastEase: 30,
		},
	],
};
