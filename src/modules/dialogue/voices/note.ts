import { createHash } from 'node:crypto';

import { sql } from 'kysely';

import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Hint } from '../domain/hints/hint.ts';
import { firstState, holdsBack } from '../domain/voice.ts';
import { dialogue } from '../tables.ts';

interface Said {
	readonly id: string;
	readonly postId: string | null;
	readonly visibility: string;
	readonly sentAt: Instant;
}

/** Notes that a message stands under a post of ours. */
export const noteVoice = async (tx: Tx, { id, postId, visibility, sentAt }: Said): Promise<void> => {
	if (postId === null) return;
	await dialogue(tx)
		.insertInto('dialogue_voice')
		.values({
			...{ message_id: id, post_id: postId, said_at: toDate(sentAt), state: firstState(visibility) },
			...{ words: null, reason: '', decided_by: null, decided_at: null },
		})
		.onConflict((conflict) => conflict.doNothing())
		.execute();
};

export const checksum = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

interface Looked {
	readonly one: { readonly id: string; readonly text: string; readonly direction: string };
	readonly hints: readonly Hint[];
}

/**
 * Says of what was looked through whether something holds it back. New words need a new yes; what a person hid stays
 * hidden. Answers whose conversations changed.
 */
export const judgeVoices = async (
	tx: Tx,
	looked: readonly Looked[],
): Promise<readonly { readonly id: string; readonly unitId: string }[]> => {
	const rows = looked.flatMap(({ one: { id, text, direction }, hints }) =>
		direction === 'in' ? [{ id, words: checksum(text), held: holdsBack(hints) }] : [],
	);
	if (rows.length === 0) return [];
	const { rows: changed } = await sql<{ id: string; unitId: string }>`with judged as (
			update dialogue_voice v set words = x.words,
				state = case when v.state in ('narrow', 'hidden') then v.state when x.held then 'held' else 'clear' end
			from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id text, words text, held boolean)
			where v.message_id = x.id and v.words is distinct from x.words
			returning v.message_id)
		select distinct c.id, c.unit_id as "unitId" from judged j join dialogue_message m on m.id = j.message_id
		join dialogue_conversation c on c.id = m.conversation_id`.execute(dialogue(tx));
	return changed;
};
