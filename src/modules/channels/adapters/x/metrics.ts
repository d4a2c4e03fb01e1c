import { z } from 'zod';

import { ok } from '#kernel/result.ts';

import type { Metrics, RemoteRef } from '../../channel.ts';
import { numbersIn, readFigures } from '../figures.ts';
import { readAs } from '../read-as.ts';
import type { XContext } from './wire.ts';

/** SPEC: object Post, `public_metrics`; `retweet_count` became `repost_count` on 2026-08-07, and both are read under the name they come with. */
const figures = [
	...['impression_count', 'like_count', 'reply_count', 'retweet_count', 'repost_count', 'quote_count'],
	'bookmark_count',
].map((name) => ({ name }));

const Shown = z.object({ data: z.object({ public_metrics: z.unknown() }).optional() });

/** Reading costs, and is booked by what came back. */
export const readMetrics = ({ api, meter }: Pick<XContext, 'api' | 'meter'>, { id }: RemoteRef): Promise<Metrics> =>
	readFigures('v2', [
		{
			from: 'public_metrics',
			figures,
			async ask(names) {
				const query = [['tweet.fields', 'public_metrics']] as const;
				const path = `/2/tweets/${encodeURIComponent(id)}`;
				const asked = await api({ method: 'GET', path, query, purpose: 'read' });
				if (!asked.ok) return asked;
				const read = readAs(Shown, asked.value.body);
				if (!read.ok) return read;
				await meter('own-read', read.value.data ? 1 : 0);
				return ok(numbersIn(read.value.data?.public_metrics, names));
			},
		},
	]);
