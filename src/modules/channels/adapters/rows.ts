import { z } from 'zod';

import { instant } from '#kernel/time.ts';

import type { OddRow } from '../channel.ts';
import { fieldIn, unlike } from './read-as.ts';

/** So many rows of which none can be read are no odd rows: the contract changed, and what they say is fetched when we know how. */
const NONE_OF = 3;
const LONGEST_ID = 500;

/** A name that a row bears whatever else is wrong with it. */
const Named = z.looseObject({ id: z.union([z.string(), z.number()]).optional(), uri: z.string().optional() });

export const nameOf = (row: unknown): string | null => {
	const { id, uri } = Named.safeParse(row).data ?? {};
	const name = id ?? uri;
	return name === undefined ? null : String(name).slice(0, LONGEST_ID);
};
/** What is odd in these lists stands for more than itself: what may be missing cannot be named. */
export const nameless = (): null => null;

/**
 * A list in which each row is read on its own: what cannot be read goes to `odd`, and the others stay. Without `odd` one odd
 * row is the failure of the whole list: for looking whether something stands there.
 */
export const rowsOf = <T extends z.ZodType>(
	one: T,
	odd: OddRow[] | undefined,
	name: (row: unknown) => string | null = nameOf,
): z.ZodType<z.output<T>[]> => {
	if (odd === undefined) return z.array(one);
	return z.array(z.unknown()).transform((rows, context) => {
		const good: z.output<T>[] = [];
		const strange: { readonly id: string | null; readonly field: string }[] = [];
		for (const row of rows) {
			const read = one.safeParse(row);
			if (read.success) good.push(read.data);
			else strange.push({ id: name(row), field: fieldIn(read.error) });
		}
		const [first] = strange;
		if (first && good.length === 0 && strange.length >= NONE_OF) {
			context.addIssue({ code: 'custom', path: ['0', first.field] });
			return z.NEVER;
		}
		for (const { id, field } of strange)
			if (id === null || !odd.some((known) => known.id === id)) odd.push({ id, reason: unlike(field) });
		return good;
	});
};

/** Which of those missed in a list are gone: none that stands there and cannot be read, and none while a row has no name. */
export const goneOf = (missed: readonly string[], odd: readonly OddRow[]): readonly string[] => {
	const strange = new Set(odd.map(({ id }) => id));
	return strange.has(null) ? [] : missed.filter((id) => !strange.has(id));
};

/** A moment as networks write it. */
export const MomentText = z.string().refine((text) => {
	try {
		return Number.isFinite(instant(text));
	} catch {
		return false;
	}
});
