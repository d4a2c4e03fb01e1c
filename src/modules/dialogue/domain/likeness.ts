/** What stands in every message and says nothing about it. */
const EMPTY = new Set(
	(
		'aber alle allem allen aller alles also auch bald beim bereits bitte danke dann dass dein deine denn dort eine einem ' +
		'einen einer eines etwas euch euer fuer gern gerne guten habe haben hallo hatte heute hier ihnen ihre ihrem ihren immer ' +
		'jetzt kann kannst keine koennen koennt machen mehr mein meine meinem meinen mich mir morgen muss nach nicht noch oder ' +
		'ohne schon sehr sein seine seit sich sind soll sollte tag ueber und uns unser unsere viel viele von wann warum weil wenn ' +
		'werden wieder wird wird wo woher wohin wollen worden wurde zum zur would there this that what when where with have your please'
	).split(' '),
);

const SHORTEST = 4;
const MOST_WORDS = 60;

/** One spelling for all: small letters, umlauts written out. */
const plain = (word: string): string =>
	word.toLowerCase().replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('ß', 'ss');

/** The words that say what a message is about, each once, in one spelling; no handles, links or numbers. */
export const wordsOf = (text: string): readonly string[] => {
	const bare = text.normalize('NFC').replaceAll(/https?:\/\/\S+|[@#]?[\w.-]+@[\w.-]+|@[\w.-]+/gu, ' ');
	const words = [...bare.matchAll(/\p{L}+/gu)].map(([word]) => plain(word));
	return [...new Set(words)].filter((word) => word.length >= SHORTEST && !EMPTY.has(word)).slice(0, MOST_WORDS);
};

const ENDINGS = /(?:ungen|innen|en|er|es|em|e|n|s)$/;
/** Without its ending; short words keep theirs. */
const stem = (word: string): string => {
	const bare = word.replace(ENDINGS, '');
	return bare.length >= SHORTEST ? bare : word;
};

const pairs = (word: string): readonly string[] =>
	Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2));

/** SPEC: Dice's coefficient over pairs of letters: 1 for the same word, near 1 for a slip of the pen. */
const dice = (a: string, b: string): number => {
	const [left, right] = [pairs(a), [...pairs(b)]];
	let same = 0;
	for (const pair of left) {
		const at = right.indexOf(pair);
		if (at < 0) continue;
		same += 1;
		right.splice(at, 1);
	}
	return (2 * same) / (left.length + pairs(b).length);
};

const SLIP = 0.75;
/** A part of a compound counts less than the word itself. */
const PART = 0.8;
const SHORTEST_PART = 5;

const alike = (a: string, b: string): number => {
	const [left, right] = [stem(a), stem(b)];
	if (left === right) return 1;
	const [short, long] = left.length < right.length ? [left, right] : [right, left];
	if (short.length >= SHORTEST_PART && (long.startsWith(short) || long.endsWith(short))) return PART;
	const likeness = dice(left, right);
	return likeness >= SLIP ? likeness : 0;
};

/** A word this long says enough by itself; of shorter ones two must meet. */
const TELLING = 8;

/**
 * How much of what one message is about the other is about, from 0 to 1: its words, weighed by their length, each with the
 * nearest of the other. Finds compounds (Hundesteuer, Steuer) and slips of the pen.
 */
export const likenessOf = (asked: readonly string[], known: readonly string[]): number => {
	const weight = asked.reduce((sum, { length }) => sum + length, 0);
	const met = asked.map((word) => ({ word, near: Math.max(0, ...known.map((one) => alike(word, one))) }));
	const near = met.filter((one) => one.near > 0);
	if (near.length < 2 && !near.some(({ word }) => word.length >= TELLING)) return 0;
	return near.reduce((sum, one) => sum + one.word.length * one.near, 0) / weight;
};

/** Below this, two messages are about different things. */
export const ALIKE = 0.34;
