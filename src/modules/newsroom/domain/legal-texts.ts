import type { Language } from '#kernel/language.ts';

/** What the texts are made from. Empty strings are facts nobody gave yet. */
export interface AuthorityFacts {
	readonly name: string;
	readonly zone: string;
	readonly contact: {
		readonly street: string;
		readonly postcode: string;
		readonly place: string;
		readonly phone: string;
		readonly mail: string;
		readonly representative: string;
	};
}

export const legalNames = ['legal-notice', 'privacy', 'accessibility', 'house-rules'] as const;
export type LegalName = (typeof legalNames)[number];

interface Facts extends AuthorityFacts {
	readonly site: string;
}

/** Keeps what people typed from being read as Markdown. */
const plain = (text: string): string => text.replaceAll(/([\\`*_[\]<>#|~])/g, '\\$1');
const lines = (...parts: readonly (string | false)[]): string => parts.filter((part) => part).join('\n');

const address = ({ name, contact }: Facts): string =>
	lines(plain(name), plain(contact.street), plain(`${contact.postcode} ${contact.place}`.trim()));

const reach = ({ contact }: Facts, words: { readonly phone: string; readonly mail: string }): string =>
	lines(
		contact.phone !== '' && `${words.phone}: ${plain(contact.phone)}`,
		contact.mail !== '' && `${words.mail}: ${contact.mail}`,
	);

const german: Readonly<Record<LegalName, (facts: Facts) => string>> = {
	// LAW: § 5 DDG (who, where, how to reach), § 18 Abs. 2 MStV (who answers for the content).
	'legal-notice': (facts) => `${address(facts)}

${reach(facts, { phone: 'Telefon', mail: 'E-Mail' })}

${facts.contact.representative === '' ? '' : `# Vertreten durch\n\n${plain(facts.contact.representative)}`}

# Verantwortlich für den Inhalt

${plain(facts.contact.representative || facts.name)}
Anschrift wie oben`,
	// LAW: Art. 13 DSGVO; § 25 TDDDG needs no consent where nothing is stored on the device.
	privacy: (facts) => `Verantwortlich für diese Seite ist:

${address(facts)}
${reach(facts, { phone: 'Telefon', mail: 'E-Mail' })}

# Beim Lesen

Diese Seite setzt keine Cookies, lädt nichts von anderen Anbietern und speichert Ihre IP-Adresse nicht. Um Angriffe abzuwehren, zählt der Server Anfragen je Anschluss für kurze Zeit im Arbeitsspeicher. Dafür bildet er aus der Adresse einen Prüfwert mit einem Schlüssel, der jeden Tag wechselt und nie gespeichert wird.

# Wenn Sie uns eine Frage stellen

Wir speichern Ihre Frage, unsere Antwort und, wenn Sie es angeben, Name und E-Mail-Adresse, um Ihnen zu antworten (Art. 6 Abs. 1 Buchstabe e DSGVO). Name und E-Mail-Adresse liegen verschlüsselt.

# Wenn Sie in einem Netzwerk unter unseren Beiträgen schreiben

Was Sie dort an uns oder unter unsere Beiträge schreiben, lesen wir über die Schnittstelle des Netzwerks und speichern es, um es zu beantworten und unsere Regeln durchzusetzen (Art. 6 Abs. 1 Buchstabe e DSGVO). Ihren Namen und Ihr Profil behalten wir nur so lange, wie unsere Frist es vorsieht. Ändern oder löschen Sie Ihre Worte im Netzwerk, folgen wir dem.

Öffentliche Kommentare zeigen wir auch hier unter dem Beitrag, wo die zuständige Stelle das geöffnet hat: Ihre Worte, den Namen, unter dem Sie schreiben, und den Weg zum Original. Telefonnummern, Adressen und andere persönliche Angaben verdecken wir. Wollen Sie nicht, dass Ihr Kommentar hier steht, schreiben Sie uns; für das Netzwerk selbst ist dessen Anbieter verantwortlich.

# Ihre Rechte

Sie können Auskunft, Berichtigung, Löschung und Einschränkung verlangen und der Verarbeitung widersprechen. Beschweren können Sie sich bei der Datenschutzaufsicht Ihres Landes.`,
	// LAW: § 12b BGG and the laws of the Länder; EN 301 549.
	accessibility: (
		facts,
	) => `${plain(facts.name)} will, dass alle Menschen diese Seite nutzen können. Diese Erklärung gilt für ${facts.site}

# Stand der Vereinbarkeit

Die Seite folgt den Web Content Accessibility Guidelines 2.2, Stufe AA. Jede Seite wird mit einem Prüfprogramm geprüft. Nicht geprüft ist sie bisher mit Menschen, die Vorleseprogramme nutzen.

# Was noch fehlt

Fassungen in Leichter Sprache und in Deutscher Gebärdensprache gibt es noch nicht für jeden Beitrag.

# Hindernis melden

Schreiben Sie uns, wenn etwas nicht geht. Wir antworten innerhalb von vier Wochen.

${reach(facts, { phone: 'Telefon', mail: 'E-Mail' })}

# Wenn wir uns nicht einigen

Bleibt Ihre Meldung ohne Lösung, wenden Sie sich an die Durchsetzungsstelle für digitale Barrierefreiheit Ihres Landes.`,
	'house-rules': (
		facts,
	) => `${plain(facts.name)} freut sich über Fragen und Kritik. Damit alle gern hier schreiben, gilt:

- Bleiben Sie beim Thema und respektvoll.
- Schreiben Sie nichts Persönliches über sich oder andere.
- Beleidigungen, Drohungen, Hetze und Werbung verbergen oder löschen wir. Wir nennen die Regel und den Grund.
- Strafbares zeigen wir an.

Für persönliche Anliegen und Anträge ist dieser Ort nicht gedacht. Nutzen Sie dafür das Serviceportal oder das Telefon.`,
};

const english: Readonly<Record<LegalName, (facts: Facts) => string>> = {
	'legal-notice': (facts) => `${address(facts)}

${reach(facts, { phone: 'Phone', mail: 'Email' })}

${facts.contact.representative === '' ? '' : `# Represented by\n\n${plain(facts.contact.representative)}`}

# Responsible for the content

${plain(facts.contact.representative || facts.name)}
Address as above`,
	privacy: (facts) => `Responsible for this site:

${address(facts)}
${reach(facts, { phone: 'Phone', mail: 'Email' })}

# When you read

This site sets no cookies, loads nothing from other providers and does not store your IP address. To fend off attacks the server counts requests per connection for a short time in its memory. For this it makes a check value of the address with a key that changes every day and is never stored.

# When you ask a question

We store your question, our answer and, if you give them, name and email address, in order to answer you (Art. 6 (1) (e) GDPR). Name and email address are encrypted.

# When you write below our posts on a network

What you write there to us or below our posts we read through the network's interface and store, in order to answer it and to keep our rules (Art. 6(1)(e) GDPR). Your name and profile are kept only as long as our period for them. If you change or delete your words on the network, we follow.

Public comments are also shown here below the post where the unit in charge has opened it: your words, the name you write under, and the way to the original. Telephone numbers, addresses and other personal details are hidden. If you do not want your comment to stand here, write to us; the network itself is the responsibility of its provider.

# Your rights

You may ask for access, correction, erasure and restriction, and object to the processing. You may complain to the data protection authority of your Land.`,
	accessibility: (
		facts,
	) => `${plain(facts.name)} wants everyone to be able to use this site. This statement covers ${facts.site}

# State of conformance

The site follows the Web Content Accessibility Guidelines 2.2, level AA. Every page is checked by a program. It has not yet been checked with people who use screen readers.

# What is missing

Easy-to-read and sign-language versions do not exist for every statement yet.

# Report a barrier

Write to us when something does not work. We answer within four weeks.

${reach(facts, { phone: 'Phone', mail: 'Email' })}

# If we do not agree

If your report stays unsolved, turn to the enforcement body for digital accessibility of your Land.`,
	'house-rules': (
		facts,
	) => `${plain(facts.name)} welcomes questions and criticism. So that everyone likes to write here:

- Stay on the topic and be respectful.
- Write nothing personal about yourself or others.
- We hide or delete insults, threats, hate and advertising. We name the rule and the reason.
- We report crimes.

This is not the place for personal matters and applications. Use the service portal or the phone for those.`,
};

/** The text as it follows from the authority's data, in our plain Markdown. Holds until somebody writes an own one. */
export const legalText = (name: LegalName, language: Language, facts: Facts): string =>
	(language === 'de' ? german : english)
		[name](facts)
		.replaceAll(/\n{3,}/g, '\n\n')
		.trim();

/** LAW: § 5 DDG. An own legal notice must still name the authority, its address and its mail. */
export const missingInNotice = (text: string, { name, contact }: AuthorityFacts): readonly string[] => {
	const bare = (words: string): string => words.replaceAll(/[\\*_]/g, '').toLowerCase();
	return [name, contact.street, contact.postcode, contact.mail].filter((fact) => !bare(text).includes(bare(fact)));
};
