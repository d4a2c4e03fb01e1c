import type { Hono } from 'hono';

import { type Actor, may } from '#kernel/permission.ts';
import { fail, ok, type Result } from '#kernel/result.ts';
import { problem } from '#platform/http/problem.ts';
import type { Pictures } from '#platform/media/pictures.ts';
import type { Scan } from '#platform/scanner.ts';

import { cleanBy, type Unclean } from './clean.ts';
import type { DialogueNeeds } from './needs.ts';
import { dialogue } from './tables.ts';

type Needs = Pick<DialogueNeeds, 'db' | 'outbound' | 'files' | 'log'> & {
	readonly identify: (request: Request) => Promise<Actor | null>;
	readonly pictures: Pick<Pictures, 'take'>;
	/** Set where the house has a scanner: what it has not found clean is not shown. */
	readonly scan?: Scan | undefined;
};

type Refusal = { readonly type: 'message.media-unreachable' } | Unclean;

const STATUS = {
	'message.media-unreachable': 502,
	'message.media-infected': 403,
	'message.media-unscanned': 503,
} as const satisfies Record<Refusal['type'], number>;

const MOST_BYTES = 16 * 1024 * 1024;
const WIDTH = 960;
const REMEMBERED = 2_000;

/**
 * Shows images of others without the desk ever calling others: we fetch, write them anew, and keep the copy. The
 * address of the image never reaches the browser.
 */
export const mountForeignMedia = (app: Hono, { db, outbound, files, log, identify, pictures, scan }: Needs): void => {
	const copies = new Map<string, string>();
	const isClean = cleanBy(scan, log);
	const unreachable = fail({ type: 'message.media-unreachable' as const });
	const fetched = async (address: string): Promise<Result<Uint8Array, Refusal>> => {
		if (!URL.canParse(address)) return unreachable;
		const answer = await outbound({ method: 'GET', url: new URL(address), maxAnswerBytes: MOST_BYTES });
		if (!answer.ok || answer.value.status !== 200) return unreachable;
		const clean = await isClean(answer.value.bytes);
		return clean.ok ? ok(answer.value.bytes) : clean;
	};
	const copyOf = async (address: string): Promise<Result<Uint8Array, Refusal>> => {
		const kept = copies.get(address);
		const known = kept === undefined ? null : await files.get(kept);
		if (known) return ok(known);
		const bytes = await fetched(address);
		if (!bytes.ok) return bytes;
		const taken = await pictures.take(bytes.value);
		const image = taken.ok ? taken.value.sizes.get(WIDTH)?.bytes : undefined;
		if (image === undefined) return unreachable;
		if (copies.size >= REMEMBERED) copies.clear();
		copies.set(address, await files.put(image));
		return ok(image);
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
		const image = await copyOf(address);
		if (!image.ok) return problem(c, STATUS[image.error.type], image.error);
		return c.body(new Uint8Array(image.value), 200, {
			'content-type': 'image/webp',
			'cache-control': 'private, max-age=86400',
		});
	});
};
