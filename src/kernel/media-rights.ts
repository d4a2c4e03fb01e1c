import type { JsonObject } from './json.ts';

/** Under which terms a picture may be shown. */
export const licences = [
	'unsaid',
	'own',
	'cc0',
	'public-domain',
	'cc-by-4',
	'cc-by-sa-4',
	'licensed',
	'other',
] as const;
export type Licence = (typeof licences)[number];

/** Whether the people to be seen agreed to be shown. */
export const consents = ['unsaid', 'nobody', 'on-file', 'not-needed', 'missing'] as const;
export type Consent = (typeof consents)[number];

export interface MediaRights {
	/** Who made it, or where it comes from, as it is named in public. */
	readonly author: string;
	readonly sourceUrl: string | null;
	readonly licence: Licence;
	/** The terms in words, where the licence is none of the usual. */
	readonly licenceText: string;
	readonly consent: Consent;
	/** Where the consent is filed, or why none is needed. */
	readonly consentReference: string;
	/** `2026-05-01` */
	readonly consentOn: string | null;
	/** Last day on which it may be shown, `2026-12-31`; null: without end. */
	readonly expiresOn: string | null;
}

/** What readers are told of where a picture comes from. */
export interface Credit extends JsonObject {
	readonly author: string;
	readonly licence: Licence;
	readonly note: string;
	readonly url: string | null;
}

const needAuthor: ReadonlySet<Licence> = new Set(['cc-by-4', 'cc-by-sa-4', 'licensed', 'other']);
const needTerms: ReadonlySet<Licence> = new Set(['licensed', 'other']);

/** What is missing before source and licence are complete. */
export const rightsLack = ({ licence, author, licenceText }: MediaRights): 'licence' | 'author' | 'terms' | null => {
	if (licence === 'unsaid') return 'licence';
	if (needAuthor.has(licence) && author.trim() === '') return 'author';
	return needTerms.has(licence) && licenceText.trim() === '' ? 'terms' : null;
};

/** What is missing before the people shown are settled. */
export const consentLack = (rights: MediaRights): 'unsaid' | 'missing' | 'reference' | 'reason' | null => {
	const { consent, consentReference } = rights;
	if (consent === 'unsaid' || consent === 'missing') return consent;
	if (consentReference.trim() !== '' || consent === 'nobody') return null;
	return consent === 'on-file' ? 'reference' : 'reason';
};

/** The last day counts: it may still be shown on it. */
export const isExpired = ({ expiresOn }: Pick<MediaRights, 'expiresOn'>, day: string): boolean =>
	expiresOn !== null && expiresOn < day;

const deeds: Readonly<Partial<Record<Licence, string>>> = {
	cc0: 'https://creativecommons.org/publicdomain/zero/1.0/',
	'cc-by-4': 'https://creativecommons.org/licenses/by/4.0/',
	'cc-by-sa-4': 'https://creativecommons.org/licenses/by-sa/4.0/',
};

/** Where a licence can be read. */
export const deedOf = (licence: Licence): string | null => deeds[licence] ?? null;

/** The credit a picture is shown with; null where there is nobody to name. */
export const creditOf = ({ author, licence, licenceText, sourceUrl }: MediaRights): Credit | null =>
	author.trim() === '' ? null : { author: author.trim(), licence, note: licenceText.trim(), url: sourceUrl };
