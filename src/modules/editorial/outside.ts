import { type Selectable, sql } from 'kysely';

import type { Tx } from '#platform/db/database.ts';

import type { Frozen } from './domain/frozen.ts';
import type { EditorialNeeds } from './needs.ts';
import { editorial, type PostTable } from './tables.ts';

type Needs = Pick<EditorialNeeds, 'db' | 'origin'>;

/** A post as other modules see it: what is out, or what is being written where nothing is out yet. */
export interface PostSeen {
	readonly id: string;
	readonly unitId: string;
	readonly title: string;
	readonly text: string;
	readonly link: string | null;
}

const columns = ['id', 'unit_id', 'title', 'text', 'slug', 'published', 'published_at'] as const;
type Row = Pick<Selectable<PostTable>, (typeof columns)[number]>;

const toSeen = (row: Row, origin: string): PostSeen => {
	const out = row.published as unknown as Frozen | null; // NOTE: jsonb, written by us in this shape.
	const [home] = out?.renditions ?? [];
	const link = row.slug !== null && row.published_at !== null ? `${origin}/beitrag/${row.slug}` : null;
	return { id: row.id, unitId: row.unit_id, title: out?.title ?? row.title, text: home?.text ?? row.text, link };
};

const postsById = {
	label: 'posts by id',
	words: (tx: Tx, ids: readonly string[]) =>
		editorial(tx).selectFrom('editorial_post').select(columns).where(sql<boolean>`id = any(${ids})`),
};

export const posts =
	({ db, origin }: Needs) =>
	async (ids: readonly string[]): Promise<ReadonlyMap<string, PostSeen>> => {
		if (ids.length === 0) return new Map();
		const rows = await db.ask(postsById, ids);
		return new Map(rows.map((row) => [row.id, toSeen(row, origin)]));
	};

export const postBySlug =
	({ db, origin }: Needs) =>
	async (slug: string): Promise<PostSeen | null> => {
		const row = await db.read('post by address', (tx) =>
			editorial(tx).selectFrom('editorial_post').select(columns).where('slug', '=', slug).executeTakeFirst(),
		);
		return row ? toSeen(row, origin) : null;
	};

export const withdrawnNote =
	({ db }: Needs) =>
	async (postId: string): Promise<string | null> => {
		const row = await db.read('note on a withdrawn post', (tx) =>
			editorial(tx).selectFrom('editorial_post').select('withdrawn_note').where('id', '=', postId).executeTakeFirst(),
		);
		return row?.withdrawn_note ?? null;
	};
