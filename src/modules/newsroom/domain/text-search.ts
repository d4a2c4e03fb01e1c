/** Which text configurations PostgreSQL brings, by language. What it does not know is searched word for word. */
const configurations: Readonly<Record<string, string>> = {
	...{ ar: 'arabic', ca: 'catalan', da: 'danish', de: 'german', el: 'greek', en: 'english', es: 'spanish' },
	...{ eu: 'basque', fi: 'finnish', fr: 'french', ga: 'irish', hu: 'hungarian', hy: 'armenian', it: 'italian' },
	...{ lt: 'lithuanian', nb: 'norwegian', nl: 'dutch', nn: 'norwegian', no: 'norwegian', pt: 'portuguese' },
	...{ ro: 'romanian', ru: 'russian', sr: 'serbian', sv: 'swedish', tr: 'turkish', yi: 'yiddish' },
};

/** How the words of a language are brought to their stem; plain words like the language they are of. */
export const configurationOf = (tag: string): string => configurations[tag.split('-')[0] ?? ''] ?? 'simple';

/** The configurations a search has to try, each once. */
export const configurationsOf = (tags: readonly string[]): readonly string[] => [...new Set(tags.map(configurationOf))];
