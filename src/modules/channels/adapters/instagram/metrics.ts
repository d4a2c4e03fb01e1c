import type { Metrics, RemoteRef } from '../../channel.ts';
import { type Figure, readFigures } from '../figures.ts';
import { VERSION } from '../meta/api.ts';
import { insightsAt } from '../meta/insights.ts';
import type { InstagramContext } from './wire.ts';

/** SPEC: Instagram media insights: since 2025-04-21 `views` stands for what were impressions and plays. */
const figures: readonly Figure[] = [
	{ name: 'views', since: '2025-04-21' },
	...['reach', 'likes', 'comments', 'saved', 'shares'].map((name) => ({ name })),
];

/** SPEC: GET /{media}/insights, with `instagram_manage_insights`. */
export const readMetrics = ({ api }: Pick<InstagramContext, 'api'>, { id }: RemoteRef): Promise<Metrics> =>
	readFigures(VERSION.slice(1), [insightsAt(api, { path: `${VERSION}/${encodeURIComponent(id)}`, figures })]);
