import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';

import type { listLibraryEndpoint } from '#contract/library.ts';
import type { Actor } from '#kernel/permission.ts';
import { ok, type Result } from '#kernel/result.ts';
import type { Tx } from '#platform/db/database.ts';
import { fromCursor, momentIn, toCursor } from '#platform/http/cursor.ts';

import { lacksOf } from '../domain/library.ts';
import { fileOf, type MediaRow, toMediaItem } from '../media-store.ts';
import type { EditorialNeeds } from '../needs.ts';
import { perUnit, unitsAsked } from '../planning/per-unit.ts';
import { toLibraryView } from '../read-post.ts';
import { editorial } from '../tables.ts';
import { type Days, daysNow } from './days.ts';

type Query = z.output<typeof listLibraryEndpoint.input>;
type Page = z.input<typeof listLibraryEndpoint.output>;
type Needs = Pick<EditorialNeeds, 'db' | 'people' | 'clock'>;

/** One page of the library: the newest first, or what ends soonest. */
export const listLibrary =
	(needs: Needs) =>
	async (query: Query, actor: Actor): Promise<Result<Page, never>> => {
		const days = await daysNow(needs);
		const { language } = await needs.people.authority();
		const rows = await needs.db.read('library', (tx) => libraryPage(tx, { query, actor, days }));
		const shown = rows.slice(0, query.limit);
		const last = rows.length > query.limit ? shown.at(-1) : undefined;
		const items = shown.map((row) => toRow(row, days, language));
		return ok(last ? { items, next: toCursor([keyOf(last, query), last.id]) } : { items });
	};

interface Asked {
	readonly query: Query;
	readonly actor: Actor;
	readonly days: Days;
}

/** One more row than asked tells whether there is another page. */
export const libraryPage = async (tx: Tx, { query, actor, days }: Asked): Promise<readonly MediaRow[]> => {
	const units = unitsAsked(actor, query.unitId);
	if (units.length === 0) return [];
	const order = byEnd(query.view) ? sql`expires_on, id` : sql`uploaded_at desc, id desc`;
	const where = sql.join(conditions(query, days), sql` and `);
	const most = query.limit + 1;
	const list = (more: RawBuilder<unknown>) =>
		sql`select * from editorial_media where ${where} and ${more} order by ${order} limit ${most}`;
	const found = perUnit(units, { list, order, most });
	return (await sql<MediaRow>`select * from (${found}) m order by ${order}`.execute(editorial(tx))).rows;
};

const views = {
	expiring: ({ soon }: Days) => sql`expires_on < ${soon}`,
	due: ({ today, soon }: Days) => sql`expires_on < ${soon} and (expires_on >= ${today} or used_by > 0)`,
	'without-alt': () => sql`not described`,
	'without-rights': () => sql`not settled`,
	unused: () => sql`used_by = 0`,
} as const;

/** Lists of rights that end stand in the order of their last days. */
const byEnd = (view: Query['view']): boolean => view === 'expiring' || view === 'due';

const conditions = ({ view, folderId, licence, q, cursor }: Query, days: Days): RawBuilder<unknown>[] => {
	const after = fromCursor(cursor, 2);
	return [
		view === undefined ? sql`true` : views[view](days),
		...(folderId === undefined ? [] : [sql`folder_id = ${folderId}`]),
		...(licence === undefined ? [] : [sql`licence = ${licence}`]),
		...(q ?? '')
			.split(/\s+/)
			.filter((word) => word !== '')
			.map((word) => sql`words ilike ${`%${word.replaceAll(/[%_\\]/g, '\\$&')}%`}`),
		...(after ? [afterKey(view, String(after[0]), String(after[1]))] : []),
	];
};

const afterKey = (view: Query['view'], key: string, id: string): RawBuilder<unknown> =>
	byEnd(view)
		? sql`(expires_on, id) > (${key}, ${id})`
		: sql`(uploaded_at, id) < (${momentIn(key)}::timestamptz, ${id})`;

const keyOf = ({ uploaded_at, expires_on }: MediaRow, { view }: Query): string =>
	byEnd(view) ? (expires_on ?? '') : uploaded_at.toISOString();

const toRow = (row: MediaRow, days: Days, language: string): Page['items'][number] => {
	const item = toMediaItem(row);
	const { facts } = item;
	const said = Object.values(facts.alt).find((text) => text.trim() !== '');
	return {
		...fileOf(item),
		title: facts.title,
		alt: facts.alt[language]?.trim() || (said ?? ''),
		library: toLibraryView(item),
		lacks: lacksOf(facts, days),
		expiresOn: facts.expiresOn,
		usedBy: row.used_by,
		uploadedAt: row.uploaded_at.toISOString(),
	};
};
