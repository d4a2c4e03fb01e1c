import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { done } from '#platform/act.ts';

import type { EditorialNeeds } from '../needs.ts';
import { editorial } from '../tables.ts';
import { type ItemMissing, lockItem } from './store.ts';

export type RemoveItemFailure =
	| ItemMissing
	| { readonly type: 'access.denied' }
	| { readonly type: 'library.in-use'; readonly count: number }
	| { readonly type: 'library.stands-for-film'; readonly count: number };

type Needs = Pick<EditorialNeeds, 'act' | 'events' | 'notices'>;
type Removed = { readonly id: string };

/** Takes a picture out of the library. One that stands in a post stays: the post says where. */
export const removeLibraryItem =
	(needs: Needs) =>
	({ id }: Removed, actor: Actor): Promise<Result<Removed, RemoveItemFailure>> =>
		needs.act<Removed, RemoveItemFailure>('remove picture', actor, async (tx) => {
			const found = await lockItem(tx, id);
			if (!found.ok) return found;
			const { unit_id: unitId, hash, original_name: name, title } = found.value;
			if (!may(actor, 'post.write', unitId)) return fail({ type: 'access.denied' });
			const of = editorial(tx);
			const uses = await of
				.selectFrom('editorial_post_media')
				.select('post_id')
				.where('media_id', '=', id)
				.limit(100)
				.execute();
			if (uses.length > 0) return fail({ type: 'library.in-use', count: uses.length });
			const films = await of
				.selectFrom('editorial_media')
				.select('id')
				.where('poster_id', '=', id)
				.limit(100)
				.execute();
			if (films.length > 0) return fail({ type: 'library.stands-for-film', count: films.length });
			await of.deleteFrom('editorial_media_fit').where('media_id', '=', id).execute();
			await of.deleteFrom('editorial_media').where('id', '=', id).execute();
			await needs.notices.over(tx, { postId: id, kinds: ['picture-ends'] });
			await needs.events.announce(tx, { topic: 'media', id, unitId });
			return done({ id }, { kind: 'media.removed', subject: id, unitId, payload: { sha256: hash, name, title } });
		});
