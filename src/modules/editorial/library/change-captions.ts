import { type Cue, type CueProblem, cueProblems, writeCaptions } from '#kernel/captions.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { done, unchanged } from '#platform/act.ts';
import type { Tx } from '#platform/db/database.ts';

import { type Captions, type MediaItem, toMediaItem } from '../media-store.ts';
import type { EditorialNeeds } from '../needs.ts';
import { editorial } from '../tables.ts';
import { addMediaStep, type ItemMissing, lockItem } from './store.ts';

export type CaptionsFailure =
	| ItemMissing
	| { readonly type: 'access.denied' }
	| { readonly type: 'library.no-film' }
	| { readonly type: 'library.changed-meanwhile'; readonly version: number }
	/** The first of the captions that cannot stand as it is, counted from 1. */
	| { readonly type: 'library.captions-faulty'; readonly row: number; readonly why: CueProblem['why'] };

type Needs = Pick<EditorialNeeds, 'act' | 'clock' | 'ids' | 'events' | 'files'>;

interface Change {
	readonly id: string;
	readonly language: string;
	/** The version of all captions of this film that was read. */
	readonly base: number;
	readonly cues: readonly Cue[];
}

interface Changed {
	readonly id: string;
	readonly captionsVersion: number;
}

/** Writes the captions of a film in one language anew. What was approved before goes out with the captions it was approved with. */
export const changeCaptions =
	(needs: Needs) =>
	async (change: Change, actor: Actor): Promise<Result<Changed, CaptionsFailure>> => {
		const { id, language, base, cues } = change;
		const file = cues.length === 0 ? null : await needs.files.put(Buffer.from(writeCaptions(cues)));
		return needs.act<Changed, CaptionsFailure>('write captions', actor, async (tx) => {
			const found = await filmToChange(tx, change, actor);
			if (!found.ok) return found;
			const { unitId, captions: before } = found.value;
			if ((before[language]?.file ?? null) === file) return unchanged({ id, captionsVersion: base });
			const after = withLanguage(before, language, file === null ? null : { file, cues: cues.length });
			const set = { captions: JSON.stringify(after), captions_version: base + 1 };
			await editorial(tx).updateTable('editorial_media').set(set).where('id', '=', id).execute();
			await addMediaStep(needs, tx, { mediaId: id, byId: actor.id, what: 'captions', detail: { fields: [language] } });
			await needs.events.announce(tx, { topic: 'media', id, unitId });
			const payload = { language, sha256: file, cues: cues.length };
			return done({ id, captionsVersion: base + 1 }, { kind: 'media.captions', subject: id, unitId, payload });
		});
	};

/** The film as the writer has read it, if they may change it and the captions can stand as they are. */
const filmToChange = async (
	tx: Tx,
	{ id, base, cues }: Change,
	actor: Actor,
): Promise<Result<MediaItem, CaptionsFailure>> => {
	const found = await lockItem(tx, id);
	if (!found.ok) return found;
	if (!may(actor, 'post.write', found.value.unit_id)) return fail({ type: 'access.denied' });
	const { captions_version: version } = found.value;
	const item = toMediaItem(found.value);
	if (item.film === null) return fail({ type: 'library.no-film' });
	if (version !== base) return fail({ type: 'library.changed-meanwhile', version });
	const [fault] = cueProblems(cues, item.film.ms);
	return fault === undefined ? ok(item) : fail({ type: 'library.captions-faulty', row: fault.at + 1, why: fault.why });
};

const withLanguage = (before: Captions, language: string, now: Captions[string] | null): Captions => {
	const others = Object.entries(before).filter(([tag]) => tag !== language);
	return Object.fromEntries(now === null ? others : [...others, [language, now]]);
};
