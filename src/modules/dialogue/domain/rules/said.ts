import { asWritten, folded } from '../hints/folded.ts';
import { wordsOf } from '../likeness.ts';

/** Longer texts are read so far; what a rule looks for stands at their beginning too. */
const LONGEST = 4000;
/** So much of a text tells whether another says the same. */
const PRINTED = 1000;
/** Fewer words are what anybody says: thanks, a greeting, one name. */
const LEAST_WORDS = 4;

/** A message as rules read it: in one spelling, its links apart. */
export interface Said {
	readonly words: readonly string[];
	/** Each of them as its author wrote it. */
	readonly written: readonly string[];
	/** Links that lead to others, each once. */
	readonly links: readonly string[];
	/** Their hosts, and every name that looks like one. */
	readonly named: readonly string[];
	/** The same for two texts that say the same words in the same order; null where it says too little. */
	readonly print: string | null;
}

/** Links of the house, of parliaments and petitions are part of a debate: they never count as links. */
const OFFICIAL = [
	'bund.de bundestag.de bundesregierung.de europa.eu gesetze-im-internet.de openpetition.de change.org weact.campact.de',
	'abgeordnetenwatch.de fragdenstaat.de wikipedia.org tagesschau.de zdf.de deutschlandfunk.de openstreetmap.org',
]
	.join(' ')
	.split(' ');

/** Cyrillic letters that look like Latin ones, as spam writes them. */
const LOOKS: Readonly<Record<string, string>> = {
	...{ а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', х: 'x', у: 'y', і: 'i', ѕ: 's', ј: 'j', к: 'k', м: 'm', т: 't' },
};
const LATIN = /[a-z]/;
const asLatin = (word: string): string =>
	LATIN.test(word) ? [...word].map((letter) => LOOKS[letter] ?? letter).join('') : word;

const WORD = /[\p{L}\p{N}]+/gu;
/** With the marks that are not compared. */
const MARKED = /[\p{L}\p{N}\p{M}]+/gu;
/** Small letters without marks; what is in no spelling, like signs without width, is gone. */
const spelled = (text: string): string =>
	folded(
		text
			.slice(0, LONGEST)
			.normalize('NFKC')
			.slice(0, LONGEST)
			.replaceAll(/\p{Cf}/gu, ''),
	)
		.text.normalize('NFD')
		.replaceAll(/\p{M}/gu, '');

export const wordsIn = (text: string): readonly string[] =>
	[...spelled(text).matchAll(WORD)].map(([word]) => asLatin(word));

/** Words as they were written, one for each that is compared; where the two cannot be matched, those compared. */
const writtenAs = (text: string, words: readonly string[]): readonly string[] => {
	const read = folded(text);
	const written = [...read.text.matchAll(MARKED)].flatMap(({ 0: word, index }) =>
		wordsIn(word).map(() => asWritten(read, index, index + word.length)),
	);
	return written.length === words.length ? written : words;
};

/** NOTE: every repetition has an end, and none begins within another's letters: hostile texts cost no more than others. */
const LINK = /(?:https?:\/\/|www\.)[^\s<>"'()]{1,300}/g;
const NAMED = /(?<![\p{L}\p{N}@._-])(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,20}(?![\p{L}\p{N}_-])/gu;

const hostOf = (link: string): string =>
	(link.replace(/^https?:\/\//, '').split(/[/?#\\]/, 1)[0] ?? '')
		.replace(/^.*@/, '')
		.replace(/:\d{0,5}$/, '')
		.replace(/^www\./, '')
		.replace(/\.$/, '');

/** The host itself or one below it. */
export const isUnder = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);

/** `own`: the host of the house. */
export const readSaid = (text: string, own: string): Said => {
	const shown = text
		.slice(0, LONGEST)
		.normalize('NFKC')
		.slice(0, LONGEST)
		.replaceAll(/\p{Cf}/gu, '');
	const plain = shown.toLowerCase();
	const words = wordsIn(plain);
	const foreign = (host: string) => host.includes('.') && ![own, ...OFFICIAL].some((one) => isUnder(host, one));
	const links = [...new Set([...plain.matchAll(LINK)].map(([link]) => link))].filter((one) => foreign(hostOf(one)));
	const bare = [...plain.matchAll(NAMED)].map(([name]) => hostOf(name)).filter(foreign);
	const telling = wordsOf(plain.slice(0, PRINTED));
	return {
		words,
		written: writtenAs(shown, words),
		links,
		named: [...new Set([...links.map(hostOf), ...bare])],
		print: telling.length < LEAST_WORDS ? null : telling.join(' '),
	};
};
