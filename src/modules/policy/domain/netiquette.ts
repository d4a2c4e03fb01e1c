import { fail, ok, type Result } from '#kernel/result.ts';

import type { DocumentFailure } from './documents.ts';

interface Said {
	readonly title: string;
	readonly text: string;
}

export interface NetiquetteRule {
	readonly number: string;
	readonly de: Said;
	readonly en: Said;
}

export interface Netiquette {
	readonly intro: { readonly de: string; readonly en: string };
	readonly rules: readonly NetiquetteRule[];
}

/** A rule is cited by its number, so no number stands twice. */
export const soundNetiquette = ({ rules }: Netiquette): Result<void, DocumentFailure> => {
	const numbers = rules.map(({ number }) => number);
	const twice = numbers.find((number, at) => numbers.indexOf(number) !== at);
	return twice === undefined ? ok(undefined) : fail({ type: 'policy.twice', what: twice });
};

/** LAW: Art. 5 GG: opinions are free, sharp and unfair ones too; rules bind only where a right of others or the law is touched. */
export const builtInNetiquette: Netiquette = {
	intro: {
		de: 'Hier können Sie mit uns reden: fragen, loben, widersprechen. Auch scharfe Kritik ist willkommen. Damit alle gern mitlesen und mitreden, gelten wenige Regeln. Wer gegen eine verstößt, hört zuerst von uns, welche es ist. Danach greifen wir so mild ein, wie es geht.',
		en: 'This is a place to talk to us: to ask, to praise, to disagree. Sharp criticism is welcome too. A few rules make sure that everyone likes to read and write here. Whoever breaks one first hears from us which one it is. After that we step in as mildly as we can.',
	},
	rules: [
		{
			number: '1',
			de: {
				title: 'Kritik an der Sache, nicht an Menschen',
				text: 'Sie dürfen hart urteilen. Beschimpfungen, Schmähungen und Herabsetzungen einzelner Menschen oder Gruppen haben hier keinen Platz.',
			},
			en: {
				title: 'Criticise the matter, not people',
				text: 'You may judge harshly. Insults and abuse of individual people or groups have no place here.',
			},
		},
		{
			number: '2',
			de: {
				title: 'Keine Drohungen und keine Gewalt',
				text: 'Wer anderen Gewalt androht, dazu aufruft oder sie gutheißt, muss mit einer Anzeige rechnen. Wo ein Leben in Gefahr ist, rufen wir sofort die Polizei.',
			},
			en: {
				title: 'No threats and no violence',
				text: 'Whoever threatens others with violence, calls for it or approves of it must expect a report to the police. Where a life is in danger we call the police at once.',
			},
		},
		{
			number: '3',
			de: {
				title: 'Keine Hetze',
				text: 'Inhalte, die Menschen wegen ihrer Herkunft, ihres Glaubens, ihres Geschlechts, einer Behinderung, ihres Alters oder ihrer Liebe abwerten, lassen wir nicht stehen. Dasselbe gilt für verbotene Kennzeichen.',
			},
			en: {
				title: 'No hate',
				text: 'We do not leave standing what degrades people for their origin, faith, gender, disability, age or love. The same goes for banned symbols.',
			},
		},
		{
			number: '4',
			de: {
				title: 'Nichts Persönliches über sich oder andere',
				text: 'Namen Unbeteiligter, Anschriften, Telefonnummern, Aktenzeichen oder Angaben zur Gesundheit gehören nicht in die Öffentlichkeit. Für Ihr eigenes Anliegen nennen wir Ihnen einen sicheren Weg.',
			},
			en: {
				title: 'Nothing personal about yourself or others',
				text: 'Names of bystanders, addresses, telephone numbers, file references and details of health do not belong in public. For your own matter we will tell you a safe way.',
			},
		},
		{
			number: '5',
			de: {
				title: 'Keine Falschangaben über Gefahren und Amtliches',
				text: 'Wer amtliche Auskünfte erfindet oder in einer Gefahrenlage wissentlich Falsches verbreitet, schadet anderen. Irren ist erlaubt: Wir stellen richtig und verlinken die Quelle.',
			},
			en: {
				title: 'No false claims about dangers and official matters',
				text: 'Whoever invents official information, or knowingly spreads false news in an emergency, harms others. Being wrong is allowed: we correct it and link the source.',
			},
		},
		{
			number: '6',
			de: {
				title: 'Keine Werbung, kein Spam',
				text: 'Werbung, Kettenbriefe, immer gleiche Nachrichten und Links ohne Bezug zum Thema nehmen anderen den Platz.',
			},
			en: {
				title: 'No advertising, no spam',
				text: 'Advertising, chain letters, the same message over and over and links that have nothing to do with the topic take room from others.',
			},
		},
		{
			number: '7',
			de: {
				title: 'Beim Thema bleiben',
				text: 'Antworten Sie auf das, worum es geht. Zu anderen Fragen eröffnen Sie bitte ein eigenes Gespräch oder nutzen Sie das Frageformular.',
			},
			en: {
				title: 'Stay on the topic',
				text: 'Reply to what it is about. For other questions please start a conversation of your own or use the question form.',
			},
		},
		{
			number: '8',
			de: {
				title: 'Fremde Rechte achten',
				text: 'Bilder und längere Texte anderer zeigen Sie bitte nur, wenn Sie das dürfen. Niemand gibt sich für einen anderen Menschen oder für ein Amt aus.',
			},
			en: {
				title: 'Respect the rights of others',
				text: 'Please show pictures and longer texts of others only if you may. Nobody pretends to be another person or an office.',
			},
		},
	],
};
