import type { Hono } from 'hono';

import type { Actor } from '#kernel/permission.ts';
import { problem } from '#platform/http/problem.ts';

import type { DeliveryNeeds } from './needs.ts';
import { mayResolve } from './resolve.ts';
import { readDelivery, renditionOf, toDelivery } from './store.ts';

export type Identify = (request: Request) => Promise<Actor | null>;

/** SPEC: what browsers show and networks take; anything else is not handed out. */
const SHOWN = /^image\/(?:jpeg|png|webp|gif|avif)$/;

/** The pictures of a copy, byte for byte as they were sent: whoever decides compares them with what the network shows. */
export const mountSentPictures = (
	app: Hono,
	{ db, files }: Pick<DeliveryNeeds, 'db' | 'files'>,
	identify: Identify,
): void => {
	app.get('/api/deliveries/:id/pictures/:place{[0-9]{1,2}}', async (c) => {
		const actor = await identify(c.req.raw);
		if (actor === null) return problem(c, 401, { type: 'access.sign-in' });
		const row = await db.read('pictures of a delivery', (tx) => readDelivery(tx, c.req.param('id')));
		const picture = row && renditionOf(row)?.media[Number(c.req.param('place'))];
		if (row === undefined || !picture || !mayResolve(actor, toDelivery(row)) || !SHOWN.test(picture.mime))
			return problem(c, 404, { type: 'media.not-found' });
		const bytes = await files.get(picture.file).catch(() => null);
		if (bytes === null) return problem(c, 404, { type: 'media.not-found' });
		return c.body(new Uint8Array(bytes), 200, {
			'content-type': picture.mime,
			'cache-control': 'private, max-age=3600',
		});
	});
};
