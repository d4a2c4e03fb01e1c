import { createHmac } from 'node:crypto';

import { system } from '#kernel/permission.ts';
import { ok } from '#kernel/result.ts';
import { minutes, plus, seconds, toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Chore } from '#platform/chores.ts';

import { afterAttempt, type Heard } from '../domain/handover.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';
import { SEALS } from './hand-over.ts';
import { KEY_SEAL } from './targets.ts';

export type SendNeeds = Pick<DialogueNeeds, 'db' | 'act' | 'clock' | 'sealer' | 'events' | 'outbound'>;

const LEASE_MS = minutes(2);
const BATCH = 20;

/** Carries hand-overs to webhooks: each signed, under its own key, and never again once it may have arrived. */
export const sendHandovers = (needs: SendNeeds): Chore => ({
	name: 'dialogue.hand-over',
	everyMs: seconds(10),
	async run() {
		for (const claim of await claimDue(needs)) await record(needs, claim, await carry(needs, claim));
	},
});

type Claim = Awaited<ReturnType<typeof claimDue>>[number];

const claimDue = async ({ db, clock }: SendNeeds) => {
	const now = clock.now();
	const claimed = await db.transact('claim hand-overs', async (tx) => {
		const rows = await dialogue(tx)
			.selectFrom('dialogue_handover as h')
			.innerJoin('dialogue_target as t', 't.id', 'h.target_id')
			.selectAll('h')
			.select(['t.address', 't.key'])
			.where('h.sending', 'in', ['waiting', 'sending'])
			.where('h.due_at', '<=', toDate(now))
			.orderBy('h.due_at')
			.limit(BATCH)
			.forUpdate('h')
			.skipLocked()
			.execute();
		const ids = rows.map(({ id }) => id);
		if (ids.length > 0)
			await dialogue(tx)
				.updateTable('dialogue_handover')
				.set((set) => ({ sending: 'sending', attempts: set('attempts', '+', 1), due_at: toDate(plus(now, LEASE_MS)) }))
				.where('id', 'in', ids)
				.execute();
		return ok(rows);
	});
	return claimed.ok ? claimed.value : [];
};

/** Whoever died between sending and recording left a doubt behind: that one is not sent again. */
const carry = async ({ outbound, sealer, clock }: SendNeeds, claim: Claim): Promise<Heard> => {
	if (claim.sending === 'sending' || claim.data === null || claim.key === null) return { kind: 'lost' };
	const content = sealer.open(claim.data, SEALS.data).toString();
	const body = JSON.stringify({ id: claim.id, fileReference: claim.file_reference, content });
	const at = String(Math.floor(clock.now() / 1000));
	const key = sealer.open(claim.key, KEY_SEAL).toString();
	const answer = await outbound({
		method: 'POST',
		url: new URL(claim.address),
		inner: true,
		headers: {
			'content-type': 'application/json',
			'idempotency-key': claim.id,
			'x-amtsfunk-timestamp': at,
			'x-amtsfunk-signature': createHmac('sha256', key).update(`${at}.${body}`).digest('hex'),
		},
		bytes: new TextEncoder().encode(body),
	});
	if (answer.ok) return { kind: 'status', status: answer.value.status };
	if (answer.error.type === 'outbound.forbidden') return { kind: 'status', status: 403 };
	return { kind: answer.error.type === 'outbound.lost' ? 'lost' : 'unreachable' };
};

const record = async ({ act, clock, events }: SendNeeds, claim: Claim, heard: Heard): Promise<void> => {
	const attempts = claim.attempts + 1;
	const { sending, waitMs } = afterAttempt(heard, attempts);
	const reason = heard.kind === 'status' ? `HTTP ${heard.status}` : heard.kind;
	await act('record hand-over', system('dialogue'), async (tx) => {
		await dialogue(tx)
			.updateTable('dialogue_handover')
			.set({
				sending,
				reason,
				due_at: sending === 'waiting' ? toDate(plus(clock.now(), waitMs)) : null,
				...(sending === 'sent' ? { data: null } : {}),
			})
			.where('id', '=', claim.id)
			.execute();
		await events.announce(tx, { topic: 'conversation', id: claim.conversation_id, unitId: claim.unit_id });
		const payload = { handover: claim.id, attempts, sending, reason };
		const about = { subject: claim.conversation_id, unitId: claim.unit_id, payload };
		return done(undefined, { kind: 'handover.attempted', ...about });
	});
};
