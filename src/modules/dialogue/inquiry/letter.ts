import type { Language } from '#kernel/language.ts';

interface Letter {
	readonly unit: string;
	readonly authority: string;
	readonly link: string;
	readonly until: string;
}

const words = {
	de: {
		subject: ({ authority }: Letter) => `Eine Frage an Sie: ${authority}`,
		text: ({ unit, authority, link, until }: Letter) =>
			`Guten Tag,\n\n${unit} (${authority}) bittet Sie um eine fachliche Auskunft. Die Frage lesen und beantworten Sie hier, ohne Konto:\n${link}\n\nDer Link gilt bis ${until} und für eine Antwort. Er ist nur für Sie: Geben Sie ihn nicht weiter. Können Sie nichts dazu sagen, müssen Sie nichts tun.\n`,
	},
	en: {
		subject: ({ authority }: Letter) => `A question for you: ${authority}`,
		text: ({ unit, authority, link, until }: Letter) =>
			`Hello,\n\n${unit} (${authority}) asks for your expert opinion. Read and answer the question here, without an account:\n${link}\n\nThe link is good until ${until} and for one answer. It is meant for you alone: please keep it to yourself. If you have nothing to say about it, you need not do anything.\n`,
	},
} as const;

/** Tells an expert that there is a question. What it is about stands behind the link only. */
export const letterTo = (language: Language, about: Letter): { readonly subject: string; readonly text: string } => ({
	subject: words[language].subject(about),
	text: words[language].text(about),
});

/** `9. März 2026` */
export const dayIn = (language: Language, at: Date, zone: string): string =>
	new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', { dateStyle: 'long', timeZone: zone }).format(at);
