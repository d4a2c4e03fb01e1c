import type { Language } from '#kernel/language.ts';

export const authorityKinds = ['city', 'district', 'state', 'federal', 'other'] as const;

/** Who runs the installation. The contact data stand in the legal notice. */
export interface Authority {
	readonly name: string;
	readonly kind: (typeof authorityKinds)[number];
	/** IANA zone in which its people and citizens live. */
	readonly zone: string;
	/** ISO 3166-2 code of the Land, for its holidays and its supervisory authority. */
	readonly land: string | null;
	readonly language: Language;
	readonly contact: Contact;
}

export interface Contact {
	readonly street: string;
	readonly postcode: string;
	readonly place: string;
	readonly phone: string;
	readonly mail: string;
	/** Who answers for the authority by law, for example the mayor. */
	readonly representative: string;
}

/** What stands in for the authority until set-up has named it. */
export const nobodyYet: Authority = {
	name: 'Amtsfunk',
	kind: 'other',
	zone: 'Europe/Berlin',
	land: null,
	language: 'de',
	contact: { street: '', postcode: '', place: '', phone: '', mail: '', representative: '' },
};
