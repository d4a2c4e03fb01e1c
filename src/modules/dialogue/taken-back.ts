import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { dialogue } from './tables.ts';

export const wasTakenBack = async (tx: Tx, presenceId: string, remoteId: string): Promise<boolean> => {
	const query = dialogue(tx).selectFrom('dialogue_gone').select('remote_id').where('presence_id', '=', presenceId);
	return (await query.where('remote_id', '=', remoteId).executeTakeFirst()) !== undefined;
};

/** What is taken back before it came is not let in any more. */
export const noteTakenBack = async (
	tx: Tx,
	{ presenceId, at }: { readonly presenceId: string; readonly at: Instant },
	remoteId: string,
): Promise<void> => {
	await dialogue(tx)
		.insertInto('dialogue_gone')
		.values({ presence_id: presenceId, remote_id: remoteId, gone_at: toDate(at) })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
};
