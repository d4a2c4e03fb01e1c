import type { NetiquetteOf } from '#modules/policy/index.ts';

import type { Means } from '../domain/ladder.ts';

type Speech = 'de' | 'en';
type Rule = NetiquetteOf['rules'][number];

/** Authors are spoken to in English where they wrote English, else in German. */
export const speechOf = (language: string | null): Speech => (language?.startsWith('en') ? 'en' : 'de');

const day = (at: Date, speech: Speech, zone: string): string =>
	new Intl.DateTimeFormat(speech === 'de' ? 'de-DE' : 'en-GB', {
		...{ timeZone: zone, day: 'numeric', month: 'long', year: 'numeric' },
	}).format(at);

interface Told {
	readonly speech: Speech;
	readonly zone: string;
	readonly rule: Rule;
	readonly origin: string;
}

/** The line under every warning: which rule, and where it stands. */
export const citation = ({ speech, rule, origin }: Omit<Told, 'zone'>): string =>
	speech === 'de'
		? `Netiquette Nr. ${rule.number}: ${rule.de.title}. ${origin}/netiquette`
		: `Netiquette no. ${rule.number}: ${rule.en.title}. ${origin}/en/netiquette`;

const did: Readonly<Record<Speech, Readonly<Record<Exclude<Means, 'reply' | 'block'>, string>>>> = {
	de: {
		hide: 'unter unserem Beitrag verborgen',
		remove: 'unter unserem Beitrag gelöscht',
		report: 'der Moderation des Netzwerks gemeldet, mit der Bitte um Löschung',
		erase: 'gelöscht',
	},
	en: {
		hide: 'hidden below our post',
		remove: 'deleted below our post',
		report: 'reported to the moderators of the network, with a request to delete it',
		erase: 'deleted',
	},
};

interface Notice extends Told {
	readonly means: Exclude<Means, 'reply'>;
	readonly saidAt: Date;
	readonly until: Date | null;
	readonly link: string;
}

/** What the author is told of an act. It names the house, the rule and the way to object; never who decided. */
export const noticeText = ({ speech, zone, rule, means, saidAt, until, link }: Notice): string => {
	const when = day(saidAt, speech, zone);
	const end = until === null ? null : day(until, speech, zone);
	if (speech === 'en') {
		const what =
			means === 'block'
				? `Because of your message of ${when} we have blocked your account ${end === null ? 'from contacting ours' : `until ${end}`}.`
				: `Your message of ${when} was ${did.en[means]}.`;
		return `Hello, ${what} Reason: no. ${rule.number} of our netiquette (${rule.en.title}). Statement of reasons and how to object: ${link}`;
	}
	const what =
		means === 'block'
			? `Wegen Ihrer Nachricht vom ${when} haben wir Ihr Konto ${end === null ? 'für Antworten an uns' : `bis ${end}`} gesperrt.`
			: `Ihre Nachricht vom ${when} wurde ${did.de[means]}.`;
	return `Guten Tag, ${what} Grund: Nr. ${rule.number} unserer Netiquette (${rule.de.title}). Begründung und Widerspruch: ${link}`;
};
