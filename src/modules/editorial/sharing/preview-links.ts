import type { z } from 'zod';

import type { listPreviewLinksEndpoint } from '#contract/sharing.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { days, fromDate, type Instant, plus, toDate } from '#kernel/time.ts';
import { done, unchanged } from '#platform/act.ts';

import { inStage, type StageFailure } from '../domain/post.ts';
import type { EditorialNeeds } from '../needs.ts';
import { tokenHash } from '../secret-token.ts';
import { findPost, type NotFound } from '../store.ts';
import { type WorkFailure, workOnPost } from '../work-on-post.ts';
import { sharing } from './tables.ts';

export type PreviewFailure = WorkFailure | StageFailure;

interface Wanted {
	readonly id: string;
	readonly note: string;
	readonly days: number;
}

interface Made {
	readonly id: string;
	readonly link: string;
	readonly expiresAt: Instant;
}

/** Makes a secret link to a post as it stands; said once, good for some days, and in the post's history with who made it. */
export const makePreviewLink =
	(needs: EditorialNeeds) =>
	({ id, note, days: span }: Wanted, actor: Actor): Promise<Result<Made, PreviewFailure>> =>
		workOnPost<Made, StageFailure>(needs, actor, {
			job: { label: 'make preview link', id, permission: 'post.write' },
			async work({ tx, post, now, settle }) {
				const staged = inStage(post, 'draft', 'in-approval', 'approved', 'scheduled', 'published');
				if (!staged.ok) return staged;
				const linkId = needs.ids.next('preview');
				const token = needs.ids.secret();
				const expiresAt = plus(now, days(span));
				await sharing(tx)
					.insertInto('editorial_preview_link')
					.values({
						...{ id: linkId, post_id: id, token_hash: tokenHash(token), note, made_by: actor.id },
						...{ at: toDate(now), expires_at: toDate(expiresAt), ended_at: null },
					})
					.execute();
				const link = `${needs.origin}/desk/vorschau#${token}`;
				const leaf = await settle(post, { what: 'preview-shared', detail: { guest: note, days: span } });
				return done<Made>({ id: linkId, link, expiresAt }, leaf);
			},
		});

interface Ending {
	readonly id: string;
	readonly linkId: string;
}

/** Ends a link at once. One that has ended stays so. */
export const endPreviewLink =
	(needs: EditorialNeeds) =>
	({ id, linkId }: Ending, actor: Actor): Promise<Result<{ readonly id: string }, WorkFailure>> =>
		workOnPost<{ readonly id: string }, never>(needs, actor, {
			job: { label: 'end preview link', id, permission: 'post.write' },
			async work({ tx, post, now, settle }) {
				const ended = await sharing(tx)
					.updateTable('editorial_preview_link')
					.set({ ended_at: toDate(now) })
					.where('id', '=', linkId)
					.where('post_id', '=', id)
					.where('ended_at', 'is', null)
					.returning('note')
					.executeTakeFirst();
				if (ended === undefined) return unchanged({ id });
				return done({ id }, await settle(post, { what: 'preview-ended', detail: { guest: ended.note } }));
			},
		});

/** More than these nobody tells apart. */
const MOST_LINKS = 50;

export const listPreviewLinks =
	({ db, clock, people }: Pick<EditorialNeeds, 'db' | 'clock' | 'people'>) =>
	async (
		{ id }: { readonly id: string },
		actor: Actor,
	): Promise<Result<z.input<typeof listPreviewLinksEndpoint.output>, NotFound>> => {
		const seen = await db.read('preview links', async (tx) => {
			const rows = await sharing(tx)
				.selectFrom('editorial_preview_link')
				.selectAll()
				.where('post_id', '=', id)
				.where('ended_at', 'is', null)
				.where('expires_at', '>', toDate(clock.now()))
				.orderBy('at', 'desc')
				.limit(MOST_LINKS)
				.execute();
			return { post: await findPost(tx, id), rows };
		});
		if (seen.post === null || !may(actor, 'post.read', seen.post.unitId)) return fail({ type: 'post.not-found' });
		const names = await people.names([...new Set(seen.rows.map(({ made_by }) => made_by))]);
		return ok({
			items: seen.rows.map((row) => ({
				...{ id: row.id, note: row.note, by: { id: row.made_by, name: names.get(row.made_by) ?? '' } },
				...{ at: row.at.toISOString(), expiresAt: row.expires_at.toISOString() },
			})),
		});
	};

export interface OpenPreview {
	readonly postId: string;
	readonly note: string;
	readonly expiresAt: Instant;
}

/** The post a secret stands for, while its link is good. */
export const findPreview = async (
	{ db, clock }: Pick<EditorialNeeds, 'db' | 'clock'>,
	token: string,
): Promise<OpenPreview | null> => {
	const row = await db.read('preview behind a link', (tx) =>
		sharing(tx)
			.selectFrom('editorial_preview_link')
			.select(['post_id', 'note', 'expires_at'])
			.where('token_hash', '=', tokenHash(token))
			.where('ended_at', 'is', null)
			.where('expires_at', '>', toDate(clock.now()))
			.executeTakeFirst(),
	);
	return row ? { postId: row.post_id, note: row.note, expiresAt: fromDate(row.expires_at) } : null;
};
