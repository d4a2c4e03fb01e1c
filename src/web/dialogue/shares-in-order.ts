interface Line {
	readonly month: string;
	readonly unitId: string;
}

interface Naming {
	readonly nameOf: (unitId: string) => string;
	readonly locale: string;
}

/** The newest month first, within a month by the names of the units as the reader's language sorts them. */
export const inOrder = <One extends Line>(lines: readonly One[], { nameOf, locale }: Naming): readonly One[] => {
	const { compare } = new Intl.Collator(locale, { numeric: true });
	return [...lines].sort(
		(a, b) => compare(b.month, a.month) || compare(nameOf(a.unitId), nameOf(b.unitId)) || compare(a.unitId, b.unitId),
	);
};
