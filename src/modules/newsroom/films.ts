import type { Context, Hono } from 'hono';

import { readCaptions, transcriptOf } from '#kernel/captions.ts';
import { CAPTIONS_MIME, filmEnding, isSound, WORDS_MIME } from '#kernel/film.ts';
import { ok } from '#kernel/result.ts';
import type { OutgoingMedia } from '#modules/channels/index.ts';
import type { Database } from '#platform/db/database.ts';
import type { Files } from '#platform/files.ts';
import { answerStretch } from '#platform/http/stretch.ts';

import { FOR_EVER, publicHeaders } from './headers.ts';
import type { Pictures } from './pictures.ts';
import { newsroom, type StoredFilm } from './tables.ts';

interface Needs {
	readonly db: Database;
	readonly files: Files;
	readonly pictures: Pictures;
}

export interface Films {
	/** Opens a film and its captions to everybody, and says what the page tells of it. Doing it twice changes nothing. */
	keep(media: readonly OutgoingMedia[]): Promise<StoredFilm | null>;
	/** The kind of a film or of captions that may be shown; null for every other file. */
	mimeOf(hash: string): Promise<string | null>;
}

export const createFilms = ({ db, files, pictures }: Needs): Films => ({
	async keep(media) {
		const shown = media.find(({ film }) => film !== undefined);
		if (shown?.film === undefined) return null;
		const { mime, alt, width, height, credit, film } = shown;
		const { file: hash, bytes, ms, silent } = film;
		const still = { ...film.poster, alt, fileName: '', ...(credit ? { credit } : {}) };
		const [poster] = await pictures.keep([still]);
		if (poster === undefined) return null;
		const words = await keepWords(files, film.transcript ?? {});
		const open = [
			{ hash, mime },
			...film.captions.map(({ file }) => ({ hash: file, mime: CAPTIONS_MIME })),
			...words.map((one) => ({ hash: one.hash, mime: WORDS_MIME })),
		];
		await db.transact('open a film', async (tx) => {
			const insert = newsroom(tx).insertInto('newsroom_film').values(open);
			await insert.onConflict((conflict) => conflict.doNothing()).execute();
			return ok(undefined);
		});
		const captions = film.captions.map(({ language, file, text }) => {
			const read = readCaptions(text);
			return { language, hash: file, transcript: read.ok ? [...transcriptOf(read.value)] : [] };
		});
		const told = { ...(credit ? { credit } : {}), ...(isSound(mime) ? { words } : {}) };
		return { hash, mime, bytes, ms, width, height, alt, poster, captions, silent, ...told };
	},
	async mimeOf(hash) {
		const row = await db.read('film', (tx) =>
			newsroom(tx).selectFrom('newsroom_film').select('mime').where('hash', '=', hash).executeTakeFirst(),
		);
		return row?.mime ?? null;
	},
});

const keepWords = (files: Files, transcript: Readonly<Record<string, string>>) =>
	Promise.all(
		Object.entries(transcript)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(async ([language, text]) => ({ language, hash: await files.put(Buffer.from(text)) })),
	);

/** Films, recordings and their words of the public site, whole or in parts, as players ask for them. */
export const mountFilms = (
	app: Hono,
	{ films, files, origin }: { readonly films: Films; readonly files: Files; readonly origin: string },
): void => {
	app.get(
		'/medien/:place{film|ton}/:name{[0-9a-f]{64}\\.(?:mp4|webm|vtt|mp3|m4a|opus|txt)}',
		async (c: Context, next) => {
			const [hash = '', ending = ''] = (c.req.param('name') ?? '').split('.');
			const mime = await films.mimeOf(hash);
			if (mime === null || filmEnding(mime) !== ending) return next();
			const type = mime.startsWith('text/') ? `${mime}; charset=utf-8` : mime;
			const headers = { ...publicHeaders(origin), 'content-type': type, 'cache-control': FOR_EVER };
			return (await answerStretch(c, files, { hash, headers })) ?? next();
		},
	);
};
