const letters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', æ: 'ae', ø: 'o', ł: 'l' };

/** The part of an address that stands for a name: lower case, without marks, words joined by hyphens. Never empty. */
export const addressPart = (name: string): string => {
	const plain = [...name.toLowerCase().normalize('NFC')]
		.map((letter) => letters[letter] ?? letter)
		.join('')
		.normalize('NFKD')
		.replaceAll(/\p{M}/gu, '')
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-+|-+$/g, '');
	return plain.slice(0, 80).replace(/-+$/, '') || 'ohne-namen';
};

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,118}[a-z0-9])?$/;

/** Whether this can be the last part of a page's address. */
export const isSlug = (text: string): boolean => SLUG.test(text);

/** Gives every named thing an address part of its own; the first of two equal names keeps the plain one. */
export const addressParts = <T extends { readonly id: string; readonly name: string }>(
	things: readonly T[],
): ReadonlyMap<string, T> => {
	const taken = new Map<string, T>();
	for (const thing of [...things].sort((a, b) => (a.id < b.id ? -1 : 1))) {
		const wanted = addressPart(thing.name);
		let free = wanted;
		for (let count = 2; taken.has(free); count += 1) free = `${wanted}-${count}`;
		taken.set(free, thing);
	}
	return taken;
};

const trigrams = (word: string): ReadonlySet<string> => {
	const padded = `  ${word.toLowerCase()} `;
	const found = new Set<string>();
	for (let at = 0; at + 3 <= padded.length; at += 1) found.add(padded.slice(at, at + 3));
	return found;
};

/** How alike two words are, from 0 to 1: shared groups of three letters. */
export const likeness = (a: string, b: string): number => {
	const [one, other] = [trigrams(a), trigrams(b)];
	const shared = [...one].filter((group) => other.has(group)).length;
	return shared / (one.size + other.size - shared);
};

const LIKE_ENOUGH = 0.3;

/** The word in `texts` that the reader most likely meant; null when none is close. */
export const meantWord = (asked: string, texts: readonly string[]): string | null => {
	const words = new Set(texts.flatMap((text) => text.match(/[\p{L}\p{N}]{3,}/gu) ?? []));
	let best: { word: string; score: number } | null = null;
	for (const word of words) {
		const score = likeness(asked, word);
		if (score >= LIKE_ENOUGH && score < 1 && score > (best?.score ?? 0)) best = { word, score };
	}
	return best?.word ?? null;
};
