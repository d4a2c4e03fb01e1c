import type { Insertable, Selectable } from 'kysely';

import type { JsonObject } from '#kernel/json.ts';
import type { Details } from '#kernel/post-kind.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { fromDate, type Instant, toDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/database.ts';
import { announcement } from '#platform/events.ts';

import type { Frozen } from './domain/frozen.ts';
import { type Content, type FieldVersions, type Post, sortMoment, type Translation, trayOf } from './domain/post.ts';
import { countUses } from './media-store.ts';
import { sharing } from './sharing/tables.ts';
import { type EditorialTables, editorial, type PostTable } from './tables.ts';

export type NotFound = { readonly type: 'post.not-found' };

type PostRow = Selectable<PostTable>;
const moment = (date: Date | null): Instant | null => (date === null ? null : fromDate(date));
const date = (at: Instant | null): Date | null => (at === null ? null : toDate(at));

/** Reads a post for changing it: nobody else changes it until this transaction ends. */
export const lockPost = async (tx: Tx, id: string): Promise<Result<Post, NotFound>> => {
	const row = await editorial(tx)
		.selectFrom('editorial_post')
		.selectAll()
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	return row ? ok(await withContent(tx, row)) : fail({ type: 'post.not-found' });
};

export const findPost = async (tx: Tx, id: string): Promise<Post | null> => {
	const row = await editorial(tx).selectFrom('editorial_post').selectAll().where('id', '=', id).executeTakeFirst();
	return row ? withContent(tx, row) : null;
};

const withContent = async (tx: Tx, row: PostRow): Promise<Post> => {
	const renditions = await editorial(tx)
		.selectFrom('editorial_rendition')
		.select(['presence_id', 'text', 'language', 'leads_back', 'reply_control', 'list'])
		.where('post_id', '=', row.id)
		.orderBy('position')
		.execute();
	const media = await editorial(tx)
		.selectFrom('editorial_post_media')
		.select(['media_id', 'alt'])
		.where('post_id', '=', row.id)
		.orderBy('position')
		.execute();
	const short = await sharing(tx)
		.selectFrom('editorial_short_link')
		.select('code')
		.where('post_id', '=', row.id)
		.executeTakeFirst();
	const content: Content = {
		title: row.title,
		text: row.text,
		kind: row.kind,
		topic: row.topic,
		language: row.language,
		renditions: renditions.map(({ presence_id, text, language, leads_back, reply_control, list }) => ({
			...{ presenceId: presence_id, text },
			...(language === null ? {} : { translation: language }),
			...(leads_back === null ? {} : { leadsBack: leads_back }),
			...(reply_control === null ? {} : { replyControl: reply_control }),
			...(list === null ? {} : { list }),
		})),
		media: media.map(({ media_id, alt }) => ({ mediaId: media_id, alt: alt as unknown as Record<string, string> })),
		details: row.details as unknown as Details | null,
		...translationsOf(row),
		...(row.warning === null ? {} : { warning: row.warning }),
		...(row.quotes === null ? {} : { quotes: row.quotes }),
		...(row.document === null ? {} : { document: row.document }),
	};
	return { ...toPost(row, content), shortCode: short?.code ?? null };
};

const translationsOf = ({ translations }: PostRow): Pick<Content, 'translations'> => {
	const found = translations as unknown as readonly Translation[];
	return found.length > 0 ? { translations: found } : {};
};

const toPost = (row: PostRow, content: Content): Omit<Post, 'shortCode'> => ({
	id: row.id,
	unitId: row.unit_id,
	authorId: row.author_id,
	state: row.state,
	correction: row.correction,
	correctionReason: row.correction_reason,
	content,
	versions: row.versions as unknown as FieldVersions,
	revision: row.revision,
	editors: row.editors,
	slug: row.slug,
	wall:
		row.wall_local === null || row.wall_zone === null
			? null
			: {
					local: row.wall_local,
					zone: row.wall_zone,
					...(row.wall_occurrence === null ? {} : { occurrence: row.wall_occurrence }),
				},
	dueAt: moment(row.due_at),
	contentHash: row.content_hash,
	askedAt: moment(row.asked_at),
	publishedAt: moment(row.published_at),
	publishedRevision: row.published_revision,
	withdrawnAt: moment(row.withdrawn_at),
	withdrawnNote: row.withdrawn_note,
	createdAt: fromDate(row.created_at),
	changedAt: fromDate(row.changed_at),
});

const columns = (post: Post) => ({
	unit_id: post.unitId,
	author_id: post.authorId,
	state: post.state,
	correction: post.correction,
	correction_reason: post.correctionReason,
	tray: trayOf(post),
	sort_at: toDate(sortMoment(post)),
	kind: post.content.kind,
	topic: post.content.topic,
	title: post.content.title,
	text: post.content.text,
	language: post.content.language,
	details: post.content.details === null ? null : JSON.stringify(post.content.details),
	translations: JSON.stringify(post.content.translations ?? []),
	warning: post.content.warning ? JSON.stringify(post.content.warning) : null,
	quotes: post.content.quotes ?? null,
	document: post.content.document ? JSON.stringify(post.content.document) : null,
	slug: post.slug,
	wall_local: post.wall?.local ?? null,
	wall_zone: post.wall?.zone ?? null,
	wall_occurrence: post.wall?.occurrence ?? null,
	due_at: date(post.dueAt),
	versions: JSON.stringify(post.versions),
	revision: post.revision,
	editors: [...post.editors],
	content_hash: post.contentHash,
	asked_at: date(post.askedAt),
	published_at: date(post.publishedAt),
	published_revision: post.publishedRevision,
	withdrawn_at: date(post.withdrawnAt),
	withdrawn_note: post.withdrawnNote,
	created_at: toDate(post.createdAt),
	changed_at: toDate(post.changedAt),
});

export const addPost = async (tx: Tx, post: Post): Promise<void> => {
	const nothingYet = { frozen: null, published: null, published_hash: null };
	await editorial(tx)
		.insertInto('editorial_post')
		.values({ id: post.id, ...columns(post), ...nothingYet })
		.execute();
	await writeContent(tx, post);
};

/** Writes the post's state; call it on a post that was locked in the same transaction. */
export const savePost = async (tx: Tx, post: Post): Promise<void> => {
	await editorial(tx).updateTable('editorial_post').set(columns(post)).where('id', '=', post.id).execute();
};

/** Writes what hangs on the post's content: renditions and pictures. */
export const writeContent = async (tx: Tx, { id, content }: Post): Promise<void> => {
	const renditions = content.renditions.map((one, position) => ({
		post_id: id,
		presence_id: one.presenceId,
		position,
		text: one.text,
		language: one.translation ?? null,
		leads_back: one.leadsBack ?? null,
		reply_control: one.replyControl ?? null,
		list: one.list ? JSON.stringify(one.list) : null,
	}));
	const media = content.media.map((one, position) => ({
		post_id: id,
		media_id: one.mediaId,
		position,
		alt: JSON.stringify(one.alt),
	}));
	await editorial(tx).deleteFrom('editorial_rendition').where('post_id', '=', id).execute();
	if (renditions.length > 0) await editorial(tx).insertInto('editorial_rendition').values(renditions).execute();
	const before = await editorial(tx)
		.deleteFrom('editorial_post_media')
		.where('post_id', '=', id)
		.returning('media_id')
		.execute();
	if (media.length > 0) await editorial(tx).insertInto('editorial_post_media').values(media).execute();
	const [had, has] = [before.map(({ media_id }) => media_id), media.map(({ media_id }) => media_id)];
	const moved = [...had.filter((one) => !has.includes(one)), ...has.filter((one) => !had.includes(one))];
	await countUses(tx, moved.toSorted());
};

/** Keeps the frozen content approval is asked for; null when it no longer is. */
export const keepFrozen = async (tx: Tx, id: string, frozen: Frozen | null): Promise<void> => {
	const set = { frozen: frozen === null ? null : JSON.stringify(frozen) };
	await editorial(tx).updateTable('editorial_post').set(set).where('id', '=', id).execute();
};

export interface FrozenOf {
	readonly frozen: Frozen | null;
	readonly published: Frozen | null;
	readonly publishedHash: string | null;
}

export const frozenOf = async (tx: Tx, id: string): Promise<FrozenOf> => {
	const row = await editorial(tx)
		.selectFrom('editorial_post')
		.select(['frozen', 'published', 'published_hash'])
		.where('id', '=', id)
		.executeTakeFirst();
	return {
		frozen: (row?.frozen ?? null) as unknown as Frozen | null,
		published: (row?.published ?? null) as unknown as Frozen | null,
		publishedHash: row?.published_hash ?? null,
	};
};

export interface Step {
	readonly id: string;
	readonly postId: string;
	readonly at: Instant;
	readonly byId: string;
	readonly what: string;
	readonly detail?: JsonObject;
}

type StepRow = Insertable<EditorialTables['editorial_step']>;

const stepRow = ({ id, postId, at, byId, what, detail = {} }: Step): StepRow => ({
	...{ id, post_id: postId, at: toDate(at) },
	...{ by_id: byId, what, detail: JSON.stringify(detail) },
});

export const addStep = async (tx: Tx, step: Step): Promise<void> => {
	await editorial(tx).insertInto('editorial_step').values(stepRow(step)).execute();
};

/** The same, and every process hears of it when the transaction commits. */
export const addStepAloud = async (tx: Tx, { unitId, ...step }: Step & { readonly unitId: string }): Promise<void> => {
	const news = announcement({ topic: 'post', id: step.postId, unitId }).as('told');
	await editorial(tx).insertInto('editorial_step').values(stepRow(step)).returning(news).execute();
};
