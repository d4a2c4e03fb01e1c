import { z } from 'zod';

import { ok, type Result } from '#kernel/result.ts';

import type { ChannelFailure, OddRow } from '../../channel.ts';
import type { Api } from '../granted-api.ts';
import { readAs } from '../read-as.ts';
import { rowsOf } from '../rows.ts';

/** SPEC: lists lead on by a cursor, as long as they name a next page. */
const listOf = <T>({ one, odd, name }: Pick<Listing<T>, 'one' | 'odd' | 'name'>) =>
	z.object({
		data: rowsOf(one, odd, name),
		paging: z
			.object({ cursors: z.object({ after: z.string().optional() }).optional(), next: z.string().optional() })
			.optional(),
	});

interface Listing<T> {
	readonly path: string;
	readonly query: readonly (readonly [string, string])[];
	readonly one: z.ZodType<T>;
	/** So many pages are read; `whole` says whether that was all. */
	readonly most: number;
	/** Takes the rows that cannot be read; without it, one of them is a failure. */
	readonly odd?: OddRow[] | undefined;
	readonly name?: ((row: unknown) => string | null) | undefined;
	/** Enough was read. */
	readonly until?: (page: readonly T[]) => boolean;
}

export interface Listed<T> {
	readonly items: readonly T[];
	readonly whole: boolean;
}

/** Reads a list page by page. */
export const readList = async <T>(
	api: Api,
	{ path, query, most, until = () => false, ...rows }: Listing<T>,
): Promise<Result<Listed<T>, ChannelFailure>> => {
	const items: T[] = [];
	let more: readonly (readonly [string, string])[] = [];
	for (let page = 0; page < most; page += 1) {
		const asked = await api({
			method: 'GET',
			path,
			query: [...query, ['limit', '100'], ...more],
			purpose: 'read',
		});
		if (!asked.ok) return asked;
		const read = readAs(listOf(rows), asked.value.body);
		if (!read.ok) return read;
		const { data, paging } = read.value;
		items.push(...data);
		const after = paging?.next === undefined ? undefined : paging.cursors?.after;
		if (after === undefined || until(data)) return ok({ items, whole: after === undefined });
		more = [['after', after]];
	}
	return ok({ items, whole: false });
};
