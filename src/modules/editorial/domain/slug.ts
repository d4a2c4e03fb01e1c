const UMLAUTS: Readonly<Record<string, string>> = {
	ä: 'ae',
	ö: 'oe',
	ü: 'ue',
	ß: 'ss',
	æ: 'ae',
	ø: 'o',
	œ: 'oe',
	ł: 'l',
};
const LONGEST = 70;
const TAIL = 6;

/** The readable part of a page's address: from the title, with the end of the post's id so that no two are the same. */
export const slugOf = (title: string, postId: string): string => {
	const words = title
		.toLowerCase()
		.replaceAll(/[äöüßæøœł]/g, (letter) => UMLAUTS[letter] ?? '')
		.normalize('NFD')
		.replaceAll(/\p{M}/gu, '')
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-+|-+$/g, '');
	const cut = words.length <= LONGEST ? words : words.slice(0, words.lastIndexOf('-', LONGEST) + 1 || LONGEST);
	const tail = postId
		.toLowerCase()
		.replaceAll(/[^a-z0-9]/g, '')
		.slice(-TAIL);
	return [cut.replaceAll(/-+$/g, ''), tail].filter((part) => part !== '').join('-');
};
