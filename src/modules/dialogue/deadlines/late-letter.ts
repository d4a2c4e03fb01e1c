import type { Language } from '#kernel/language.ts';

const words = {
	de: {
		subject: 'Eine Antwort ist überfällig',
		text: (link: string) =>
			`Guten Tag,\n\nein Gespräch wartet länger auf eine Antwort, als wir zusagen. Hier lesen Sie es und können es beantworten oder jemandem geben:\n${link}\n\nZu diesem Gespräch kommt keine weitere Erinnerung.\n`,
	},
	en: {
		subject: 'An answer is overdue',
		text: (link: string) =>
			`Hello,\n\na conversation has been waiting longer than we promise. Read it here, then answer it or hand it to somebody:\n${link}\n\nThere will be no further reminder about this conversation.\n`,
	},
};

/** Tells of a broken promise without a word of what the citizen wrote. */
export const letterOf = (language: Language, link: string): { readonly subject: string; readonly text: string } => {
	const { subject, text } = words[language];
	return { subject, text: text(link) };
};
