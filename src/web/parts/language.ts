import type { Locale } from 'use-intl';

import type { Language } from '#kernel/language.ts';

import type { Catalogue } from '../languages/index.ts';

// The compiler knows every key of every text: a missing one does not build.
declare module 'use-intl' {
	interface AppConfig {
		Locale: Language;
		Messages: Catalogue;
	}
}

const STORED = 'amtsfunk.language';

/** The language this person chose here, else the browser's, else German. */
export const personalLanguage = (): Locale => {
	const stored = localStorage.getItem(STORED);
	if (stored === 'de' || stored === 'en') return stored;
	return navigator.language.startsWith('en') ? 'en' : 'de';
};

export const keepLanguage = (language: Language): void => localStorage.setItem(STORED, language);
