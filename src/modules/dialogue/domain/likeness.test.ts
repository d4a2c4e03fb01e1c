import { describe, expect, it } from 'vitest';

import { ALIKE, likenessOf, wordsOf } from './likeness.ts';

/** What was asked and answered before at a town hall's desk. */
const known = {
	bridge: 'Wann wird die Mühlkanalbrücke wieder für Autos geöffnet?',
	dogTax: 'Muss ich meinen Hund bei der Hundesteuer anmelden, auch wenn er noch ein Welpe ist?',
	passport: 'Wie lange dauert es, bis ein neuer Personalausweis fertig ist?',
	kindergarten: 'Bis wann kann ich mein Kind für einen Kitaplatz anmelden?',
	pool: 'Hat das Freibad am Lindenpark in den Ferien länger auf?',
	rubbish: 'Die Biotonne in der Gartenstraße wurde am Montag nicht geleert.',
	lamp: 'Seit einer Woche ist die Straßenlaterne vor Haus 12 dunkel.',
	wedding: 'Kann man an Samstagen im Alten Rathaus heiraten?',
	parking: 'Wo bekomme ich einen Bewohnerparkausweis für die Innenstadt?',
	library: 'Kann ich Bücher der Stadtbibliothek online verlängern?',
} as const;
type Name = keyof typeof known;

const asked: readonly (readonly [string, Name])[] = [
	['Ist die Brücke am Mühlkanal bald wieder offen für Autos?', 'bridge'],
	['Wie lang bleibt die Mühlkanal-Brücke noch zu?', 'bridge'],
	['Mühlkanalbrüke gesperrt, wann wieder geöffnet??', 'bridge'],
	['Ich habe jetzt einen Welpen. Was kostet die Hundesteuer?', 'dogTax'],
	['Wo melde ich meinen Hund zur Steuer an?', 'dogTax'],
	['Mein Personalausweiß ist abgelaufen, wie lange dauert ein neuer?', 'passport'],
	['Dauer Ausstellung Personalausweis', 'passport'],
	['Gibt es eine Frist für die Anmeldung zum Kitaplatz?', 'kindergarten'],
	['Kita Platz anmelden, bis wann muss das sein?', 'kindergarten'],
	['Öffnungszeiten Freibad Lindenpark in den Sommerferien?', 'pool'],
	['Unsere Biotonnen wurden diese Woche nicht geleert', 'rubbish'],
	['bio tonne gartenstrasse wieder nicht geleert!!!', 'rubbish'],
	['In unserer Straße brennen die Straßenlaternen nicht mehr, alles dunkel', 'lamp'],
	['Laterne defekt, seit Tagen dunkel', 'lamp'],
	['Heiraten im alten Rathaus: geht das auch samstags?', 'wedding'],
	['Ich brauche einen Parkausweis für Bewohner der Innenstadt', 'parking'],
	['Bewohnerparken beantragen, wie geht das?', 'parking'],
	['Wie verlängere ich meine Bücher aus der Bibliothek?', 'library'],
];

/** Questions nobody asked before: a proposal would only lead astray. */
const strange = [
	'Wann tagt der Stadtrat das nächste Mal?',
	'Wer ist für Graffiti an der Unterführung zuständig?',
	'Danke für die schnelle Hilfe gestern!',
	'Gibt es am Wochenende ein Feuerwerk?',
	'@stadt https://example.org/xyz',
	'Warum ist das Bürgerbüro heute geschlossen?',
	'Wie lange fährt die Linie 7?',
];

const words = Object.fromEntries(Object.entries(known).map(([name, text]) => [name, wordsOf(text)]));
const likest = (question: string): { name: string; likeness: number } | null => {
	const rated = Object.entries(words).map(([name, of]) => ({ name, likeness: likenessOf(wordsOf(question), of) }));
	const [first] = rated.sort((a, b) => b.likeness - a.likeness);
	return first && first.likeness >= ALIKE ? first : null;
};

describe('questions that are alike', () => {
	it('are found among what was asked before, in other words, as compounds, and misspelled', () => {
		const missed = asked.filter(([question, name]) => likest(question)?.name !== name);
		// At least nine of ten.
		expect(missed.length / asked.length, JSON.stringify(missed)).toBeLessThanOrEqual(0.1);
	});

	it.each(strange)('are not seen where there are none: %s', (question) => {
		expect(likest(question)).toBeNull();
	});

	it('are told by words alone: no handle, link or number is kept', () => {
		expect(wordsOf('@anna.m@social.example Az. 4711: https://a.example/b Müllabfuhr, MÜLLABFUHR?')).toEqual([
			'muellabfuhr',
		]);
	});
});
