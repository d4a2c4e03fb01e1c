import type { z } from 'zod';

import type { changePodcastEndpoint } from '#contract/newsroom.ts';
import { type Actor, may } from '#kernel/permission.ts';
import { COVER } from '#kernel/podcast.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { type Act, done, unchanged } from '#platform/act.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import type { Events } from '#platform/events.ts';
import type { Files } from '#platform/files.ts';
import { loadSharp } from '#platform/media/load-sharp.ts';
import type { PictureFailure, Pictures } from '#platform/media/pictures.ts';

import { type Cover, newsroom } from '../tables.ts';
import { readShow, type ShowRow } from './store.ts';

export type ShowFailure = { readonly type: 'access.denied' };
export type CoverFailure =
	| ShowFailure
	| PictureFailure
	/** Podcast programs show covers of equal sides only. */
	| { readonly type: 'podcast.cover-not-square'; readonly width: number; readonly height: number }
	| { readonly type: 'podcast.cover-too-small'; readonly is: number; readonly least: number };

type Words = z.output<typeof changePodcastEndpoint.input>;
type Complete = ShowRow & { readonly cover: Cover };

/** The feed exists from the moment on when nothing is missing that podcast programs ask for. */
export const isComplete = (row: ShowRow | undefined): row is Complete =>
	row !== undefined &&
	row.cover !== null &&
	[row.title, row.description, row.author, row.mail].every((text) => text !== '');

export const coverOf = ({ cover: { hash, side } }: Pick<Complete, 'cover'>) => ({
	cover: `/medien/${hash}/${side}.jpg`,
	side,
});

interface Needs {
	readonly db: Database;
	readonly act: Act;
	readonly events: Events;
	readonly files: Files;
	readonly workshop: Pictures;
	readonly changed: () => void;
}

export interface Shows {
	read(): Promise<ShowRow | undefined>;
	change(actor: Actor, words: Words): Promise<Result<void, ShowFailure>>;
	/** Takes a picture as the cover, made as programs want it. */
	changeCover(actor: Actor, bytes: Uint8Array): Promise<Result<void, CoverFailure>>;
}

/** What the podcast says of itself. */
export const createShows = ({ db, act, events, files, workshop, changed }: Needs): Shows => {
	const tell = (tx: Tx) => events.announce(tx, { topic: 'setting', id: 'newsroom' });
	return {
		read: () => db.read('podcast', readShow),
		async change(actor, { coverAlt, ...words }) {
			if (!may(actor, 'newsroom.manage')) return fail({ type: 'access.denied' });
			const row = { ...words, cover_alt: coverAlt };
			const result = await act<void, ShowFailure>('change podcast', actor, async (tx) => {
				const before = await readShow(tx);
				const names = Object.keys(row) as (keyof typeof row)[]; // NOTE: the names are those of the row above.
				if (before !== undefined && names.every((name) => before[name] === row[name])) return unchanged(undefined);
				await putShow(tx, row);
				await tell(tx);
				return done(undefined, { kind: 'newsroom.podcast-changed', subject: 'newsroom:podcast', payload: { ...row } });
			});
			changed();
			return result;
		},
		async changeCover(actor, bytes) {
			if (!may(actor, 'newsroom.manage')) return fail({ type: 'access.denied' });
			const made = await makeCover(workshop, bytes);
			if (!made.ok) return made;
			const hash = await files.put(made.value.bytes);
			const cover = { hash, side: made.value.side };
			const result = await act<void, CoverFailure>('change cover', actor, async (tx) => {
				const form = { hash, size: cover.side, format: 'jpg' as const, file: hash, bytes: made.value.bytes.length };
				const insert = newsroom(tx).insertInto('newsroom_image').values(form);
				await insert.onConflict((conflict) => conflict.doNothing()).execute();
				await putShow(tx, { cover: JSON.stringify(cover) });
				await tell(tx);
				const payload = { cover: hash };
				return done(undefined, { kind: 'newsroom.podcast-changed', subject: 'newsroom:podcast', payload });
			});
			changed();
			return result;
		},
	};
};

const putShow = async (tx: Tx, part: Partial<Omit<ShowRow, 'id' | 'cover'>> & { readonly cover?: string }) => {
	const blank = { title: '', description: '', author: '', mail: '', cover: null, cover_alt: '' };
	await newsroom(tx)
		.insertInto('newsroom_podcast')
		.values({ id: 'show', category: 'Government', language: 'de', ...blank, ...part })
		.onConflict((conflict) => conflict.column('id').doUpdateSet(part))
		.execute();
};

/** SPEC: podcasters.apple.com: covers as JPEG in RGB without transparency, equal sides. */
const makeCover = async (
	workshop: Pictures,
	bytes: Uint8Array,
): Promise<Result<{ readonly bytes: Buffer; readonly side: number }, CoverFailure>> => {
	const taken = await workshop.take(bytes);
	if (!taken.ok) return taken;
	const { master } = taken.value;
	const { width, height } = master;
	if (width !== height) return fail({ type: 'podcast.cover-not-square', width, height });
	if (width < COVER.least) return fail({ type: 'podcast.cover-too-small', is: width, least: COVER.least });
	const side = Math.min(width, COVER.most);
	const sharp = await loadSharp();
	const made = sharp(master.bytes).resize({ width: side }).flatten({ background: '#ffffff' });
	return ok({ bytes: await made.jpeg({ quality: 85, mozjpeg: true }).toBuffer(), side });
};
