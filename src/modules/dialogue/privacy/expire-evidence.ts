import { sql } from 'kysely';

import { toDate } from '#kernel/time.ts';
import { done, type Leaf, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { type ActRow, forgetTarget } from '../moderation/store.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dialogue } from '../tables.ts';
import { cutOff, type Key, machine, type Page, type Round, throughPages } from './round.ts';

const PAGE = 50;

interface Over {
	readonly source: string;
	readonly before: Date;
	readonly after: Key;
	readonly most?: number;
}

/** Evidence whose term is over and on which nothing rests any more, the oldest first; and how far this page went. */
export const evidenceOver = async (tx: Tx, { source, before, after, most = PAGE }: Over) => {
	const rows = await dialogue(tx)
		.selectFrom('dialogue_evidence')
		.select(['id', 'conversation_id', 'captured_at'])
		.where('expired_at', 'is', null)
		.where('channel', '=', source)
		.where('captured_at', '<', before)
		.where(sql<boolean>`(captured_at, id) > (${after.at}, ${after.id})`)
		.orderBy('captured_at')
		.orderBy('id')
		.limit(most)
		.execute();
	const ids = rows.map(({ id }) => id);
	const needed = ids.length === 0 ? new Set<string>() : await neededAmong(tx, ids);
	const end = rows.length < most ? undefined : rows.at(-1);
	const last: Key | null = end ? { at: end.captured_at, id: end.id } : null;
	return { over: rows.filter(({ id }) => !needed.has(id)), last };
};

/** Still in force, still to be decided, or the reason of an alarm that is not over. */
const neededAmong = async (tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> => {
	const acts = dialogue(tx)
		.selectFrom('dialogue_moderation')
		.select(['evidence_id', 'waits', 'state', 'sending', 'course', 'means'])
		.where('evidence_id', 'in', [...ids]);
	const alarms = dialogue(tx)
		.selectFrom('dialogue_alarm')
		.select('evidence_id')
		.where('evidence_id', 'in', [...ids])
		.where('closed_at', 'is', null);
	const running = (await acts.execute()).filter(isRunning);
	return new Set([...running, ...(await alarms.execute())].map(({ evidence_id }) => evidence_id));
};

const LASTING = new Set(['block', 'hide', 'remove', 'erase']);

const isRunning = (act: Pick<ActRow, 'waits' | 'state' | 'sending' | 'course' | 'means'>): boolean =>
	act.waits !== null ||
	act.state === 'proposed' ||
	act.sending === 'waiting' ||
	act.sending === 'sending' ||
	(act.state === 'standing' && act.course === 'do' && LASTING.has(act.means));

const GONE = new Set(['moderation.evidence-captured', 'moderation.objected']);

/** Empties what is over, page after page: the checksum, and what was decided, stay. A legal hold is passed over. */
export const expireEvidence = (needs: DialogueNeeds, round: Round): Promise<number> => {
	const next = (after: Key) =>
		needs.act<Page, never>('expire evidence', machine, (tx) => expirePage(needs, tx, { round, after }));
	return throughPages(next);
};

const expirePage = async (
	needs: DialogueNeeds,
	tx: Tx,
	{ round, after }: { readonly round: Round; readonly after: Key },
) => {
	const { source, terms } = round;
	const { over, last } = await evidenceOver(tx, { source, before: cutOff(round, terms.evidenceDays), after });
	const emptied: string[] = [];
	const tombstones: Leaf[] = [];
	for (const { id, conversation_id: subject, captured_at: until } of over) {
		const about = { subject, until, legalBasis: 'retention-end', isGone: (kind: string) => GONE.has(kind) } as const;
		const records = await needs.records.forget(tx, about);
		if (records === null) continue;
		tombstones.push(...records);
		await empty(needs, tx, { id, at: toDate(round.at) });
		emptied.push(id);
	}
	const value: Page = { count: emptied.length, last };
	if (emptied.length === 0) return unchanged(value);
	const payload = { source, days: terms.evidenceDays, evidence: emptied };
	const leaf = { kind: 'retention.evidence-expired', subject: `retention:${source}`, payload } as const;
	return done(value, leaf, ...tombstones);
};

const empty = async (
	needs: DialogueNeeds,
	tx: Tx,
	{ id, at }: { readonly id: string; readonly at: Date },
): Promise<void> => {
	const set = { bytes: Buffer.alloc(0), expired_at: at };
	await dialogue(tx).updateTable('dialogue_evidence').set(set).where('id', '=', id).execute();
	const acts = await dialogue(tx)
		.updateTable('dialogue_moderation')
		.set({ target: forgetTarget(needs) })
		.where('evidence_id', '=', id)
		.returning('id')
		.execute();
	if (acts.length === 0) return;
	await dialogue(tx)
		.updateTable('dialogue_objection')
		.set({ text: Buffer.alloc(0) })
		.where(
			'moderation_id',
			'in',
			acts.map((act) => act.id),
		)
		.execute();
};
