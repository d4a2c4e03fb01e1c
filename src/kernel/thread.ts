/** Stands between two parts of a thread, as a line of its own; so a text with parts stays one text. */
export const PART_BREAK = '\n\n---\n\n';

const BREAKS = /\n{0,2}^---[^\S\n]*$\n{0,2}/m;

/** What stands between the marks, exactly as it is written, empty parts included: what a person is writing. */
export const writtenParts = (text: string): readonly string[] => text.replaceAll('\r\n', '\n').split(BREAKS);

/** Where each of these begins in the whole text. */
export const partStarts = (text: string): readonly number[] => [
	0,
	...[...text.matchAll(new RegExp(BREAKS, 'gm'))].map(({ 0: mark, index }) => index + mark.length),
];

export const joinParts = (parts: readonly string[]): string => parts.join(PART_BREAK);

/** The parts that say something. */
export const partsOf = (text: string): readonly string[] =>
	writtenParts(text)
		.map((part) => part.trim())
		.filter((part) => part !== '');

/** The same as one text to read: the parts become paragraphs. */
export const asArticle = (text: string): string => partsOf(text).join('\n\n');

/** Which part a picture goes with; the first where nobody said, the last where there are fewer now. */
export const partOfPicture = (
	places: Readonly<Record<string, number>> | undefined,
	mediaId: string,
	count: number,
): number => Math.min(Math.max(places?.[mediaId] ?? 1, 1), Math.max(count, 1));

export const numbering = (number: number, of: number): string => ` (${number}/${of})`;

/** A full stop after a number, a single letter or a usual short form does not end a sentence. */
const GOES_ON =
	/(?:\d|(?<!\p{L})\p{L}|(?<!\p{L})(?:Nr|Str|bzw|ca|usw|Abs|Art|Dr|Prof|St|inkl|vgl|ggf|Tel|Hr|Fr|str))\.$/u;
const PAUSE = /(?<=[.!?…]["“”»«)]?)\s+(?=["„»«(]?[\p{Lu}\d])|\n+/gu;

interface Piece {
	readonly text: string;
	/** What stood between it and the piece before. */
	readonly glue: string;
}

/** Sentences and paragraphs, each with what parts it from the one before. */
const piecesOf = (text: string): readonly Piece[] => {
	const pieces: Piece[] = [];
	let [start, glue] = [0, '\n\n'];
	for (const { 0: gap, index } of text.matchAll(PAUSE)) {
		const piece = text.slice(start, index);
		if (!gap.includes('\n') && GOES_ON.test(piece)) continue;
		pieces.push({ text: piece, glue });
		[start, glue] = [index + gap.length, gap.includes('\n') ? '\n' : ' '];
	}
	return [...pieces, { text: text.slice(start), glue }].filter((piece) => piece.text.trim() !== '');
};

/** Says whether a text fits as the part with this place, counted from nought. */
export type Fits = (part: string, place: number) => boolean;

/**
 * Splits at the ends of sentences into as few parts as hold the text; a paragraph that fits into one part is not torn.
 * A sentence that fits nowhere is split between words.
 */
export const splitToFit = (text: string, fits: Fits): readonly string[] => {
	const paragraphs = asArticle(text)
		.split(/\n{2,}/)
		.filter((paragraph) => paragraph.trim() !== '');
	return closed(paragraphs.reduce((filling, paragraph) => withParagraph(filling, paragraph, fits), empty));
};

interface Filling {
	readonly parts: readonly string[];
	/** The part that is being filled. */
	readonly now: string;
}
const empty: Filling = { parts: [], now: '' };
const closed = ({ parts, now }: Filling): readonly string[] => (now === '' ? parts : [...parts, now]);

const withParagraph = (filling: Filling, paragraph: string, fits: Fits): Filling => {
	const whole = { text: paragraph, glue: '\n\n' };
	const { parts, now } = filling;
	const isWhole = fits(joined(now, whole), parts.length) || (now !== '' && fits(paragraph, parts.length + 1));
	const pieces = isWhole ? [whole] : piecesOf(paragraph);
	return pieces.reduce((soFar, piece) => withPiece(soFar, piece, fits), filling);
};

const withPiece = (filling: Filling, piece: Piece, fits: Fits): Filling => {
	const place = closed(filling).length;
	const words = fits(piece.text, place) ? [piece] : wordsOf(piece);
	return words.reduce(({ parts, now }, word) => {
		const longer = joined(now, word);
		if (now === '' || fits(longer, parts.length)) return { parts, now: longer };
		return { parts: [...parts, now], now: word.text };
	}, filling);
};

const joined = (now: string, { text, glue }: Piece): string => (now === '' ? text : `${now}${glue}${text}`);

const wordsOf = ({ text, glue }: Piece): readonly Piece[] =>
	text.split(/\s+/).map((word, at) => ({ text: word, glue: at === 0 ? glue : ' ' }));
