/** SPEC: mastodon/app/javascript, `countableText`: every address counts 23, a mention counts without its server. */
const URL_PLACEHOLDER = 'x'.repeat(23);

/** Counts a text the way Mastodon's own composer does. Written apart from our kernel, so that one checks the other. */
export const countCharacters = (text: string): number => {
	const words = text.split(/(\s+)/).map((word) => {
		const address = /^([("'„“]*)(https?:\/\/[^\s/?#]+\.[a-z]{2,}(?::\d+)?(?:[/?#][^\s]*?)?)([)"'“”.,;:!?]*)$/i.exec(
			word,
		);
		if (address && !/^https?:\/\/[\d.]+([:/?#]|$)/i.test(address[2] ?? ''))
			return `${address[1]}${URL_PLACEHOLDER}${address[3]}`;
		return word.replace(/^([^\w@]*)@([\w.-]*\w)@[\w.-]+\w/, '$1@$2');
	});
	return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(words.join(''))].length;
};
