import { sql } from 'kysely';
import type { z } from 'zod';

import type { ProposalView, waitingRepliesEndpoint } from '#contract/reply-approval.ts';
import { type Actor, may, unitsWhere } from '#kernel/permission.ts';
import { ok } from '#kernel/result.ts';
import type { Tx } from '#platform/db/database.ts';
import { fromCursor, momentIn, toCursor } from '#platform/http/cursor.ts';

import type { DialogueNeeds } from '../needs.ts';
import { present } from '../queries.ts';
import type { ConversationRow } from '../store.ts';
import { dialogue } from '../tables.ts';
import { isoOf, type Thread } from '../thread/question.ts';

interface Shown {
	readonly row: Pick<ConversationRow, 'unit_id' | 'version'>;
	readonly proposal: Thread['proposal'];
	readonly actor: Actor;
}

/** As the desk shows it beside the conversation. */
export const toProposal = async (
	{ people }: Pick<DialogueNeeds, 'people'>,
	{ row, proposal, actor }: Shown,
): Promise<ProposalView | null> => {
	if (proposal === null) return null;
	const { id, text, language, by_id, at, why, hash, version, state, decided_by, note, leaves } = proposal;
	const names = await people.names(present([by_id, decided_by]));
	return {
		...{ id, text, language, hash, note, leaves, why: [...why], at: isoOf(at) },
		state: state === 'returned' ? 'returned' : 'waiting',
		by: { id: by_id, name: names.get(by_id) ?? '' },
		decidedBy: decided_by === null ? null : (names.get(decided_by) ?? ''),
		movedOn: row.version > version,
		mayApprove: actor.kind === 'person' && actor.id !== by_id && may(actor, 'reply.approve', row.unit_id),
	};
};

type Query = z.output<typeof waitingRepliesEndpoint.input>;

/** Answers that wait for this person's yes, the longest waiting first. */
export const proposalPage = (tx: Tx, { query, actor }: { readonly query: Query; readonly actor: Actor }) => {
	const units = unitsWhere(actor, 'reply.approve');
	const after = fromCursor(query.cursor, 2);
	return dialogue(tx)
		.selectFrom('dialogue_proposal as p')
		.innerJoin('dialogue_conversation as c', 'c.id', 'p.conversation_id')
		.select(['p.id', 'p.conversation_id', 'p.unit_id', 'p.text', 'p.by_id', 'p.at', 'p.why', 'c.excerpt', 'c.due_at'])
		.where('p.state', '=', 'waiting')
		.where('p.by_id', '<>', actor.id)
		.where('c.state', '<>', 'closed')
		.$if(units !== 'all', (page) =>
			page.where('p.unit_id', 'in', units === 'all' || units.length === 0 ? [''] : [...units]),
		)
		.$if(after !== null, (page) =>
			page.where(
				sql<boolean>`(p.at, p.id) > (${momentIn(after?.[0]).toISOString()}::timestamptz, ${String(after?.[1])})`,
			),
		)
		.orderBy('p.at')
		.orderBy('p.id')
		.limit(query.limit + 1)
		.execute();
};

export const waitingReplies = (needs: Pick<DialogueNeeds, 'db' | 'people'>) => async (query: Query, actor: Actor) => {
	const rows = await needs.db.read('replies to approve', (tx) => proposalPage(tx, { query, actor }));
	const shown = rows.slice(0, query.limit);
	const last = rows.length > query.limit ? shown.at(-1) : undefined;
	const names = await needs.people.names(present(shown.map(({ by_id }) => by_id)));
	const items = shown.map(({ id, conversation_id, unit_id, text, by_id, at, why, excerpt, due_at }) => ({
		...{
			id,
			conversationId: conversation_id,
			unitId: unit_id,
			text: text.slice(0, 300),
			question: excerpt,
			why: [...why],
		},
		...{ by: names.get(by_id) ?? '', at: at.toISOString(), dueAt: due_at?.toISOString() ?? null },
	}));
	return ok(last ? { items, next: toCursor([last.at.getTime(), last.id]) } : { items });
};
