import { type ExpressionBuilder, type InferResult, sql } from 'kysely';
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres';

import type { Database, Tx } from '#platform/db/database.ts';

import { type DialogueTables, dialogue } from '../tables.ts';
import { conversations } from '../triage/page.ts';

/** So many messages are shown, the newest; one more tells that there are older ones. */
export const MESSAGES = 200;
const READ = sql.lit(MESSAGES + 1);
const ONE = sql.lit(1);
const NONE = sql.lit(0);

type Conversation = DialogueTables['dialogue_conversation'];
type Of = ExpressionBuilder<DialogueTables & { c: Conversation }, 'c'>;

const newestIn = (of: Of) =>
	of.selectFrom('dialogue_message as m').whereRef('m.conversation_id', '=', 'c.id').orderBy('m.arrival', 'desc');

const messagesOf = (of: ExpressionBuilder<DialogueTables & { t: Conversation }, 't'>) =>
	of
		.selectFrom('dialogue_message as m')
		.leftJoin('dialogue_reading as r', 'r.message_id', 'm.id')
		.select(['m.id', 'm.direction', 'm.author_id', 'm.text', 'm.language', 'm.visibility', 'm.media', 'm.home_id'])
		.select(['m.delivery', 'm.planned_for', 'm.sent_at', 'm.edited_at', 'm.deleted_at', 'm.withheld_at'])
		.select(['r.hints', 'r.places', 'r.hidden_by', sql<string | null>`m.remote->>'url'`.as('url')])
		// Sealed words stay where they are: that there are some is enough.
		.select(sql<boolean>`m.sealed is not null`.as('is_sealed'))
		.select(sql<number>`row_number() over (order by m.arrival desc)`.as('place'))
		.whereRef('m.conversation_id', '=', 't.id')
		.orderBy('m.arrival', 'desc')
		.limit(READ);

/** Of the messages that are read those of one direction. */
const idsIn = (of: Of, direction: 'in' | 'out') =>
	of
		.selectFrom(newestIn(of).select(['m.id', 'm.direction']).limit(READ).as('n'))
		.select('n.id')
		.where('n.direction', '=', direction);

// NOTE: `offset 0` keeps the planner from reading the whole table once instead of looking up each message.
const changesIn = (of: Of) =>
	of
		.selectFrom(idsIn(of, 'out').as('o'))
		.innerJoinLateral(
			(one) =>
				one
					.selectFrom('dialogue_change as g')
					.select(['g.id', 'g.message_id', 'g.what', 'g.by_id', 'g.at', 'g.before', 'g.text', 'g.state'])
					.whereRef('g.message_id', '=', 'o.id')
					.offset(NONE)
					.as('h'),
			(join) => join.onTrue(),
		)
		.selectAll('h')
		.orderBy('h.at')
		.orderBy('h.id');

const likesIn = (of: Of) =>
	of
		.selectFrom(idsIn(of, 'in').as('o'))
		.innerJoinLateral(
			(one) =>
				one
					.selectFrom('dialogue_like as g')
					.select(['g.message_id', 'g.by_id', 'g.at', 'g.course', 'g.sending', 'g.attempts', 'g.reason'])
					.whereRef('g.message_id', '=', 'o.id')
					.offset(NONE)
					.as('l'),
			(join) => join.onTrue(),
		)
		.selectAll('l')
		.where('c.presence_id', 'is not', null);

/** The newest of theirs that stands. How it called on us may lie sealed, with its author's name. */
const lastIn = (of: Of) =>
	newestIn(of)
		.select(['m.id', 'm.remote', sql<string | null>`encode(m.remote_sealed, 'base64')`.as('remote_sealed')])
		.where('m.direction', '=', 'in')
		.where('m.deleted_at', 'is', null)
		.limit(ONE);

/** The newest answer that waits for a second person, or was given back. */
const proposalIn = (of: Of) =>
	of
		.selectFrom('dialogue_proposal as a')
		.select(['a.id', 'a.text', 'a.language', 'a.by_id', 'a.at', 'a.why', 'a.hash', 'a.version', 'a.state'])
		.select(['a.decided_by', 'a.note', 'a.leaves'])
		.whereRef('a.conversation_id', '=', 'c.id')
		.where('a.state', 'in', ['waiting', 'returned'])
		.orderBy('a.at', 'desc')
		.limit(ONE);

const askerIn = (of: Of) =>
	of
		.selectFrom('dialogue_question as q')
		.select(sql<string | null>`encode(q.name, 'base64')`.as('name'))
		.select(sql<boolean>`q.mail is not null`.as('mailed'))
		.whereRef('q.conversation_id', '=', 'c.id')
		.where('c.channel', '=', 'form');

/** The conversation itself, and what is little beside its messages. */
const headOf = (tx: Tx, id: string) =>
	conversations(tx)
		.select((of) => [
			jsonArrayFrom(changesIn(of)).as('changes'),
			jsonArrayFrom(likesIn(of)).as('likes'),
			jsonObjectFrom(lastIn(of)).as('last'),
			jsonObjectFrom(proposalIn(of)).as('proposal'),
			jsonObjectFrom(askerIn(of)).as('asker'),
		])
		.where('c.id', '=', id);

/**
 * All that the desk shows of one conversation and that lies with us, in one statement: opening it costs one way to the
 * database, and every part is of the same moment. Messages come as rows, for which the server does least; all else comes
 * as JSON with the first row, and brings its moments as text.
 */
const words = (tx: Tx, id: string) =>
	dialogue(tx)
		.selectFrom('dialogue_conversation as t')
		.leftJoinLateral(
			(of) => messagesOf(of).as('m'),
			(join) => join.onTrue(),
		)
		.selectAll('m')
		.select((of) =>
			of
				.case()
				.when('m.place', '>', ONE)
				.then(null)
				.else(jsonObjectFrom(headOf(tx, id)))
				.end()
				.as('head'),
		)
		.where('t.id', '=', id)
		.orderBy('m.place');

export const threadQuestion = { label: 'conversation', words };
type Row = InferResult<ReturnType<typeof words>>[number];
export type Said = InferResult<ReturnType<typeof messagesOf>>[number];

const isSaid = (row: Row): row is Row & Said => row.id !== null;

export const isoOf = (moment: string): string => new Date(moment).toISOString();
const dateOf = (moment: string | null): Date | null => (moment === null ? null : new Date(moment));

/** One conversation with its newest messages, the newest first; undefined where there is none. */
export const askThread = async (db: Database, id: string) => {
	const rows = await db.ask(threadQuestion, id);
	const head = rows[0]?.head;
	if (!head) return undefined;
	return {
		...head,
		opened_at: new Date(head.opened_at),
		last_at: new Date(head.last_at),
		due_at: dateOf(head.due_at),
		snoozed_until: dateOf(head.snoozed_until),
		answer_planned_for: dateOf(head.answer_planned_for),
		masked_at: dateOf(head.masked_at),
		newest: rows.filter(isSaid),
	};
};
export type Thread = NonNullable<Awaited<ReturnType<typeof askThread>>>;
