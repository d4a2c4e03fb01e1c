import { sql } from 'kysely';

import { type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';

import { ALIKE, likenessOf, wordsOf } from '../domain/likeness.ts';
import { dialogue } from '../tables.ts';

interface Answered {
	readonly conversationId: string;
	readonly answerId: string;
	readonly unitId: string;
	readonly practice: boolean;
	readonly at: Instant;
}

/** Remembers what was answered to what, so that the next who is asked the same finds it. */
export const keepPrecedent = async (tx: Tx, answered: Answered): Promise<void> => {
	const { conversationId, answerId, unitId, practice, at } = answered;
	const question = await lastAsked(tx, conversationId);
	const words = wordsOf(question?.text ?? '');
	if (question === undefined || words.length === 0) return;
	const about = { answer_id: answerId, question_id: question.id, unit_id: unitId, practice };
	await dialogue(tx)
		.insertInto('dialogue_precedent')
		.values({ ...about, words: words.join(' '), said_at: toDate(at) })
		.execute();
};

export const lastAsked = (tx: Tx, conversationId: string) =>
	dialogue(tx)
		.selectFrom('dialogue_message')
		.select(['id', 'text'])
		.where('conversation_id', '=', conversationId)
		.where('direction', '=', 'in')
		.where('deleted_at', 'is', null)
		.where('sealed', 'is', null)
		.orderBy('arrival', 'desc')
		.limit(1)
		.executeTakeFirst();

/** The question was taken back or handed over: nothing of it helps anybody else. */
export const forgetPrecedents = async (tx: Tx, questionIds: readonly string[]): Promise<void> => {
	if (questionIds.length === 0) return;
	await dialogue(tx)
		.deleteFrom('dialogue_precedent')
		.where('question_id', 'in', [...questionIds])
		.execute();
};

interface Asked {
	readonly conversationId: string;
	readonly units: readonly string[] | 'all';
	readonly practice: boolean;
}

interface Found {
	readonly conversation_id: string;
	readonly unit_id: string;
	readonly words: string;
	readonly question: string;
	readonly answer: string;
	readonly said_at: Date;
	readonly answer_id: string;
}

export interface Precedent extends Found {
	/** From 0 to 1. */
	readonly likeness: number;
}

const CANDIDATES = 200;
const SHOWN = 5;
/** Of the words only the longest are looked for by likeness: each is a search of its own. */
const LOOKED_FOR = 5;
const LIKE = 0.5;

/** Earlier answers to questions like the last one, the likest first. They are proposals: nothing is ever sent by itself. */
export const findPrecedents = async (tx: Tx, asked: Asked): Promise<readonly Precedent[]> => {
	const question = await lastAsked(tx, asked.conversationId);
	const words = wordsOf(question?.text ?? '');
	if (words.length === 0) return [];
	const found = await candidates(tx, words, asked);
	return found
		.map((one) => ({ ...one, likeness: likenessOf(words, one.words.split(' ')) }))
		.filter(({ likeness }) => likeness >= ALIKE)
		.sort((a, b) => b.likeness - a.likeness || b.said_at.getTime() - a.said_at.getTime())
		.slice(0, SHOWN);
};

const candidates = async (tx: Tx, words: readonly string[], asked: Asked): Promise<readonly Found[]> => {
	const { conversationId, units, practice } = asked;
	await sql`select set_config('pg_trgm.word_similarity_threshold', ${String(LIKE)}, true)`.execute(dialogue(tx));
	const query = words.join(' | '); // NOTE: letters only, see wordsOf.
	const longest = [...words].sort((a, b) => b.length - a.length).slice(0, LOOKED_FOR);
	const like = sql.join(
		longest.map((word) => sql`p.words %> ${word}`),
		sql` or `,
	);
	const readable = units === 'all' ? sql`true` : sql`p.unit_id = any(${[...units]}::text[])`;
	const { rows } = await sql<Found>`select p.answer_id, p.unit_id, p.words, p.said_at, a.conversation_id,
			a.text as answer, q.text as question
		from dialogue_precedent p
		join dialogue_message a on a.id = p.answer_id
		join dialogue_message q on q.id = p.question_id
		where (p.search @@ to_tsquery('german', ${query}) or ${like})
			and p.practice = ${practice} and ${readable} and a.conversation_id <> ${conversationId}
			and a.delivery = 'published' and a.deleted_at is null and a.sealed is null
			and q.deleted_at is null and q.sealed is null
		order by ts_rank(p.search, to_tsquery('german', ${query})) desc, p.said_at desc
		limit ${CANDIDATES}`.execute(dialogue(tx));
	return rows;
};
