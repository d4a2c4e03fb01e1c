import { describe, expect, it } from 'vitest';

import { checkText } from './text.ts';

const about = { today: '2026-03-02', own: { trunks: [], domains: [], ibans: [] } };
const found = (text: string): string[] =>
	checkText(text, about).map(
		({ rule, found: words, mend }) => `${rule}: ${words}${mend === null ? '' : ` -> ${mend}`}`,
	);

const words = (count: number): string =>
	Array.from({ length: count }, (_, at) => (at === 0 ? 'Wort' : 'wort')).join(' ');

const positives: readonly (readonly [text: string, finding: string])[] = [
	['Schnee kommt. #winterdienst', 'hashtag-not-readable: #winterdienst -> #WinterDienst'],
	['#strassensperrung in der Weststadt', 'hashtag-not-readable: #strassensperrung -> #StrassenSperrung'],
	['Das Fest am Fluss: #flussfest', 'hashtag-not-readable: #flussfest -> #FlussFest'],
	['#musterstadt', 'hashtag-not-readable: #musterstadt -> #MusterStadt'],
	['#jena', 'hashtag-not-readable: #jena -> #Jena'],
	['#STADTRATSSITZUNG heute', 'hashtag-not-readable: #STADTRATSSITZUNG -> #Stadtratssitzung'],
	['Die offene Werkstatt: #offenewerkstatt', 'hashtag-not-readable: #offenewerkstatt -> #OffeneWerkstatt'],
	['ACHTUNG, die Brücke ist gesperrt.', 'all-caps: ACHTUNG -> Achtung'],
	['Heute GESPERRT!', 'all-caps: GESPERRT -> Gesperrt'],
	['WICHTIGE INFORMATION zur Wahl', 'all-caps: WICHTIGE INFORMATION -> Wichtige Information'],
	['Es schneit. ❄️ 🧊 🌧️ ☀️', 'many-emojis: ☀️'],
	['Das 🌞 scheint wieder.', 'emoji-in-sentence: 🌞'],
	['🎉🎉🎉🎉', 'many-emojis: 🎉'],
	['Die Sperrung beginnt am 24. Februar.', 'date-in-the-past: 24. Februar'],
	['Kommen Sie am 01.03.2026 vorbei.', 'date-in-the-past: 01.03.2026'],
	['Bis 28.2. gilt der alte Fahrplan.', 'date-in-the-past: 28.2.'],
	['Am 15. Dezember 2025 öffnet die Eisbahn.', 'date-in-the-past: 15. Dezember 2025'],
	['Am Montag, 3. März 2026, tagt der Rat.', 'weekday-mismatch: Montag -> Dienstag'],
	['Freitag, den 07.03.2026', 'weekday-mismatch: Freitag -> Samstag'],
	['Am Sonntag, 9. März', 'weekday-mismatch: Sonntag -> Montag'],
	['am Mittwoch 25. November 2027', 'weekday-mismatch: Mittwoch -> Donnerstag'],
	[`${words(31)}.`, `long-sentence: ${words(31)}.`],
	[`Kurz davor. ${words(34)}. Kurz danach.`, `long-sentence: ${words(34)}.`],
	['#AmtEins #AmtZwei #AmtDrei #AmtVier #AmtFuenf #AmtSechs', 'many-hashtags: #AmtSechs'],
];

const negatives: readonly string[] = [
	'#WinterDienst und #Musterstadt',
	'#eu und #115',
	'Farbe #ffffff ist im Code &#8211; nein, https://a.example/#abschnitt',
	'Der ADAC, das THW und die DRK-Wache helfen.',
	'ELSTER und BAFÖG sind Namen.',
	'Die NINA-App warnt.',
	'COVID-19 und FFP2',
	'Drei Zeichen sind erlaubt: ❄️ 🚜 ✅',
	'Ohne Zeichen geht es auch.',
	'Ab Montag, 30. November 2026, gesperrt.',
	'Am 2. März öffnet das Amt.',
	'Seit 12. Januar ist die Brücke gesperrt.',
	'Beschluss des Rates vom 20.02.2026',
	'Der Unfall war am 28.02.2026.',
	'Die Stadt wurde am 3. Oktober 1990 kreisfrei.',
	'Am Sonnabend, 7. März 2026, ist Markt.',
	'Am Samstag, 7. März 2026, ist Markt.',
	'Dienstag, 3. März, 18 Uhr',
	'Nr. 31.2. gibt es nicht.',
	`${words(30)}.`,
	`Am 24. November geht es um ${words(20)}. Danach ${words(20)}.`,
	`Eine Liste:\n\n${words(20)}\n\n${words(20)}`,
];

describe('manners', () => {
	it.each(positives)('are minded in: %s', (text, finding) => {
		expect(found(text)).toEqual([finding]);
	});
	it.each(negatives)('are fine in: %s', (text) => {
		expect(found(text)).toEqual([]);
	});
	it('counts words across a date, which does not end the sentence', () => {
		const text = `Am 24. Dezember 2026 ${words(28).toLowerCase()}.`;
		expect(checkText(text, about).map(({ values }) => values['words'])).toEqual([32]);
	});
});
