import type { Selectable } from 'kysely';

import { system } from '#kernel/permission.ts';
import { ok } from '#kernel/result.ts';
import { minutes, plus, seconds, toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Chore } from '#platform/chores.ts';

import { afterAttempt } from '../domain/ladder.ts';
import { heardIn, type Outcome } from '../moderation/outcome.ts';
import { remoteOf } from '../name-keys.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';
import type { LikingTables } from './tables.ts';

type Needs = Pick<DialogueNeeds, 'db' | 'act' | 'clock' | 'sealer' | 'events' | 'channels' | 'delivery'>;
type LikeRow = Selectable<LikingTables['dialogue_like']>;

const LEASE_MS = minutes(2);
const BATCH = 20;

/** Carries likes to the networks, and their ends. A switch that stops what goes out stops likes as well; taking back it never stops. */
export const carryLikes = (needs: Needs): Chore => ({
	name: 'dialogue.likes',
	everyMs: seconds(10),
	async run() {
		for (const one of await claimDue(needs)) await record(needs, one, await carry(needs, one));
	},
});

const claimDue = async ({ db, clock, delivery }: Needs): Promise<readonly LikeRow[]> => {
	const now = clock.now();
	const claimed = await db.transact('claim likes', async (tx) => {
		const held = await delivery.heldBack(tx);
		const rows = await dialogue(tx)
			.selectFrom('dialogue_like')
			.selectAll()
			.where('sending', 'in', ['waiting', 'sending'])
			.where('due_at', '<=', toDate(now))
			.$if(held.all, (query) => query.where('course', '=', 'undo'))
			.$if(held.presences.length > 0, (query) =>
				query.where((of) => of.or([of('course', '=', 'undo'), of('presence_id', 'not in', [...held.presences])])),
			)
			.orderBy('due_at')
			.limit(BATCH)
			.forUpdate()
			.skipLocked()
			.execute();
		for (const { message_id, attempts } of rows)
			await dialogue(tx)
				.updateTable('dialogue_like')
				.set({ sending: 'sending', attempts: attempts + 1, due_at: toDate(plus(now, LEASE_MS)) })
				.where('message_id', '=', message_id)
				.execute();
		return ok(rows);
	});
	return claimed.ok ? claimed.value : [];
};

/** Both may be done twice, so whoever died between sending and recording is simply followed by the next. */
const carry = async ({ db, channels, sealer }: Needs, like: LikeRow): Promise<Outcome> => {
	const message = await db.read('message to like', (tx) =>
		dialogue(tx)
			.selectFrom('dialogue_message')
			.select(['id', 'remote', 'remote_sealed'])
			.where('id', '=', like.message_id)
			.executeTakeFirst(),
	);
	const channel = await channels.openChannel(like.presence_id);
	const refused = (reason: string): Outcome => ({ heard: 'refused', reason, notBefore: 0 });
	if (message === undefined || !channel?.like) return refused('no connection');
	if ((channel.practice ?? like.practice) !== like.practice) return refused('said in the other world');
	const remote = remoteOf(sealer, message);
	const answer = await (like.course === 'do' ? channel.like.give(remote) : channel.like.takeBack(remote));
	return answer.ok ? { heard: 'done', reason: null, notBefore: 0 } : heardIn(answer.error);
};

const record = async ({ act, clock, events }: Needs, claim: LikeRow, outcome: Outcome): Promise<void> => {
	const attempts = claim.attempts + 1;
	const { sending, waitMs } = afterAttempt(outcome.heard, { attempts, means: 'hide' });
	const dueAt = sending === 'waiting' ? new Date(Math.max(plus(clock.now(), waitMs), outcome.notBefore)) : null;
	await act('record a like', system('dialogue'), async (tx) => {
		// Turned round while it was on its way: the new course is due already.
		const still = dialogue(tx).selectFrom('dialogue_like').select('course').where('message_id', '=', claim.message_id);
		const isOver = sending === 'done' && claim.course === 'undo';
		if ((await still.forUpdate().executeTakeFirst())?.course === claim.course)
			await (isOver
				? dialogue(tx).deleteFrom('dialogue_like').where('message_id', '=', claim.message_id).execute()
				: dialogue(tx)
						.updateTable('dialogue_like')
						.set({ sending, reason: outcome.reason, due_at: dueAt })
						.where('message_id', '=', claim.message_id)
						.execute());
		const place = await dialogue(tx)
			.selectFrom('dialogue_message as m')
			.innerJoin('dialogue_conversation as c', 'c.id', 'm.conversation_id')
			.select(['c.id', 'c.unit_id'])
			.where('m.id', '=', claim.message_id)
			.executeTakeFirst();
		const { id: subject = claim.message_id, unit_id: unitId = '' } = place ?? {};
		await events.announce(tx, { topic: 'conversation', id: subject, unitId });
		const { message_id: message, course } = claim;
		const payload = { message, course, attempts, sending, reason: outcome.reason };
		return done(undefined, { kind: 'message.like-attempted', subject, unitId, payload });
	});
};
