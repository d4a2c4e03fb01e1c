import { isStorable } from '#kernel/text.ts';

/** Where in an input the first text stands that nothing could keep; null when there is none. Deep inputs are no danger: it does not call itself. */
export const unstorableIn = (input: unknown): string[] | null => {
	const waiting: { readonly value: unknown; readonly path: readonly string[] }[] = [{ value: input, path: [] }];
	for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
		const { value, path } = one;
		if (typeof value === 'string' && !isStorable(value)) return [...path];
		if (typeof value !== 'object' || value === null) continue;
		for (const [name, inner] of Object.entries(value)) {
			if (!isStorable(name)) return [...path, name.toWellFormed()];
			waiting.push({ value: inner, path: [...path, name] });
		}
	}
	return null;
};
