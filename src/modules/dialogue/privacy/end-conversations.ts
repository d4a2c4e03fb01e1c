import { sql } from 'kysely';

import { done, type Leaf, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';
import { dropConversation, dropLonely } from './drop.ts';
import { cutOff, type Key, machine, type Page, type Round, throughPages } from './round.ts';

const PAGE = 100;

interface Over {
	readonly source: string;
	readonly before: Date;
	readonly after: Key;
	readonly most?: number;
}

/** Conversations whose last word is long ago, the oldest first; what is open, put off or on its way to somebody stays. */
export const conversationsOver = (tx: Tx, { source, before, after, most = PAGE }: Over) =>
	dialogue(tx)
		.selectFrom('dialogue_conversation')
		.select(['id', 'unit_id', 'counterpart_id', 'last_at'])
		.where('channel', '=', source)
		.where('state', '<>', 'open')
		.where('snoozed_until', 'is', null)
		.where('last_at', '<', before)
		.where(sql<boolean>`(last_at, id) > (${after.at}, ${after.id})`)
		.where(
			sql<boolean>`not exists (select 1 from dialogue_handover h
				where h.conversation_id = dialogue_conversation.id and h.sending in ('waiting', 'sending', 'unclear'))`,
		)
		.orderBy('last_at')
		.orderBy('id')
		.limit(most)
		.execute();

/** Locked, but for those in which something was said meanwhile. */
const lockOver = (tx: Tx, ids: readonly string[], before: Date) =>
	dialogue(tx)
		.selectFrom('dialogue_conversation')
		.select(['id', 'unit_id'])
		.where('id', 'in', [...ids, ''])
		.where('state', '<>', 'open')
		.where('last_at', '<', before)
		.orderBy('id')
		.forUpdate()
		.execute();

/** Words of others, and what staff wrote down of them. What we said and decided stays on record. */
const GONE = new Set([
	'message.received',
	'message.edited-by-author',
	'message.came-back',
	'question.received',
	'conversation.handed-over',
	'conversation.noted',
	'inquiry.asked',
	'inquiry.asked-on',
	'inquiry.answered',
]);

/** Takes out page after page. What lies under a legal hold is passed over. */
export const endConversations = (needs: DialogueNeeds, round: Round): Promise<number> => {
	const over = { source: round.source, before: cutOff(round, round.terms.wordDays), round };
	const next = (after: Key) =>
		needs.act<Page, never>('end conversations', machine, (tx) => endPage(needs, tx, { ...over, after }));
	return throughPages(next);
};

const endPage = async (needs: DialogueNeeds, tx: Tx, page: Over & { readonly round: Round }) => {
	const { round } = page;
	const rows = await conversationsOver(tx, page);
	const ended: string[] = [];
	const tombstones: Leaf[] = [];
	const over = rows.map(({ id }) => id);
	for (const conversation of await lockOver(tx, over, page.before)) {
		const legalBasis = 'retention-end' as const;
		const isGone = (kind: string): boolean => GONE.has(kind);
		const dropped = await dropConversation(needs, tx, { conversation, legalBasis, isGone, at: round.at });
		if (dropped === null) continue;
		ended.push(conversation.id);
		tombstones.push(...dropped);
	}
	await dropLonely(
		tx,
		rows.map(({ counterpart_id }) => counterpart_id),
	);
	const end = rows.length < PAGE ? undefined : rows.at(-1);
	const value: Page = { count: ended.length, last: end ? { at: end.last_at, id: end.id } : null };
	if (ended.length === 0) return unchanged(value);
	const payload = { source: round.source, days: round.terms.wordDays, conversations: ended };
	const leaf = { kind: 'retention.carried-out', subject: `retention:${round.source}`, payload } as const;
	return done(value, leaf, ...tombstones);
};
