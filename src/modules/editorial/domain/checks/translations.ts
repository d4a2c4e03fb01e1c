import type { Content } from '../post.ts';
import { type Finding, finding } from './finding.ts';
import type { TextAbout } from './rule.ts';
import { checkText } from './text.ts';

/** `de-simple` is German in plain words: what holds for German holds for it. */
const base = (tag: string): string => tag.split('-')[0] ?? tag;

/** Looks at the further language versions: whole, each once, and with nothing in them that may not go out. */
export const translationFindings = (
	{ translations = [], language: original }: Content,
	about: TextAbout,
): Finding[] => {
	const tags = [original, ...translations.map(({ language }) => language)];
	return translations.flatMap(({ language, title, text }): Finding[] => {
		const place = { field: 'translations', severity: 'block', values: { language } } as const;
		const spoken = { ...about, language: base(language) };
		const words = [title, text].flatMap((each) => checkText(each, spoken));
		return [
			...(title.trim() === '' || text.trim() === '' ? [finding({ rule: 'translation-empty', ...place })] : []),
			...(tags.filter((tag) => tag === language).length > 1 ? [finding({ rule: 'translation-twice', ...place })] : []),
			// Several texts share the field, so a place in it would point nowhere.
			...words.map((found) => finding({ ...found, field: 'translations', range: null, mend: null })),
		];
	});
};
