import { system } from '#kernel/permission.ts';
import type { Result } from '#kernel/result.ts';
import { days, type Instant, plus, toDate } from '#kernel/time.ts';

import type { KeptSource, Terms } from '../domain/retention.ts';

export const machine = system('retention');

/** What one round does for one source: everything that was over when it began. */
export interface Round {
	readonly source: KeptSource;
	readonly terms: Terms;
	readonly at: Instant;
}

/** What is older than this is over. */
export const cutOff = ({ at }: Round, after: number): Date => toDate(plus(at, -days(after)));

/** Where a page of what is over begins. */
export interface Key {
	readonly at: Date;
	readonly id: string;
}
const beginning: Key = { at: new Date(0), id: '' };

/** What became of a page, and where the next one begins; null: there is none. */
export interface Page {
	readonly count: number;
	readonly last: Key | null;
}

/** Does page after page, each an act of its own; how much was done in all of them. */
export const throughPages = async (next: (after: Key) => Promise<Result<Page, never>>): Promise<number> => {
	let count = 0;
	for (let after: Key | null = beginning; after !== null; ) {
		const page: Result<Page, never> = await next(after);
		if (!page.ok) break;
		count += page.value.count;
		after = page.value.last;
	}
	return count;
};
