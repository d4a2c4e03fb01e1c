import type { JsonObject } from '#kernel/json.ts';
import { type Actor, may, type Permission } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { type Instant, toDate } from '#kernel/time.ts';
import { done, type Leaf } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { isFinal, mayConfirm, type SecondFailure } from '../domain/ladder.ts';
import type { DialogueNeeds } from '../needs.ts';
import { type ConversationRow, lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';
import { reachOf } from './abilities.ts';
import { enforce, giveBack, withholdRemoved } from './enforce.ts';
import { messageById } from './evidence.ts';
import { ruleWasWrong } from './followed.ts';
import { type ActRow, changeAct, lockAct } from './store.ts';
import { tellOver } from './tell.ts';

export type DecideFailure =
	| SecondFailure
	| { readonly type: 'access.denied' }
	| { readonly type: 'conversation.not-found' }
	| { readonly type: 'moderation.no-such-act' }
	| { readonly type: 'moderation.nothing-to-settle' }
	| { readonly type: 'moderation.not-standing' }
	| { readonly type: 'moderation.no-such-message' };

interface Found {
	readonly act: ActRow;
	readonly row: ConversationRow;
}
interface Asked {
	readonly conversationId: string;
	readonly actId: string;
}

/** Locks conversation and act, in this order, for who may. */
export const findAct = async (
	tx: Tx,
	{ conversationId, actId }: Asked,
	{ actor, permission }: { readonly actor: Actor; readonly permission: Permission },
): Promise<Result<Found, DecideFailure>> => {
	const row = await lockConversation(tx, conversationId);
	if (!row) return fail({ type: 'conversation.not-found' });
	if (!may(actor, permission, row.unit_id)) return fail({ type: 'access.denied' });
	const act = await lockAct(tx, actId);
	return act?.conversation_id === row.id ? ok({ act, row }) : fail({ type: 'moderation.no-such-act' });
};

type Decided = Promise<Result<Record<string, never>, DecideFailure>>;

interface Deciding extends Found {
	readonly kind: Leaf['kind'];
	readonly payload: JsonObject;
}

/** Tells the desk and leaves the leaf. */
const decided = async ({ events }: Pick<DialogueNeeds, 'events'>, tx: Tx, { act, row, kind, payload }: Deciding) => {
	await events.announce(tx, { topic: 'conversation', id: row.id, unitId: row.unit_id });
	const about = { subject: row.id, unitId: row.unit_id, payload: { act: act.id, ...payload } };
	return done({}, { kind, ...about });
};

type Decision = Asked & { readonly decision: 'confirm' | 'decline'; readonly reason: string };

/** The second person: puts a proposal in force, or turns it down. Never the one who proposed it. */
export const confirmAct =
	(needs: DialogueNeeds) =>
	async (input: Decision, actor: Actor): Decided => {
		const prepared = await prepare(needs, input.actId);
		return needs.act<Record<string, never>, DecideFailure>('confirm moderation', actor, async (tx) => {
			const found = await findAct(tx, input, { actor, permission: 'moderation.confirm' });
			if (!found.ok) return found;
			const at = needs.clock.now();
			const allowed = mayConfirm(waiting(found.value.act), { personId: actor.id, now: at });
			if (!allowed.ok) return allowed;
			return decideProposal(needs, tx, { ...found.value, input, prepared, actor, at });
		});
	};

interface Verdict extends Found {
	readonly input: Decision;
	readonly prepared: Prepared | null;
	readonly actor: Actor;
	readonly at: Instant;
}

const decideProposal = async (needs: DialogueNeeds, tx: Tx, verdict: Verdict) => {
	const { act, row, input, prepared, actor, at } = verdict;
	const payload = { by: act.by_id, reason: input.reason };
	await tellOver(needs, tx, { act, kind: 'moderation-waits' });
	const by = { second_id: actor.id, expires_at: null, waits: null };
	if (input.decision === 'decline') {
		await changeAct(tx, act.id, { ...by, state: 'declined' });
		return decided(needs, tx, { act, row, kind: 'moderation.declined', payload });
	}
	await changeAct(tx, act.id, { ...by, state: 'standing', decided_at: toDate(at) });
	const message = prepared && (await messageById(tx, act.message_id));
	if (!message) return fail({ type: 'moderation.no-such-message' } as const);
	await enforce(needs, tx, { ...prepared, act, row, message, actor, at });
	return decided(needs, tx, { act, row, kind: 'moderation.confirmed', payload });
};

const waiting = ({ state, by_id: byId, expires_at }: ActRow) => ({
	state,
	byId,
	expiresAt: expires_at?.getTime() ?? null,
});

type Prepared = Pick<Parameters<typeof enforce>[2], 'reach' | 'netiquette' | 'zone'>;

/** What the network can do and what the netiquette said on the day of the proposal. */
const prepare = async (needs: DialogueNeeds, actId: string): Promise<Prepared | null> => {
	const before = await needs.db.read('proposal', (tx) =>
		dialogue(tx)
			.selectFrom('dialogue_moderation as m')
			.innerJoin('dialogue_conversation as c', 'c.id', 'm.conversation_id')
			.select(['m.netiquette', 'c.id', 'c.presence_id', 'c.post_id', 'c.visibility', 'c.channel'])
			.where('m.id', '=', actId)
			.executeTakeFirst(),
	);
	const netiquette = before && (await needs.policy.netiquette(before.netiquette));
	if (!netiquette) return null;
	return { reach: await reachOf(needs, before), netiquette, zone: (await needs.people.authority()).zone };
};

type Settling = Asked & { readonly decision: 'happened' | 'again' };

/** A person who looked at the network decides: it happened, or it is tried once more. */
export const settleAct =
	(needs: DialogueNeeds) =>
	(input: Settling, actor: Actor): Decided =>
		needs.act<Record<string, never>, DecideFailure>('settle moderation', actor, async (tx) => {
			const found = await findAct(tx, input, { actor, permission: 'moderation.act' });
			if (!found.ok) return found;
			const { act } = found.value;
			if (act.sending !== 'unclear' && act.sending !== 'refused') return fail({ type: 'moderation.nothing-to-settle' });
			await changeAct(tx, act.id, { ...settledAs(act, input.decision, needs.clock.now()), waits: stillWaits(act) });
			if (input.decision === 'happened') await withholdRemoved(tx, act, needs.clock.now());
			const payload = { decision: input.decision, course: act.course };
			return decided(needs, tx, { ...found.value, kind: 'moderation.settled', payload });
		});

const settledAs = ({ course }: ActRow, decision: Settling['decision'], now: Instant): Partial<ActRow> => {
	if (decision === 'again') return { sending: 'waiting', attempts: 0, due_at: toDate(now) };
	return { sending: 'done', due_at: null, ...(course === 'undo' ? { state: 'ended' } : {}) };
};

/** An objection is answered, whatever else becomes of the act. */
const stillWaits = ({ waits }: ActRow): ActRow['waits'] => (waits === 'objection' ? waits : null);

/** Takes an act back as far as it can be: what lies with us at once, the rest is put on its way. */
export const undo = async (needs: DialogueNeeds, tx: Tx, { act, at }: { act: ActRow; at: Instant }): Promise<void> => {
	await ruleWasWrong(tx, act, at);
	if (act.means === 'erase') {
		await giveBack(tx, needs, act);
		await changeAct(tx, act.id, { state: 'ended', waits: stillWaits(act) });
		return;
	}
	const travels = (act.means === 'hide' || act.means === 'block') && act.sending !== 'none';
	await changeAct(tx, act.id, {
		...{ course: 'undo', until_at: null, waits: stillWaits(act) },
		...(travels ? { sending: 'waiting', attempts: 0, due_at: toDate(at) } : { state: 'ended', due_at: null }),
	});
};

/** Ends a hiding, a deletion of ours or a block before its time. */
export const liftAct =
	(needs: DialogueNeeds) =>
	(input: Asked & { readonly reason: string }, actor: Actor): Decided =>
		needs.act<Record<string, never>, DecideFailure>('lift moderation', actor, async (tx) => {
			const found = await findAct(tx, input, { actor, permission: 'moderation.confirm' });
			if (!found.ok) return found;
			const { act, row } = found.value;
			const stands = act.state === 'standing' && act.course === 'do';
			if (!stands || isFinal(act.means)) return fail({ type: 'moderation.not-standing' });
			await undo(needs, tx, { act, at: needs.clock.now() });
			return decided(needs, tx, { act, row, kind: 'moderation.lifted', payload: { reason: input.reason } });
		});
