import { sql } from 'kysely';

import type { EditorialNeeds } from './needs.ts';
import { editorial } from './tables.ts';

/** What something of this module is called today. */
export interface Named {
	readonly id: string;
	readonly name: string;
	/** Null where it belongs to the whole authority. */
	readonly unitId: string | null;
}

/** Posts, topics, campaigns, target groups, building blocks, pictures and rules, by id. */
export const names =
	({ db }: Pick<EditorialNeeds, 'db'>) =>
	async (ids: readonly string[]): Promise<readonly Named[]> => {
		if (ids.length === 0) return [];
		const { rows } = await db.read('names by id', (tx) =>
			sql<Named>`select id, name, unit_id as "unitId" from (
				select id, coalesce(published->>'title', title) as name, unit_id from editorial_post
				union all select id, title, unit_id from editorial_pitch
				union all select id, name, unit_id from editorial_campaign
				union all select id, name, null from editorial_target_group
				union all select id, name, unit_id from editorial_piece
				union all select id, coalesce(nullif(title, ''), original_name), unit_id from editorial_media
				union all select id, coalesce(body->>'name', ''), unit_id from editorial_approval_rule where latest
			) named where id = any(${[...ids]}::text[]) and name <> ''`.execute(editorial(tx)),
		);
		return rows;
	};
