import type { Language } from '#kernel/language.ts';
import de from '#web/languages/de/channels.json' with { type: 'json' };
import en from '#web/languages/en/channels.json' with { type: 'json' };
import { createTranslator } from '#web/languages/translator.ts';

/** Speaks to whoever practises: sentences by key, and how long ago something was. */
export interface Say {
	(key: string, values?: Readonly<Record<string, string | number>>): string;
	readonly language: Language;
	ago(at: number, now: number): string;
}

const texts = { de: de.practice, en: en.practice };
const steps = [
	['day', 86_400_000],
	['hour', 3_600_000],
	['minute', 60_000],
] as const;

/** The voice in the language a browser asks for; German otherwise. */
export const sayIn = (acceptLanguage: string | undefined): Say => {
	const language: Language = /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'de';
	const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
	const say = createTranslator({ locale: language, texts: texts[language] });
	return Object.assign(say, {
		language,
		ago(at: number, now: number) {
			const [unit, size] = steps.find(([, ms]) => now - at >= ms) ?? ['minute', 60_000];
			return relative.format(-Math.floor((now - at) / size), unit);
		},
	});
};
