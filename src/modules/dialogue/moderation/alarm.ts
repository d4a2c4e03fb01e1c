import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { done } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import type { DialogueNeeds } from '../needs.ts';
import { lockConversation } from '../store.ts';
import { dialogue } from '../tables.ts';
import { captureEvidence, messageOf } from './evidence.ts';
import type { EmergencyContact } from './tables.ts';

export type AlarmFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'conversation.not-found' }
	| { readonly type: 'moderation.no-such-message' }
	| { readonly type: 'moderation.no-such-alarm' };

/** LAW: 110 and 112 answer everywhere in Germany, without a code. */
const usualContacts: readonly EmergencyContact[] = [
	{ name: 'Polizei', phone: '110', note: 'Wenn jemand bedroht wird' },
	{ name: 'Rettungsdienst und Feuerwehr', phone: '112', note: 'Wenn jemand sich etwas antun will oder verletzt ist' },
];

/** Whom to call: what the first of these units set that set anything, else the numbers everybody knows. */
export const contactsIn = async (tx: Tx, path: readonly string[]) => {
	const rows = await dialogue(tx)
		.selectFrom('dialogue_emergency')
		.selectAll()
		.where('unit_id', 'in', path.length > 0 ? [...path] : [''])
		.execute();
	const own = path.map((id) => rows.find((row) => row.unit_id === id)).find((row) => row !== undefined);
	return own
		? { unitId: own.unit_id, version: own.version, contacts: own.contacts as readonly EmergencyContact[] }
		: { unitId: null, version: 0, contacts: usualContacts };
};

export const alarmsOf = (tx: Tx, conversationId: string) =>
	dialogue(tx)
		.selectFrom('dialogue_alarm as a')
		.innerJoin('dialogue_evidence as e', 'e.id', 'a.evidence_id')
		.selectAll('a')
		.select('e.sha256')
		.where('a.conversation_id', '=', conversationId)
		.orderBy('a.at', 'desc')
		.limit(10)
		.execute();

type Raised = Promise<Result<{ id: string }, AlarmFailure>>;

/** A life may be in danger: the message is kept as it came, and the record says when and by whom. Nothing goes outside. */
export const raiseAlarm =
	(needs: DialogueNeeds) =>
	(
		{ conversationId, messageId }: { readonly conversationId: string; readonly messageId: string },
		actor: Actor,
	): Raised =>
		needs.act<{ id: string }, AlarmFailure>('raise alarm', actor, async (tx) => {
			const row = await lockConversation(tx, conversationId);
			if (!row) return fail({ type: 'conversation.not-found' });
			if (!may(actor, 'conversation.read', row.unit_id)) return fail({ type: 'access.denied' });
			const message = await messageOf(tx, row.id, messageId);
			if (!message) return fail({ type: 'moderation.no-such-message' });
			const at = needs.clock.now();
			const evidence = await captureEvidence(tx, needs, { row, message, at });
			const id = needs.ids.next('alarm');
			await dialogue(tx)
				.insertInto('dialogue_alarm')
				.values({
					...{ id, conversation_id: row.id, unit_id: row.unit_id, evidence_id: evidence.id },
					...{ by_id: actor.id, at: toDate(at), done: '[]', note: '', closed_at: null },
				})
				.execute();
			await needs.events.announce(tx, { topic: 'conversation', id: row.id, unitId: row.unit_id });
			const payload = { alarm: id, message: messageId, evidence: evidence.id };
			const leaf = { kind: 'moderation.alarm-raised', subject: row.id, unitId: row.unit_id, payload } as const;
			return done({ id }, evidence.leaf, leaf);
		});

interface Closing {
	readonly conversationId: string;
	readonly alarmId: string;
	readonly done: readonly string[];
	readonly note: string;
}

/** What was done about it: ticked off, with what the police or anybody else said. */
export const closeAlarm =
	({ act, clock, events }: Pick<DialogueNeeds, 'act' | 'clock' | 'events'>) =>
	({ conversationId, alarmId, done: ticked, note }: Closing, actor: Actor): Raised =>
		act<{ id: string }, AlarmFailure>('close alarm', actor, async (tx) => {
			const row = await lockConversation(tx, conversationId);
			if (!row) return fail({ type: 'conversation.not-found' });
			if (!may(actor, 'conversation.read', row.unit_id)) return fail({ type: 'access.denied' });
			const { numUpdatedRows } = await dialogue(tx)
				.updateTable('dialogue_alarm')
				.set({ done: JSON.stringify(ticked), note, closed_at: toDate(clock.now()) })
				.where('id', '=', alarmId)
				.where('conversation_id', '=', row.id)
				.where('closed_at', 'is', null)
				.executeTakeFirst();
			if (numUpdatedRows !== 1n) return fail({ type: 'moderation.no-such-alarm' });
			await events.announce(tx, { topic: 'conversation', id: row.id, unitId: row.unit_id });
			const payload = { alarm: alarmId, done: [...ticked], note };
			return done({ id: alarmId }, { kind: 'moderation.alarm-closed', subject: row.id, unitId: row.unit_id, payload });
		});
