import type { z } from 'zod';

import type { readLibraryItemEndpoint } from '#contract/library.ts';
import { readCaptions } from '#kernel/captions.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import type { Tx } from '#platform/db/database.ts';

import { lacksOf } from '../domain/library.ts';
import { fileOf, type MediaItem, toMediaItem } from '../media-store.ts';
import type { EditorialNeeds } from '../needs.ts';
import { editorial } from '../tables.ts';
import { daysNow } from './days.ts';
import type { ItemMissing } from './store.ts';

type View = z.input<typeof readLibraryItemEndpoint.output>;
type Needs = Pick<EditorialNeeds, 'db' | 'people' | 'clock' | 'files'>;
const MOST_POSTS = 20;
const MOST_STEPS = 100;

/** Everything the desk shows of one picture. */
export const readLibraryItem =
	(needs: Needs) =>
	async ({ id }: { readonly id: string }, actor: Actor): Promise<Result<View, ItemMissing>> => {
		const seen = await needs.db.read('picture of the library', (tx) => everythingOf(tx, id));
		if (seen === null || !may(actor, 'post.read', seen.row.unit_id)) return fail({ type: 'library.not-found' });
		const { row, posts, steps } = seen;
		const item = toMediaItem(row);
		const { facts } = item;
		const captions = await captionsOf(needs.files, item);
		const names = await needs.people.names([...new Set([row.uploaded_by, ...steps.map(({ by_id }) => by_id)])]);
		const named = (person: string) => ({ id: person, name: names.get(person) ?? '' });
		return ok({
			...fileOf(item),
			version: row.version,
			uploadedAt: row.uploaded_at.toISOString(),
			uploadedBy: named(row.uploaded_by),
			facts: {
				...facts,
				alt: { ...facts.alt },
				silent: { ...facts.silent },
				transcript: { ...facts.transcript },
				keywords: [...facts.keywords],
			},
			captionsVersion: row.captions_version,
			captions,
			lacks: lacksOf(facts, await daysNow(needs)),
			usedBy: row.used_by,
			posts: posts
				.filter(({ unit_id }) => may(actor, 'post.read', unit_id))
				.map((post) => ({
					id: post.id,
					title: post.title,
					state: post.state,
					changedAt: post.changed_at.toISOString(),
				})),
			steps: steps.map((step) => ({
				id: step.id,
				at: step.at.toISOString(),
				by: named(step.by_id),
				what: step.what,
				...detailOf(step.detail),
			})),
			mayChange: may(actor, 'post.write', item.unitId),
		});
	};

const captionsOf = (files: Needs['files'], { captions }: MediaItem): Promise<View['captions']> =>
	Promise.all(
		Object.entries(captions)
			.sort(([a], [b]) => a.localeCompare(b))
			.map(async ([language, { file }]) => {
				const read = readCaptions(String(await files.get(file)));
				return { language, cues: read.ok ? read.value.map((cue) => ({ ...cue })) : [] };
			}),
	);

const detailOf = (stored: string): { fields: string[]; folder: string } => {
	// NOTE: jsonb comes back as the object it holds, written by us.
	const { fields = [], folder = '' } = stored as unknown as { fields?: string[]; folder?: string };
	return { fields, folder };
};

const everythingOf = async (tx: Tx, id: string) => {
	const row = await editorial(tx).selectFrom('editorial_media').selectAll().where('id', '=', id).executeTakeFirst();
	if (row === undefined) return null;
	const posts = await editorial(tx)
		.selectFrom('editorial_post_media')
		.innerJoin('editorial_post', 'editorial_post.id', 'editorial_post_media.post_id')
		.select(['editorial_post.id', 'unit_id', 'title', 'state', 'changed_at'])
		.where('media_id', '=', id)
		.orderBy('post_id', 'desc')
		.limit(MOST_POSTS)
		.execute();
	const steps = await editorial(tx)
		.selectFrom('editorial_media_step')
		.selectAll()
		.where('media_id', '=', id)
		.orderBy('position', 'desc')
		.limit(MOST_STEPS)
		.execute();
	return { row, posts, steps };
};
