import type { ConversationItem } from '#contract/dialogue.ts';
import type { Actor } from '#kernel/permission.ts';
import { ok, type Result } from '#kernel/result.ts';
import { mailboxNames } from './mail/shown.ts';
import type { DialogueNeeds } from './needs.ts';
import { passagesOf } from './reading/passages.ts';
import { searchPage } from './reading/search.ts';
import {
	type ConversationListRow,
	conversationPage,
	countedViews,
	countView,
	cursorBehind,
	type ListQuery,
} from './triage/page.ts';

export type QueryNeeds = Pick<DialogueNeeds, 'db' | 'clock' | 'people' | 'channels' | 'editorial' | 'sealer'> & {
	readonly agentsOf: (unitId: string) => Promise<readonly { readonly id: string; readonly name: string }[]>;
};
/** One page of a view, in its order. Only units the actor may read. */
export const listConversations =
	(needs: QueryNeeds) =>
	async (query: ListQuery, actor: Actor): Promise<Result<{ items: ConversationItem[]; next?: string }, never>> => {
		if (query.search) return searched(needs, query, actor);
		const rows = await needs.db.read('conversations', (tx) => conversationPage(tx, { query, actor }));
		const shown = rows.slice(0, query.limit);
		const last = rows.length > query.limit ? shown.at(-1) : undefined;
		const items = await toItems(needs, shown);
		return ok(last ? { items, next: cursorBehind(query, last) } : { items });
	};

const searched = async (needs: QueryNeeds, query: ListQuery, actor: Actor) => {
	const { rows, passages, next } = await needs.db.read('found conversations', async (tx) => {
		const page = await searchPage(tx, { query, actor });
		return { ...page, passages: await passagesOf(tx, page) };
	});
	const items = await toItems(needs, rows);
	const shown = items.map((item) => ({ ...item, passage: passages.get(item.id) ?? null }));
	return ok(next === undefined ? { items: shown } : { items: shown, next });
};

/** What stands around conversations in other places: whose they are, where they came in, and about which posts. */
export const aroundOf = async ({ people, editorial, channels, db }: QueryNeeds, rows: readonly Placed[]) => {
	const reach = async (id: string) => [id, await channels.presence(id)] as const;
	const [names, posts, presences, mailboxes] = await Promise.all([
		people.names(present(rows.flatMap(({ assignee_id, snoozed_by }) => [assignee_id, snoozed_by]))),
		editorial.posts(present(rows.map(({ post_id }) => post_id))),
		Promise.all(present(rows.map(({ presence_id }) => presence_id)).map(reach)),
		mailboxNames(db, present(rows.map(({ mailbox_id }) => mailbox_id))),
	]);
	return { names, posts, presences: new Map(presences), mailboxes };
};
type Around = Awaited<ReturnType<typeof aroundOf>>;
type Placed = Pick<ConversationListRow, 'assignee_id' | 'snoozed_by' | 'post_id' | 'presence_id' | 'mailbox_id'>;

const toItems = async (needs: QueryNeeds, rows: readonly ConversationListRow[]): Promise<ConversationItem[]> => {
	const around = await aroundOf(needs, rows);
	return rows.map((row) => toItem(row, around));
};

export const toItem = (row: ConversationListRow, { names, posts, presences, mailboxes }: Around): ConversationItem => ({
	id: row.id,
	unitId: row.unit_id,
	channel: row.channel,
	presenceName: presences.get(row.presence_id ?? '')?.name ?? mailboxes.get(row.mailbox_id ?? '') ?? null,
	practice: row.practice,
	state: row.state,
	visibility: row.visibility,
	excerpt: row.excerpt,
	counterpart: labelOf(row),
	masked: row.masked_at !== null,
	assignee: row.assignee_id ? { id: row.assignee_id, name: names.get(row.assignee_id) ?? '' } : null,
	postTitle: row.post_id ? (posts.get(row.post_id)?.title ?? null) : null,
	openedAt: row.opened_at.toISOString(),
	lastAt: row.last_at.toISOString(),
	dueAt: row.due_at?.toISOString() ?? null,
	plannedFor: row.answer_planned_for?.toISOString() ?? null,
	asksColleague: row.asks_colleague !== null,
	priority: row.priority,
	kind: row.asking,
	labels: row.labels,
	hints: row.hints.map(({ type, values, words }) => ({ type, values: [...values], words: [...words] })),
	passage: null,
	mergedInto: row.merged_into,
	snoozed: snoozedIn(row, names),
	version: row.version,
});

export const present = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];

const snoozedIn = (row: ConversationListRow, names: ReadonlyMap<string, string>): ConversationItem['snoozed'] =>
	row.snoozed_until && {
		until: row.snoozed_until.toISOString(),
		reason: row.snooze_reason,
		by: names.get(row.snoozed_by ?? '') ?? '',
	};

/** Every question of the form stands alone, so its own number is the asker's. */
const labelOf = (row: ConversationListRow): string =>
	counterpartLabel({ ...row, id: row.channel === 'form' ? row.id : row.counterpart_id });

interface Named {
	readonly id: string;
	readonly handle: string;
	readonly display_name: string;
	readonly masked_at: Date | null;
	readonly channel?: string;
}

/**
 * What stands for somebody on the desk. Guests of the form never had a name, others have none any more once its time is
 * over: a number tells them apart.
 */
export const counterpartLabel = ({ display_name, handle, id, masked_at, channel }: Named): string => {
	const number = id.slice(-4).toUpperCase();
	if (masked_at !== null) return `@••• ${number}`;
	if (handle === '') return `Gast ${number}`;
	// Some networks know people by their names only.
	if (handle === display_name) return display_name;
	const at = /^[^@]+@/.test(handle) && channel === 'mail' ? handle : `@${handle.replace(/^@/, '')}`;
	return display_name ? `${display_name} (${at})` : at;
};

/** How many wait in each view of the desk. */
export const countConversations =
	({ db }: QueryNeeds) =>
	async (unit: string | undefined, actor: Actor) => {
		const counts = await db.read('conversation counts', (tx) =>
			Promise.all(countedViews.map(async (view) => [view, await countView(tx, { view, unit, actor })] as const)),
		);
		return ok(Object.fromEntries(counts) as Record<(typeof countedViews)[number], number>);
	};
