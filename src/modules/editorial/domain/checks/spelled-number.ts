const ONES: Readonly<Record<string, string>> = {
	null: '0',
	eins: '1',
	ein: '1',
	zwei: '2',
	zwo: '2',
	drei: '3',
	vier: '4',
	fünf: '5',
	fuenf: '5',
	sechs: '6',
	sieben: '7',
	acht: '8',
	neun: '9',
};
const TEENS = [
	'zehn',
	'elf',
	'zwölf',
	'dreizehn',
	'vierzehn',
	'fünfzehn',
	'sechzehn',
	'siebzehn',
	'achtzehn',
	'neunzehn',
];
const TENS = ['', '', 'zwanzig', 'dreißig', 'vierzig', 'fünfzig', 'sechzig', 'siebzig', 'achtzig', 'neunzig'];

const NUMBERS: ReadonlyMap<string, string> = new Map([
	...Object.entries(ONES),
	...TEENS.map((word, at): [string, string] => [word, String(10 + at)]),
	...TENS.flatMap((ten, tens): [string, string][] =>
		ten === ''
			? []
			: [
					[ten, `${tens}0`],
					...Object.entries(ONES)
						.filter(([word]) => word !== 'null' && word !== 'eins')
						.map(([word, digit]): [string, string] => [`${word}und${ten}`, `${tens}${digit}`]),
				],
	),
]);
const WORD = `(?:${[...NUMBERS.keys()].sort((a, b) => b.length - a.length).join('|')}|\\d{1,4})`;
const ROW = new RegExp(
	`(?<![\\p{L}\\d])(?:plus\\s+)?${WORD}(?:(?:\\s*[,/–-]\\s*|\\s+)${WORD}){4,}(?![\\p{L}\\d])`,
	'giu',
);
const LEAST_DIGITS = 7;
const LEAST_WORDS = 4;

interface Spelled {
	readonly range: readonly [number, number];
	readonly digits: string;
}

/** Telephone numbers that were written out in words to get past a filter: "null eins fünf eins ...". */
export const spelledNumbers = (text: string): readonly Spelled[] =>
	[...text.matchAll(ROW)].flatMap(({ 0: row, index }): Spelled[] => {
		const tokens = row.toLowerCase().match(/[\p{L}]+|\d+/gu) ?? [];
		const words = tokens.filter((token) => NUMBERS.has(token));
		const digits = tokens.map((token) => (token === 'plus' ? '+' : (NUMBERS.get(token) ?? token))).join('');
		const dialled = digits.startsWith('0') || digits.startsWith('+');
		return dialled && words.length >= LEAST_WORDS && digits.length >= LEAST_DIGITS
			? [{ range: [index, index + row.length], digits }]
			: [];
	});
