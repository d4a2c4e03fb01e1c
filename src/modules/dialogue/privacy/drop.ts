import type { LegalBasis } from '#contract/records.ts';
import type { Instant } from '#kernel/time.ts';
import type { Leaf } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { dropInquiries } from '../inquiry/erase.ts';
import { forgetMail } from '../mail/store.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';
import { noteTakenBack } from '../taken-back.ts';

type Needs = Pick<DialogueNeeds, 'sealer' | 'events' | 'records' | 'notices'>;

export interface Dropping {
	readonly conversation: { readonly id: string; readonly unit_id: string };
	readonly legalBasis: LegalBasis;
	/** Which of its records go with it. */
	readonly isGone: (kind: string) => boolean;
	readonly at: Instant;
}

const NOTICES = [
	...(['answer-due', 'answer-overdue', 'follow-up', 'many-messages', 'inquiry-answered', 'mail-returned'] as const),
];

/**
 * Takes a conversation out of the house, and its words out of the record; what was decided about it in moderation stays
 * until its own term. Null, and nothing done, while a legal hold lies on it.
 */
export const dropConversation = async (
	needs: Needs,
	tx: Tx,
	{ conversation: { id, unit_id: unitId }, legalBasis, isGone, at }: Dropping,
): Promise<readonly Leaf[] | null> => {
	const tombstones = await needs.records.forget(tx, { subject: id, legalBasis, isGone });
	if (tombstones === null) return null;
	const gone = await dialogue(tx)
		.deleteFrom('dialogue_message')
		.where('conversation_id', '=', id)
		.returning(['id', 'direction', 'presence_id', 'remote_id'])
		.execute();
	const heard = gone.flatMap(({ direction, presence_id: presenceId, remote_id: remoteId }) =>
		direction === 'in' && presenceId !== null && remoteId !== null ? [{ presenceId, remoteId }] : [],
	);
	await noteTakenBack(tx, { sealer: needs.sealer, at }, heard);
	await forgetMail(
		tx,
		gone.map((message) => message.id),
	);
	await dialogue(tx).deleteFrom('dialogue_question').where('conversation_id', '=', id).execute();
	await dialogue(tx).deleteFrom('dialogue_handover').where('conversation_id', '=', id).execute();
	await dropInquiries(needs, tx, id);
	await dialogue(tx).deleteFrom('dialogue_conversation').where('id', '=', id).execute();
	await needs.notices.over(tx, { postId: id, kinds: NOTICES });
	await needs.events.announce(tx, { topic: 'conversation', id, unitId });
	return tombstones;
};

/** A counterpart of whom nothing is left is nobody any more. */
export const dropLonely = async (tx: Tx, counterpartIds: readonly string[]): Promise<void> => {
	if (counterpartIds.length === 0) return;
	await dialogue(tx)
		.deleteFrom('dialogue_counterpart as p')
		.where('p.id', 'in', [...counterpartIds])
		.where(({ not, exists, selectFrom }) =>
			not(exists(selectFrom('dialogue_conversation as c').select('c.id').whereRef('c.counterpart_id', '=', 'p.id'))),
		)
		.execute();
};
