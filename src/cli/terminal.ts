/** A sentence in both languages of the product. */
export interface Sentence {
	readonly de: string;
	readonly en: string;
}

/** Where a command speaks. Results go to the standard output, everything else beside it. */
export interface Terminal {
	readonly language: 'de' | 'en';
	say(sentence: Sentence | string): void;
	complain(sentence: Sentence | string): void;
}

// Node takes its locale from LC_ALL, LC_MESSAGES and LANG, in this order.
const spoken = (): Terminal['language'] =>
	new Intl.DateTimeFormat().resolvedOptions().locale.startsWith('de') ? 'de' : 'en';

/** The terminal of this process, in the language of its locale. */
export const openTerminal = (): Terminal => {
	const language = spoken();
	const text = (sentence: Sentence | string): string => (typeof sentence === 'string' ? sentence : sentence[language]);
	return {
		language,
		say: (sentence) => void process.stdout.write(`${text(sentence)}\n`),
		complain: (sentence) => void process.stderr.write(`${text(sentence)}\n`),
	};
};

/** The command was called in a way it does not understand. */
export class Misuse extends Error {
	readonly sentence: Sentence;
	constructor(sentence: Sentence) {
		super(sentence.en);
		this.sentence = sentence;
	}
}
