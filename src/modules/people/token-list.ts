import type { Selectable } from 'kysely';

import { tokenScopes } from '#contract/tokens.ts';
import type { Tx } from '#platform/db/database.ts';
import { fromCursor, toCursor } from '#platform/http/cursor.ts';

import { type PeopleTables, people } from './tables.ts';

interface Asked {
	readonly cursor?: string | undefined;
	readonly limit: number;
}

/** One page of the access keys, the newest first. */
export const listTokens = async (tx: Tx, { cursor, limit }: Asked) => {
	let query = people(tx).selectFrom('people_api_token').selectAll().orderBy('id', 'desc');
	const key = fromCursor(cursor, 1);
	if (key !== null) query = query.where('id', '<', String(key[0]));
	const rows = await query.limit(limit + 1).execute();
	const items = rows.slice(0, limit);
	const last = items.at(-1);
	return {
		items: items.map(toToken),
		...(rows.length > limit && last ? { next: toCursor([last.id]) } : {}),
	};
};

/** A key as the desk shows it. Permissions that no key may carry any more fall away. */
export const toToken = (row: Selectable<PeopleTables['people_api_token']>) => ({
	id: row.id,
	name: row.name,
	scopes: tokenScopes.filter((scope) => row.scopes.includes(scope)),
	unitId: row.unit_id,
	createdAt: row.created_at.toISOString(),
	expiresAt: row.expires_at.toISOString(),
	revoked: row.revoked_at !== null,
});
