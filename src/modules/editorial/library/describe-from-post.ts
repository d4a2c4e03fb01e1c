import type { Leaf } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import type { Post } from '../domain/post.ts';
import { factColumns, toMediaItem } from '../media-store.ts';
import type { EditorialNeeds } from '../needs.ts';
import { editorial } from '../tables.ts';
import { addMediaStep, lockItem } from './store.ts';

interface Described {
	readonly post: Post;
	readonly byId: string;
}

/** What was written for a post describes the picture from then on, where the library has no words in that language. */
export const describeFromPost = async (
	needs: Pick<EditorialNeeds, 'ids' | 'clock' | 'events'>,
	tx: Tx,
	{ post: { content, unitId }, byId }: Described,
): Promise<readonly Leaf[]> => {
	const leaves: Leaf[] = [];
	const { language } = content;
	for (const { mediaId: id, alt } of content.media.toSorted((a, b) => (a.mediaId < b.mediaId ? -1 : 1))) {
		const said = (alt[language] ?? '').trim();
		const found = said === '' ? null : await lockItem(tx, id);
		if (!found?.ok) continue;
		const { facts, originalName } = toMediaItem(found.value);
		if ((facts.alt[language] ?? '').trim() !== '') continue;
		const after = { ...facts, alt: { ...facts.alt, [language]: said } };
		const version = found.value.version + 1;
		const set = { ...factColumns(after, originalName), version };
		await editorial(tx).updateTable('editorial_media').set(set).where('id', '=', id).execute();
		await addMediaStep(needs, tx, { mediaId: id, byId, what: 'changed', detail: { fields: ['alt'] } });
		await needs.events.announce(tx, { topic: 'media', id, unitId });
		leaves.push({ kind: 'media.changed', subject: id, unitId, payload: { fields: ['alt'], alt: after.alt } });
	}
	return leaves;
};
