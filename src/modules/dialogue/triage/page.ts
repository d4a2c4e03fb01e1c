import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';

import type { conversationsEndpoint } from '#contract/dialogue.ts';
import { type Actor, may, unitRoles, unitsWhere } from '#kernel/permission.ts';
import type { Tx } from '#platform/db/database.ts';
import { fromCursor, momentIn, toCursor } from '#platform/http/cursor.ts';

import type { ConversationState } from '../domain/state.ts';
import { type DialogueTables, dialogue } from '../tables.ts';

export type ListQuery = z.output<typeof conversationsEndpoint.input>;
type Asked = Omit<ListQuery, 'limit'>;
export type Where = ExpressionBuilder<DialogueTables & { c: DialogueTables['dialogue_conversation'] }, 'c'>;

/** Views whose number stands beside their name; up to so many are counted. */
export const countedViews = ['open', 'mine', 'unit', 'unassigned', 'due', 'waiting', 'snoozed'] as const;
const COUNTED = 999;

// As words, not as values: so an index of just these is used by a plan that is kept, too.
const WAITING = sql.lit('waiting' as const);
const OPEN = sql.lit('open' as const);

/** Conversations with all that a line of a list shows, and no more. */
export const conversations = (tx: Tx) =>
	dialogue(tx)
		.selectFrom('dialogue_conversation as c')
		.innerJoin('dialogue_counterpart as p', 'p.id', 'c.counterpart_id')
		.select(['c.id', 'c.unit_id', 'c.channel', 'c.presence_id', 'c.mailbox_id', 'c.post_id', 'c.practice'])
		.select(['c.state', 'c.visibility', 'c.excerpt', 'c.priority', 'c.asking', 'c.labels', 'c.hints', 'c.version'])
		.select(['c.opened_at', 'c.last_at', 'c.due_at', 'c.snoozed_until', 'c.snoozed_by', 'c.snooze_reason'])
		.select(['c.assignee_id', 'c.merged_into', 'c.counterpart_id', 'p.handle', 'p.display_name', 'p.masked_at'])
		.select((where) =>
			where
				.selectFrom('dialogue_message as w')
				.whereRef('w.conversation_id', '=', 'c.id')
				.where('w.planned_for', 'is not', null)
				.where('w.delivery', '=', WAITING)
				.select(({ fn }) => fn.min('w.planned_for').as('at'))
				.as('answer_planned_for'),
		)
		// NOTE: not asked with `exists`: that may be answered by reading the whole table once.
		.select((where) =>
			where
				.selectFrom('dialogue_inquiry as i')
				.whereRef('i.conversation_id', '=', 'c.id')
				.where('i.state', '=', OPEN)
				.select('i.id')
				.limit(1)
				.as('asks_colleague'),
		);
export type ConversationListRow = Awaited<ReturnType<ReturnType<typeof conversations>['execute']>>[number];

/** The state that a view stands for; null: every one. */
const stateOf = ({ view, state }: Pick<Asked, 'view' | 'state'>): ConversationState | null => {
	if (state !== undefined) return state;
	if (view === 'waiting' || view === 'answered' || view === 'closed') return view;
	return view === 'all' || view === 'snoozed' ? null : 'open';
};

const orders = {
	due: { column: 'c.due_at', direction: 'asc' },
	newest: { column: 'c.last_at', direction: 'desc' },
	oldest: { column: 'c.last_at', direction: 'asc' },
	back: { column: 'c.snoozed_until', direction: 'asc' },
} as const;

/** What is put off by when it comes back; only what is open has a deadline to be sorted by. */
const orderOf = (query: Asked): (typeof orders)[keyof typeof orders] => {
	if (query.view === 'snoozed') return orders.back;
	const open = stateOf(query) === 'open';
	const { sort = open ? 'due' : 'newest' } = query;
	return orders[sort === 'due' && !open ? 'newest' : sort];
};

/** Where the page after this row begins. */
export const cursorBehind = (query: ListQuery, row: ConversationListRow): string => {
	const { column } = orderOf(query);
	const key = { 'c.due_at': row.due_at, 'c.last_at': row.last_at, 'c.snoozed_until': row.snoozed_until }[column];
	return toCursor([(key ?? row.last_at).getTime(), row.id]);
};

interface Listing {
	readonly query: ListQuery;
	readonly actor: Actor;
}

/** The rows of one page and one more, in the order of the view. */
export const conversationPage = (tx: Tx, { query, actor }: Listing): Promise<ConversationListRow[]> => {
	const { column, direction } = orderOf(query);
	const after = fromCursor(query.cursor, 2);
	const key = sql`(${momentIn(after?.[0]).toISOString()}::timestamptz, ${String(after?.[1])})`;
	const pair = sql`(${sql.ref(column)}, c.id)`;
	return conversations(tx)
		.where((where) => inView(where as unknown as Where, query, actor))
		.where((where) => narrowed(where as unknown as Where, query))
		.$if(after !== null, (list) =>
			list.where(direction === 'asc' ? sql<SqlBool>`${pair} > ${key}` : sql<SqlBool>`${pair} < ${key}`),
		)
		.orderBy(column, direction)
		.orderBy('c.id', direction)
		.limit(query.limit + 1)
		.execute();
};

export const inView = (where: Where, query: Asked, actor: Actor) => {
	const { view } = query;
	const state = stateOf(query);
	const units = unitsOf(actor, query);
	return where.and([
		where('c.merged_into', 'is', null),
		...(state === null ? [] : [where('c.state', '=', state)]),
		...(units === 'all' ? [] : [where('c.unit_id', 'in', units.length > 0 ? [...units] : [''])]),
		// What is put off is in its own view, and where one looks for anything at all.
		...(view === 'all' ? [] : [where('c.snoozed_until', view === 'snoozed' ? 'is not' : 'is', null)]),
		...(view === 'mine' ? [where('c.assignee_id', '=', actor.id)] : []),
		...(view === 'unassigned' ? [where('c.assignee_id', 'is', null)] : []),
		...(view === 'due' ? [sql<SqlBool>`c.warned`] : []),
	]);
};

export const narrowed = (where: Where, { presence, channel, kind, priority, label, post, hint }: Asked) =>
	where.and([
		...(presence ? atPlace(where, presence) : []),
		...(channel ? [where('c.channel', '=', channel)] : []),
		...(kind ? [where('c.asking', '=', kind)] : []),
		...(priority ? [where('c.priority', '=', priority)] : []),
		...(label ? [sql<SqlBool>`c.labels @> ${[label]}::text[]`] : []),
		...(post ? [where('c.post_id', '=', post)] : []),
		...(hint ? [sql<SqlBool>`c.hint_keys @> ${[hint]}::text[]`] : []),
	]);

/** A presence, a mailbox, or the form: what came to no presence stands under `form` in the index. */
const atPlace = (where: Where, place: string) => {
	if (place.startsWith('mailbox')) return [where('c.mailbox_id', '=', place)];
	const there = sql<SqlBool>`coalesce(c.presence_id, 'form') = ${place}`;
	return place === 'form' ? [there, where('c.channel', '=', 'form')] : [there];
};

/** The units one may read here. `unit` as a view: those in which one holds a role of one's own. */
const unitsOf = (actor: Actor, { view, unit }: Asked): readonly string[] | 'all' => {
	if (unit !== undefined) return may(actor, 'conversation.read', unit) ? [unit] : [];
	const readable = unitsWhere(actor, 'conversation.read');
	const own = view === 'unit' ? ownUnits(actor) : [];
	if (own.length === 0) return readable;
	return readable === 'all' ? own : readable.filter((id) => own.includes(id));
};

const ownUnits = ({ grants }: Actor): readonly string[] =>
	grants.flatMap(({ role, units }) => (units !== 'all' && unitRoles.some((one) => one === role) ? units : []));

interface Counting {
	readonly view: (typeof countedViews)[number];
	readonly unit: string | undefined;
	readonly actor: Actor;
}

export const countView = async (tx: Tx, { view, unit, actor }: Counting): Promise<number> => {
	const some = dialogue(tx)
		.selectFrom('dialogue_conversation as c')
		.select('c.id')
		.where((where) => inView(where as unknown as Where, { view, unit }, actor))
		.limit(COUNTED)
		.as('some');
	const { n } = await dialogue(tx)
		.selectFrom(some)
		.select(({ fn }) => fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow();
	return n;
};
