import type { Hono } from 'hono';

import type { FederationNeeds } from './needs.ts';
import { mimes } from './pictures.ts';
import { federation } from './tables.ts';

/** Pictures of statements, for servers that show them. Only what stands in a statement of ours is given out. */
export const mountPictures = (app: Hono, { db, files, origin }: FederationNeeds): void => {
	app.get('/fediverse/bild/:name{[0-9a-f]{64}\\.(jpg|png|webp)}', async (c, next) => {
		const name = c.req.param('name');
		const [hash = '', ending = ''] = name.split('.');
		const url = `${origin}/fediverse/bild/${name}`;
		const shown = await db.read('picture of a statement', (tx) =>
			federation(tx)
				.selectFrom('federation_object')
				.select('id')
				.where((of) => of(of.ref('document'), '@>', JSON.stringify({ attachment: [{ url }] }) as never)) // NOTE: jsonb contains jsonb.
				.where('deleted_at', 'is', null)
				.executeTakeFirst(),
		);
		const bytes = shown === undefined ? null : await files.get(hash);
		if (bytes === null) return next();
		const headers = {
			'content-type': mimes[ending] ?? 'image/jpeg',
			'cache-control': 'public, max-age=31536000, immutable',
		};
		return c.body(new Uint8Array(bytes), 200, headers);
	});
};
