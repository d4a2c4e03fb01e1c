import { sql } from 'kysely';

import { ok } from '#kernel/result.ts';
import { seconds } from '#kernel/time.ts';
import { HIDDEN_BY, hidePlaces, type Places, personalPlaces } from '#modules/editorial/index.ts';
import type { Chore } from '#platform/chores.ts';
import type { Tx } from '#platform/db/database.ts';

import { type Hint, hintsIn, keepDismissed } from '../domain/hints/hint.ts';
import { isListed, searchWords } from '../domain/search-words.ts';
import type { DialogueNeeds } from '../needs.ts';
import { dayOf } from '../store.ts';
import { dialogue } from '../tables.ts';
import { judgeVoices } from '../voices/note.ts';

/** In one transaction; what is left over follows at once. */
const BATCH = 200;
/** More than this waits for the next round, so that a stop does not wait for it. */
const ROUNDS = 100;
const EVERY_MS = seconds(10);
const FORGOTTEN_AT_ONCE = 500;

type Needs = Pick<DialogueNeeds, 'db' | 'events' | 'background' | 'editorial'>;

interface Unread {
	readonly id: string;
	readonly conversation_id: string;
	readonly arrival: number;
	readonly text: string;
	readonly direction: 'in' | 'out' | 'note';
	readonly unit_id: string;
	readonly sent_at: Date;
	readonly before: readonly Hint[] | null;
}

/** The word under which a reading is found by its unit; no text contains it. */
export const unitWord = (unitId: string): string => `@${unitId}`;

/**
 * Looks through what came in or was changed: notes hints, and the words a message is found by. The newest come first, so
 * that a house that has just been upgraded need not wait. Two processes at once do it one after the other.
 */
export const lookThrough = (needs: Needs): Chore & { readonly begin: () => void; readonly end: () => void } => {
	let busy = false;
	let again = false;
	let off: () => void = () => undefined;
	const run = async (): Promise<void> => {
		again = busy;
		if (busy) return;
		busy = true;
		try {
			for (let round = 0; round < ROUNDS && (await lookAtSome(needs)) === BATCH; round += 1);
			await forgetWords(needs);
		} finally {
			busy = false;
		}
		if (again) await run();
	};
	return {
		name: 'dialogue.look-through',
		everyMs: EVERY_MS,
		run,
		/** From now on what comes in is looked through as it comes. */
		begin() {
			off = needs.events.subscribe(({ topic }) => {
				if (topic === 'conversation') needs.background.run('dialogue.look-through', run);
			});
		},
		end: () => off(),
	};
};

/** How many were looked at. */
const lookAtSome = async ({ db, editorial, events }: Needs): Promise<number> => {
	const waiting = await db.read('unread', (tx) =>
		dialogue(tx).selectFrom('dialogue_unread').select('message_id').limit(1).executeTakeFirst(),
	);
	if (waiting === undefined) return 0;
	const personalIn = await editorial.personalIn();
	const looked = await db.transact('look through', async (tx) => {
		const unread = await takeUnread(tx);
		const seen = unread.map((one) => seenIn(one, personalIn));
		if (seen.length === 0) return ok(0);
		await keep(tx, seen);
		const hinted = seen.flatMap(({ one, hints }) =>
			hints.length > 0 ? [{ id: one.conversation_id, unitId: one.unit_id }] : [],
		);
		const judged = await judgeVoices(tx, seen);
		const changed = new Map([...hinted, ...judged].map(({ id, unitId }) => [id, unitId]));
		for (const [id, unitId] of changed) await events.announce(tx, { topic: 'conversation', id, unitId });
		return ok(seen.length);
	});
	return looked.ok ? looked.value : 0;
};

/** The words of a hint stand where personal data is hidden: none is in them. */
const seenIn = (one: Unread, personalIn: (text: string) => readonly string[]): Seen => {
	const { direction, text, sent_at, before } = one;
	const words = searchWords(text);
	if (direction !== 'in') return { one, words, hints: [], places: [] };
	const places = personalPlaces(text, dayOf(sent_at));
	const hints = keepDismissed(hintsIn(hidePlaces(text, places), personalIn(text)), before ?? []);
	return { one, words, hints, places };
};

/** Locks the conversations first, as acts do; one that somebody has in hand waits for the next time. */
const takeUnread = async (tx: Tx): Promise<readonly Unread[]> => {
	await sql`select pg_advisory_xact_lock(hashtextextended('dialogue.look-through', 0))`.execute(dialogue(tx));
	const { rows } = await sql<{ id: string }>`select c.id from dialogue_conversation c where c.id in (
			select m.conversation_id from (select * from dialogue_unread order by arrival desc limit ${BATCH}) u
			join dialogue_message m on m.id = u.message_id)
		order by c.id for no key update skip locked`.execute(dialogue(tx));
	if (rows.length === 0) return [];
	const conversations = rows.map(({ id }) => id);
	const { rows: unread } = await sql<Unread>`with taken as (
			delete from dialogue_unread where message_id in (
				select u.message_id from (select * from dialogue_unread order by arrival desc limit ${BATCH}) u
				join dialogue_message m on m.id = u.message_id and m.conversation_id = any(${conversations}::text[]))
			returning message_id)
		select m.id, m.conversation_id, m.arrival, m.text, m.direction, m.sent_at, c.unit_id, r.hints as before
		from taken join dialogue_message m on m.id = taken.message_id
		join dialogue_conversation c on c.id = m.conversation_id
		left join dialogue_reading r on r.message_id = m.id`.execute(dialogue(tx));
	return unread;
};

interface Seen {
	readonly one: Unread;
	readonly words: readonly string[];
	readonly hints: readonly Hint[];
	readonly places: Places;
}

const keep = async (tx: Tx, seen: readonly Seen[]): Promise<void> => {
	const rows = seen.map(({ one, words, hints, places }) => ({
		...{ id: one.id, conversation: one.conversation_id, arrival: one.arrival, hints, places: places.flat() },
		words: [...words, unitWord(one.unit_id)],
	}));
	await sql`insert into dialogue_reading (message_id, conversation_id, arrival, words, hints, places, hidden_by)
		select id, conversation, arrival, array_to_tsvector(words), hints, places, ${HIDDEN_BY}::smallint
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
			as x(id text, conversation text, arrival bigint, words text[], hints jsonb, places integer[])
		on conflict (message_id) do update set conversation_id = excluded.conversation_id, words = excluded.words,
			hints = excluded.hints, places = excluded.places, hidden_by = excluded.hidden_by`.execute(dialogue(tx));
	const uses = new Map<string, number>();
	for (const { words } of rows)
		for (const word of words) if (word.startsWith('@') || isListed(word)) uses.set(word, (uses.get(word) ?? 0) + 1);
	const list = [...uses].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, n]) => ({ word, n }));
	await sql`insert into dialogue_word (word, uses)
		select word, n from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as x(word text, n integer)
		on conflict (word) do update set uses = dialogue_word.uses + excluded.uses`.execute(dialogue(tx));
};

/** Words of messages that went, and stand in no other. */
const forgetWords = async ({ db }: Needs): Promise<void> => {
	await db.transact('forget words', async (tx) => {
		await sql`select pg_advisory_xact_lock(hashtextextended('dialogue.look-through', 0))`.execute(dialogue(tx));
		await sql`with gone as (
				delete from dialogue_word_left where word in (select word from dialogue_word_left limit ${FORGOTTEN_AT_ONCE}) returning word)
			delete from dialogue_word w using gone where w.word = gone.word and not exists (
				select 1 from dialogue_reading r where r.words @@ (quote_literal(gone.word))::tsquery)`.execute(dialogue(tx));
		return ok(undefined);
	});
};
