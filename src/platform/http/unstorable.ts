import { isStorable } from '#kernel/text.ts';

/** A value and the way to it, kept as a chain: however deep an input is, a step costs the same. */
interface Step {
	readonly value: unknown;
	readonly name: string;
	readonly above: Step | null;
}

const pathTo = (step: Step): string[] => {
	const names: string[] = [];
	for (let one: Step | null = step; one?.above; one = one.above) names.push(one.name.toWellFormed());
	return names.reverse();
};

/** Where in an input the first text stands that nothing could keep; null when there is none. */
export const unstorableIn = (input: unknown): string[] | null => {
	const waiting: Step[] = [{ value: input, name: '', above: null }];
	for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
		const { value, name } = step;
		if (!isStorable(name) || (typeof value === 'string' && !isStorable(value))) return pathTo(step);
		if (typeof value !== 'object' || value === null) continue;
		for (const [inner, one] of Object.entries(value)) waiting.push({ value: one, name: inner, above: step });
	}
	return null;
};
