import type { SampleAccount, SampleOpening, SamplePerson, SamplePlannedAccount, SampleUnit } from '../course.ts';

export const units: readonly SampleUnit[] = [
	{ key: 'stadt', name: 'Stadt Musterstadt', short: 'Stadt', parent: null },
	{ key: 'presse', name: 'Pressestelle', short: 'PS', parent: 'stadt' },
	{ key: 'tiefbau', name: 'Tiefbauamt', short: 'TBA', parent: 'stadt' },
	{ key: 'buerger', name: 'Bürgeramt', short: 'BA', parent: 'stadt' },
	{ key: 'bibliothek', name: 'Stadtbibliothek', short: 'SB', parent: 'stadt' },
	{ key: 'gruen', name: 'Grünflächenamt', short: 'GFA', parent: 'stadt' },
	{ key: 'jugend', name: 'Jugendamt', short: 'JA', parent: 'stadt' },
];

export const people: readonly SamplePerson[] = [
	{
		key: 'jana',
		name: 'Jana Muster',
		mail: 'jana.muster@musterstadt.example',
		roles: [
			{ role: 'lead', unit: 'stadt' },
			{ role: 'central', unit: null },
		],
		does: {
			de: 'Leitet die Pressestelle, gibt frei, antwortet und hält im Ernstfall alles an.',
			en: 'Heads the press office, approves, answers, and stops everything in an emergency.',
		},
	},
	{
		key: 'lars',
		name: 'Lars Vorlage',
		mail: 'lars.vorlage@musterstadt.example',
		roles: [{ role: 'author', unit: 'presse' }],
		does: { de: 'Schreibt für die Pressestelle.', en: 'Writes for the press office.' },
	},
	{
		key: 'petra',
		name: 'Petra Probe',
		mail: 'petra.probe@musterstadt.example',
		roles: [{ role: 'approver', unit: 'presse' }],
		does: { de: 'Gibt in der Pressestelle frei.', en: 'Approves in the press office.' },
	},
	{
		key: 'emre',
		name: 'Emre Beispiel',
		mail: 'emre.beispiel@musterstadt.example',
		roles: [{ role: 'author', unit: 'tiefbau' }],
		does: { de: 'Schreibt über Baustellen und den Winterdienst.', en: 'Writes about road works and winter service.' },
	},
	{
		key: 'tine',
		name: 'Tine Muster',
		mail: 'tine.muster@musterstadt.example',
		roles: [{ role: 'approver', unit: 'tiefbau' }],
		does: { de: 'Gibt im Tiefbauamt frei.', en: 'Approves in the civil engineering office.' },
	},
	{
		key: 'olaf',
		name: 'Olaf Vorlage',
		mail: 'olaf.vorlage@musterstadt.example',
		roles: [{ role: 'agent', unit: 'stadt' }],
		does: { de: 'Beantwortet, was Bürgerinnen und Bürger fragen.', en: 'Answers what citizens ask.' },
	},
	{
		key: 'ada',
		name: 'Ada Muster',
		mail: 'ada.muster@musterstadt.example',
		roles: [
			{ role: 'author', unit: 'bibliothek' },
			{ role: 'agent', unit: 'bibliothek' },
		],
		does: { de: 'Schreibt und antwortet für die Stadtbibliothek.', en: 'Writes and answers for the city library.' },
	},
	{
		key: 'ben',
		name: 'Ben Probe',
		mail: 'ben.probe@musterstadt.example',
		roles: [{ role: 'lead', unit: 'bibliothek' }],
		does: { de: 'Leitet die Stadtbibliothek und gibt frei.', en: 'Heads the city library and approves.' },
	},
	{
		key: 'bea',
		name: 'Bea Beispiel',
		mail: 'bea.beispiel@musterstadt.example',
		roles: [
			{ role: 'author', unit: 'buerger' },
			{ role: 'agent', unit: 'buerger' },
		],
		does: { de: 'Schreibt und antwortet für das Bürgeramt.', en: 'Writes and answers for the citizens’ office.' },
	},
	{
		key: 'carl',
		name: 'Carl Muster',
		mail: 'carl.muster@musterstadt.example',
		roles: [{ role: 'approver', unit: 'buerger' }],
		does: { de: 'Gibt im Bürgeramt frei.', en: 'Approves in the citizens’ office.' },
	},
	{
		key: 'gina',
		name: 'Gina Vorlage',
		mail: 'gina.vorlage@musterstadt.example',
		roles: [
			{ role: 'author', unit: 'gruen' },
			{ role: 'author', unit: 'jugend' },
		],
		does: { de: 'Schreibt über Parks und Spielplätze.', en: 'Writes about parks and playgrounds.' },
	},
	{
		key: 'hanno',
		name: 'Hanno Probe',
		mail: 'hanno.probe@musterstadt.example',
		roles: [
			{ role: 'approver', unit: 'gruen' },
			{ role: 'approver', unit: 'jugend' },
		],
		does: {
			de: 'Gibt im Grünflächenamt und im Jugendamt frei.',
			en: 'Approves in the parks office and the youth office.',
		},
	},
	{
		key: 'iris',
		name: 'Iris Beispiel',
		mail: 'iris.beispiel@musterstadt.example',
		roles: [
			{ role: 'privacy', unit: null },
			{ role: 'registrar', unit: null },
		],
		does: {
			de: 'Wacht über Datenschutz und Akte: prüft, exportiert, löscht.',
			en: 'Watches over privacy and records: checks, exports, erases.',
		},
	},
	{
		key: 'alex',
		name: 'Alex Probe',
		mail: 'alex.probe@musterstadt.example',
		roles: [{ role: 'admin', unit: null }],
		does: {
			de: 'Betreut die Technik: Personen, Stellen, Auftritte, Mail.',
			en: 'Runs the technical side: people, units, presences, mail.',
		},
	},
];

const ofCity: SampleOpening = {
	consentBy: 'Dr. Paula Probe, Oberbürgermeisterin',
	purpose: 'Amtliche Mitteilungen dort sagen, wo viele Menschen lesen, und Fragen beantworten.',
	audience: 'Alle, die in Musterstadt leben oder arbeiten',
	responsible: 'jana',
	deputy: 'petra',
	resolution: null,
};
const ofLibrary: SampleOpening = {
	consentBy: 'Ben Probe, Leitung der Stadtbibliothek',
	purpose: 'Auf Veranstaltungen und neue Bücher aufmerksam machen.',
	audience: 'Leserinnen und Leser, Familien mit Kindern',
	responsible: 'ben',
	deputy: 'ada',
	resolution: null,
};
const ofYouth: SampleOpening = {
	consentBy: 'Hanno Probe, Jugendamt',
	purpose: 'Ferienangebote und Beratungsstellen bekannt machen.',
	audience: 'Jugendliche zwischen 12 und 18 Jahren',
	responsible: 'hanno',
	deputy: 'gina',
	resolution: null,
};

/** The next one; it stands on no list, so the council decided it. */
export const plannedAccount: SamplePlannedAccount = {
	unit: 'stadt',
	network: 'linkedin',
	name: 'Arbeiten in Musterstadt',
	opening: {
		...ofCity,
		purpose: 'Offene Stellen bekannt machen und zeigen, wie wir arbeiten.',
		audience: 'Menschen, die eine Stelle suchen',
		resolution: 'Beschluss 12/2026',
	},
};

export const accounts: readonly SampleAccount[] = [
	{
		key: 'stadt-ma',
		unit: 'stadt',
		opening: ofCity,
		channel: 'mastodon',
		name: 'Stadt Musterstadt',
		handle: 'stadt-musterstadt',
	},
	{
		key: 'stadt-bs',
		unit: 'stadt',
		opening: ofCity,
		channel: 'bluesky',
		name: 'Stadt Musterstadt',
		handle: 'stadt-musterstadt',
	},
	{
		key: 'bib-ma',
		unit: 'bibliothek',
		opening: ofLibrary,
		channel: 'mastodon',
		name: 'Stadtbibliothek',
		handle: 'stadtbibliothek',
	},
	{
		key: 'bib-bs',
		unit: 'bibliothek',
		opening: ofLibrary,
		channel: 'bluesky',
		name: 'Stadtbibliothek',
		handle: 'stadtbibliothek',
	},
	{
		key: 'jugend-ma',
		unit: 'jugend',
		opening: ofYouth,
		channel: 'mastodon',
		name: 'Jugend Musterstadt',
		handle: 'jugend-musterstadt',
	},
	{
		key: 'jugend-bs',
		unit: 'jugend',
		opening: ofYouth,
		channel: 'bluesky',
		name: 'Jugend Musterstadt',
		handle: 'jugend-musterstadt',
		retired: -20,
	},
];
