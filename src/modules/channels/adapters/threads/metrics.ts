import type { Metrics, RemoteRef } from '../../channel.ts';
import { type Figure, readFigures } from '../figures.ts';
import { insightsAt } from '../meta/insights.ts';
import { type ThreadsContext, VERSION } from './wire.ts';

const figures: readonly Figure[] = ['views', 'likes', 'replies', 'reposts', 'quotes', 'shares'].map((name) => ({
	name,
}));

/** SPEC: docs/threads/insights: GET /{post}/insights, with `threads_manage_insights`. */
export const readMetrics = ({ api }: Pick<ThreadsContext, 'api'>, { id }: RemoteRef): Promise<Metrics> =>
	readFigures(VERSION.slice(1), [insightsAt(api, { path: `${VERSION}/${encodeURIComponent(id)}`, figures })]);
