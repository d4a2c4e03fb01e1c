/** `JM` for `Jana Muster`. */
export const initials = (name: string): string => {
	const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
	const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
	return `${first?.[0] ?? '?'}${last?.[0] ?? ''}`.toUpperCase();
};
