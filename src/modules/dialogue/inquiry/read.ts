import { sql } from 'kysely';
import type { z } from 'zod';

import type { askedOfMeEndpoint, Inquiry } from '#contract/inquiries.ts';
import { type Actor, may, unitRoles } from '#kernel/permission.ts';
import { fail, ok } from '#kernel/result.ts';
import type { Tx } from '#platform/db/database.ts';
import { fromCursor, momentIn, toCursor } from '#platform/http/cursor.ts';

import { standingOf } from '../domain/inquiry.ts';
import { present } from '../queries.ts';
import { dialogue } from '../tables.ts';
import { expertOf, type InquiryRow, inquiries, type LineRow, linesOf, toInquiry } from './store.ts';
import { type InquiryNeeds, isAsked } from './whom.ts';

const SHOWN = 50;
type Needs = Pick<InquiryNeeds, 'db' | 'clock' | 'people' | 'sealer'>;

/** What was asked about a conversation, and about those merged into it. */
export const readInquiries = (needs: Needs) => async (id: string, actor: Actor) => {
	const found = await needs.db.read('inquiries of a conversation', async (tx) => {
		const row = await conversationOf(tx, id);
		if (!row) return null;
		const merged = dialogue(tx).selectFrom('dialogue_conversation').select('id').where('merged_into', '=', id);
		const ids = [id, ...(await merged.execute()).map((one) => one.id)];
		const asked = inquiries(tx).where('conversation_id', 'in', ids).orderBy('asked_at', 'desc').orderBy('id', 'desc');
		return { row, ...(await withLines(tx, await asked.limit(SHOWN).execute())) };
	});
	if (!found) return fail({ type: 'conversation.not-found' as const });
	if (!may(actor, 'conversation.read', found.row.unit_id)) return fail({ type: 'access.denied' as const });
	return ok({ items: await toItems(needs, found, actor) });
};

const conversationOf = (tx: Tx, id: string) =>
	dialogue(tx).selectFrom('dialogue_conversation').select(['unit_id', 'state']).where('id', '=', id).executeTakeFirst();

interface Rows {
	readonly rows: readonly InquiryRow[];
	readonly lines: readonly LineRow[];
	/** Conversations that are over. */
	readonly over: ReadonlySet<string>;
}

const withLines = async (tx: Tx, rows: readonly InquiryRow[]): Promise<Rows> => {
	const closed = dialogue(tx).selectFrom('dialogue_conversation').select('id').where('state', '=', 'closed');
	const ids = [...new Set(rows.map(({ conversation_id }) => conversation_id)), ''];
	const over = await closed.where('id', 'in', ids).where('merged_into', 'is', null).execute();
	const lines = await linesOf(
		tx,
		rows.map(({ id }) => id),
	);
	return { rows, lines, over: new Set(over.map(({ id }) => id)) };
};

const toItems = async (needs: Needs, { rows, lines, over }: Rows, actor: Actor): Promise<Inquiry[]> => {
	const persons = rows.flatMap((row) => [row.by_id, row.instead_of, row.kind === 'person' ? row.asked_id : null]);
	const names = await needs.people.names(present([...persons, ...lines.map(({ by_id }) => by_id)]));
	const units = new Map((await needs.people.units()).map(({ id, name }) => [id, name]));
	const now = needs.clock.now();
	const nameOf = (id: string | null): string => (id === null ? '' : (names.get(id) ?? ''));
	return rows.map((row) => {
		const reads = may(actor, 'conversation.read', row.unit_id);
		const expert = reads ? expertOf(needs.sealer, row) : null;
		return {
			...{ id: row.id, conversationId: reads ? row.conversation_id : null, unitId: row.unit_id, kind: row.kind },
			standing: standingOf(toInquiry(row), now),
			asked: row.kind === 'unit' ? (units.get(row.asked_id ?? '') ?? '') : (expert?.name ?? nameOf(row.asked_id)),
			insteadOf: row.instead_of === null ? null : nameOf(row.instead_of),
			...{ mail: expert?.mail ?? null, by: nameOf(row.by_id) },
			...{ askedAt: row.asked_at.toISOString(), dueAt: row.due_at.toISOString(), shown: row.shown },
			lines: lines.flatMap((line) => (line.inquiry_id === row.id ? [toLine(line, nameOf)] : [])),
			closed: over.has(row.conversation_id),
		};
	});
};

const toLine = (line: LineRow, nameOf: (id: string | null) => string): Inquiry['lines'][number] => ({
	...{ id: line.id, fromAsker: line.from_asker, by: line.by_id === null ? null : nameOf(line.by_id) },
	...{ text: line.text, at: line.at.toISOString(), takenAt: line.taken_at?.toISOString() ?? null },
});

/** One inquiry, for those who were asked and those who may read its conversation; for others it does not exist. */
export const readInquiry = (needs: Needs) => async (id: string, actor: Actor) => {
	const found = await needs.db.read('inquiry', async (tx) => {
		const row = await inquiries(tx).where('id', '=', id).executeTakeFirst();
		return row && withLines(tx, [row]);
	});
	const row = found?.rows[0];
	if (!found || !row) return fail({ type: 'inquiry.not-found' as const });
	const mine = isAsked(actor, row);
	if (!mine && !may(actor, 'conversation.read', row.unit_id)) return fail({ type: 'inquiry.not-found' as const });
	const [item] = await toItems(needs, found, actor);
	return item ? ok({ ...item, mine }) : fail({ type: 'inquiry.not-found' as const });
};

type Query = z.output<typeof askedOfMeEndpoint.input>;

/** The person and the units in which they answer by a role of their own: whoever answers everywhere is not asked by everybody. */
const askedAs = ({ id, grants, kind }: Actor): readonly string[] => {
	if (kind !== 'person') return [];
	const own = grants.filter(
		({ role }) => unitRoles.some((one) => one === role) && (role === 'agent' || role === 'lead'),
	);
	return [...new Set([id, ...own.flatMap(({ units }) => (units === 'all' ? [] : units))])];
};

/** One page for each of them along its own index, then the first of all. */
export const askedPage = async (tx: Tx, { query, actor }: { readonly query: Query; readonly actor: Actor }) => {
	const after = fromCursor(query.cursor, 2);
	const key = sql`(${momentIn(after?.[0]).toISOString()}::timestamptz, ${String(after?.[1])})`;
	const open = query.view === 'open';
	const [column, way, beyond] = open ? [sql`due_at`, sql`asc`, sql`>`] : [sql`answered_at`, sql`desc`, sql`<`];
	const behind = after === null ? sql`` : sql`and (${column}, id) ${beyond} ${key}`;
	const order = sql`order by ${column} ${way}, id ${way} limit ${query.limit + 1}`;
	const { rows } = await sql<InquiryRow>`select i.* from unnest(${[...askedAs(actor)]}::text[]) as who (id)
		cross join lateral (select * from dialogue_inquiry where asked_id = who.id and state = ${sql.lit(query.view)}
			${behind} ${order}) i ${order}`.execute(dialogue(tx));
	return rows;
};

export const askedOfMe = (needs: Needs) => async (query: Query, actor: Actor) => {
	const found = await needs.db.read('asked of me', async (tx) => {
		const rows = await askedPage(tx, { query, actor });
		return { last: rows.length > query.limit ? rows[query.limit - 1] : undefined, ...(await withLines(tx, rows)) };
	});
	const items = (await toItems(needs, { ...found, rows: found.rows.slice(0, query.limit) }, actor)).map(
		({ lines, ...item }) => ({ ...item, question: lines.findLast(({ fromAsker }) => fromAsker)?.text ?? '' }),
	);
	if (!found.last) return ok({ items });
	const { due_at: dueAt, answered_at: answeredAt, id } = found.last;
	const at = query.view === 'open' ? dueAt : (answeredAt ?? dueAt);
	return ok({ items, next: toCursor([at.getTime(), id]) });
};
