import { useLocale, useTranslations } from 'use-intl';

/** What a language is called here; plain words are named as such. */
export const useLanguageName = (): ((tag: string) => string) => {
	const say = useTranslations('editorial.translations');
	const names = new Intl.DisplayNames([useLocale()], { type: 'language' });
	return (tag) => (tag.endsWith('-simple') ? say('simple') : (names.of(tag) ?? tag));
};
