import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

import { type Actor, may } from '#kernel/permission.ts';
import { problem } from '#platform/http/problem.ts';

import { mediaItems } from './media-store.ts';
import type { EditorialNeeds } from './needs.ts';
import { toMediaView } from './read-post.ts';
import { type MediaFailure, receiveMedia } from './receive-media.ts';

const MEBI = 1024 * 1024;
export const MOST_BYTES = 20 * MEBI;

const statuses: Readonly<Record<MediaFailure['type'], ContentfulStatusCode>> = {
	'access.denied': 403,
	'media.not-a-picture': 415,
	'media.broken': 422,
	'media.too-many-pixels': 422,
	'library.no-such-folder': 404,
};

type Needs = EditorialNeeds & { readonly identify: (request: Request) => Promise<Actor | null> };

/** The two addresses that carry bytes: up to us as they are, and back to the desk in a size. */
export const mountMedia = (app: Hono, needs: Needs): void => {
	const receive = receiveMedia(needs);
	app.post('/api/media', async (c) => {
		const actor = await needs.identify(c.req.raw);
		if (actor === null) return problem(c, 401, { type: 'access.sign-in' });
		const unitId = c.req.query('unitId') ?? '';
		if (!may(actor, 'post.write', unitId)) return problem(c, 403, { type: 'access.denied' });
		const bytes = await bodyWithin(c, MOST_BYTES);
		if (bytes === null) return problem(c, 413, { type: 'request.too-large' });
		const [name, folderId] = [c.req.query('name') ?? '', c.req.query('folderId')];
		const taken = await receive({ unitId, folderId, name, bytes }, actor);
		return taken.ok ? c.json(toMediaView(taken.value)) : problem(c, statuses[taken.error.type], taken.error);
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

/** Reads a body no further than it may be long; null when it is longer, whatever its headers said. */
const bodyWithin = async (c: Context, most: number): Promise<Uint8Array | null> => {
	if (Number(c.req.header('content-length') ?? 0) > most) return null;
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of c.req.raw.body ?? []) {
		length += chunk.length;
		if (length > most) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks, length);
};
