import { sql } from 'kysely';
import type { z } from 'zod';
import type { askErasureEndpoint, CounterpartErasure, decideErasureEndpoint } from '#contract/privacy.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { toDate } from '#kernel/time.ts';
import { type Done, done, type Leaf } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';
import { fromCursor, momentIn, toCursor } from '#platform/http/cursor.ts';

import type { DialogueNeeds } from '../needs.ts';
import { counterpartLabel } from '../queries.ts';
import { dialogue } from '../tables.ts';
import { dropConversation, dropLonely } from './drop.ts';

export type ErasureFailure =
	| { readonly type: 'access.denied' }
	| { readonly type: 'counterpart.not-found' }
	| { readonly type: 'counterpart.asked-already' }
	| { readonly type: 'counterpart.no-such-erasure' }
	| { readonly type: 'counterpart.own-request' }
	| { readonly type: 'counterpart.held' };

/** Two people are asked for, so a program's key may neither ask nor confirm. */
const mayErase = (actor: Actor): boolean => actor.kind === 'person' && may(actor, 'counterpart.erase');
const sealOf = (id: string): string => `dialogue_erasure.reason:${id}`;

const conversationsOf = (tx: Tx, counterpartId: string) =>
	dialogue(tx)
		.selectFrom('dialogue_conversation')
		.select(['id', 'unit_id'])
		.where('counterpart_id', '=', counterpartId)
		.orderBy('id')
		.forUpdate()
		.execute();

/** Asks to erase all that one counterpart said. Nothing goes before another person confirms. */
export const askErasure =
	({ act, ids, clock, sealer, events }: Pick<DialogueNeeds, 'act' | 'ids' | 'clock' | 'sealer' | 'events'>) =>
	(
		{ counterpartId, legalBasis, reason }: z.output<typeof askErasureEndpoint.input>,
		actor: Actor,
	): Promise<Result<{ id: string }, ErasureFailure>> =>
		act<{ id: string }, ErasureFailure>('ask to erase a counterpart', actor, async (tx) => {
			if (!mayErase(actor)) return fail({ type: 'access.denied' });
			const people = dialogue(tx).selectFrom('dialogue_counterpart').select('channel').where('id', '=', counterpartId);
			const row = await people.forUpdate().executeTakeFirst();
			if (!row) return fail({ type: 'counterpart.not-found' });
			const open = dialogue(tx).selectFrom('dialogue_erasure').select('id').where('counterpart_id', '=', counterpartId);
			if (await open.where('state', '=', 'open').executeTakeFirst()) return fail({ type: 'counterpart.asked-already' });
			const id = ids.next('erasure');
			const conversations = (await conversationsOf(tx, counterpartId)).length;
			await dialogue(tx)
				.insertInto('dialogue_erasure')
				.values({
					...{ id, counterpart_id: counterpartId, channel: row.channel, legal_basis: legalBasis },
					...{ reason: sealer.seal(reason, sealOf(id)), state: 'open', conversations },
					...{ requested_by: actor.id, requested_at: toDate(clock.now()), decided_by: null, decided_at: null },
				})
				.execute();
			await events.announce(tx, { topic: 'setting', id });
			const payload = { erasureId: id, legalBasis, reason, conversations };
			return done({ id }, { kind: 'counterpart.erasure-asked', subject: counterpartId, payload });
		});

type Decision = z.output<typeof decideErasureEndpoint.input>;
type Decided = Result<{ conversations: number }, ErasureFailure>;

/** Another person erases for good, or turns it down. A legal hold on any of the conversations stops all of it. */
export const decideErasure =
	(needs: DialogueNeeds) =>
	({ id, decision }: Decision, actor: Actor): Promise<Decided> =>
		needs.act<{ conversations: number }, ErasureFailure>('decide about an erasure', actor, async (tx) => {
			if (!mayErase(actor)) return fail({ type: 'access.denied' });
			const asked = dialogue(tx).selectFrom('dialogue_erasure').selectAll().where('id', '=', id);
			const request = await asked.forUpdate().executeTakeFirst();
			if (request?.state !== 'open') return fail({ type: 'counterpart.no-such-erasure' });
			return decision === 'confirm' ? confirm(needs, tx, { request, actor }) : decline(needs, tx, { request, actor });
		});

interface Request {
	readonly id: string;
	readonly counterpart_id: string;
	readonly legal_basis: CounterpartErasure['legalBasis'];
	readonly conversations: number;
	readonly requested_by: string;
}
interface Deciding {
	readonly request: Request;
	readonly actor: Actor;
}
type Outcome = Promise<Result<Done<{ conversations: number }>, ErasureFailure>>;

const confirm = async (needs: DialogueNeeds, tx: Tx, { request, actor }: Deciding): Outcome => {
	if (request.requested_by === actor.id) return fail({ type: 'counterpart.own-request' });
	const erased = await eraseAll(needs, tx, request);
	if (erased === null) return fail({ type: 'counterpart.held' });
	const { count: conversations, tombstones } = erased;
	await settle(needs, tx, { request, actor, set: { state: 'done', conversations } });
	const payload = { erasureId: request.id, legalBasis: request.legal_basis, conversations };
	const leaf = { kind: 'counterpart.erased', subject: request.counterpart_id, payload } as const;
	return done({ conversations }, leaf, ...tombstones);
};

const decline = async (needs: DialogueNeeds, tx: Tx, { request, actor }: Deciding): Outcome => {
	const { conversations } = request;
	await settle(needs, tx, { request, actor, set: { state: 'declined', conversations } });
	const payload = { erasureId: request.id };
	const leaf = { kind: 'counterpart.erasure-declined', subject: request.counterpart_id, payload } as const;
	return done({ conversations: 0 }, leaf);
};

interface Settling extends Deciding {
	readonly set: { readonly state: 'done' | 'declined'; readonly conversations: number };
}

const settle = async ({ clock, events }: DialogueNeeds, tx: Tx, { request, actor, set }: Settling): Promise<void> => {
	await dialogue(tx)
		.updateTable('dialogue_erasure')
		.set({ ...set, decided_by: actor.id, decided_at: toDate(clock.now()) })
		.where('id', '=', request.id)
		.execute();
	await events.announce(tx, { topic: 'setting', id: request.id });
};

/** What was decided in moderation stays on record until its own term: it may yet have to be answered for. */
const isGone = (kind: string): boolean => !kind.startsWith('moderation.');

const eraseAll = async (
	needs: DialogueNeeds,
	tx: Tx,
	{ counterpart_id, legal_basis: legalBasis }: Request,
): Promise<{ readonly count: number; readonly tombstones: readonly Leaf[] } | null> => {
	const tombstones: Leaf[] = [];
	const conversations = await conversationsOf(tx, counterpart_id);
	for (const conversation of conversations) {
		const dropped = await dropConversation(needs, tx, { conversation, legalBasis, isGone, at: needs.clock.now() });
		if (dropped === null) return null;
		tombstones.push(...dropped);
	}
	await dropLonely(tx, [counterpart_id]);
	return { count: conversations.length, tombstones };
};

type Page = Awaited<ReturnType<typeof erasurePage>>;

/** Guests of the form have no name to tell them by; of those who were erased nothing is left. */
const labelOf = ({ channel, counterpart_id: id, handle, display_name, masked_at }: Page[number]): string | null =>
	channel === 'form' || handle === null || display_name === null
		? null
		: counterpartLabel({ id, handle, display_name, masked_at, channel });

/** Requests to erase, newest first, as the asking person sees them. */
export const listErasures =
	({ db, sealer }: Pick<DialogueNeeds, 'db' | 'sealer'>) =>
	async ({ cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number }, actor: Actor) => {
		const rows = await db.read('erasures of counterparts', (tx) => erasurePage(tx, { cursor, limit }));
		const last = rows.length > limit ? rows[limit - 1] : undefined;
		const items = rows.slice(0, limit).map(
			(row): CounterpartErasure => ({
				...{ id: row.id, counterpartId: row.counterpart_id, channel: row.channel, legalBasis: row.legal_basis },
				label: labelOf(row),
				reason: sealer.open(row.reason, sealOf(row.id)).toString(),
				...{ state: row.state, conversations: row.conversations, requestedAt: row.requested_at.toISOString() },
				decidedAt: row.decided_at?.toISOString() ?? null,
				own: row.requested_by === actor.id,
			}),
		);
		return ok({ items, ...(last ? { next: toCursor([last.requested_at.getTime(), last.id]) } : {}) });
	};

export const erasurePage = (
	tx: Tx,
	{ cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
) => {
	const after = fromCursor(cursor, 2);
	const key = sql`(${momentIn(after?.[0]).toISOString()}::timestamptz, ${String(after?.[1])})`;
	return dialogue(tx)
		.selectFrom('dialogue_erasure')
		.leftJoin('dialogue_counterpart as p', 'p.id', 'dialogue_erasure.counterpart_id')
		.selectAll('dialogue_erasure')
		.select(['p.handle', 'p.display_name', 'p.masked_at'])
		.$if(after !== null, (list) => list.where(sql<boolean>`(requested_at, dialogue_erasure.id) < ${key}`))
		.orderBy('requested_at', 'desc')
		.orderBy('dialogue_erasure.id', 'desc')
		.limit(limit + 1)
		.execute();
};
