import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';

import { type Instant, toDate } from '#kernel/time.ts';
import type { RemoteRef } from '#modules/channels/index.ts';
import type { Sealer } from '#platform/crypto/sealer.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Means, Step } from '../domain/ladder.ts';
import { remoteOf } from '../name-keys.ts';
import type { DialogueNeeds } from '../needs.ts';
import type { ConversationRow } from '../store.ts';
import { dialogue } from '../tables.ts';
import type { Captured, messageOf } from './evidence.ts';
import type { ModerationTables } from './tables.ts';

export type ActRow = Selectable<ModerationTables['dialogue_moderation']>;

const SEALS = { target: 'dialogue_moderation.target', objection: 'dialogue_moderation.objection' } as const;

export const objectionHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** The address only the author of the message is given. */
export const objectionLink = (
	{ sealer, origin }: Pick<DialogueNeeds, 'sealer' | 'origin'>,
	{ objection }: Pick<ActRow, 'objection'>,
): string => `${origin}/widerspruch/${sealer.open(objection, SEALS.objection).toString()}`;

/** What an act is about, as the network names it. */
export interface Target {
	readonly message: RemoteRef;
	readonly author: { readonly remoteId: string; readonly handle: string } | null;
}

export const targetOf = (sealer: Sealer, { target }: Pick<ActRow, 'target'>): Target =>
	JSON.parse(sealer.open(target, SEALS.target).toString()) as Target;

/** Nobody any more: the evidence is gone, and so is whom it was about. */
export const forgetTarget = ({ sealer }: Pick<DialogueNeeds, 'sealer'>): Buffer =>
	sealer.seal(JSON.stringify({ message: { id: '', url: '' }, author: null } satisfies Target), SEALS.target);

interface Keeping {
	readonly row: ConversationRow;
	readonly message: NonNullable<Awaited<ReturnType<typeof messageOf>>>;
	readonly evidence: Captured;
	readonly byId: string;
	readonly at: Instant;
	readonly step: Step;
	readonly means: Means;
	readonly rule: string;
	readonly netiquette: number;
	readonly facts: string;
	readonly proportion: string;
	readonly until: Date | null;
	/** Set: it waits for a second person until then. */
	readonly expires: Date | null;
	/** Set: no person took it, and one has yet to look at it. */
	readonly byRule?: { readonly id: string; readonly version: number; readonly dueAt: Instant };
}

/** Writes down an act: in force at once, or as a proposal. */
export const keepAct = async (
	tx: Tx,
	{ sealer, ids }: Pick<DialogueNeeds, 'sealer' | 'ids'>,
	{ row, message, evidence, byId, at, until, expires, byRule, ...said }: Keeping,
): Promise<ActRow> => {
	const secret = ids.secret();
	const target = { message: remoteOf(sealer, message), author: evidence.author };
	return dialogue(tx)
		.insertInto('dialogue_moderation')
		.values({
			...said,
			...{ id: ids.next('moderation'), conversation_id: row.id, message_id: message.id, unit_id: row.unit_id },
			...{ presence_id: row.presence_id, channel: row.channel, practice: row.practice },
			...{ evidence_id: evidence.id, by_id: byId, second_id: null, at: toDate(at), until_at: until },
			...(expires === null
				? { state: 'standing' as const, decided_at: toDate(at), waits: null }
				: { state: 'proposed' as const, decided_at: null, waits: 'confirm' as const }),
			...{ expires_at: expires, course: 'do', sending: 'none', attempts: 0, due_at: null, reason: null },
			target: sealer.seal(JSON.stringify(target), SEALS.target),
			...{ notice_id: null, objection_hash: objectionHash(secret) },
			objection: sealer.seal(secret, SEALS.objection),
			...(byRule && {
				...{ rule_id: byRule.id, rule_version: byRule.version },
				...{ review: 'open' as const, review_due_at: toDate(byRule.dueAt) },
			}),
		})
		.returningAll()
		.executeTakeFirstOrThrow();
};

export const lockAct = (tx: Tx, id: string): Promise<ActRow | undefined> =>
	dialogue(tx).selectFrom('dialogue_moderation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const changeAct = (tx: Tx, id: string, set: Partial<ActRow>) =>
	dialogue(tx).updateTable('dialogue_moderation').set(set).where('id', '=', id).execute();
