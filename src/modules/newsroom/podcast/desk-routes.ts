import type { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

import { changePodcastEndpoint, readPodcastEndpoint } from '#contract/newsroom.ts';
import type { Actor } from '#kernel/permission.ts';
import { ok } from '#kernel/result.ts';
import type { Mount } from '#platform/http/mount.ts';
import { problem } from '#platform/http/problem.ts';

import { type CoverFailure, coverOf, isComplete, type Shows } from './show.ts';

const MEBI = 1024 * 1024;
const MOST_BYTES = 10 * MEBI;

/** What the desk asks of the podcast. */
export const mountPodcastDesk = (mount: Mount, shows: Shows): void => {
	mount(readPodcastEndpoint, {
		problems: {},
		async handle() {
			const row = await shows.read();
			const cover = row?.cover ? coverOf({ cover: row.cover }).cover : null;
			return ok({
				...{ title: row?.title ?? '', description: row?.description ?? '', author: row?.author ?? '' },
				...{
					mail: row?.mail ?? '',
					category: row?.category ?? ('Government' as const),
					language: row?.language ?? 'de',
				},
				...{ cover, coverAlt: row?.cover_alt ?? '', stands: isComplete(row) },
			});
		},
	});
	mount(changePodcastEndpoint, {
		problems: { 'access.denied': 403 },
		async handle(words, { actor }) {
			const result = await shows.change(actor, words);
			return result.ok ? ok({}) : result;
		},
	});
};

const statuses: Readonly<Record<CoverFailure['type'], ContentfulStatusCode>> = {
	'access.denied': 403,
	'media.not-a-picture': 415,
	'media.broken': 422,
	'media.too-many-pixels': 422,
	'podcast.cover-not-square': 422,
	'podcast.cover-too-small': 422,
};

type Identify = (request: Request) => Promise<Actor | null>;
export const COVER_PATH = '/api/newsroom/podcast/cover';

/** Takes the bytes of a cover as they are. */
export const mountCover = (app: Hono, shows: Shows, identify: Identify): void => {
	app.put(COVER_PATH, async (c) => {
		const actor = await identify(c.req.raw);
		if (actor === null) return problem(c, 401, { type: 'access.sign-in' });
		if (Number(c.req.header('content-length') ?? MOST_BYTES + 1) > MOST_BYTES)
			return problem(c, 413, { type: 'request.too-large' });
		const changed = await shows.changeCover(actor, new Uint8Array(await c.req.arrayBuffer()));
		return changed.ok ? c.json({}) : problem(c, statuses[changed.error.type], changed.error);
	});
};
