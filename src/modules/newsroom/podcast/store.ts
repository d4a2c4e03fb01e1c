import { sql } from 'kysely';

import type { Tx } from '#platform/db/database.ts';

import { after, type Listing, type Page, pageOf, standing } from '../queries.ts';
import { newsroom } from '../tables.ts';

export const readShow = (tx: Tx) =>
	newsroom(tx).selectFrom('newsroom_podcast').selectAll().where('id', '=', 'show').executeTakeFirst();
export type ShowRow = NonNullable<Awaited<ReturnType<typeof readShow>>>;

/** Whether there is anything to listen to. */
export const hasEpisodes = async (tx: Tx): Promise<boolean> => {
	const { rows } = await sql<{ found: boolean }>`select exists (select from newsroom_page
		where withdrawn_at is null and kind = 'podcast') as found`.execute(newsroom(tx));
	return rows[0]?.found === true;
};

interface Asked {
	readonly cursor: string | undefined;
	readonly limit: number;
}

/** The episodes that stand, newest first. */
export const listEpisodes = async (tx: Tx, { cursor, limit }: Asked): Promise<Page<Listing>> => {
	const query = standing(tx).where('kind', '=', 'podcast');
	const key = after(cursor, 'id');
	const rows = await (key === null ? query : query.where(key)).limit(limit + 1).execute();
	return pageOf(rows, limit);
};
