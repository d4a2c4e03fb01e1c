import type { Tx } from '#platform/db/database.ts';

import { dialogue } from './tables.ts';

/** The address of the mailbox nearest to a unit, itself or one above it; null where none is connected. */
export const addressOfMailbox = async (tx: Tx, path: readonly string[]): Promise<string | null> => {
	if (path.length === 0) return null;
	const boxes = await dialogue(tx)
		.selectFrom('dialogue_mailbox')
		.select(['unit_id', 'address'])
		.where('ended_at', 'is', null)
		.where('unit_id', 'in', [...path])
		.orderBy('connected_at')
		.orderBy('id')
		.execute();
	const nearest = path.map((unitId) => boxes.find((box) => box.unit_id === unitId)).find((box) => box !== undefined);
	return nearest?.address ?? null;
};
