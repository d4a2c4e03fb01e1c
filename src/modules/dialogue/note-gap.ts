import { type Instant, toDate, toIso } from '#kernel/time.ts';
import type { InboundChange, InboundPage, OddRow } from '#modules/channels/index.ts';
import type { Leaf } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import type { DialogueNeeds, Source } from './needs.ts';
import { dialogue } from './tables.ts';

interface Missing {
	readonly source: Source;
	readonly at: Instant;
	readonly gap: NonNullable<InboundPage['gap']>;
}

/** What the network did not give any more: known from now on, and shown. */
export const noteGap = async (
	{ ids }: Pick<DialogueNeeds, 'ids'>,
	tx: Tx,
	{ source, at, gap }: Missing,
): Promise<Leaf> => {
	const row = {
		id: ids.next('gap'),
		presence_id: source.id,
		since: toDate(gap.since),
		until: toDate(at),
		reason: gap.reason,
		...{ row_key: null, remote_id: null },
	};
	await dialogue(tx).insertInto('dialogue_gap').values(row).execute();
	const payload = { presence: source.id, since: toIso(gap.since), until: toIso(at), reason: gap.reason };
	return { kind: 'dialogue.gap-noted', subject: source.id, unitId: source.unitId, payload };
};

interface Odd {
	readonly source: Source;
	readonly at: Instant;
	readonly rows: readonly OddRow[] | undefined;
}

/** A row without a name is counted once a day. */
const keyOf = ({ id, reason }: OddRow, at: Instant): string => id ?? `${toIso(at).slice(0, 10)} ${reason}`;

/** What stands there and could not be read is a known gap of its own; answers those that were not known yet. */
export const noteOddRows = async (
	{ ids }: Pick<DialogueNeeds, 'ids'>,
	tx: Tx,
	{ source, at, rows = [] }: Odd,
): Promise<{ readonly fresh: readonly OddRow[]; readonly leaves: readonly Leaf[] }> => {
	const fresh: OddRow[] = [];
	for (const row of rows) {
		const moment = toDate(at);
		const noted = await dialogue(tx)
			.insertInto('dialogue_gap')
			.values({
				...{ id: ids.next('gap'), presence_id: source.id, since: moment, until: moment, reason: row.reason },
				...{ row_key: keyOf(row, at), remote_id: row.id },
			})
			.onConflict((conflict) => conflict.columns(['presence_id', 'row_key']).doNothing())
			.executeTakeFirst();
		if (noted.numInsertedOrUpdatedRows === 1n) fresh.push(row);
	}
	const leaves = fresh.map(({ id, reason }) => {
		const payload = { presence: source.id, since: toIso(at), until: toIso(at), reason, remote: id };
		return { kind: 'dialogue.gap-noted', subject: source.id, unitId: source.unitId, payload } as const;
	});
	return { fresh, leaves };
};

/** What could not be read once and now could is missing no more. */
export const closeGaps = async (tx: Tx, presenceId: string, changes: readonly InboundChange[]): Promise<void> => {
	const remoteIds = changes.flatMap((change) => (change.kind === 'message' ? [change.message.remote.id] : []));
	if (remoteIds.length === 0) return;
	await dialogue(tx)
		.deleteFrom('dialogue_gap')
		.where('presence_id', '=', presenceId)
		.where('row_key', 'in', remoteIds)
		.execute();
};
