import type { JsonObject } from '#kernel/json.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { factsChanged, type MediaFacts } from '../domain/library.ts';
import { factColumns, type MediaRow, toMediaItem } from '../media-store.ts';
import type { EditorialNeeds } from '../needs.ts';
import { editorial } from '../tables.ts';
import { addMediaStep, type ItemMissing, lockItem } from './store.ts';

export type ChangeItemFailure =
	| ItemMissing
	| { readonly type: 'access.denied' }
	| { readonly type: 'library.changed-meanwhile'; readonly version: number }
	/** Only a picture of the same unit stands for a film, and only for a film. */
	| { readonly type: 'library.poster-unknown' };

type Needs = Pick<EditorialNeeds, 'act' | 'clock' | 'ids' | 'events' | 'notices'>;

interface Change {
	readonly id: string;
	/** The version that was read. */
	readonly base: number;
	readonly facts: { readonly [F in keyof MediaFacts]?: MediaFacts[F] | undefined };
}

interface Changed {
	readonly id: string;
	readonly version: number;
}

/** Says anew what is to be seen, whose it is and how it may be used. What was approved before goes out as it was approved. */
export const changeLibraryItem =
	(needs: Needs) =>
	({ id, base, facts }: Change, actor: Actor): Promise<Result<Changed, ChangeItemFailure>> =>
		needs.act<Changed, ChangeItemFailure>('change picture', actor, async (tx) => {
			const found = await lockAt(tx, { id, base, actor });
			if (!found.ok) return found;
			const { unit_id: unitId, original_name } = found.value;
			const before = toMediaItem(found.value).facts;
			const after = withGiven(before, facts);
			const fields = factsChanged(before, after);
			if (fields.length === 0) return unchanged({ id, version: base });
			const version = base + 1;
			const sizes = await sizesOf(tx, found.value, after.posterId);
			if (sizes === null) return fail({ type: 'library.poster-unknown' });
			const set = { ...factColumns(after, original_name), ...sizes, version };
			await editorial(tx).updateTable('editorial_media').set(set).where('id', '=', id).execute();
			await addMediaStep(needs, tx, { mediaId: id, byId: actor.id, what: 'changed', detail: { fields: [...fields] } });
			if (fields.includes('expiresOn')) await needs.notices.over(tx, { postId: id, kinds: ['picture-ends'] });
			await needs.events.announce(tx, { topic: 'media', id, unitId });
			const payload = { fields: [...fields], facts: toJson(after) };
			return done({ id, version }, { kind: 'media.changed', subject: id, unitId, payload });
		});

const withGiven = (before: MediaFacts, facts: Change['facts']): MediaFacts => ({
	...before,
	...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)),
});

/** A film is shown at the desk in the sizes of the picture that stands for it; null where that picture will not do. */
const sizesOf = async (tx: Tx, { film, poster_id, unit_id }: MediaRow, posterId: string | null) => {
	if (posterId === poster_id) return {};
	if (posterId === null) return { sizes: '{}' };
	const found = await lockItem(tx, posterId);
	const fits = film !== null && found.ok && found.value.film === null && found.value.unit_id === unit_id;
	return fits ? { sizes: JSON.stringify(found.value.sizes) } : null;
};

interface At {
	readonly id: string;
	readonly base: number;
	readonly actor: Actor;
}

/** The picture as the writer has read it, if they may change it and nobody has meanwhile. */
const lockAt = async (tx: Tx, { id, base, actor }: At): Promise<Result<MediaRow, ChangeItemFailure>> => {
	const found = await lockItem(tx, id);
	if (!found.ok) return found;
	const { unit_id, version } = found.value;
	if (!may(actor, 'post.write', unit_id)) return fail({ type: 'access.denied' });
	return version === base ? found : fail({ type: 'library.changed-meanwhile', version });
};

const toJson = (facts: MediaFacts): JsonObject => JSON.parse(JSON.stringify(facts)) as JsonObject; // NOTE: JSON in, JSON out.
