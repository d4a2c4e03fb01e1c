import { describe, expect, it } from 'vitest';

import { checkText } from './text.ts';

const about = {
	today: '2026-03-02',
	own: {
		trunks: ['03641 49-', '+49 3641 50'],
		domains: ['musterstadt.example', 'musterstadt.de'],
		ibans: ['DE02 1203 0000 0000 2020 51'],
	},
};

const PERSONAL = new Set([
	'personal-iban',
	'personal-tax-id',
	'personal-social-security',
	'personal-phone',
	'foreign-phone',
	'personal-email',
	'personal-birth-date',
	'case-number',
	'court-number',
	'licence-plate',
]);
const found = (text: string): string[] =>
	checkText(text, about)
		.filter(({ rule }) => PERSONAL.has(rule))
		.map(({ rule, found: words }) => `${rule}: ${words}`);

const positives: readonly (readonly [text: string, finding: string])[] = [
	['Überweisen Sie an DE89 3704 0044 0532 0130 00.', 'personal-iban: DE89 3704 0044 0532 0130 00'],
	['Konto DE89370400440532013000 bei der Bank', 'personal-iban: DE89370400440532013000'],
	['Spenden an AT61 1904 3002 3457 3201', 'personal-iban: AT61 1904 3002 3457 3201'],
	['IBAN: FR14 2004 1010 0505 0001 3M02 606.', 'personal-iban: FR14 2004 1010 0505 0001 3M02 606'],
	['Ihre Steuer-ID 36574261809 liegt vor.', 'personal-tax-id: 36574261809'],
	['Steuer-ID: 36 574 261 809', 'personal-tax-id: 36 574 261 809'],
	['Identifikationsnummer 36574261809', 'personal-tax-id: 36574261809'],
	['Versicherungsnummer 65 180539 W 001', 'personal-social-security: 65 180539 W 001'],
	['SV-Nummer 65180539W001 von Frau Probe', 'personal-social-security: 65180539W001'],
	['Rufen Sie Herrn Beispiel an: 0151 00004711', 'personal-phone: 0151 00004711'],
	['Rutschig? Rufen Sie Herrn Beispiel an: 0151 0000 4711', 'personal-phone: 0151 0000 4711'],
	['Handy +49 171 2345678 für Rückfragen', 'personal-phone: +49 171 2345678'],
	['Mobil: 0170/1234567', 'personal-phone: 0170/1234567'],
	['Melden bei 0160-98765432.', 'personal-phone: 0160-98765432'],
	['Frau Probe erreichen Sie unter 030 23125 777.', 'personal-phone: 030 23125 777'],
	['Anwohner Muster, Tel. 03643 850234', 'personal-phone: 03643 850234'],
	['Der Verein ist unter 03643 850234 zu erreichen.', 'foreign-phone: 03643 850234'],
	['Tickets: 0361 6640100', 'foreign-phone: 0361 6640100'],
	['Schreiben Sie an erika.probe@gmx.de', 'personal-email: erika.probe@gmx.de'],
	['Mail an hausmeister77@web.de genügt.', 'personal-email: hausmeister77@web.de'],
	['Kontakt: info.verein@t-online.de', 'personal-email: info.verein@t-online.de'],
	['max.muster@firma.example hilft', 'personal-email: max.muster@firma.example'],
	['m.beispiel@kreis-muster.de', 'personal-email: m.beispiel@kreis-muster.de'],
	['Antworten an Lars.Vorlage+stadt@gmail.com!', 'personal-email: Lars.Vorlage+stadt@gmail.com'],
	['Erika Probe, geb. 12.03.1985, wird vermisst.', 'personal-birth-date: geb. 12.03.1985'],
	['Max Muster (geb. am 1. Mai 1990)', 'personal-birth-date: geb. am 1. Mai 1990'],
	['Geburtsdatum: 03.04.2012', 'personal-birth-date: Geburtsdatum: 03.04.2012'],
	['Frau Probe wurde geboren am 7.8.1961.', 'personal-birth-date: geboren am 7.8.1961'],
	['Erika Probe ist am 7.8.1961 geboren.', 'personal-birth-date: am 7.8.1961 geboren'],
	['Emre Beispiel, * 24.12.1979', 'personal-birth-date: * 24.12.1979'],
	['Herr Muster, geboren 3. Februar 1950', 'personal-birth-date: geboren 3. Februar 1950'],
	['Ihr Antrag mit dem Az.: 632.6-123/2026 ist da.', 'case-number: Az.: 632.6-123/2026'],
	['Aktenzeichen 50.2-4711/25', 'case-number: Aktenzeichen 50.2-4711/25'],
	['Bitte Kassenzeichen 5.0123.456789.0 angeben', 'case-number: Kassenzeichen 5.0123.456789.0'],
	['Geschäftszeichen: 61-VB-00123', 'case-number: Geschäftszeichen: 61-VB-00123'],
	['Gz. 32/2026/0815', 'case-number: Gz. 32/2026/0815'],
	['Ihre Kundennummer 123A456789', 'case-number: Kundennummer 123A456789'],
	['BG-Nummer 09304//0012345', 'case-number: BG-Nummer 09304//0012345'],
	['Bedarfsgemeinschaft 09304BG0012345', 'case-number: Bedarfsgemeinschaft 09304BG0012345'],
	['Im Verfahren 3 K 1234/25 klagt ein Anwohner.', 'court-number: 3 K 1234/25'],
	['Urteil 10 LA 84/24', 'court-number: 10 LA 84/24'],
	['Der Wagen J-AB 1234 parkt falsch.', 'licence-plate: J-AB 1234'],
	['Kennzeichen MUS-X 99', 'licence-plate: MUS-X 99'],
	['Halter des Pkw EF-TH-2026E gesucht', 'licence-plate: EF-TH-2026E'],
	['Ein Auto mit dem Kennzeichen B MW 4711 steht im Weg.', 'licence-plate: B MW 4711'],
];

const negatives: readonly string[] = [
	'Nach § 45 Abs. 1 StVO ist die Straße gesperrt.',
	'§ 823 Abs. 2 BGB und § 35a VwVfG',
	'Die Buslinie 4 hält an der Fischertreppe.',
	'Linie 12 E fährt alle 15 Minuten, Bus 423 nicht.',
	'Bebauungsplan Nr. 12/2026 liegt aus.',
	'Drucksache 12/345 im Stadtrat',
	'Die A 4 und die B 7 sind frei, die L 1060 auch.',
	'DIN EN 1090 und DIN-EN 124 gelten.',
	'ISO 27001 und EN 301 549',
	'Haushalt 2026: 1.234.567,89 Euro',
	'Am 24.11.2026 um 07:30 Uhr',
	'Vom 30.11.2026 bis 18.12.2026 gesperrt',
	'Wählen Sie 115 oder im Notfall 112.',
	'Behördennummer 115, Mo bis Fr 8 bis 18 Uhr',
	'Bürgertelefon 03641 49-2222',
	'Infos beim Landkreis, Telefon (03691) 670234',
	'Rathaus: +49 3641 49 0, Bauhof 03641 501234',
	'Die kostenlose Nummer 0800 1110111 hilft.',
	'Postleitzahl 07743 Musterstadt',
	'presse@musterstadt.example',
	'erika.probe@musterstadt.de gehört zum Haus.',
	'poststelle@bauamt.musterstadt.example',
	'info@sportverein-muster.example',
	'Vorverkauf: tickets@theater-muster.example',
	'Folgen Sie uns: @stadt@social.musterstadt.example',
	'Die Stadt wurde am 1.1.1236 gegründet.',
	'Im Tierpark wurde am 3.2.2026 ein Löwe geboren.',
	'Unser Eisbär, geboren am 1.12.2025, badet.',
	'Spenden auf unser Konto DE02 1203 0000 0000 2020 51',
	'DE12 3456 7890 1234 5678 90 ist keine gültige Kontonummer.',
	'Zähler 12345678901 abgelesen',
	'Artikelnummer 10000000000',
	'Raum 3.12, Zimmer 4711',
	'Gewicht bis 7,5 t, Höhe 3,80 m',
	'Fahrplan 2026/27 ab 13. Dezember',
	'Az. folgt mit dem Bescheid.',
	'Das Aktenzeichen finden Sie oben rechts.',
	'Kita-Jahr 2026/27: 3 Gruppen, 48 Plätze',
	'Ausgabe 3/2026 des Amtsblatts',
	'Die FFP2-Maske und COVID-19',
	'U-Bahn, S-Bahn, E-Auto und A-Z 2026',
	'Haus A-B, Aufgang C',
	'EU-Projekt 2026 startet',
	'BA 12 und TV 24 tagen',
	'Koordinaten 50.9272, 11.5892',
	'Tempo 30 auf 1200 Metern',
	'Wahlbezirk 0123, Stimmzettel ab 8 Uhr',
	'ISBN 978-3-16-148410-0',
	'Rufen Sie an: 03641 49 1234, Frau Muster hilft.',
];

describe('personal data', () => {
	it.each(positives)('is found in: %s', (text, finding) => {
		expect(found(text)).toEqual([finding]);
	});
	it.each(negatives)('is not seen in: %s', (text) => {
		expect(found(text)).toEqual([]);
	});
	it('is found twice in a text that names it twice, at both places', () => {
		const text = 'Max: 0151 00004711, Erika: 0171 2345678.';
		expect(checkText(text, about).map(({ range }) => text.slice(...range))).toEqual(['0151 00004711', '0171 2345678']);
	});
	it('is reported once, under its own name, when the digits could be several things', () => {
		expect(found('DE89 3704 0044 0532 0130 00')).toHaveLength(1);
	});
});
