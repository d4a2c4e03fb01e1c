import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const linesOf = (name: string): readonly (readonly [left: string, right: string])[] =>
	readFileSync(join(import.meta.dirname, name), 'utf8')
		.split('\n')
		.filter((line) => line.trim() !== '' && !line.startsWith('# '))
		.map((line) => {
			const border = line.indexOf(' | ');
			return [line.slice(0, border), line.slice(border + 3)] as const;
		});

export interface Said {
	readonly key: string;
	readonly text: string;
}
export interface Looked {
	readonly query: string;
	readonly expected: readonly string[];
}

/** What was said, each in a conversation of its own. */
export const saidToSearch: readonly Said[] = linesOf('messages.txt').map(([key, text]) => ({ key, text }));
/** What people type, and in which conversations it stands. */
export const queriesToSearch: readonly Looked[] = linesOf('queries.txt').map(([query, keys]) => ({
	query,
	expected: keys.trim().split(' '),
}));

/** Over all queries, the share of what should be found among the first so many hits. */
export const recallOf = (found: readonly { readonly looked: Looked; readonly keys: readonly string[] }[]): number => {
	const wanted = found.reduce((sum, { looked }) => sum + looked.expected.length, 0);
	const met = found.reduce(
		(sum, { looked, keys }) => sum + looked.expected.filter((key) => keys.includes(key)).length,
		0,
	);
	return met / wanted;
};
