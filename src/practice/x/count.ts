const LINK = 23;
const narrow: readonly (readonly [number, number])[] = [
	[0, 0x10ff],
	[0x2000, 0x200d],
	[0x2010, 0x201f],
	[0x2032, 0x2037],
];
const weigh = (point: number): number => (narrow.some(([from, to]) => point >= from && point <= to) ? 1 : 2);
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** SPEC: twitter-text config v3. Written apart from our kernel, so that one checks the other. */
export const weightOf = (text: string): number =>
	text
		.normalize('NFC')
		.split(/(\s+)/)
		.reduce((sum, word) => sum + weightOfWord(word), 0);

const weightOfWord = (word: string): number => {
	const address =
		/^([("'„“]*)((?:https?:\/\/)?(?:[a-z0-9äöüß-]+\.)+(?:de|com|org|net|eu|info)(?:[/?#]\S*?)?)([)"'“”.,;:!?]*)$/i.exec(
			word,
		);
	if (address) return LINK + (address[1]?.length ?? 0) + (address[3]?.length ?? 0);
	return [...segmenter.segment(word)].reduce((sum, { segment }) => sum + weightOfSign(segment), 0);
};

const weightOfSign = (sign: string): number => {
	if (/\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|\u20e3/u.test(sign) && !/^[\d#*©®™]$/.test(sign)) return 2;
	return [...sign].reduce((sum, point) => sum + weigh(point.codePointAt(0) ?? 0), 0);
};
