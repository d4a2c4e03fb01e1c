export interface Numbered<T> {
	readonly number: number;
	readonly value: T;
}

/** Entries that have no name of their own yet: they are what stands first, second, third. */
export const numbered = <T>(list: readonly T[]): readonly Numbered<T>[] =>
	list.map((value, index) => ({ number: index + 1, value }));
