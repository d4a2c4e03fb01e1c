import { type Actor, may, type Permission } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { type Done, done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';
import { decideReply } from '../domain/reply.ts';
import { decideProposal, type ProposalFailure } from '../domain/reply-rule.ts';
import type { DialogueNeeds } from '../needs.ts';
import { type AnswerFailure, carryApproved, mayBeSaid } from '../reply.ts';
import { type ConversationRow, lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';

export type DecideReplyFailure = AnswerFailure | ProposalFailure | { readonly type: 'proposal.not-found' };

interface OfProposal {
	readonly conversationId: string;
	readonly proposalId: string;
}

interface Approve extends OfProposal {
	/** Of the words that were seen. */
	readonly hash: string;
	/** The version of the conversation that was read. */
	readonly seenVersion: number;
}

/** A second person's yes to exactly these words: they leave in the name of who wrote them. Everything is checked anew. */
export const approveReply =
	(needs: DialogueNeeds) =>
	async (
		{ conversationId, proposalId, hash, seenVersion }: Approve,
		actor: Actor,
	): Promise<Result<{ messageId: string }, DecideReplyFailure>> => {
		const seen = await seenBy(needs, { conversationId, proposalId }, actor);
		if (!seen.ok) return seen;
		const said = await mayBeSaid(needs, { ...seen.value, conversationId });
		if (!said.ok) return said;
		return onProposal(
			needs,
			{ conversationId, proposalId, actor, permission: 'reply.approve' },
			async (tx, { row, proposal }) => {
				const allowed = decideProposal({ ...proposal, byId: proposal.by_id }, actor, hash);
				if (!allowed.ok) return allowed;
				const decided = decideReply(row, { seenVersion, visibility: proposal.visibility });
				if (!decided.ok) return decided;
				await settle(needs, tx, { proposal, actor, state: 'approved', note: '' });
				const author: Actor = { kind: 'person', id: proposal.by_id, name: '', grants: [], elevated: false };
				const { text, language, awaits, leaves: when } = proposal;
				const carried = await carryApproved(needs, tx, {
					...{ row, messageId: proposal.id, at: needs.clock.now(), visibility: decided.value, actor: author },
					input: { conversationId: row.id, text, language, awaits, when, seenVersion },
				});
				if (!carried.ok) return carried;
				const payload = { message: proposal.id, hash, author: proposal.by_id };
				const leaf = { kind: 'reply.approved', subject: row.id, unitId: row.unit_id, payload } as const;
				return done({ messageId: proposal.id }, leaf, ...carried.value.leaves);
			},
		);
	};

/** A second person's no, with what is to be done; the words go back to who wrote them. */
export const giveBackReply =
	(needs: DialogueNeeds) =>
	(
		{ conversationId, proposalId, note }: OfProposal & { readonly note: string },
		actor: Actor,
	): Promise<Result<{ messageId: string }, DecideReplyFailure>> =>
		onProposal(
			needs,
			{ conversationId, proposalId, actor, permission: 'reply.approve' },
			async (tx, { row, proposal }) => {
				const allowed = decideProposal({ ...proposal, byId: proposal.by_id }, actor, proposal.hash);
				if (!allowed.ok) return allowed;
				await settle(needs, tx, { proposal, actor, state: 'returned', note });
				const about = { postId: row.id, unitId: row.unit_id, title: row.excerpt.slice(0, 120) };
				await needs.notices.tell(tx, { ...about, to: [proposal.by_id], kind: 'reply-returned', byId: actor.id });
				await moveOn(needs, tx, row);
				const payload = { message: proposal.id, note };
				return done(
					{ messageId: proposal.id },
					{ kind: 'reply.returned', subject: row.id, unitId: row.unit_id, payload },
				);
			},
		);

/** Takes a waiting answer back to change it: what was asked for is void, whatever comes next is asked for anew. */
export const dropReply =
	(needs: DialogueNeeds) =>
	(
		{ conversationId, proposalId }: OfProposal,
		actor: Actor,
	): Promise<Result<{ messageId: string }, DecideReplyFailure>> =>
		onProposal(
			needs,
			{ conversationId, proposalId, actor, permission: 'conversation.answer' },
			async (tx, { row, proposal }) => {
				if (proposal.state !== 'waiting' && proposal.state !== 'returned') return fail({ type: 'proposal.over' });
				await settle(needs, tx, { proposal, actor, state: 'dropped', note: proposal.note });
				await moveOn(needs, tx, row);
				const payload = { message: proposal.id };
				return done(
					{ messageId: proposal.id },
					{ kind: 'reply.dropped', subject: row.id, unitId: row.unit_id, payload },
				);
			},
		);

const proposals = (tx: Tx, { conversationId, proposalId }: OfProposal) =>
	dialogue(tx)
		.selectFrom('dialogue_proposal')
		.selectAll()
		.where('id', '=', proposalId)
		.where('conversation_id', '=', conversationId);

/** The words before they are checked anew; only for who may decide about them. */
const seenBy = ({ db }: Pick<DialogueNeeds, 'db'>, of: OfProposal, actor: Actor) =>
	db.read('reply to approve', async (tx): Promise<Result<Proposal, DecideReplyFailure>> => {
		const conversations = dialogue(tx).selectFrom('dialogue_conversation').select('unit_id');
		const row = await conversations.where('id', '=', of.conversationId).executeTakeFirst();
		if (row === undefined) return fail({ type: 'conversation.not-found' });
		if (!may(actor, 'reply.approve', row.unit_id)) return fail({ type: 'access.denied' });
		const proposal = await proposals(tx, of).executeTakeFirst();
		return proposal === undefined ? fail({ type: 'proposal.not-found' }) : ok(proposal);
	});

type Proposal = NonNullable<Awaited<ReturnType<ReturnType<typeof proposals>['executeTakeFirst']>>>;

interface On extends OfProposal {
	readonly actor: Actor;
	readonly permission: Permission;
}
interface Found {
	readonly row: ConversationRow;
	readonly proposal: Proposal;
}
type Decided = { messageId: string };

const onProposal = (
	needs: DialogueNeeds,
	{ actor, permission, ...of }: On,
	work: (tx: Tx, found: Found) => Promise<Result<Done<Decided>, DecideReplyFailure>>,
): Promise<Result<Decided, DecideReplyFailure>> =>
	needs.act<Decided, DecideReplyFailure>('decide about a reply', actor, async (tx) => {
		const row = await lockConversation(tx, of.conversationId);
		if (!row) return fail({ type: 'conversation.not-found' });
		if (!may(actor, permission, row.unit_id)) return fail({ type: 'access.denied' });
		const proposal = await proposals(tx, of).forUpdate().executeTakeFirst();
		return proposal ? work(tx, { row, proposal }) : fail({ type: 'proposal.not-found' });
	});

interface Settle {
	readonly proposal: Proposal;
	readonly actor: Actor;
	readonly state: Proposal['state'];
	readonly note: string;
}

const settle = async (needs: DialogueNeeds, tx: Tx, { proposal, actor, state, note }: Settle): Promise<void> => {
	const set = { state, note, decided_by: actor.id, decided_at: toDate(needs.clock.now()) };
	await dialogue(tx).updateTable('dialogue_proposal').set(set).where('id', '=', proposal.id).execute();
	await needs.notices.over(tx, { postId: proposal.conversation_id, kinds: ['reply-waits', 'reply-returned'] });
};

const moveOn = async (needs: DialogueNeeds, tx: Tx, row: ConversationRow): Promise<void> => {
	const conversation = dialogue(tx)
		.updateTable('dialogue_conversation')
		.set({ version: row.version + 1 });
	await conversation.where('id', '=', row.id).execute();
	await needs.events.announce(tx, { topic: 'conversation', id: row.id, unitId: row.unit_id });
};
