import type { Asked, Wrong } from './wrong.ts';

const get = (path: string): Asked => ({ path: `/v25.0${path}` });

/** SPEC: Page insights; each is refused there for the reason named. */
export const wrongFigures: readonly Wrong[] = [
	{
		name: 'a figure that is counted no longer',
		ask: ({ own }) => get(`/${own}/insights?metric=post_media_view,post_impressions`),
		status: 400,
		says: /must be a valid insights metric/,
	},
	{
		name: 'figures of a day',
		ask: ({ own }) => get(`/${own}/insights?metric=post_media_view&period=day`),
		status: 400,
		says: /param period/,
	},
	{
		name: 'figures of nothing',
		ask: () => get('/1/insights?metric=post_media_view'),
		status: 400,
		says: /does not exist, cannot be loaded/,
	},
];
