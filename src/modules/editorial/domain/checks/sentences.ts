/** A full stop after a number, a single letter or one of these does not end a sentence. */
const GOES_ON =
	/(?:\d|(?<!\p{L})\p{L}|(?<!\p{L})(?:Nr|Str|bzw|ca|usw|Abs|Art|Dr|Prof|St|inkl|evtl|vgl|ggf|Tel|geb|Az|Fam|Hr|Fr|str|zw|amtl|Kennz|Kto|lt|Kd|Jan|Feb|Mär|Apr|Jun|Jul|Aug|Sep|Sept|Okt|Nov|Dez|Mo|Di|Mi|Do|Sa|So))\.$/u;
const END = /[.!?](?=["“”)]?\s+["„(]?[\p{Lu}\d]|["“”)]?\s*$)|\n+/gu;

type Range = readonly [number, number];

/** The sentences of a text as ranges. An empty line ends one, as does a line break when `lines` is set. */
export const sentences = (text: string, { lines = false }: { readonly lines?: boolean } = {}): readonly Range[] => {
	const found: Range[] = [];
	let start = 0;
	for (const { 0: end, index } of text.matchAll(END)) {
		const stop = index + end.length;
		if (end === '\n' && !lines) continue;
		if (end === '.' && GOES_ON.test(text.slice(start, stop)) && stop < text.trimEnd().length) continue;
		found.push([start, stop]);
		start = stop;
	}
	if (start < text.length) found.push([start, text.length]);
	return found;
};

export const wordsIn = (text: string): readonly string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];

/** The range without white space at its ends. */
export const trimmed = (text: string, [start, end]: Range): Range => {
	const part = text.slice(start, end);
	return [start + part.length - part.trimStart().length, end - (part.length - part.trimEnd().length)];
};
