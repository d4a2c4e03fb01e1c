import type { Hono } from 'hono';

import { type Actor, may } from '#kernel/permission.ts';
import { problem } from '#platform/http/problem.ts';
import type { Pictures } from '#platform/media/pictures.ts';

import type { DialogueNeeds } from './needs.ts';
import { dialogue } from './tables.ts';

type Needs = Pick<DialogueNeeds, 'db' | 'outbound' | 'files'> & {
	readonly identify: (request: Request) => Promise<Actor | null>;
	readonly pictures: Pick<Pictures, 'take'>;
};

const MOST_BYTES = 16 * 1024 * 1024;
const WIDTH = 960;
const REMEMBERED = 2_000;

/**
 * Shows images of others without the desk ever calling others: we fetch, write them anew, and keep the copy. The
 * address of the image never reaches the browser.
 */
export const mountForeignMedia = (app: Hono, { db, outbound, files, identify, pictures }: Needs): void => {
	const copies = new Map<string, string>();
	const copyOf = async (address: string): Promise<Uint8Array | null> => {
		const known = copies.get(address);
		if (known) return files.get(known);
		const answer = await outbound({ method: 'GET', url: new URL(address), maxAnswerBytes: MOST_BYTES });
		if (!answer.ok || answer.value.status !== 200) return null;
		const taken = await pictures.take(answer.value.bytes);
		const image = taken.ok ? taken.value.sizes.get(WIDTH)?.bytes : undefined;
		if (image === undefined) return null;
		if (copies.size >= REMEMBERED) copies.clear();
		copies.set(address, await files.put(image));
		return image;
	};
	app.get('/api/messages/:id/media/:index', async (c) => {
		const actor = await identify(c.req.raw);
		if (!actor) return problem(c, 401, { type: 'access.sign-in' });
		const row = await db.read('message media', (tx) =>
			dialogue(tx)
				.selectFrom('dialogue_message as m')
				.innerJoin('dialogue_conversation as c', 'c.id', 'm.conversation_id')
				.select(['m.media', 'c.unit_id'])
				.where('m.id', '=', c.req.param('id'))
				.executeTakeFirst(),
		);
		const address = row?.media[Number(c.req.param('index'))]?.url;
		if (!row || !address) return problem(c, 404, { type: 'message.no-such-media' });
		if (!may(actor, 'conversation.read', row.unit_id)) return problem(c, 403, { type: 'access.denied' });
		const image = URL.canParse(address) ? await copyOf(address) : null;
		if (image === null) return problem(c, 502, { type: 'message.media-unreachable' });
		return c.body(new Uint8Array(image), 200, {
			'content-type': 'image/webp',
			'cache-control': 'private, max-age=86400',
		});
	});
};
