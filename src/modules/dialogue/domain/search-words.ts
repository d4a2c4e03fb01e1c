/** What stands in every message and says nothing about it. */
const EMPTY = new Set(
	(
		'aber als am an auch auf aus bei beim bin bis bitte da danke dann das dass dem den der des die dir doch du ein eine ' +
		'einem einen einer es euch euer fur gern hallo hab habe haben hat ich ihr ihre im in ins ist ja kein keine man mein ' +
		'meine mich mir mit nach nicht noch nun ob oder schon sehr sein seit sich sie sind so uber um und uns unser vom von vor ' +
		'wann war warum was wenn wer werden wie wir wird wo zu zum zur the of and to is are for with that this on it at or you we'
	).split(' '),
);

const SHORTEST_STEM = 4;
const LONGEST_WORD = 60;
/** A message of more different words than this is found by its beginning. */
const MOST_WORDS = 400;
/** A doubled s or t belongs to the word: `Strasse` is no `Strafe`. */
const ENDINGS = /(?:ungen|innen|ung|en|er|es|em|et|e|n|(?<!s)s|(?<!t)t)$/;
const WORDS = /[\p{L}\p{N}]+/gu;
const NOT_SAID = /https?:\/\/\S+/gu;

/** One spelling for ä, ae and a: small letters without marks. */
const plain = (word: string): string =>
	word
		.toLowerCase()
		.replaceAll('ß', 'ss')
		.normalize('NFD')
		.replaceAll(/\p{M}/gu, '')
		.replaceAll(/(?<=[aou])e/g, '');

/** Without its ending; short words keep theirs. */
const stem = (word: string): string => {
	const bare = word.replace(ENDINGS, '');
	return bare !== word && bare.length >= SHORTEST_STEM ? stem(bare) : word;
};

const isNumber = (word: string): boolean => /\p{N}/u.test(word);

/** The words a text is found by, each once, in one spelling and without endings. */
export const searchWords = (text: string): readonly string[] => {
	const words = [...text.normalize('NFC').replaceAll(NOT_SAID, ' ').matchAll(WORDS)].map(([word]) => plain(word));
	const telling = words.filter(
		(word) => (word.length > 1 || isNumber(word)) && word.length <= LONGEST_WORD && !EMPTY.has(word),
	);
	return [...new Set(telling.map((word) => (isNumber(word) ? word : stem(word))))].slice(0, MOST_WORDS);
};

/** Words go into the list of all words; numbers may be somebody's. */
export const isListed = (word: string): boolean => !isNumber(word) && word.length > 2;

interface Rows {
	readonly before: readonly number[];
	readonly last: readonly number[];
}

const nextRow = (a: string, b: string, { i, before, last }: Rows & { readonly i: number }): readonly number[] => {
	const row = [i];
	for (let j = 1; j <= b.length; j += 1) {
		const same = a[i - 1] === b[j - 1] ? 0 : 1;
		const least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
		const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
		row.push(swapped ? Math.min(least, (before[j - 2] ?? 0) + 1) : least);
	}
	return row;
};

/** SPEC: Damerau-Levenshtein (optimal string alignment): steps between two words; neighbours changed over are one. */
const stepsBetween = (a: string, b: string): number => {
	let rows: Rows = { before: [], last: Array.from({ length: b.length + 1 }, (_, n) => n) };
	for (let i = 1; i <= a.length; i += 1) rows = { before: rows.last, last: nextRow(a, b, { ...rows, i }) };
	return rows.last[b.length] ?? 0;
};

/** How near a word that stands somewhere is to one that is looked for; the nearer the higher. */
export const NEARNESS = { same: 4, compound: 2.5, split: 2, slip: 1.5, slipInCompound: 1, part: 0.6 } as const;
export type Nearness = keyof typeof NEARNESS;

const slipsIn = (word: string): number => (word.length < 5 ? 0 : word.length < 8 ? 1 : 2);

/** How a word of some message stands to a word that is looked for; null: not at all. */
export const nearnessOf = (wanted: string, word: string): Nearness | null => {
	if (word === wanted) return 'same';
	if (isNumber(wanted) || isNumber(word)) return null;
	if (wanted.length >= SHORTEST_STEM ? word.includes(wanted) : wanted.length === 3 && word.startsWith(wanted))
		return 'compound';
	const slips = slipsIn(wanted);
	if (slips === 0) return null;
	if (Math.abs(word.length - wanted.length) <= slips && stepsBetween(wanted, word) <= slips) return 'slip';
	return word.length > wanted.length + 2 && hasNearPart(wanted, word, slips) ? 'slipInCompound' : null;
};

/** The wanted word, with its slips, begins or ends a longer one. */
const hasNearPart = (wanted: string, word: string, slips: number): boolean =>
	[-1, 0, 1].some((more) => {
		const length = wanted.length + more;
		return (
			stepsBetween(wanted, word.slice(0, length)) <= Math.min(slips, 1) ||
			stepsBetween(wanted, word.slice(-length)) <= Math.min(slips, 1)
		);
	});

const SHORTEST_PART = 4;
const JOINTS = ['', 's', 'es', 'n', 'en', 'e', 'er'] as const;

/** Every way to read a word as two: `hundesteu` as `hund` and `steu`. Only few of the parts are words. */
export const partsOf = (word: string): readonly (readonly [head: string, tail: string])[] => {
	if (isNumber(word)) return [];
	const splits: [string, string][] = [];
	for (let at = SHORTEST_PART; at <= word.length - 3; at += 1) {
		const tail = word.slice(at);
		for (const joint of JOINTS)
			if (word.slice(0, at).endsWith(joint) && at - joint.length >= 3)
				splits.push([stem(word.slice(0, at - joint.length)), stem(tail)]);
	}
	return splits.filter(([head, tail]) => head.length >= 3 && tail.length >= 3);
};

const AROUND = 50;

/** The part of a text in which most of the words stand that were looked for; null where none does. */
export const passageIn = (text: string, worth: (word: string) => number): string | null => {
	const hits = [...text.matchAll(WORDS)].flatMap(({ 0: word, index }) => {
		const [found] = searchWords(word);
		const value = found === undefined ? 0 : worth(found);
		return value > 0 ? [{ index, end: index + word.length, value }] : [];
	});
	const [best] = hits.toSorted((a, b) => b.value - a.value || a.index - b.index);
	if (!best) return null;
	const from = best.index <= AROUND ? 0 : text.indexOf(' ', best.index - AROUND) + 1;
	const until = best.end + AROUND >= text.length ? text.length : text.lastIndexOf(' ', best.end + AROUND);
	const start = from > best.index ? best.index : from;
	const end = until < best.end ? best.end : until;
	return `${start > 0 ? '… ' : ''}${text.slice(start, end).replaceAll(/\s+/g, ' ').trim()}${end < text.length ? ' …' : ''}`;
};
