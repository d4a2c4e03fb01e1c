import { z } from 'zod';

import { ok } from '#kernel/result.ts';

import type { Metrics, RemoteRef } from '../../channel.ts';
import { type Figure, numbersIn, readFigures } from '../figures.ts';
import { readAs } from '../read-as.ts';
import { API, type YoutubeContext } from './wire.ts';

/** SPEC: revision history of 2026-08-27: views are counted alike for all forms of films since then. What its owner hides is not told. */
const figures: readonly Figure[] = [
	{ name: 'viewCount', since: '2026-08-27' },
	{ name: 'likeCount' },
	{ name: 'commentCount' },
];

/** SPEC: videos.list, part `statistics`: numbers as text; one unit. */
const Listed = z.object({
	items: z.array(z.object({ statistics: z.record(z.string(), z.coerce.number()).optional() })).default([]),
});

export const readMetrics = ({ api }: Pick<YoutubeContext, 'api'>, { id }: RemoteRef): Promise<Metrics> =>
	readFigures('v3', [
		{
			from: 'statistics',
			figures,
			async ask(names) {
				const query = [
					['part', 'statistics'],
					['id', id],
				] as const;
				const asked = await api({ method: 'GET', path: `${API}/videos`, query, purpose: 'read' });
				if (!asked.ok) return asked;
				const read = readAs(Listed, asked.value.body);
				return read.ok ? ok(numbersIn(read.value.items[0]?.statistics, names)) : read;
			},
		},
	]);
