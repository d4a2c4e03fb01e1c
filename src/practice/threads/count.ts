const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** SPEC: docs/threads: characters, an emoji by its bytes. Written apart from our kernel, so that one checks the other. */
export const lengthOf = (text: string): number =>
	[...segmenter.segment(text)].reduce((sum, { segment: sign }) => {
		const isEmoji = /\p{Emoji_Presentation}|\p{Extended_Pictographic}|\u20e3/u.test(sign);
		return sum + (isEmoji ? Buffer.byteLength(sign) : [...sign].length);
	}, 0);

export const linksOf = (text: string, attached?: string): number =>
	new Set(
		[
			...(text.match(/https?:\/\/[^\s"<>]+/gi) ?? []).map((one) => one.replace(/[.,;:!?)]+$/, '')),
			attached ?? [],
		].flat(),
	).size;
