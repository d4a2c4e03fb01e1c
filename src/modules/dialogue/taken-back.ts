import { type Instant, toDate } from '#kernel/time.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Tx } from '#platform/db/database.ts';

import { dialogue } from './tables.ts';

interface Where {
	readonly presenceId: string;
	readonly remoteId: string;
}

/** What is not let in any more is kept as a keyed fingerprint: addresses of messages name their authors. */
const goneKey = (sealer: Sealer, { presenceId, remoteId }: Where): string =>
	sealer.fingerprint(`gone:${presenceId}`, remoteId);

export const wasTakenBack = async (tx: Tx, sealer: Sealer, where: Where): Promise<boolean> => {
	const { presenceId, remoteId } = where;
	const query = dialogue(tx).selectFrom('dialogue_gone').select('remote_id').where('presence_id', '=', presenceId);
	// NOTE: before there were fingerprints the network's own id stood there.
	return (await query.where('remote_id', 'in', [goneKey(sealer, where), remoteId]).executeTakeFirst()) !== undefined;
};

/** What is taken back before it came, or was erased here, is not let in any more. */
export const noteTakenBack = async (
	tx: Tx,
	{ sealer, at }: { readonly sealer: Sealer; readonly at: Instant },
	gone: readonly Where[],
): Promise<void> => {
	if (gone.length === 0) return;
	const rows = gone.map((one) => ({
		presence_id: one.presenceId,
		remote_id: goneKey(sealer, one),
		gone_at: toDate(at),
	}));
	await dialogue(tx)
		.insertInto('dialogue_gone')
		.values(rows)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
};
