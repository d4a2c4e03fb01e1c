import { sql } from 'kysely';

import { days, type Instant, plus, toDate } from '#kernel/time.ts';
import { done, type Leaf, unchanged } from '#platform/act.ts';
import type { Chore } from '#platform/chores.ts';
import type { Tx } from '#platform/db/database.ts';

import { forgetPrecedents } from '../answering/precedents.ts';
import { type KeptSource, keptSources, LAPSE_ROUND_MS, lapsesAt, networkMost } from '../domain/retention.ts';
import { hideShown } from '../inquiry/erase.ts';
import type { DialogueNeeds } from '../needs.ts';
import { newestExcerpt } from '../store.ts';
import { dialogue } from '../tables.ts';
import { machine } from './round.ts';

/** So far back a round looks: a house that stood still for longer has nothing left to do but look further by hand. */
const LOOKED_BACK_MS = days(60);
const MOST = 200;

interface Lapsing {
	readonly source: KeptSource;
	readonly now: Instant;
	/** What was heard before goes: names, and words. */
	readonly names: Date;
	readonly words: Date;
}

/**
 * What a network itself sets an end to, whatever is open and whatever the house has set: who wrote it, then what they wrote.
 * What we said, and what was decided in moderation, has its own terms and stays.
 */
export const lapseChore = (needs: DialogueNeeds): Chore => ({
	name: 'dialogue.lapse',
	everyMs: LAPSE_ROUND_MS,
	async run() {
		const now = needs.clock.now();
		for (const source of keptSources) {
			const most = networkMost[source];
			if (most === null) continue;
			const names = toDate(lapsesAt(now, most.nameHours));
			const lapsing = { source, now, names, words: toDate(lapsesAt(now, most.wordHours)) };
			while (await lapseNames(needs, lapsing)) {}
			for (const id of await needs.db.read('what lapses', (tx) => conversationsLapsing(tx, lapsing)))
				await lapseWords(needs, id, lapsing);
		}
	},
});

/** True while there may be more. */
const lapseNames = async (needs: DialogueNeeds, { source, now, names }: Lapsing): Promise<boolean> => {
	const masked = await needs.act<number, never>('lapse names', machine, async (tx) => {
		const over = dialogue(tx)
			.selectFrom('dialogue_counterpart')
			.select('id')
			.where('channel', '=', source)
			.where('handle', '<>', '')
			.where('named_at', '<', names)
			.orderBy('named_at')
			.limit(MOST);
		const rows = await dialogue(tx)
			.updateTable('dialogue_counterpart')
			.set({ handle: '', display_name: '', masked_at: toDate(now) })
			.where('id', 'in', over)
			.returning('id')
			.execute();
		if (rows.length === 0) return unchanged(0);
		const counterparts = rows.map(({ id }) => id);
		// NOTE: where it stands names nobody there, and is needed to answer.
		await needs.events.announce(tx, { topic: 'setting', id: `retention:${source}` });
		const payload = { source, counterparts };
		return done(rows.length, { kind: 'retention.names-masked', subject: `retention:${source}`, payload });
	});
	return masked.ok && masked.value === MOST;
};

/** Conversations with messages that are kept as they came beyond the term of names, or in words beyond that of words. */
const conversationsLapsing = async (tx: Tx, { source, now, names, words }: Lapsing): Promise<readonly string[]> => {
	const { rows } = await sql<{ id: string }>`select distinct c.id from dialogue_message m
		join dialogue_conversation c on c.id = m.conversation_id and c.channel = ${source}
		where m.direction = 'in' and m.sent_at >= ${toDate(plus(now, -LOOKED_BACK_MS))} and m.sent_at < ${names}
			and (m.original is not null or (m.sent_at < ${words} and (m.text <> '' or m.sealed is not null)))
		order by c.id`.execute(dialogue(tx));
	return rows.map(({ id }) => id);
};

/** Kinds of records that hold who wrote something and what. */
const GONE: ReadonlySet<string> = new Set([
	...['message.received', 'message.edited-by-author', 'message.came-back', 'conversation.handed-over'],
]);

/** The record as it came names its author, so that it goes with the name; the words at the desk follow. A legal hold keeps the record. */
const lapseWords = (needs: DialogueNeeds, conversationId: string, { source, names, words }: Lapsing) =>
	needs.act<undefined, never>('lapse words', machine, async (tx) => {
		const conversation = await dialogue(tx)
			.selectFrom('dialogue_conversation')
			.select(['id', 'unit_id', 'version'])
			.where('id', '=', conversationId)
			.forUpdate()
			.executeTakeFirst();
		if (conversation === undefined) return unchanged(undefined);
		const { id, unit_id: unitId } = conversation;
		const heard = dialogue(tx).updateTable('dialogue_message').where('conversation_id', '=', id);
		await heard.set({ original: null }).where('direction', '=', 'in').where('sent_at', '<', names).execute();
		const silent = await heard
			.set({ text: '', media: JSON.stringify([]), sealed: null })
			.where('direction', '=', 'in')
			.where('sent_at', '<', words)
			.where(sql<boolean>`(text <> '' or sealed is not null)`)
			.returning('id')
			.execute();
		const ids = silent.map((message) => message.id);
		await forgetPrecedents(tx, ids);
		for (const message of ids) await hideShown(tx, message);
		await dialogue(tx)
			.updateTable('dialogue_conversation')
			.set({ version: conversation.version + 1, excerpt: await newestExcerpt(tx, id) })
			.where('id', '=', id)
			.execute();
		await needs.events.announce(tx, { topic: 'conversation', id, unitId });
		const legalBasis = 'retention-end' as const;
		const asked = { subject: id, legalBasis, isGone: (kind: string) => GONE.has(kind), until: names };
		const tombstones: readonly Leaf[] = (await needs.records.forget(tx, asked)) ?? [];
		const payload = { source, conversations: [id], messages: ids };
		const leaf = { kind: 'retention.words-lapsed', subject: `retention:${source}`, payload } as const;
		return done(undefined, leaf, ...tombstones);
	});
