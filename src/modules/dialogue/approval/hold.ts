import { createHash } from 'node:crypto';

import { type Actor, permissionMatrix, type Role } from '#kernel/permission.ts';
import { type Instant, toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';
import type { Visibility } from '../domain/reply.ts';
import { type HoldReason, holdsFor } from '../domain/reply-rule.ts';
import type { DialogueNeeds } from '../needs.ts';
import type { ConversationRow } from '../store.ts';
import { dialogue } from '../tables.ts';
import { ruleOf } from './rule.ts';

interface Asked {
	readonly row: ConversationRow;
	readonly actor: Actor;
	readonly warnings: number;
}

/** Why an answer of this person here needs a second one. */
export const reasonsAt = async (
	{ people }: Pick<DialogueNeeds, 'people'>,
	tx: Tx,
	{ row, actor, warnings }: Asked,
): Promise<readonly HoldReason[]> => {
	const { rule } = await ruleOf(tx, await people.unitPath(row.unit_id));
	const answered = rule.first > 0 ? await answeredBy(tx, actor.id, rule.first) : 0;
	return holdsFor(rule, { presenceId: row.presence_id, kind: row.asking, warnings, answered });
};

/** How often somebody has answered, counted no further than asked. */
const answeredBy = async (tx: Tx, authorId: string, most: number): Promise<number> => {
	const messages = dialogue(tx).selectFrom('dialogue_message').select('id').where('author_id', '=', authorId);
	const rows = await messages.where('direction', '=', 'out').where('delivery', '=', 'published').limit(most).execute();
	return rows.length;
};

/** The answer that waits in a conversation, if one does. */
export const proposalIn = (tx: Tx, conversationId: string) =>
	dialogue(tx)
		.selectFrom('dialogue_proposal')
		.select('id')
		.where('conversation_id', '=', conversationId)
		.where('state', '=', 'waiting')
		.executeTakeFirst();

/** What was given back is over: something new was written. */
export const endReturned = async ({ notices }: Pick<Needs, 'notices'>, tx: Tx, conversationId: string) => {
	const given = dialogue(tx).updateTable('dialogue_proposal').set({ state: 'dropped' });
	const here = given.where('conversation_id', '=', conversationId).where('state', '=', 'returned');
	const { numUpdatedRows } = await here.executeTakeFirstOrThrow();
	if (numUpdatedRows > 0n) await notices.over(tx, { postId: conversationId, kinds: ['reply-returned'] });
};

interface Held {
	readonly row: ConversationRow;
	readonly messageId: string;
	readonly at: Instant;
	readonly actor: Actor;
	readonly visibility: Visibility;
	readonly input: {
		readonly text: string;
		readonly language: string;
		readonly awaits?: boolean;
		readonly when?: 'now' | 'opening';
	};
	readonly why: readonly HoldReason[];
}

type Needs = Pick<DialogueNeeds, 'people' | 'events' | 'notices'>;

/** Keeps an answer until a second person has looked at exactly these words; those who may hear of it. */
export const hold = async (needs: Needs, tx: Tx, held: Held) => {
	const { row, messageId, at, actor, visibility, input, why } = held;
	const { text, language, awaits = false, when: leaves = 'now' } = input;
	const version = row.version + 1;
	const said = { text, language, visibility, awaits, leaves };
	const hash = createHash('sha256')
		.update(JSON.stringify({ conversation: row.id, ...said }))
		.digest('hex');
	await dialogue(tx)
		.insertInto('dialogue_proposal')
		.values({
			...{ id: messageId, conversation_id: row.id, unit_id: row.unit_id, ...said, by_id: actor.id },
			...{
				at: toDate(at),
				why: [...why],
				hash,
				version,
				state: 'waiting',
				decided_by: null,
				decided_at: null,
				note: '',
			},
		})
		.execute();
	const assignee_id = row.assignee_id ?? (actor.kind === 'person' ? actor.id : null);
	const conversation = dialogue(tx).updateTable('dialogue_conversation').set({ version, assignee_id });
	await conversation.where('id', '=', row.id).execute();
	await tellApprovers(needs, tx, { row, byId: actor.id });
	await needs.events.announce(tx, { topic: 'conversation', id: row.id, unitId: row.unit_id });
	const payload = { message: messageId, text, visibility, hash, why: [...why] };
	return done({ messageId, waits: true }, { kind: 'reply.proposed', subject: row.id, unitId: row.unit_id, payload });
};

const approving: readonly Role[] = permissionMatrix['reply.approve'];

const tellApprovers = async (
	{ people, notices }: Needs,
	tx: Tx,
	{ row, byId }: { readonly row: ConversationRow; readonly byId: string },
): Promise<void> => {
	const holders = await people.holdersIn(row.unit_id);
	const to = holders.flatMap(({ personId, roles }) =>
		roles.some((role) => approving.includes(role)) ? [personId] : [],
	);
	const about = { postId: row.id, unitId: row.unit_id, title: row.excerpt.slice(0, 120) };
	await notices.tell(tx, { ...about, to, kind: 'reply-waits', byId });
};

/** Handed over: what was proposed is as sealed as what was said, and nothing of it leaves any more. */
export const sealProposals = async (tx: Tx, conversationId: string): Promise<void> => {
	const ofThis = dialogue(tx).updateTable('dialogue_proposal').where('conversation_id', '=', conversationId);
	await ofThis.set({ text: '' }).execute();
	await ofThis.set({ state: 'dropped' }).where('state', 'in', ['waiting', 'returned']).execute();
};
