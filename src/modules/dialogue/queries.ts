import { type ExpressionBuilder, sql } from 'kysely';
import type { z } from 'zod';

import type { ConversationItem, conversationsEndpoint } from '#contract/dialogue.ts';
import { type Actor, may, unitsWhere } from '#kernel/permission.ts';
import { ok, type Result } from '#kernel/result.ts';
import type { Tx } from '#platform/db/database.ts';
import { fromCursor, momentIn, toCursor } from '#platform/http/cursor.ts';

import type { DialogueNeeds } from './needs.ts';
import { type DialogueTables, dialogue } from './tables.ts';

export type QueryNeeds = Pick<DialogueNeeds, 'db' | 'people' | 'channels' | 'editorial' | 'sealer'> & {
	readonly agentsOf: (unitId: string) => Promise<readonly { readonly id: string; readonly name: string }[]>;
};
type Query = z.output<typeof conversationsEndpoint.input>;
type Where = ExpressionBuilder<DialogueTables & { c: DialogueTables['dialogue_conversation'] }, 'c'>;

const COUNTED = 999;

export const conversations = (tx: Tx) =>
	dialogue(tx)
		.selectFrom('dialogue_conversation as c')
		.innerJoin('dialogue_counterpart as p', 'p.id', 'c.counterpart_id')
		.selectAll('c')
		.select(['p.handle', 'p.display_name']);
type Row = Awaited<ReturnType<ReturnType<typeof conversations>['execute']>>[number];

const inState = (where: Where, { view, actor }: { view: Query['view']; actor: Actor }) => {
	if (view === 'all') return where.lit(true);
	if (view === 'answered' || view === 'closed') return where('c.state', '=', view);
	const open = where('c.state', '=', 'open');
	if (view === 'mine') return where.and([open, where('c.assignee_id', '=', actor.id)]);
	return view === 'unassigned' ? where.and([open, where('c.assignee_id', 'is', null)]) : open;
};

/** One page: what is open by its deadline, everything else by the last message. Only units the actor may read. */
export const listConversations =
	(needs: QueryNeeds) =>
	async (query: Query, actor: Actor): Promise<Result<{ items: ConversationItem[]; next?: string }, never>> => {
		const byDeadline = query.view === 'open' || query.view === 'mine' || query.view === 'unassigned';
		const rows = await needs.db.read('conversations', (tx) => conversationPage(tx, { query, actor, byDeadline }));
		const shown = rows.slice(0, query.limit);
		const last = rows.length > query.limit ? shown.at(-1) : undefined;
		const items = await toItems(needs, shown);
		if (!last) return ok({ items });
		const key = byDeadline ? (last.due_at ?? last.last_at) : last.last_at;
		return ok({ items, next: toCursor([key.getTime(), last.id]) });
	};

/** The rows of one page and one more, in the order of the view. */
export const conversationPage = (
	tx: Tx,
	{ query, actor, byDeadline }: { query: Query; actor: Actor; byDeadline: boolean },
): Promise<Row[]> => {
	const units = visibleUnits(actor, query.unit);
	const order = byDeadline ? 'c.due_at' : 'c.last_at';
	const direction = byDeadline ? 'asc' : 'desc';
	const after = fromCursor(query.cursor, 2);
	return conversations(tx)
		.where((where) => inState(where as unknown as Where, { view: query.view, actor }))
		.$if(units !== 'all', (list) => list.where('c.unit_id', 'in', units.length > 0 ? [...units] : ['']))
		.$if(query.channel !== undefined, (list) => list.where('c.channel', '=', query.channel ?? ''))
		.$if(query.post !== undefined, (list) => list.where('c.post_id', '=', query.post ?? ''))
		.$if(Boolean(query.search), (list) => list.where('c.excerpt', 'ilike', `%${escapeLike(query.search ?? '')}%`))
		.$if(after !== null, (list) => {
			const key = sql`(${momentIn(after?.[0]).toISOString()}::timestamptz, ${String(after?.[1])})`;
			const pair = sql`(${sql.ref(order)}, c.id)`;
			return list.where(byDeadline ? sql<boolean>`${pair} > ${key}` : sql<boolean>`${pair} < ${key}`);
		})
		.orderBy(order, direction)
		.orderBy('c.id', direction)
		.limit(query.limit + 1)
		.execute();
};

const escapeLike = (text: string): string => text.replaceAll(/[%_\\]/g, '\\$&');

const visibleUnits = (actor: Actor, unit: string | undefined): readonly string[] | 'all' => {
	if (unit === undefined) return unitsWhere(actor, 'conversation.read');
	return may(actor, 'conversation.read', unit) ? [unit] : [];
};

export const toItems = async (needs: QueryNeeds, rows: readonly Row[]): Promise<ConversationItem[]> => {
	const names = await needs.people.names(present(rows.map(({ assignee_id }) => assignee_id)));
	const posts = await needs.editorial.posts(present(rows.map(({ post_id }) => post_id)));
	const presences = await Promise.all(
		present(rows.map(({ presence_id }) => presence_id)).map((id) => needs.channels.presence(id)),
	);
	return rows.map((row) => ({
		id: row.id,
		unitId: row.unit_id,
		channel: row.channel,
		presenceName: presences.find((presence) => presence?.id === row.presence_id)?.name ?? null,
		practice: row.practice,
		state: row.state,
		visibility: row.visibility,
		excerpt: row.excerpt,
		counterpart: nameOf(row),
		assignee: row.assignee_id ? { id: row.assignee_id, name: names.get(row.assignee_id) ?? '' } : null,
		postTitle: row.post_id ? (posts.get(row.post_id)?.title ?? null) : null,
		openedAt: row.opened_at.toISOString(),
		lastAt: row.last_at.toISOString(),
		dueAt: row.due_at?.toISOString() ?? null,
		priority: row.priority,
		version: row.version,
	}));
};

export const present = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];

/** Guests of the form have no name on the desk: a number made of the conversation tells them apart. */
const nameOf = ({ display_name, handle, id }: { display_name: string; handle: string; id: string }): string =>
	handle
		? display_name
			? `${display_name} (@${handle.replace(/^@/, '')})`
			: `@${handle.replace(/^@/, '')}`
		: `Gast ${id.slice(-4).toUpperCase()}`;

export const countConversations =
	({ db }: QueryNeeds) =>
	async (unit: string | undefined, actor: Actor) => {
		const units = visibleUnits(actor, unit);
		const counts = await db.read('conversation counts', (tx) =>
			Promise.all(
				(['open', 'mine', 'unassigned'] as const).map(async (view) => {
					let list = dialogue(tx)
						.selectFrom('dialogue_conversation as c')
						.select('c.id')
						.where((where) => inState(where as unknown as Where, { view, actor }));
					if (units !== 'all') list = list.where('c.unit_id', 'in', units.length > 0 ? [...units] : ['']);
					const some = list.limit(COUNTED).as('some');
					const { n } = await dialogue(tx)
						.selectFrom(some)
						.select(({ fn }) => fn.countAll<number>().as('n'))
						.executeTakeFirstOrThrow();
					return n;
				}),
			),
		);
		const [open = 0, mine = 0, unassigned = 0] = counts;
		return ok({ open, mine, unassigned });
	};
