import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { IntlProvider } from 'use-intl';

import { catalogues } from '../languages/index.ts';
import { personalLanguage } from '../parts/language.ts';
import { localeOf } from '../parts/moments.ts';

const SpeakAgainContext = createContext<() => void>(() => undefined);

/** Call it after the person chose another language. */
export const useSpeakAgain = (): (() => void) => useContext(SpeakAgainContext);

type SpokenProps = Readonly<{ children: ReactNode }>;

/** Gives everything inside the person's language. */
export function Spoken({ children }: SpokenProps) {
	const [language, setLanguage] = useState(personalLanguage);
	useEffect(() => {
		document.documentElement.lang = language;
	}, [language]);
	return (
		<SpeakAgainContext value={() => setLanguage(personalLanguage())}>
			<I18nProvider locale={localeOf(language)}>
				<IntlProvider locale={language} messages={catalogues[language]} timeZone="Europe/Berlin">
					{children}
				</IntlProvider>
			</I18nProvider>
		</SpeakAgainContext>
	);
}
