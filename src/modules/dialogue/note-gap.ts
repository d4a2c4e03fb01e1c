import { type Instant, toDate, toIso } from '#kernel/time.ts';
import type { InboundPage } from '#modules/channels/index.ts';
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
	};
	await dialogue(tx).insertInto('dialogue_gap').values(row).execute();
	const payload = { presence: source.id, since: toIso(gap.since), until: toIso(at), reason: gap.reason };
	return { kind: 'dialogue.gap-noted', subject: source.id, unitId: source.unitId, payload };
};
