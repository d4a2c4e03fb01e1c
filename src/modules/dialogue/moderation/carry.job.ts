import { sql } from 'kysely';

import { system } from '#kernel/permission.ts';
import { ok } from '#kernel/result.ts';
import { minutes, plus, seconds, toDate } from '#kernel/time.ts';
import type { Moderation } from '#modules/channels/index.ts';
import { done } from '#platform/act.ts';
import type { Chore } from '#platform/chores.ts';

import { afterAttempt } from '../domain/ladder.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';
import { withholdRemoved } from './enforce.ts';
import { heardIn, type Outcome } from './outcome.ts';
import { type ActRow, changeAct, lockAct, targetOf } from './store.ts';

type Needs = Pick<DialogueNeeds, 'db' | 'act' | 'clock' | 'sealer' | 'events' | 'channels'>;

const LEASE_MS = minutes(2);
const BATCH = 20;
/** A block waits so long for our own words to its author to leave; then it goes ahead of them. */
const NOTICE_MS = minutes(10);

/** Carries acts of moderation to the networks, and their ends: outside transactions, each with its outcome on record. */
export const carryModeration = (needs: Needs): Chore => ({
	name: 'dialogue.moderation',
	everyMs: seconds(10),
	async run() {
		for (const act of await claimDue(needs)) await record(needs, act, await carry(needs, act));
	},
});

const claimDue = async ({ db, clock }: Needs): Promise<readonly ActRow[]> => {
	const now = clock.now();
	const claimed = await db.transact('claim moderation', async (tx) => {
		const told = sql<boolean>`(m.decided_at <= ${toDate(plus(now, -NOTICE_MS))} or not exists (
			select 1 from dialogue_message n where n.id = m.notice_id and n.delivery = 'waiting'))`;
		const rows = await dialogue(tx)
			.selectFrom('dialogue_moderation as m')
			.selectAll()
			.where('m.sending', 'in', ['waiting', 'sending'])
			.where('m.due_at', '<=', toDate(now))
			.where(told)
			.orderBy('m.due_at')
			.limit(BATCH)
			.forUpdate()
			.skipLocked()
			.execute();
		for (const { id, attempts } of rows)
			await changeAct(tx, id, { sending: 'sending', attempts: attempts + 1, due_at: toDate(plus(now, LEASE_MS)) });
		return ok(rows);
	});
	return claimed.ok ? claimed.value : [];
};

const nothing = { reason: null, notBefore: 0 } as const;

/** Whoever died between sending and recording left a doubt behind: a report is not sent again then. */
const carry = async ({ channels, sealer }: Needs, act: ActRow): Promise<Outcome> => {
	if (act.sending === 'sending' && act.means === 'report') return { ...nothing, heard: 'lost' };
	const { message, author } = targetOf(sealer, act);
	const moderation = act.presence_id === null ? undefined : (await channels.openChannel(act.presence_id))?.moderation;
	if (moderation === undefined || author === null) return { ...nothing, heard: 'refused', reason: 'no connection' };
	const work = workOf(moderation, act);
	if (work === undefined) return { ...nothing, heard: 'refused', reason: 'the network cannot do it' };
	const answer = await work({ message, author });
	return answer.ok ? { ...nothing, heard: 'done' } : heardIn(answer.error);
};

type Work = (about: Parameters<NonNullable<Moderation['hide']>>[0]) => ReturnType<NonNullable<Moderation['hide']>>;

const workOf = (at: Moderation, { means, course, id, rule, facts }: ActRow): Work | undefined => {
	if (means === 'hide') return course === 'do' ? at.hide : at.show;
	if (means === 'remove') return at.remove;
	if (means === 'report') {
		const { report } = at;
		return report && ((about) => report(about, `Netiquette ${rule}: ${facts}`));
	}
	const block = course === 'do' ? at.block : at.unblock;
	return block && ((about) => block(about, id));
};

const record = async ({ act: perform, clock, events }: Needs, claim: ActRow, outcome: Outcome): Promise<void> => {
	const attempts = claim.attempts + 1;
	const { sending, waitMs } = afterAttempt(outcome.heard, { attempts, means: claim.means });
	const dueAt = Math.max(plus(clock.now(), waitMs), outcome.notBefore);
	await perform('record moderation', system('dialogue'), async (tx) => {
		const act = await lockAct(tx, claim.id);
		const dueOn = sending === 'waiting' ? new Date(dueAt) : null;
		// Turned round while it was on its way: the new course is due already.
		if (act?.course === claim.course)
			await changeAct(tx, claim.id, { sending, reason: outcome.reason, due_at: dueOn, ...after(act, sending) });
		const { conversation_id: subject, unit_id: unitId } = claim;
		if (sending === 'done') await withholdRemoved(tx, claim, clock.now());
		await events.announce(tx, { topic: 'conversation', id: subject, unitId });
		const payload = {
			act: claim.id,
			means: claim.means,
			course: claim.course,
			attempts,
			sending,
			reason: outcome.reason,
		};
		return done(undefined, { kind: 'moderation.attempted', subject, unitId, payload });
	});
};

/** What is left to do about an act once an attempt is over. */
const after = ({ course, waits }: ActRow, sending: ActRow['sending']): Partial<ActRow> => {
	if (sending === 'done' && course === 'undo') return { state: 'ended' };
	return sending === 'unclear' || sending === 'refused' ? { waits: waits ?? 'trouble' } : {};
};
