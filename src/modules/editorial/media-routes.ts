import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

import { type Actor, may } from '#kernel/permission.ts';
import { fail, type Result } from '#kernel/result.ts';
import { PICTURE_MOST_BYTES } from '#kernel/upload.ts';
import { problem } from '#platform/http/problem.ts';
import { answerStretch } from '#platform/http/stretch.ts';
import { sniffFilm } from '#platform/media/film/film.ts';

import { type MediaItem, mediaItems, toMediaView } from './media-store.ts';
import type { EditorialNeeds } from './needs.ts';
import { type ReceiveFilmFailure, receiveFilm } from './receive-film.ts';
import { type MediaFailure, receiveMedia } from './receive-media.ts';
import { within } from './within.ts';

/** More than anything that is taken: what says it is longer is refused before a byte of it is read. */
const MOST_SAID = 250_000_000;
/** Enough to know what a file is by its content. */
const FIRST_BYTES = 64;

type UploadFailure = MediaFailure | ReceiveFilmFailure | { readonly type: 'request.too-large' };

const statuses: Readonly<Record<UploadFailure['type'], ContentfulStatusCode>> = {
	'access.denied': 403,
	'media.not-a-picture': 415,
	'media.broken': 422,
	'media.too-many-pixels': 422,
	'media.film-broken': 422,
	'media.film-unfinished': 422,
	'media.film-without-pictures': 415,
	'media.film-format': 415,
	'media.film-too-large': 413,
	'library.no-such-folder': 404,
	'request.too-large': 413,
};

type Needs = EditorialNeeds & { readonly identify: (request: Request) => Promise<Actor | null> };

/** The addresses that carry bytes: up to us as they are, and back to the desk in a size or as a film. */
export const mountMedia = (app: Hono, needs: Needs): void => {
	const receive = receiver(needs);
	app.post('/api/media', async (c) => {
		const actor = await needs.identify(c.req.raw);
		if (actor === null) return problem(c, 401, { type: 'access.sign-in' });
		if (!may(actor, 'post.write', c.req.query('unitId') ?? '')) return problem(c, 403, { type: 'access.denied' });
		if (Number(c.req.header('content-length') ?? 0) > MOST_SAID) return problem(c, 413, { type: 'request.too-large' });
		const taken = await receive(c, actor);
		return taken.ok ? c.json(toMediaView(taken.value)) : problem(c, statuses[taken.error.type], taken.error);
	});
	app.get('/api/media/:id/film', async (c) => {
		const actor = await needs.identify(c.req.raw);
		if (actor === null) return problem(c, 401, { type: 'access.sign-in' });
		const [item] = await needs.db.read('film', (tx) => mediaItems(tx, [c.req.param('id')]));
		if (item === undefined || item.film === null || !may(actor, 'post.read', item.unitId))
			return problem(c, 404, { type: 'media.not-found' });
		const headers = { 'content-type': item.mime, 'cache-control': 'private, max-age=31536000, immutable' };
		const answer = await answerStretch(c, needs.files, { hash: item.hash, headers });
		return answer ?? problem(c, 404, { type: 'media.not-found' });
	});
	app.get('/api/media/:id/:size', async (c) => {
		const actor = await needs.identify(c.req.raw);
		if (actor === null) return problem(c, 401, { type: 'access.sign-in' });
		const [item] = await needs.db.read('picture', (tx) => mediaItems(tx, [c.req.param('id')]));
		const hash = item?.sizes[c.req.param('size')];
		if (item === undefined || hash === undefined || !may(actor, 'post.read', item.unitId))
			return problem(c, 404, { type: 'media.not-found' });
		const bytes = await needs.files.get(hash);
		if (bytes === null) return problem(c, 404, { type: 'media.not-found' });
		const headers = { 'content-type': 'image/webp', 'cache-control': 'private, max-age=31536000, immutable' };
		return c.body(new Uint8Array(bytes), 200, headers);
	});
};

/** Looks at the first bytes only, and hands the rest on as it comes: a film to the disk, a picture to its workshop. */
const receiver = (needs: Needs) => {
	const [picture, film] = [receiveMedia(needs), receiveFilm(needs)];
	return async (c: Context, actor: Actor): Promise<Result<MediaItem, UploadFailure>> => {
		const [unitId = '', name = '', folderId] = ['unitId', 'name', 'folderId'].map((key) => c.req.query(key));
		const about = { unitId, name, folderId };
		const chunks = (c.req.raw.body ?? new Blob().stream()).values();
		const begun: Uint8Array[] = [];
		let length = 0;
		while (length < FIRST_BYTES) {
			const { value, done } = await chunks.next();
			if (done) break;
			begun.push(value);
			length += value.length;
		}
		const mime = sniffFilm(Buffer.concat(begun));
		const all = joined(begun, chunks);
		if (mime !== null) return film({ ...about, mime, chunks: all }, actor);
		const bytes = await within(all, PICTURE_MOST_BYTES);
		return bytes === null ? fail({ type: 'request.too-large' }) : picture({ ...about, bytes }, actor);
	};
};

async function* joined(begun: readonly Uint8Array[], rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	yield* begun;
	yield* rest;
}
