import { system } from '#kernel/permission.ts';
import { type Instant, minutes, toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Chore } from '#platform/chores.ts';
import type { Tx } from '#platform/db/database.ts';

import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';
import { undo } from './decide.ts';
import { changeAct, lockAct } from './store.ts';
import { tellOver } from './tell.ts';

const BATCH = 50;
const machine = system('dialogue');

/** Lifts blocks whose time is over, and lets proposals go that nobody confirmed. */
export const endModeration = (needs: DialogueNeeds): Chore => ({
	name: 'dialogue.moderation-ends',
	everyMs: minutes(1),
	async run() {
		const now = needs.clock.now();
		for (const id of await needs.db.read('blocks that are over', (tx) => over(tx, now))) await end(needs, id);
		for (const id of await needs.db.read('proposals that are over', (tx) => expired(tx, now))) await expire(needs, id);
	},
});

const over = async (tx: Tx, now: Instant): Promise<string[]> => {
	const standing = dialogue(tx).selectFrom('dialogue_moderation').select('id').where('state', '=', 'standing');
	const rows = await standing.where('until_at', '<=', toDate(now)).orderBy('until_at').limit(BATCH).execute();
	return rows.map(({ id }) => id);
};

const expired = async (tx: Tx, now: Instant): Promise<string[]> => {
	const waiting = dialogue(tx).selectFrom('dialogue_moderation').select('id').where('state', '=', 'proposed');
	const rows = await waiting.where('expires_at', '<=', toDate(now)).orderBy('expires_at').limit(BATCH).execute();
	return rows.map(({ id }) => id);
};

const end = async (needs: DialogueNeeds, id: string): Promise<void> => {
	await needs.act<void, never>('end a block', machine, async (tx) => {
		const act = await lockAct(tx, id);
		const at = needs.clock.now();
		if (act?.state !== 'standing' || act.until_at === null || act.until_at > toDate(at)) return unchanged(undefined);
		await undo(needs, tx, { act, at });
		const { conversation_id: subject, unit_id: unitId } = act;
		await needs.events.announce(tx, { topic: 'conversation', id: subject, unitId });
		return done(undefined, { kind: 'moderation.time-over', subject, unitId, payload: { act: id } });
	});
};

const expire = async (needs: DialogueNeeds, id: string): Promise<void> => {
	await needs.act<void, never>('let a proposal go', machine, async (tx) => {
		const act = await lockAct(tx, id);
		if (act?.state !== 'proposed') return unchanged(undefined);
		await changeAct(tx, id, { state: 'expired', waits: null, expires_at: null });
		await tellOver(needs, tx, { act, kind: 'moderation-waits' });
		const { conversation_id: subject, unit_id: unitId } = act;
		await needs.events.announce(tx, { topic: 'conversation', id: subject, unitId });
		return done(undefined, { kind: 'moderation.expired', subject, unitId, payload: { act: id } });
	});
};
