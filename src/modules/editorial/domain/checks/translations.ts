import type { Content } from '../post.ts';
import { baseLanguage } from '../rendition.ts';
import { type Finding, finding } from './finding.ts';
import type { TextAbout } from './rule.ts';
import { checkText } from './text.ts';

/** Looks at the further language versions: whole, each once, and with nothing in them that may not go out. */
export const translationFindings = (content: Content, about: TextAbout): Finding[] => {
	const { translations = [], language: original } = content;
	const tags = [original, ...translations.map(({ language }) => language)];
	return [
		...missing(content),
		...translations.flatMap(({ language, title, text }): Finding[] => {
			const place = { field: 'translations', severity: 'block', values: { language } } as const;
			const spoken = { ...about, language: baseLanguage(language) };
			const words = [title, text].flatMap((each) => checkText(each, spoken));
			return [
				...(title.trim() === '' || text.trim() === '' ? [finding({ rule: 'translation-empty', ...place })] : []),
				...(tags.filter((tag) => tag === language).length > 1
					? [finding({ rule: 'translation-twice', ...place })]
					: []),
				// Several texts share the field, so a place in it would point nowhere.
				...words.map((found) => finding({ ...found, field: 'translations', range: null, mend: null })),
			];
		}),
	];
};

/** A presence was to speak a language in which the post is not written any more. */
const missing = ({ renditions, translations = [] }: Content): Finding[] =>
	renditions.flatMap(({ presenceId, translation }) =>
		translation === undefined || translations.some(({ language }) => language === translation)
			? []
			: [
					finding({
						...{ rule: 'translation-missing', severity: 'block', field: `rendition:${presenceId}`, presenceId },
						values: { language: translation },
					}),
				],
	);
