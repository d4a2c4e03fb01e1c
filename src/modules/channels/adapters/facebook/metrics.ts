import { z } from 'zod';

import { ok } from '#kernel/result.ts';

import type { Metrics, RemoteRef } from '../../channel.ts';
import { type Figure, readFigures } from '../figures.ts';
import { VERSION } from '../meta/api.ts';
import { insightsAt } from '../meta/insights.ts';
import { readAs } from '../read-as.ts';
import type { FacebookContext } from './wire.ts';

/** SPEC: on 2025-11-15 views took the place of impressions and reach; what they count is not what those counted. */
const VIEWS_SINCE = '2025-11-15';
const insights: readonly Figure[] = [
	{ name: 'post_media_view', since: VIEWS_SINCE },
	{ name: 'post_total_media_view_unique', since: VIEWS_SINCE },
];
const fields: readonly Figure[] = [{ name: 'reactions' }, { name: 'comments' }, { name: 'shares' }];

/** Only how many there are: nobody who reacted is named. */
const asked: Readonly<Record<string, string>> = {
	reactions: 'reactions.limit(0).summary(total_count)',
	comments: 'comments.filter(stream).limit(0).summary(total_count)',
	shares: 'shares',
};

const Summed = z.object({ summary: z.object({ total_count: z.number() }) }).optional();
const Counted = z.object({
	reactions: Summed,
	comments: Summed,
	shares: z.object({ count: z.number() }).optional(),
});

/** SPEC: PagePost: insights need `read_insights` and a page with a hundred likes; a post that nobody shared has no `shares`. */
export const readMetrics = ({ api }: Pick<FacebookContext, 'api'>, { id }: RemoteRef): Promise<Metrics> => {
	const path = `${VERSION}/${encodeURIComponent(id)}`;
	return readFigures(VERSION.slice(1), [
		{
			from: 'fields',
			figures: fields,
			async ask(names) {
				const query = [['fields', names.map((name) => asked[name] ?? name).join(',')]] as const;
				const answer = await api({ method: 'GET', path, query, purpose: 'read' });
				if (!answer.ok) return answer;
				const read = readAs(Counted, answer.value.body);
				if (!read.ok) return read;
				const { reactions, comments, shares } = read.value;
				return ok({
					...(reactions && { reactions: reactions.summary.total_count }),
					...(comments && { comments: comments.summary.total_count }),
					...(names.includes('shares') && { shares: shares?.count ?? 0 }),
				});
			},
		},
		insightsAt(api, { path, figures: insights, query: [['period', 'lifetime']] }),
	]);
};
