/** The addresses that texts of a profile name, plain or as the target of a link. */
export const linksIn = (texts: readonly string[]): readonly string[] =>
	texts.flatMap((text) => [...text.matchAll(/https?:\/\/[^\s"'<>]+/g)].map(([found]) => found));
